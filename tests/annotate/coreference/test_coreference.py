"""Who is who within one article: hand-parsed Docs for the rules, a few sentences with the real model."""

from __future__ import annotations

import pytest

from docs import annotated, mention, resolved, texts
from kg.annotate.names.misspellings import misspells


def test_a_surname_and_a_full_name_are_one() -> None:
    doc = resolved("""
        Ana 1 compound NNP PERSON
        Ferris 2 nsubj NNP PERSON
        spoke 2 ROOT VBD
        . 2 punct .

        Ferris 1 nsubj NNP PERSON
        left 1 ROOT VBD
        . 1 punct .
    """)
    assert mention(doc, "Ana Ferris").entity == mention(doc, "Ferris").entity == "e1"


@pytest.mark.parametrize(
    ("part", "one"), [("Ferris Lund", True), ("Ana Ferris", True), ("Ana Lund", True), ("Boris Lund", False)]
)
def test_a_part_of_a_longer_name_is_that_name(part: str, one: bool) -> None:
    first, last = part.split()
    doc = resolved(f"""
        Ana 2 compound NNP PERSON
        Ferris 2 compound NNP PERSON
        Lund 3 nsubj NNP PERSON
        spoke 3 ROOT VBD
        . 3 punct .

        {first} 1 compound NNP PERSON
        {last} 2 nsubj NNP PERSON
        left 2 ROOT VBD
        . 2 punct .
    """)
    assert (mention(doc, "Ana Ferris Lund").entity == mention(doc, part).entity) == one


def test_two_people_of_one_surname_stay_two() -> None:
    doc = resolved("""
        Ana 1 compound NNP PERSON
        Ferris 2 nsubj NNP PERSON
        met 2 ROOT VBD
        Boris 4 compound NNP B-PERSON
        Ferris 2 dobj NNP PERSON
        . 2 punct .
    """)
    assert mention(doc, "Ana Ferris").entity != mention(doc, "Boris Ferris").entity


def test_a_misspelt_name_is_the_one_beside_it() -> None:
    doc = resolved("""
        Ana 1 compound NNP PERSON
        Hegmund 2 nsubj NNP PERSON
        spoke 2 ROOT VBD
        . 2 punct .

        Hegmund 1 nsubj NNP PERSON
        met 1 ROOT VBD
        Rosenberg 1 dobj NNP PERSON
        . 1 punct .

        Hegmnud 1 nsubj NNP PERSON
        left 1 ROOT VBD
        . 1 punct .
    """)
    assert mention(doc, "Hegmnud").entity == mention(doc, "Hegmund").entity != mention(doc, "Rosenberg").entity


def test_near_spellings() -> None:
    assert misspells("hesgeth", "hegseth")
    assert not misspells("merz", "merk")
    assert not misspells("johnson", "hohnson")


def test_an_acronym_is_its_long_form() -> None:
    doc = resolved("""
        The 3 det DT
        Zemblan 3 amod NNP
        Workers 3 compound NNPS
        Front 7 nsubj NNP ORG
        ( 3 punct -LRB-
        ZWF 3 appos NNP
        ) 3 punct -RRB-
        met 7 ROOT VBD
        again 7 advmod RB
        . 7 punct .

        ZWF 1 nsubj NNP ORG
        left 1 ROOT VBD
        . 1 punct .
    """)
    assert {m.entity for m in doc._.mentions} == {"e1"}


def test_he_is_the_nearest_man_and_his_country_his() -> None:
    doc = resolved("""
        Vladimir 1 compound NNP PERSON
        Putin 2 nsubj NNP PERSON
        met 2 ROOT VBD
        Ana 4 compound NNP B-PERSON
        Ferris 2 dobj NNP PERSON
        . 2 punct .

        He 1 nsubj PRP
        praised 1 ROOT VBD
        Russia 1 dobj NNP GPE
        . 1 punct .

        She 1 nsubj PRP
        left 1 ROOT VBD
        his 3 poss PRP$
        country 1 dobj NN
        . 1 punct .
    """)
    assert mention(doc, "He").entity == mention(doc, "his").entity == mention(doc, "Vladimir Putin").entity
    assert mention(doc, "She").entity == mention(doc, "Ana Ferris").entity
    assert mention(doc, "his country").entity == mention(doc, "Russia").entity


