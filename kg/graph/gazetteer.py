"""What the gazetteer knows of the nodes that were linked, in a graph of its own, each fact with its source."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode, Quad

from kg.graph import literals
from kg.graph.names import Names
from kg.graph.nodes import same_as
from kg.graph.terms import DERIVED, LABEL, term
from kg.ids import GEONAMES, WIKIDATA
from kg.records import Node, Resolution

#: Where an identifier comes from, by how its IRI begins.
SOURCES = {WIKIDATA: "https://www.wikidata.org/", GEONAMES: "https://www.geonames.org/"}


def gazetteer_graph(resolution: Resolution, names: Names) -> Iterator[Quad]:
    """For each shared identifier of a node: its label, country and sector, the node it was linked to, its source."""
    for node in resolution.nodes:
        for iri in same_as(node):
            yield from _facts(iri, node, names)


def _facts(iri: NamedNode, node: Node, names: Names) -> Iterator[Quad]:
    graph = names.gazetteer
    yield Quad(iri, LABEL, literals.text(node.label), graph)
    yield Quad(iri, term("owl:sameAs"), names.node(node.key), graph)
    if node.country:
        yield Quad(iri, term("kg:country"), literals.text(node.country), graph)
    if node.sector:
        yield Quad(iri, term("kg:sector"), literals.text(node.sector), graph)
    for start, source in SOURCES.items():
        if iri.value.startswith(start):
            yield Quad(iri, DERIVED, NamedNode(source), graph)
