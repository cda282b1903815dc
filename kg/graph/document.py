"""The document behind an IRI: what the graph says of a thing, with the labels of what it names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import IO

from kg.graph.rdf import DefaultGraph, NamedNode, Quad, Store
from kg.graph.results import place, write_graph
from kg.graph.serialise import retyped
from kg.graph.terms import DERIVED, LABEL, READING, term

DEFAULT = DefaultGraph()
_SAID = term("kg:said")


def document(store: Store, iri: str, base: str) -> list[Quad]:
    """The triples of a thing and of its fragments, sorted; of an article, its readings and all that it says, too.

    What they name below ``base`` comes with its label. Empty for what the graph does not know.
    """
    found = {*_about(store, iri)}
    if iri.startswith(f"{base}article/"):
        found |= set(_graph(store, iri))
        nodes = {node.value for quad in found for node in (quad.subject, quad.object) if isinstance(node, NamedNode)}
        for node in sorted(nodes):
            if node.startswith(f"{iri}#"):
                found |= {*_about(store, node)}
    elif found:
        found |= {*_about(store, f"{iri}#geometry")}
    known = {quad.subject for quad in found}
    for named in {quad.object for quad in found if isinstance(quad.object, NamedNode)} - known:
        if named.value.startswith(base):
            found |= {*_triples(store.quads_for_pattern(named, LABEL, None, DEFAULT))}
    return sorted(found, key=place)


def write_document(store: Store, iri: str, base: str, format: str, out: IO[bytes]) -> bool:
    """Write the document of ``iri`` in one of :data:`kg.graph.results.GRAPHS`; False where there is none."""
    found = document(store, iri, base)
    if found:
        write_graph(found, format, out)
    return bool(found)


def _about(store: Store, iri: str) -> Iterator[Quad]:
    return _triples(store.quads_for_pattern(NamedNode(iri), None, None, DEFAULT))


def _graph(store: Store, iri: str) -> Iterator[Quad]:
    return _triples(store.quads_for_pattern(None, None, None, NamedNode(iri)))


def _triples(quads: Iterator[Quad]) -> Iterator[Quad]:
    """The quads as those of one graph."""
    found = map(retyped, quads)
    return (Quad(quad.subject, quad.predicate, quad.object, DEFAULT) for quad in found)


def closed(store: Store, iris: Iterable[str], base: str) -> list[Quad]:
    """What the default graph says of things and of all below ``base`` that this names, sorted: nothing is left open.

    Of what is named by name alone (actors, places) no readings follow.
    """
    found: set[Quad] = set()
    seen: set[str] = set()
    left = list(iris)
    told = frozenset(left)
    while left:
        iri = left.pop()
        if iri in seen:
            continue
        seen.add(iri)
        for quad in _about(store, iri):
            if iri not in told and "#" not in iri and quad.predicate in (READING, DERIVED, _SAID):
                continue
            found.add(quad)
            if isinstance(quad.object, NamedNode) and quad.object.value.startswith(base):
                left.append(quad.object.value)
    return sorted(found, key=place)
