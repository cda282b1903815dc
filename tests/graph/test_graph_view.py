"""Looking things up: by any of their names, by any of their IRIs, with the sentences that they were read from."""

from __future__ import annotations

import dataclasses

import pytest
from made_graph import FIRST, Made, make, quads
from pyoxigraph import Store

from kg.errors import UnknownThingError
from kg.graph.complete import Complete
from kg.graph.oxigraph import OxigraphStore
from kg.graph.view import GraphView
from kg.ids import BASE
from kg.records import Node

MARROW = f"{BASE}person/ada-marrow-Q901"


def view_of(made: Made) -> GraphView:
    store = Store()
    store.bulk_extend(quads(made.extractions, made.resolution))
    return GraphView(Complete(OxigraphStore(store), BASE))


@pytest.fixture(scope="module")
def view() -> GraphView:
    return view_of(make())


@pytest.mark.parametrize(
    "what",
    [
        "Ada Marrow",
        "ada  MARROW",
        "the president",
        "ada-marrow-Q901",
        "Q901",
        "person/ada-marrow-Q901",
        MARROW,
        "http://www.wikidata.org/entity/Q901",
    ],
)
def test_a_thing_is_found_by_any_of_its_names(view: GraphView, what: str) -> None:
    assert view.find(what) == MARROW


@pytest.mark.parametrize(
    ("local", "found"),
    [
        ("{a}#e2", "person/ada-marrow-Q901"),
        ("article/{b}#v1", "event/2031-05-04-consult-1f"),
        ("{base}article/{b}#s1", "statement/9c1e"),
        ("{a}#s1.2", "statement/9c1f"),
        ("{a}#s1", "statement/9c1e"),  # its parts were merged one by one
        ("{b}#v1.duration", "event/2031-05-04-consult-1f"),
        ("{a}#r1", "relation/e2b1"),
        ("{a}", "article/{a}"),
        ("001", "article/{a}"),
    ],
)
def test_any_reading_leads_to_what_it_is_merged_in(local: str, found: str) -> None:
    made = make()
    a, b = made.keys
    assert view_of(made).find(local.format(a=a, b=b, base=BASE)) == BASE + found.format(a=a)


def test_what_is_not_there_is_said_with_what_comes_near(view: GraphView) -> None:
    with pytest.raises(UnknownThingError, match=r"^Ada Marow: .*; did you mean Ada Marrow, Marrow\?$"):
        view.find("Ada Marow")
    for what in (
        "",
        "#",
        "a b c",
        "http://x/ y",
        "\0",
        "\ud800",
        "x" * 5000,
        "article/none#v1",
        "http://www.wikidata.org/",
    ):
        with pytest.raises(UnknownThingError) as caught:
            view.find(what)
        assert "\n" not in str(caught.value)


def test_of_two_of_one_name_the_one_with_more_readings_is_meant() -> None:
    made = make()
    a, b = made.keys
    few = Node("person/ada-marrow-0", "Person", "Marrow the Younger", ("Marrow",), (f"{a}#e4",))
    both = tuple(sorted((*made.resolution.nodes, few), key=lambda n: n.key))
    view = view_of(Made(made.extractions, dataclasses.replace(made.resolution, nodes=both), made.keys))
    assert view.find("Marrow") == MARROW
    assert view.find("Marrow the Younger") == BASE + few.key
    assert b


def test_the_narrowest_class_is_shown(view: GraphView) -> None:
    kinds = {iri.removeprefix(BASE): view.kind(iri) for iri in view.instances("sem:Event") + view.instances("kg:Actor")}
    assert kinds["event/2031-05-04-consult-1f"] == "Consult" and kinds["statement/9c1e"] == "Statement"
    assert kinds["country/khand-Q903"] == "Country" and kinds["media/lune-gazette-77"] == "Media"


def test_evidence_has_its_sentence(view: GraphView) -> None:
    found = view.evidence(f"{BASE}statement/9c1f")
    assert [(e.article_id, e.text, e.title) for e in found] == [("001", "would pay for it", "A long call")]
    assert found[0].sentence == FIRST[67:] and found[0].sentence_span == (67, len(FIRST))
    assert [e.text for e in view.evidence(MARROW)] == ["Ada Marrow", "Marrow", "Marrow", "the president", "Marrow"]


def test_evidence_without_sentences_is_shown_with_what_is_around() -> None:
    made = make()
    bare = tuple(dataclasses.replace(e, sentences=()) for e in made.extractions)
    found = view_of(Made(bare, made.resolution, made.keys)).evidence(f"{BASE}relation/e2b1")
    assert found[0].sentence == FIRST[:100] and found[0].text == "President Ada Marrow"


def test_a_reading_that_nothing_was_made_of_is_itself() -> None:
    made = make()
    reading = f"{BASE}article/{made.keys[1]}#v3"
    events = tuple(e for e in made.resolution.events if e.factuality != "planned")
    view = view_of(Made(made.extractions, dataclasses.replace(made.resolution, events=events), made.keys))
    assert view.find(reading) == reading
    assert [e.text for e in view.evidence(reading)] == ["meet"]
    assert view.reading_key(reading) == f"{made.keys[1]}#v3"
