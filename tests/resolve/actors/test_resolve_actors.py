"""Who is who across articles."""

from __future__ import annotations

import pytest
from resolve_making import Told, judge, labels, merged, node_of

from kg.lexicon.gazetteer import Gazetteer

BERG = "http://www.wikidata.org/entity/Q900001"
HOLT = "http://www.wikidata.org/entity/Q900002"


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


def story(name: str, *people: str, **more: str) -> tuple[Told, list[str]]:
    """An article on the Lake Conference that names ``people``."""
    told = Told(name, **more)
    told.who("Lake Conference", "Organization")
    told.who("Norland", "Country", country="NO")
    return told, [told.who(person) for person in people]


def test_one_link_is_one_node_whatever_it_is_called() -> None:
    a, b = Told("a"), Told("b")
    one = a.who("Anna Berg", iri=BERG)
    other = b.who("the old lady of Norland", iri=BERG, kind="name")
    found = merged(a, b)
    assert node_of(found, a.key(one)) == node_of(found, b.key(other))
    assert found.nodes[0].key.endswith("-Q900001")


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Anna Berg", "Anna Berg"),
        ("Volodymyr Zelenskyy", "Volodymyr Selensky"),
        ("Michael Stone", "Mike Stone"),
        ("Recep Tayyip Erdoğan", "Tayyip Erdogan"),
        ("Kim Jong-un", "Kim Jong Un"),
        ("Moon Jae-in", "Moon Jae"),
        ("Ursula von der Leyen", "Ursula Von der Leyen"),
        ("Sen. John Carter", "John Carter Jr."),
        ("Bashar al-Assad", "Bashar Assad"),
    ],
)
def test_spellings_of_one_person_meet(left: str, right: str) -> None:
    (a, (one,)), (b, (other,)) = story("a", left), story("b", right)
    found = merged(a, b)
    assert node_of(found, a.key(one)) == node_of(found, b.key(other))


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Anna Berg", "Peter Berg"),
        ("Berg", "Berg"),
        ("George H. Holt", "George W. Holt"),
        ("Anna Berg", "Anna Borg"),
        ("Vladimir Putin", "Vladimir Medinsky"),
    ],
)
def test_different_people_stay_apart(left: str, right: str) -> None:
    (a, (one,)), (b, (other,)) = story("a", left), story("b", right)
    found = merged(a, b)
    assert node_of(found, a.key(one)) != node_of(found, b.key(other))


def test_a_surname_joins_the_one_bearer_in_the_same_story() -> None:
    (a, (one,)), (b, (other,)) = story("a", "Anna Berg"), story("b", "Berg")
    found = merged(a, b)
    assert node_of(found, a.key(one)) == node_of(found, b.key(other))
    assert labels(found, "Person") == ["Anna Berg"]


def test_a_surname_joins_nobody_where_two_bear_it() -> None:
    (a, _), (b, _), (c, _) = story("a", "Anna Berg"), story("b", "Berg"), story("c", "Peter Berg")
    assert labels(merged(a, b, c), "Person") == ["Anna Berg", "Berg", "Peter Berg"]


def test_a_surname_alone_says_nothing_in_another_story() -> None:
    a, _ = story("a", "Anna Berg")
    b = Told("b")
    b.who("Berg")
    b.who("Southland", "Country")
    assert labels(merged(a, b), "Person") == ["Anna Berg", "Berg"]


def test_different_links_forbid() -> None:
    a, b = Told("a"), Told("b")
    a.who("Anna Berg", iri=BERG)
    b.who("Anna Berg", iri=HOLT)
    assert len(merged(a, b).nodes) == 2


def test_an_unlinked_name_joins_the_linked_one() -> None:
    a, b = Told("a"), Told("b")
    one = a.who("Anna Berg", iri=BERG)
    other = b.who("Anna Berg")
    found = merged(a, b)
    assert node_of(found, a.key(one)) == node_of(found, b.key(other))


def test_acronyms_meet_their_long_form() -> None:
    a, b, c = Told("a"), Told("b"), Told("c")
    long = a.who("League of Lake States", "Organization")
    a.who("LLS", "Organization", entity=long)
    short = b.who("LLS", "Organization")
    other = c.who("League of Lake States", "IntergovernmentalOrganization")
    found = merged(a, b, c)
    assert len({node_of(found, a.key(long)), node_of(found, b.key(short)), node_of(found, c.key(other))}) == 1