@pytest.mark.parametrize(
    "rest",
    [
        "praised 2 ROOT VBD\nhim 2 dobj PRP\n. 2 punct .",
        "refused 2 ROOT VBD\nand 2 cc CC\nblamed 2 conj VBD\nhim 4 dobj PRP\n. 2 punct .",
    ],
    ids=["of his own verb", "of what he does next"],
)
def test_he_is_not_the_object_of_what_he_does(rest: str) -> None:
    doc = resolved(f"Ivan 1 compound NNP PERSON\nOrlov 2 nsubj NNP PERSON\n{rest}")
    assert mention(doc, "him").entity != mention(doc, "Ivan Orlov").entity


def test_the_post_and_its_holder_by_the_text() -> None:
    doc = resolved("""
        Ukrainian 2 amod JJ NORP
        Tourism 2 compound NNP
        Minister 4 compound NNP
        Ana 4 compound NNP PERSON
        Ferris 5 nsubj NNP PERSON
        spoke 5 ROOT VBD
        . 5 punct .

        The 3 det DT
        Ukrainian 3 amod JJ NORP
        tourism 3 compound NN
        minister 4 nsubj NN
        left 4 ROOT VBD
        . 4 punct .
    """)
    assert mention(doc, "The Ukrainian tourism minister").entity == mention(doc, "Ana Ferris").entity


def test_the_post_and_its_holder_by_the_gazetteer() -> None:
    table = "The 2 det DT\nRussian 2 amod JJ NORP\npresident 3 nsubj NN\nspoke 3 ROOT VBD\n. 3 punct ."
    found = mention(resolved(table), "The Russian president")
    assert (found.iri, found.country) == ("http://www.wikidata.org/entity/Q7747", "RU")
    former = table.replace("Russian 2", "former 2").replace("JJ NORP", "JJ")
    assert mention(resolved(former), "The former president").iri is None


def test_offices_of_two_countries_are_two() -> None:
    doc = resolved("""
        Russian 2 amod JJ NORP
        and 0 cc CC
        President 4 compound NNP
        Vladimir 4 compound NNP PERSON
        Putin 5 nsubj NNP PERSON
        met 5 ROOT VBD
        President 8 compound NNP
        Volodymyr 8 compound NNP B-PERSON
        Zelensky 5 dobj NNP PERSON
        . 5 punct .
    """)
    assert mention(doc, "President").entity != mention(doc, "President", nth=1).entity


def test_capital_seat_and_government_are_one_and_not_the_country() -> None:
    doc = resolved("""
        Moscow 1 nsubj NNP GPE
        spoke 1 ROOT VBD
        . 1 punct .

        The 1 det DT
        Kremlin 2 nsubj NNP ORG
        left 2 ROOT VBD
        Russia 2 dobj NNP GPE
        . 2 punct .
    """)
    assert mention(doc, "Moscow").entity == mention(doc, "Kremlin").entity != mention(doc, "Russia").entity


def test_i_is_who_is_quoted_and_we_is_not() -> None:
    doc = resolved("""
        “ 3 punct ``
        I 2 nsubj PRP
        met 6 ccomp VBD
        Putin 2 dobj NNP PERSON
        ” 2 punct ''
        Ferris 6 nsubj NNP PERSON
        said 6 ROOT VBD
        . 6 punct .

        “ 2 punct ``
        We 2 nsubj PRP
        spoke 5 ccomp VBD
        ” 2 punct ''
        Ferris 5 nsubj NNP PERSON
        said 5 ROOT VBD
        . 5 punct .
    """)
    assert mention(doc, "I").entity == mention(doc, "Ferris").entity != mention(doc, "We").entity


def test_entities_are_numbered_by_their_first_mention() -> None:
    doc = annotated("Kenya and Uganda met. Uganda thanked Kenya and its president.")
    order = list(dict.fromkeys(m.entity for m in doc._.mentions))
    assert order == [f"e{n}" for n in range(1, len(order) + 1)]


