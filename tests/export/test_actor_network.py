"""Who deals with whom: what makes an edge, what it weighs, and what makes none."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import networkx as nx

from kg.export.actor_network import actor_network, without_mentions
from kg.export.networks import write_gexf
from kg.export.projection import Network, project
from kg.graph.store import GraphFolder

EVENT = {"kind": "Event", "label": "e", "eventType": "ASSAULT"}
STATEMENT = {"kind": "Statement", "label": "s", "isNegated": False}


def graph(*ties: tuple[str, str, str], **things: dict[str, Any]) -> Network:
    """Countries ``a``, ``b`` and ``c``, a place ``p``, ``things`` by name, and ties (from, type, to)."""
    network: Network = nx.MultiDiGraph()
    for name in ("a", "b", "c"):
        network.add_node(name, kind="Country", label=name.upper(), country="XX", altLabel=["x"])
    network.add_node("p", kind="Place", label="P")
    for name, data in things.items():
        network.add_node(name, **data)
    for start, type_, end in ties:
        network.add_edge(start, end, key=f"{start} {type_} {end}", type=type_)
    return network


def found(network: Network) -> dict[tuple[str, str, str], int]:
    return {(s, data["type"], t): data["weight"] for s, t, data in actor_network(network).edges(data=True)}


def test_events_of_one_type_between_two_are_one_edge() -> None:
    ties = [("e", "SOURCE", "a"), ("e", "TARGET", "b"), ("f", "SOURCE", "a"), ("f", "TARGET", "b")]
    ties += [("g", "SOURCE", "b"), ("g", "TARGET", "a"), ("h", "SOURCE", "a"), ("h", "TARGET", "a")]
    network = graph(*ties, e=EVENT, f=EVENT, g=EVENT, h=EVENT)
    assert found(network) == {("a", "ASSAULT", "b"): 2, ("b", "ASSAULT", "a"): 1}
    assert set(actor_network(network)) == {"a", "b"}
    assert actor_network(network).nodes["a"] == {"kind": "Country", "label": "A", "country": "XX"}


def test_what_is_done_together_is_one_edge_for_each_pair() -> None:
    network = graph(*[("e", "PARTICIPANT", name) for name in ("c", "b", "a", "p")], e=EVENT)
    ends = [("a", "b"), ("a", "c"), ("b", "c")]
    assert sorted((s, t) for s, t, data in actor_network(network).edges(data=True) if data["together"]) == ends


def test_what_is_only_said_or_planned_makes_no_edge() -> None:
    ties = [("e", "SOURCE", "a"), ("e", "TARGET", "b"), ("a", "SAID", "s"), ("s", "MENTIONS", "b")]
    network = graph(*ties, e={**EVENT, "kind": "Proposition"}, s={**STATEMENT, "isNegated": True})
    network.add_edge("a", "b", key="r", type="MEMBER_OF", voice="reported")
    assert not found(network)


def test_statements_and_relations_are_edges() -> None:
    ties = [("a", "SAID", "s"), ("s", "MENTIONS", "b"), ("s", "MENTIONS", "a"), ("s", "ADDRESSEE", "c")]
    network = graph(*ties, s=STATEMENT)
    network.add_edge("a", "b", key="r", type="MEMBER_OF", voice="article")
    network.add_edge("a", "p", key="q", type="LOCATED_IN", voice="article")
    assert found(network) == {("a", "MENTIONS", "b"): 1, ("a", "ADDRESSEE", "c"): 1, ("a", "MEMBER_OF", "b"): 1}


def test_an_edge_has_the_days_that_are_known() -> None:
    march, april, may = date(2025, 3, 1), date(2025, 4, 1), date(2025, 5, 1)
    ties = [(name, type_, end) for name in ("e", "f", "g") for type_, end in (("SOURCE", "a"), ("TARGET", "b"))]
    network = graph(
        *ties,
        e={**EVENT, "start": march, "end": march, "dateAssumed": False},
        f={**EVENT, "start": march, "end": april, "dateAssumed": False},
        g={**EVENT, "start": march, "end": may, "dateAssumed": True},
    )
    ((_, _, data),) = actor_network(network).edges(data=True)
    assert (data["weight"], data["first"], data["last"]) == (3, march, april)


def test_a_graph_without_its_evidence(folder: GraphFolder) -> None:
    whole = project(folder.store())
    part = without_mentions(whole)
    types = [data["type"] for *_, data in whole.edges(data=True)]
    assert set(part) == set(whole) and "MENTIONED_IN" in types
    assert part.number_of_edges() == len(types) - types.count("MENTIONED_IN")


def test_a_relations_day_is_when_its_edge_is_and_an_offset_is_not(tmp_path: Path) -> None:
    network = graph()
    network.add_edge("a", "b", key="1", type="MEMBER_OF", start=date(2020, 1, 1))
    network.add_edge("a", "b", key="2", type="MENTIONED_IN", start=7, end=9)
    with (tmp_path / "x.gexf").open("wb") as stream:
        write_gexf(network, stream)
    _, relation, mention = (tmp_path / "x.gexf").read_text().split("<edge ")
    assert 'start="2020-01-01"' in relation and "start=" not in mention and 'value="7"' in mention


def test_the_actors_of_a_graph(folder: GraphFolder) -> None:
    network = actor_network(project(folder.store()))
    labels = {iri: data["label"] for iri, data in network.nodes(data=True)}
    ties = {(labels[s], data["type"], labels[t]) for s, t, data in network.edges(data=True)}
    assert ties == {("Ada Marrow", "CONSULT", "Oskar Tell"), ("Ada Marrow", "MENTIONS", "Khand")}