def test_a_committee_that_is_known_by_its_letters_needs_no_country() -> None:
    a, b = Told("a"), Told("b")
    for told in (a, b):
        long = told.who("Democratic National Committee", "Organization")
        told.who("DNC" if told is a else "D.N.C.", "Organization", entity=long)
    assert len(labels(merged(a, b), "Organization")) == 1


def test_a_ministry_needs_its_country() -> None:
    a, b, c = Told("a"), Told("b"), Told("c")
    one = a.who("Foreign Ministry", "Organization", country="NO")
    two = b.who("Foreign Ministry", "Organization", country="SE")
    three = c.who("Foreign Ministry", "Organization", country="NO")
    found = merged(a, b, c)
    assert node_of(found, a.key(one)) == node_of(found, c.key(three)) != node_of(found, b.key(two))


def test_posts_are_of_a_country(gazetteer: Gazetteer) -> None:
    made = []
    for name, title, country in (
        ("a", "Defence Minister", "NO"),
        ("b", "Minister of Defense", "NO"),
        ("c", "Defence Minister", "SE"),
    ):
        told = Told(name)
        holder = told.who(f"Anna {name.upper()}xberg", country=country)
        post = told.who(title, "Office")
        told.ties("holdsOffice", holder, post)
        made.append((told, post))
    found = merged(*(t for t, _ in made), gazetteer=gazetteer)
    nodes = [node_of(found, t.key(post)) for t, post in made]
    assert nodes[0] == nodes[1] != nodes[2]
    assert "Defence Minister (Sweden)" in labels(found, "Office")


def test_seat_capital_and_government_are_one_node_and_the_country_another(gazetteer: Gazetteer) -> None:
    a, b, c = Told("a"), Told("b"), Told("c")
    a.who("Russian government", "Government", country="RU")
    b.who("Moscow", "Government", country="RU")
    c.who("Russia", "Country", country="RU", iri="http://www.wikidata.org/entity/Q159")
    found = merged(a, b, c, gazetteer=gazetteer)
    assert labels(found, "Government") == ["Government of Russia"]
    government = next(n for n in found.nodes if n.type == "Government")
    assert government.government_of == "country/russia-Q159"


def test_a_country_that_is_no_node_governs_none() -> None:
    told = Told("a")
    told.who("Kremlin", "Government", country="RU")
    assert merged(told).nodes[0].government_of is None


def test_the_unnamed_have_a_node_only_where_they_act() -> None:
    a, b = Told("a"), Told("b")
    for told in (a, b):
        official = told.who("two officials", "Group")
        told.who("some bystanders", "Group")
        told.says(official, "the harbour is closed")
    assert labels(merged(a, b), "Group") == ["two officials", "two officials"]


def test_type_other_and_pronouns_have_no_node() -> None:
    told = Told("a")
    told.who("Windows", "Other")
    told.says(told.who("he", kind="pronoun"), "the harbour is closed")
    assert merged(told).nodes == ()


def test_publishers_are_media() -> None:
    a, b = Told("a", publisher="Lake Herald"), Told("b")
    named = b.who("Lake Herald", "Media")
    found = merged(a, b)
    assert node_of(found, a.key("publisher")) == node_of(found, b.key(named))
    assert found.nodes[0].type == "Media"


def test_a_person_joins_what_rules_keep_apart() -> None:
    a, b = Told("a"), Told("b")
    one, other = a.who("Anna Berg", iri=BERG), b.who("The Lady", iri=HOLT)
    found = merged(a, b, judgements=[judge(a.key(one), b.key(other), True)])
    assert len(found.nodes) == 1
    assert found.nodes[0].same_as == (BERG, HOLT)


def test_a_person_keeps_apart_what_rules_join() -> None:
    made = [story(name, "Anna Berg") for name in "abc"]
    keys = [told.key(people[0]) for told, people in made]
    split = [judge(keys[0], keys[1], False), judge(keys[0], keys[2], False)]
    found = merged(*(told for told, _ in made), judgements=split)
    assert node_of(found, keys[1]) == node_of(found, keys[2]) != node_of(found, keys[0])