# ---------------------------------------------------------------- the real model


def test_a_short_article() -> None:
    doc = annotated(
        "Ukrainian President Volodymyr Zelenskyy met Keir Starmer in London on Tuesday.\n"
        "Zelenskyy said he was grateful to Britain and its people.\n"
        "“I hope that we can do more,” the British prime minister told reporters."
    )
    zelenskyy, starmer = mention(doc, "Volodymyr Zelenskyy").entity, mention(doc, "Keir Starmer").entity
    assert mention(doc, "he").entity == mention(doc, "Zelenskyy").entity == zelenskyy
    assert mention(doc, "its").entity == mention(doc, "Britain").entity
    assert mention(doc, "the British prime minister").entity == mention(doc, "I").entity == starmer
    assert "London" in texts(doc, type="Place")


def test_an_it_that_means_nothing_is_nobody() -> None:
    doc = annotated("Zambia signed the treaty. It is clear that the talks will go on.")
    assert mention(doc, "It").entity != mention(doc, "Zambia").entity


def same(text: str, one: str, other: str) -> bool:
    """Whether the first mentions with these texts are one entity."""
    doc = annotated(text)
    return mention(doc, one).entity == mention(doc, other).entity


def test_a_body_is_called_by_the_noun_that_heads_its_name() -> None:
    text = "The Justice Department sued the Trade Commission on Monday. The department said the commission had lied."
    assert same(text, "Justice Department", "The department")
    assert same(text, "Trade Commission", "the commission")


def test_a_body_is_called_by_the_noun_that_heads_its_full_name_in_the_gazetteer() -> None:
    assert same("The FBI opened an inquiry. The bureau said little.", "FBI", "The bureau")


def test_a_noun_that_only_stands_in_a_name_does_not_call_its_body() -> None:
    assert not same("The State Department spoke of a treaty. The state has no money.", "State Department", "The state")


def test_who_once_held_a_post_is_the_former_holder() -> None:
    text = "Former FBI director Ana Ferris met envoys. Boris Marsh spoke first. The former director was calm."
    assert same(text, "Ana Ferris", "The former director")


def test_who_was_called_so_is_meant_by_the_noun() -> None:
    text = "Ministers met activist Ana Ferris and lawyer Boris Marsh in Vienna. Later the activist was arrested."
    assert same(text, "Ana Ferris", "the activist")
    assert not same(text, "Boris Marsh", "the activist")


def test_a_surname_more_is_no_other_person() -> None:
    doc = annotated("Edmundo Gonzalez Urrutia met envoys. Gonzalez Urrutia said nothing.")
    whole, part = (mention(doc, name) for name in ("Edmundo Gonzalez Urrutia", "Gonzalez Urrutia"))
    assert whole.entity == part.entity and "Urrutia" not in texts(doc)


def test_a_known_name_after_another_given_name_is_somebody_else() -> None:
    doc = annotated("Punjab chief minister Maryam Nawaz Sharif met Shehbaz Sharif in Lahore. Nawaz Sharif was away.")
    daughter, father = (mention(doc, name) for name in ("Maryam Nawaz Sharif", "Nawaz Sharif"))
    assert daughter.entity != father.entity and daughter.iri is None and father.iri is not None


def test_a_son_is_not_the_father_whom_the_gazetteer_knows() -> None:
    doc = annotated("Donald Trump Jr. met envoys. Trump Jr. said nothing. Donald Trump defended him.")
    son, father = mention(doc, "Donald Trump Jr."), mention(doc, "Donald Trump")
    assert (son.iri, son.entity) == (None, mention(doc, "Trump Jr.").entity)
    assert father.entity != son.entity
    assert father.iri is not None


def test_a_junior_whom_the_gazetteer_knows_as_one_is_linked() -> None:
    doc = annotated("Joseph R. Biden Jr. spoke. Mr. Biden smiled.", published="2022-03-04")
    assert mention(doc, "Joseph R. Biden Jr.").iri == mention(doc, "Biden").iri is not None


