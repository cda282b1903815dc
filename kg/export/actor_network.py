"""Parts of the property graph for network tools: without its evidence, and who deals with whom."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations, product
from typing import Any

import networkx as nx

from kg.export.projection import Network, edges, nodes

#: The kinds of node that are actors.
ACTORS = frozenset(
    ("Person", "Country", "Government", "IntergovernmentalOrganization", "ArmedGroup", "Media", "Organization", "Group")
)
_NODE = ("kind", "label", "country", "sector")
#: From, to, what it is, and whether both do it together.
Tie = tuple[str, str, str, bool]


def without_mentions(network: Network) -> Network:
    """The graph without the edges ``MENTIONED_IN``, which are half of all and of which a network tool has no use."""
    part: Network = nx.MultiDiGraph()
    part.add_nodes_from(network.nodes(data=True))
    for start, end, key, data in edges(network):
        if data["type"] != "MENTIONED_IN":
            part.add_edge(start, end, key=key, **data)
    return part


def actor_network(network: Network) -> Network:
    """The actors that have to do with one another, one edge for each pair and type, of as much ``weight`` as there is.

    A type is the PLOVER root of events, ``MENTIONS`` (statements of the one that name the other), ``ADDRESSEE``
    (statements to the other), or a relation's (``MEMBER_OF``). Only what an article says in its own voice has happened
    counts as an event, only what it asserts as a relation. Of what two do ``together``, the edge leads from the smaller
    IRI to the larger. ``first`` and ``last`` are the days between which it was, of what has a date that is not assumed.
    """
    found: dict[Tie, _Sum] = defaultdict(_Sum)
    for tie, thing in _ties(network):
        found[tie].add(thing)
    out: Network = nx.MultiDiGraph()
    for (start, end, type_, together), total in sorted(found.items()):
        for iri in (start, end):
            data = network.nodes[iri]
            out.add_node(iri, **{name: data[name] for name in _NODE if name in data})
        days: dict[str, Any] = {"first": min(total.starts), "last": max(total.ends)} if total.starts else {}
        key = f"{start} {type_}{' together' if together else ''} {end}"
        out.add_edge(start, end, key=key, type=type_, weight=total.weight, together=together, **days)
    return out


@dataclass(slots=True)
class _Sum:
    """How many things make an edge, and their days."""

    weight: int = 0
    starts: list[datetime.date] = field(default_factory=list)
    ends: list[datetime.date] = field(default_factory=list)

    def add(self, thing: dict[str, Any]) -> None:
        self.weight += 1
        if "start" in thing and "end" in thing and not thing.get("dateAssumed"):
            self.starts.append(thing["start"])
            self.ends.append(thing["end"])


def _ties(network: Network) -> Iterator[tuple[Tie, dict[str, Any]]]:
    """Each tie with the event, statement or relation that makes it."""
    for iri, thing in nodes(network):
        if thing["kind"] == "Event":
            root = str(thing["eventType"])
            for start, end in product(_ends(network, iri, "SOURCE"), _ends(network, iri, "TARGET")):
                if start != end:
                    yield (start, end, root, False), thing
            for start, end in combinations(_ends(network, iri, "PARTICIPANT"), 2):
                yield (start, end, root, True), thing
        elif thing["kind"] == "Statement" and not thing["isNegated"]:
            speakers = sorted({s for s, _, data in network.in_edges(iri, data=True) if data["type"] == "SAID"})
            for type_ in ("MENTIONS", "ADDRESSEE"):
                for start, end in product(speakers, _ends(network, iri, type_)):
                    if start != end:
                        yield (start, end, type_, False), thing
    for start, end, _, data in edges(network):
        actors = {network.nodes[start]["kind"], network.nodes[end]["kind"]} <= ACTORS
        if actors and data.get("voice") == "article":
            yield (start, end, str(data["type"]), False), data


def _ends(network: Network, iri: str, type_: str) -> list[str]:
    """The actors that edges of a type lead to from a node, sorted."""
    found = {end for _, end, data in network.out_edges(iri, data=True) if data["type"] == type_}
    return sorted(end for end in found if network.nodes[end]["kind"] in ACTORS)