def test_one_link_in_two_nodes_gives_two_keys() -> None:
    a, b = Told("a"), Told("b")
    one, other = a.who("Anna Berg", iri=BERG), b.who("Anna Berg", iri=BERG)
    found = merged(a, b, judgements=[judge(a.key(one), b.key(other), False)])
    assert len({node.key for node in found.nodes}) == 2


def test_not_the_same_wins_over_a_chain_of_the_same() -> None:
    made = [story(name, f"{first} Berg") for name, first in (("a", "Anna"), ("b", "Peter"), ("c", "Maria"))]
    x, y, z = sorted(told.key(people[0]) for told, people in made)
    wishes = [judge(x, y, True), judge(y, z, True), judge(x, z, False)]
    for order in (wishes, wishes[::-1]):
        found = merged(*(told for told, _ in made), judgements=order)
        assert node_of(found, x) == node_of(found, y) != node_of(found, z)


def test_of_two_judgements_on_a_pair_the_last_counts() -> None:
    a, b = Told("a"), Told("b")
    for told in (a, b):
        told.who("Anna Berg")
    one, other = a.key("m1"), b.key("m1")
    split, join = judge(one, other, False), judge(other, one, True)
    assert len(merged(a, b, judgements=[join, split]).nodes) == 2
    assert len(merged(a, b, judgements=[split, join]).nodes) == 1


def test_decisions_say_why() -> None:
    (a, _), (b, _) = story("a", "Michael Stone"), story("b", "Mike Stone")
    judgement = next(j for j in merged(a, b).judgements if "given names agree" in dict(j.features))
    assert judgement.same and judgement.by == "rule"
    assert judgement.score == pytest.approx(sum(weight for _, weight in judgement.features))


def test_governors_of_two_places_and_bare_commanders_are_no_one_post(gazetteer: Gazetteer) -> None:
    told = []
    for name, title, place in (
        ("a", "Governor", "Vistland"), ("b", "governor", "Vistland"), ("c", "Governor", "Ostmark"),
        ("d", "Commander", ""), ("e", "Commander", ""), ("f", "spokesman", "Norway"), ("g", "spokesman", "Norway"),
        ("h", "defence minister", "Norway"), ("i", "defence minister", "Norway"),
    ):  # fmt: skip
        article = Told(name)
        post = article.who(title, "Office", country="NO")
        article.ties("holdsOffice", article.who(f"Kari {name.upper()}lund", country="NO"), post)
        if place:
            of = article.who(place, "Country" if place == "Norway" else "Place", country="NO")
            article.ties("officeOf", post, of)
        told.append(article)
    found = merged(*told, gazetteer=gazetteer)
    posts = [n for n in found.nodes if n.type == "Office"]
    assert sorted(len(n.readings) for n in posts) == [1, 1, 1, 1, 1, 2, 2]
    assert {n.label for n in posts if len(n.readings) == 2} == {"Governor (Vistland)", "Defence minister (Norway)"}
    assert all(n.country == "NO" for n in posts)


@pytest.mark.parametrize(
    ("left", "right", "type_", "one"),
    [
        ("17th Mountain Brigade", "7th Mountain Brigade", "ArmedGroup", False),
        ("Kotler Mining Company", "Kotler Mining Co.", "Organization", True),
        ("Datuk Rahim", "Datuk Najib", "Person", False),
        ("Imam Rahim", "Imam Rahim", "Person", False),
    ],
)
def test_numbers_company_forms_and_honorifics(left: str, right: str, type_: str, one: bool) -> None:
    a, b = Told("a"), Told("b")
    first, second = a.who(left, type_), b.who(right, type_)
    a.does("MAKE", "spoke", [first]), b.does("MAKE", "spoke", [second])
    assert (len(labels(merged(a, b), type_)) == 1) == one


def test_a_country_is_a_country() -> None:
    told = Told("a")
    for words, more in (("NATO countries", {}), ("the country", {}), ("Norway", {"country": "NO"})):
        kind = "name" if words == "Norway" else "nominal"
        told.does("MEET", "met", [told.who(words, "Country", kind=kind, **more)])
    types = {node.label: node.type for node in merged(told).nodes}
    assert types["NATO countries"] == "Group" and types["the country"] == "Place" and types["Norway"] == "Country"
