"""Names that one article takes for another kind of thing, offices of bodies, and who held what."""

from __future__ import annotations

import pytest
from resolve_making import Told, labels, merged, node_of

from kg.lexicon.gazetteer import Gazetteer
from kg.records import Kind
from kg.resolve import chain_names, former_offices
from kg.resolve.actors import name_comparison

NORTH = "http://www.wikidata.org/entity/Q900010"
SOUTH = "http://www.wikidata.org/entity/Q900011"


@pytest.fixture(scope="module")
def book() -> Gazetteer:
    return Gazetteer.load()


def scene(name: str) -> Told:
    """An article of one story: whoever is added is named beside the same three others."""
    told = Told(name)
    for other in ("Lake Conference", "Harbour League", "Grain Board"):
        told.who(other, "Organization")
    return told


def test_what_other_articles_have_as_an_organization_is_no_person() -> None:
    a, b, c = scene("a"), scene("b"), scene("c")
    known = [told.who("Lakewatch", "Organization") for told in (a, b)]
    misread = c.who("Lakewatch", "Person")
    found = merged(a, b, c)
    assert node_of(found, c.key(misread)) == node_of(found, a.key(known[0]))
    assert labels(found, "Person") == []


def test_a_linked_place_lends_its_name_to_nobody_who_bears_it() -> None:
    a, b, c = scene("a"), scene("b"), scene("c")
    for told in (a, b):
        told.who("Lakewatch", "Place", iri=NORTH)
    b.who("Anna Lakewatch")
    c.who("Lakewatch", "Person")
    assert node_of(merged(a, b, c), c.key("m4")) != node_of(merged(a, b, c), a.key("m4"))


def test_a_headline_s_person_is_the_town_that_the_story_names() -> None:
    a, b, c = scene("a"), scene("b"), scene("c")
    towns = [told.who("Lakewatch", "Place", iri=NORTH) for told in (a, b)]
    person = c.who("Lakewatch", "Person")
    found = merged(a, b, c)
    assert node_of(found, c.key(person)) == node_of(found, a.key(towns[0]))


@pytest.mark.parametrize(("word", "same"), [("Lund", True), ("LUND", False), ("Lund Works", False)])
def test_a_surname_taken_for_a_body_is_the_one_bearer_s(word: str, same: bool) -> None:
    a, b = scene("a"), scene("b")
    person = a.who("Kari Lund")
    body = b.who(word, "Organization")
    found = merged(a, b)
    assert (node_of(found, a.key(person)) == node_of(found, b.key(body))) is same


def test_a_misread_name_in_another_story_stays_alone() -> None:
    a, b, c = scene("a"), scene("b"), Told("c")
    for told in (a, b):
        told.who("Lakewatch", "Organization")
    c.who("Lakewatch", "Person")
    assert labels(merged(a, b, c), "Person") == ["Lakewatch"]


def director(name: str, person: str, body: str, **more: str) -> Told:
    told = scene(name)
    of = told.who(body, "Organization", country="NO")
    post = told.who(more.get("title", "director"), "Office")
    told.ties("officeOf", post, of)
    told.ties("holdsOffice", told.who(person, country="NO"), post)
    return told


def test_an_office_is_of_the_body_however_it_is_called(book: Gazetteer) -> None:
    a = director("a", "Kari Lund", "Norland Harbour Agency")
    b = director("b", "Kari Lund", "NHA")
    a.who("NHA", "Organization", entity="m4", country="NO")
    found = merged(a, b, gazetteer=book)
    assert len(labels(found, "Office")) == 1


def test_offices_of_two_bodies_are_two(book: Gazetteer) -> None:
    a, b = director("a", "Kari Lund", "Harbour Agency"), director("b", "Ola Berg", "Forest Agency")
    assert len(labels(merged(a, b, gazetteer=book), "Office")) == 2


def test_the_chief_of_a_body_is_its_director(book: Gazetteer) -> None:
    a = director("a", "Kari Lund", "Harbour Agency")
    b = director("b", "the agency's chief", "Harbour Agency", title="chief")
    found = merged(a, b, gazetteer=book)
    assert node_of(found, b.key("m6")) == node_of(found, a.key("m6"))