def test_a_given_name_goes_on_in_small_letters_after_its_hyphen() -> None:
    assert mention(annotated("South Korean President Moon Jae-in spoke.", published="2018-04-20"), "Moon Jae-in").iri


def test_state_media_are_media() -> None:
    assert mention(annotated("North Korean state media reported it."), "North Korean state media").type == "Media"


def test_a_noun_before_a_name_is_of_that_name_and_not_of_the_one_before() -> None:
    text = "Ministers met campaign manager Ana Ferris, her lawyer Boris Marsh and the mayor."
    assert same(text, "Boris Marsh", "her lawyer")
    assert not same(text, "Ana Ferris", "her lawyer")


@pytest.mark.parametrize(
    ("text", "who", "what"),
    [
        ("Maria Brandt, who was named as a defendant, met Boris Marsh.", "Maria Brandt", "a defendant"),
        ("They described Boris Marsh as a friend of the city.", "Boris Marsh", "a friend of the city"),
        ("He praised Boris Marsh as a hero and Maria Brandt as a genuine leader.", "Maria Brandt", "a genuine leader"),
        ("Boris Marsh, who is a lawyer, met Maria Brandt.", "Boris Marsh", "a lawyer"),
        ("The judge hearing the case, Maria Brandt, has scheduled a hearing.", "Maria Brandt", "The judge"),
        (
            "The ministry and its Kenyan counterpart, the Harbour Agency, met.",
            "Harbour Agency",
            "its Kenyan counterpart",
        ),
    ],
)
def test_what_a_clause_says_somebody_is(text: str, who: str, what: str) -> None:
    assert same(text, who, what)


def test_as_says_nothing_of_whom_it_is_denied() -> None:
    assert not same("The suit does not name Maria Brandt as a defendant.", "Maria Brandt", "a defendant")


def test_a_country_can_be_an_ally() -> None:
    doc = annotated("The minister described Japan as a great ally of the United States.")
    ally = mention(doc, "a great ally of the United States")
    assert (ally.entity, ally.type) == (mention(doc, "Japan").entity, "Country")


def test_several_are_those_spoken_of_last() -> None:
    text = "Three Kenyan agencies accused Boris Marsh. Later two Zambian agencies disagreed. The agencies met."
    assert same(text, "two Zambian agencies", "The agencies")
    assert not same(text, "Three Kenyan agencies", "The agencies")


def test_those_whom_a_name_narrows_down_are_the_same_again() -> None:
    text = "The party sued Brandt campaign officials. It says that Brandt campaign officials lied. Maria Brandt smiled."
    doc = annotated(text)
    assert len({m.entity for m in doc._.mentions if doc.text[m.start : m.end] == "Brandt campaign officials"}) == 1


def test_two_officials_here_are_not_two_officials_there() -> None:
    doc = annotated("Two Kenyan officials left. On Monday two Kenyan officials denied it.")
    assert mention(doc, "Two Kenyan officials").entity != mention(doc, "two Kenyan officials").entity


def test_a_president_long_out_of_office_is_not_the_president() -> None:
    text = 'He had advised President George W. Bush. "The president of the United States is wrong," he said.'
    doc = annotated(text, published="2018-04-20")
    president = mention(doc, "The president of the United States")
    assert president.iri is not None
    assert president.iri == mention(annotated("Donald Trump spoke.", published="2018-04-20"), "Donald Trump").iri


def test_the_north_is_the_country_that_the_article_names() -> None:
    text = "North Korea has fired a missile. It is unusual for the North to speak of it."
    assert same(text, "North Korea", "North")
    text = "North Korea and North Macedonia met. The North has fired a missile."
    assert not same(text, "North Korea", "North")


def test_rudy_is_rudolph() -> None:
    assert same("Rudolph Brandt left. Former mayor Rudy Brandt smiled.", "Rudolph Brandt", "Rudy Brandt")


def test_a_misspelt_name_is_found_where_nobody_takes_it_for_one() -> None:
    text = "George Papadopoulos and Rick Gates were charged. Papadopoulous and Gates pleaded guilty."
    assert same(text, "George Papadopoulos", "Papadopoulous")


