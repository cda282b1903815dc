"""A store → Turtle, TriG, N-Quads or JSON-LD: the same bytes for the same graph, subject by subject, memory flat.

Turtle and JSON-LD hold the default graph, TriG and N-Quads everything: the default graph first, then the named graphs,
each sorted by subject, ``rdf:type`` first, then by property and value.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import IO, Final

from kg.graph.complete import Complete
from kg.graph.jsonld import write_json_ld
from kg.graph.rdf import BlankNode, DefaultGraph, GraphName, Literal, NamedNode, Quad, Store
from kg.graph.terms import A, term
from kg.graph.turtle import TurtleWriter

FORMATS: Final = ("turtle", "trig", "nquads", "jsonld")
_OFFSET = term("xsd:nonNegativeInteger")
_OFFSETS = frozenset({term("nif:beginIndex"), term("nif:endIndex")})


def serialise(store: Store, format: str, out: IO[bytes], base: str | None = None) -> None:
    """Write ``store`` to ``out`` in one of ``FORMATS``; Turtle and TriG write IRIs relative to ``base``."""
    if format == "nquads":
        graphs: list[GraphName] = [DefaultGraph(), *_named(store)]
        for graph in graphs:
            for quad in _written(store, graph):
                out.write(f"{quad} .\n".encode())
    elif format == "jsonld":
        write_json_ld(_written(store, DefaultGraph()), out)
    elif format in FORMATS:
        writer = TurtleWriter(out, base)
        writer.header()
        writer.graph(_written(store, DefaultGraph()))
        for name in _named(store) if format == "trig" else ():
            writer.graph(_written(store, name), name)
    else:
        raise ValueError(f"{format} is none of {', '.join(FORMATS)}")


def ordered(store: Store, graph: GraphName) -> Iterator[Quad]:
    """The quads of one graph, sorted by subject, ``rdf:type`` first, then by property and value."""
    for quads in store.by_subject(graph) if isinstance(store, Complete) else _by_subject(store, graph):
        yield from sorted(map(retyped, quads), key=_place)


def _by_subject(store: Store, graph: GraphName) -> Iterator[Iterable[Quad]]:
    for subject in sorted({q.subject for q in store.quads_for_pattern(None, None, None, graph)}, key=str):
        yield store.quads_for_pattern(subject, None, None, graph)


def _place(quad: Quad) -> tuple[bool, str, str]:
    return quad.predicate != A, quad.predicate.value, str(quad.object)


def retyped(quad: Quad) -> Quad:
    """Offsets with the datatype that NIF wants, which the store turns into xsd:integer."""
    if quad.predicate in _OFFSETS and isinstance(quad.object, Literal):
        offset = Literal(quad.object.value, datatype=_OFFSET)
        return Quad(quad.subject, quad.predicate, offset, quad.graph_name)
    return quad


def _written(store: Store, graph: GraphName) -> Iterator[Quad]:
    """:func:`ordered`. Raises TypeError for a blank node: a graph has none."""
    for quad in ordered(store, graph):
        if isinstance(quad.subject, BlankNode) or isinstance(quad.object, BlankNode):
            raise TypeError(f"{quad}: the graph has no blank nodes")
        yield quad


def _named(store: Store) -> list[NamedNode]:
    return sorted((g for g in store.named_graphs() if isinstance(g, NamedNode)), key=str)