def formerly_of(name: str, words: str) -> Told:
    """An article whose person is the former director of the Harbour Agency, by the words alone."""
    told = scene(name)
    of = told.who("Harbour Agency", "Organization", country="NO")
    start, _ = told.write(words)
    at = start + words.index("director")
    kind: Kind = "name" if words.endswith("Lund") else "nominal"
    begin = start + (words.index("Kari") if kind == "name" else 0)
    person = told.who("x", "Person")
    post = told.who("y", "Office")
    told.mentions = [
        type(m)(m.id, *span, k, m.type, m.entity, country="NO")
        for m, span, k in (
            *((m, (m.start, m.end), m.kind) for m in told.mentions[:-2]),
            (told.mentions[-2], (begin, start + len(words)), kind),
            (told.mentions[-1], (at, at + len("director")), "nominal"),
        )
    ]
    told.ties("officeOf", post, of)
    told.says(person, "the harbour is closed")
    return told


def test_the_former_director_is_who_held_the_office_in_the_story(book: Gazetteer) -> None:
    a = formerly_of("a", "former Harbour Agency director Kari Lund")
    b = formerly_of("b", "the former Harbour Agency director")
    found = merged(a, b, gazetteer=book)
    assert node_of(found, b.key("m5")) == node_of(found, a.key("m5"))


def test_the_former_director_is_not_who_is_it_now(book: Gazetteer) -> None:
    a, b = director("a", "Kari Lund", "Harbour Agency"), formerly_of("b", "the former Harbour Agency director")
    found = merged(a, b, gazetteer=book)
    assert node_of(found, b.key("m5")) != node_of(found, a.key("m6"))


def test_former_is_read_within_the_clause() -> None:
    assert former_offices.is_former("the ousted mayor")
    assert not former_offices.is_former("the performer")


def test_father_and_son_side_by_side_are_two() -> None:
    a, b = Told("a"), Told("b")
    for told in (a, b):
        told.who("John Carter")
        told.who("John Carter Jr.")
    assert labels(merged(a, b), "Person") == ["John Carter", "John Carter Jr."]
    assert name_comparison.generation("John Carter III") == "iii"


def test_a_surname_with_junior_joins_no_senior() -> None:
    a, b = scene("a"), scene("b")
    a.who("John Carter")
    b.who("Carter Jr.")
    assert labels(merged(a, b), "Person") == ["Carter Jr.", "John Carter"]


def test_a_headline_makes_no_surname_of_a_noun() -> None:
    small = chain_names.small_words("Holt Memos Out\nThe memos of Holt were long")
    assert chain_names.people({"Holt": 4, "Holt Memos": 1}, small) == {"Holt": 5}
    assert chain_names.people({"Kim": 4, "Kim Jong Un": 1}, small) == {"Kim": 4, "Kim Jong Un": 1}


def test_what_a_country_has_one_of_is_one_however_the_country_is_put(book: Gazetteer) -> None:
    a, b, c = Told("a"), Told("b"), Told("c")
    one = a.who("North Korean state media", "Media", kind="nominal", country="KP")
    two = b.who("North Korea's state media", "Media", kind="nominal", country="KP")
    other = c.who("Russian state media", "Media", kind="nominal", country="RU")
    for told, media in ((a, one), (b, two), (c, other)):
        told.says(media, "the talks failed")
    found = merged(a, b, c, gazetteer=book)
    assert node_of(found, a.key(one)) == node_of(found, b.key(two)) != node_of(found, c.key(other))


def test_what_is_linked_without_a_name_is_the_one_that_is_named(book: Gazetteer) -> None:
    a, b = Told("a"), Told("b")
    nameless = a.who("the president", kind="nominal", iri=NORTH)
    named = b.who("Ana Ruiz", iri=NORTH)
    for told, who in ((a, nameless), (b, named)):
        told.says(who, "the talks failed")
    found = merged(a, b, gazetteer=book)
    assert node_of(found, a.key(nameless)) == node_of(found, b.key(named))


def test_a_description_is_no_name_of_what_has_one() -> None:
    told = Told("a")
    board = told.who("Grain Board", "Organization")
    told.who("the victim of a Norlandic plot", "Organization", entity=board, kind="nominal")
    (node,) = [n for n in merged(told).nodes if n.label == "Grain Board"]
    assert node.alt_labels == ()


def test_un_before_a_name_is_the_united_nations() -> None:
    assert (
        name_comparison.plain("U.N. Command")
        == name_comparison.plain("UN Command")
        == name_comparison.plain("United Nations Command")
    )
    assert name_comparison.plain("the U.N.") == "un"
