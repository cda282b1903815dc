"""Descriptions and adjectives → whom they mean: holders of an office, armed groups, countries."""

from __future__ import annotations

import pytest
from resolve_making import Told, merged, node_of

from kg.lexicon.gazetteer import Gazetteer
from kg.resolve.demonyms import describes


@pytest.fixture(scope="module")
def book() -> Gazetteer:
    return Gazetteer.load()


def minister(name: str, words: str, published: str = "2021-05-04", office: str = "defence minister") -> Told:
    """An article in which ``words`` hold an office of Norway."""
    told = Told(name, published)
    post = told.who(office, "Office", country="NO")
    told.ties("officeOf", post, told.who("Norway", "Country", country="NO"))
    told.ties("holdsOffice", told.who(words, country="NO"), post)
    return told


@pytest.mark.parametrize("words", ["the norwegian defence minister", "norway's defence minister"])
def test_a_description_of_an_office_is_its_only_holder(words: str) -> None:
    by_name, described = minister("a", "Kari Lund"), minister("b", words)
    found = merged(by_name, described)
    assert node_of(found, by_name.key("m3")) == node_of(found, described.key("m3"))


@pytest.mark.parametrize(
    ("words", "office", "published"),
    [
        ("a norwegian defence minister", "defence minister", "2021-05-04"),
        ("the former defence minister", "defence minister", "2021-05-04"),
        ("the norwegian envoy", "envoy", "2021-05-04"),
        ("the norwegian defence minister", "defence minister", "2011-05-04"),
    ],
)
def test_a_description_of_another_stays_alone(words: str, office: str, published: str) -> None:
    by_name, described = minister("a", "Kari Lund", office=office), minister("b", words, published, office)
    found = merged(by_name, described)
    assert node_of(found, by_name.key("m3")) != node_of(found, described.key("m3"))


def test_two_holders_leave_a_description_alone() -> None:
    described = minister("c", "the norwegian defence minister")
    found = merged(minister("a", "Kari Lund"), minister("b", "Ola Berg"), described)
    assert [n.label for n in found.nodes if described.key("m3") in n.readings] == ["the norwegian defence minister"]


def test_rebels_of_a_name_are_the_armed_group_of_that_name() -> None:
    a, b, c = Told("a"), Told("b"), Told("c")
    a.who("Karsi", "ArmedGroup")
    for told, words in ((b, "Karsi rebels"), (c, "Varda rebels")):
        told.does("MOBILIZE", "march", [told.who(words, "Group", kind="nominal")])
    found = merged(a, b, c)
    assert node_of(found, b.key("m1")) == node_of(found, a.key("m1")) != node_of(found, c.key("m1"))


def test_an_adjective_acts_as_its_country(book: Gazetteer) -> None:
    a, b = Told("a"), Told("b")
    a.who("Norway", "Country", country="NO", iri="http://www.wikidata.org/entity/Q20")
    word = b.who("Norwegian", "Group", country="NO")
    b.text += "ships sailed"
    b.does("MOBILIZE", "deploy", [word])
    b.ties("citizenOf", b.who("Kari Lund"), word)
    found = merged(a, b, gazetteer=book)
    country = node_of(found, a.key("m1"))
    assert [e.sources for e in found.events] == [(country,)]
    assert [r.object for r in found.relations] == [country]
    assert node_of(found, b.key("m1")) != country


def test_an_adjective_alone_makes_its_country_a_node(book: Gazetteer) -> None:
    told = Told("a")
    told.does("MOBILIZE", "deploy", [told.who("Norwegian", "Group", country="NO")])
    found = merged(told, gazetteer=book)
    assert [(n.type, n.label, n.country) for n in found.nodes] == [("Country", "Norway", "NO")]


def test_a_people_is_no_country(book: Gazetteer) -> None:
    a, b = Told("a"), Told("b")
    a.who("Norway", "Country", country="NO")
    b.does("PROTEST", "march", [b.who("Norwegians", "Group", country="NO")])
    found = merged(a, b, gazetteer=book)
    assert [e.sources for e in found.events] == [(node_of(found, b.key("m1")),)]


def test_one_nationality_is_one_node_in_all_articles(book: Gazetteer) -> None:
    a, b = Told("a"), Told("b")
    a.who("Norwegians", "Group", country="NO")
    b.who("Norwegian", "Group", country="NO")
    found = merged(a, b, gazetteer=book)
    assert node_of(found, a.key("m1")) == node_of(found, b.key("m1"))


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("the Norlandic fleet", "Norlandic", True),
        ("called it Norlandic.", "Norlandic", True),
        ("a Norlandic and a Sarkian", "Norlandic", False),
        ("a Norlandic", "Norlandic", False),
        ("US-Norlandic talks", "Norlandic", True),
    ],
)
def test_what_describes(text: str, word: str, expected: bool) -> None:
    start = text.index(word)
    assert describes(text, start, start + len(word)) is expected
