"""Whom a person means by part of a name or another spelling; said where not plain, refused where it is several."""

from __future__ import annotations

import dataclasses

import pytest
from made_graph import make, quads
from pyoxigraph import Store

from kg.errors import AmbiguousNameError, UnknownThingError
from kg.graph.complete import Complete
from kg.graph.naming import likeliest, only
from kg.graph.oxigraph import OxigraphStore
from kg.graph.view import GraphView
from kg.ids import BASE
from kg.records import Node

MARROW = f"{BASE}person/ada-marrow-Q901"
SPAIN = f"{BASE}country/spain-Q29"


@pytest.fixture(scope="module")
def view() -> GraphView:
    made = make()
    key = made.resolution.nodes[0].readings[0].partition("#")[0]
    more = (
        Node("person/boris-tell-11", "Person", "Boris Tell", (), (f"{key}#e1",)),
        Node("person/zoe-o-lune-12", "Person", "Zoë O’Lune", (), (f"{key}#e1",)),
        Node("country/spain-Q29", "Country", "Spain", (), (f"{key}#e1",), ("http://www.wikidata.org/entity/Q29",)),
    )
    resolution = dataclasses.replace(made.resolution, nodes=(*made.resolution.nodes, *more))
    store = Store()
    store.bulk_extend(quads(made.extractions, resolution))
    return GraphView(Complete(OxigraphStore(store), BASE))


@pytest.mark.parametrize(
    ("name", "found", "said"),
    [
        ("ada  MARROW", MARROW, ""),
        ("ada-marrow-Q901", MARROW, ""),
        ("Marrow, Ada", MARROW, "Marrow, Ada: taken for Ada Marrow (person/ada-marrow-Q901)"),
        ("zoe olune", f"{BASE}person/zoe-o-lune-12", "zoe olune: taken for Zoë O’Lune (person/zoe-o-lune-12)"),
        ("Kingdom of Spain", SPAIN, "Kingdom of Spain: taken for Spain (country/spain-Q29)"),
        ("Boris", f"{BASE}person/boris-tell-11", "Boris: taken for Boris Tell (person/boris-tell-11)"),
    ],
)
def test_one_thing_is_meant_and_said_where_it_is_not_plain(view: GraphView, name: str, found: str, said: str) -> None:
    for choose in (likeliest, only):
        notes: list[str] = []
        assert choose(view, name, notes.append) == found
        assert notes == [said] * bool(said)


def test_of_several_a_query_takes_what_most_readings_tell_of_and_a_judgement_none(view: GraphView) -> None:
    notes: list[str] = []
    port = f"{BASE}place/port-lune-4242"
    assert likeliest(view, "Lune", notes.append) == port
    assert notes == [
        "Lune: taken for Port Lune (place/port-lune-4242); it may also mean Lune Gazette (media/lune-gazette-77)"
    ]
    with pytest.raises(AmbiguousNameError, match=r"may mean Port Lune \(place/port-lune-4242\), Lune Gazette"):
        only(view, "Lune", notes.append)


def test_a_likeness_of_letters_is_no_name(view: GraphView) -> None:
    for choose in (likeliest, only):
        with pytest.raises(UnknownThingError, match="Ada Marow: nothing in the graph is called so; did you mean Ada"):
            choose(view, "Ada Marow", print)
    with pytest.raises(UnknownThingError):
        only(view, "—", print)