def test_conservatives_are_a_party_only_where_their_country_is_spoken_of() -> None:
    assert mention(annotated("Conservatives and liberals agree on it."), "Conservatives").type == "Group"
    british = annotated("In Britain the Conservatives lost. The United Kingdom votes again.")
    assert mention(british, "Conservatives").country == "GB"


def test_a_phrase_does_not_swallow_the_name_before_it() -> None:
    doc = annotated("In a statement, Youn Kun-young, director for the government's situation room, spoke.")
    assert not [m for m in doc._.mentions if doc.text[m.start : m.end] == "Youn Kun-young, director"]


def test_the_nations_leader_leads_the_nation() -> None:
    text = "North Korea fired a missile on Monday, as the nation's leader met envoys. Kim Jong Un smiled."
    doc = annotated(text, published="2018-04-20")
    assert mention(doc, "the nation's leader").iri == mention(doc, "Kim Jong Un").iri is not None


def test_a_counterpart_has_the_same_post_elsewhere() -> None:
    text = (
        "Kenyan Foreign Minister Maria Brandt met Zambian Foreign Minister Boris Marsh. "
        "Zambian President Ivo Tell was away. Brandt thanked her Zambian counterpart."
    )
    assert same(text, "Boris Marsh", "her Zambian counterpart")
    assert not same(text, "Ivo Tell", "her Zambian counterpart")


def test_the_director_is_not_the_deputy_director() -> None:
    assert not same("She called her deputy director. Later the director left.", "her deputy director", "the director")


def test_a_post_to_be_filled_is_nobody() -> None:
    doc = annotated("Maria Brandt spurred the appointment of Special Counsel.")
    assert not [m for m in doc._.mentions if m.type == "Person" and doc.text[m.start : m.end] == "Special Counsel"]


def test_a_country_is_meant_by_what_is_said_of_it() -> None:
    text = "Zambia held a vote. Observers left the landlocked country. No other country said so."
    assert same(text, "Zambia", "the landlocked country")


def test_what_a_victim_suffered_from_is_not_its_country() -> None:
    doc = annotated("The Harbour Union was the victim of a conspiracy by Kenyan officials.")
    victim = mention(doc, "the victim of a conspiracy by Kenyan officials")
    assert (victim.entity, victim.country) == (mention(doc, "Harbour Union").entity, None)


def test_governors_of_two_places_hold_two_offices() -> None:
    doc = annotated("Ohio Governor Ivo Kral met Iowa Governor Ada Brook on Monday. The Iowa governor left.")
    first, second = (m for m in doc._.mentions if m.type == "Office" and m.kind == "name")
    assert first.entity != second.entity
    assert mention(doc, "The Iowa governor").entity == mention(doc, "Ada Brook").entity
    assert mention(doc, "The Iowa governor").entity != mention(doc, "Ivo Kral").entity


def test_an_ambassador_of_a_country_is_not_the_one_that_the_gazetteer_knows() -> None:
    doc = annotated("The French ambassador left on Monday.")
    assert mention(doc, "The French ambassador").iri is None and mention(doc, "The French ambassador").entry is None


def test_mrs_is_not_the_man_of_that_surname() -> None:
    doc = annotated("Hugo Wekesa left on Monday. Mrs Wekesa stayed. Mr Wekesa came back.")
    first, her, him = (m for m in doc._.mentions if doc.text[m.start : m.end].endswith("Wekesa"))
    assert first.entity == him.entity != her.entity


def test_the_president_of_a_country_is_not_one_of_another() -> None:
    text = "President Barack Obama met Francois Hollande. The French president was glad."
    doc = annotated(text, published="2016-06-17")
    assert mention(doc, "The French president").entity == mention(doc, "Francois Hollande").entity
    doc = annotated("President Barack Obama spoke. The Peruvian president, he said, was glad.", published="1997-06-17")
    assert mention(doc, "The Peruvian president").entity != mention(doc, "Barack Obama").entity


def test_whose_minister_somebody_once_was_is_not_looked_up() -> None:
    text = "Robert Mugabe of Zimbabwe fired his vice president."
    assert mention(annotated(text, published="2019-09-09"), "his vice president").iri is None
