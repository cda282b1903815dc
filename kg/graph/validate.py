"""SHACL over the default graph: what in it is not as the ontology's shapes want it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import pyshacl
import rdflib
from rdflib import RDF, SH, XSD

from kg.graph.ontology import ontology_path
from kg.graph.rdf import DefaultGraph, Literal, NamedNode, Store
from kg.graph.serialise import ordered

RdfNode = rdflib.term.Node


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing that is wrong: the ``node``'s IRI, the property (``path``, "" for the node itself), the value."""

    shape: str
    node: str
    message: str
    path: str = ""
    value: str = ""

    def __str__(self) -> str:
        return f"{self.node}: {self.message}" + (f" ({self.value})" if self.value else "")


def validate(store: Store) -> list[Finding]:
    """What breaks the shapes in a store's default graph, sorted; empty if nothing does."""
    graph, nodes = rdflib.Graph(), _Nodes()
    for quad in ordered(store, DefaultGraph()):
        graph.add((nodes[quad.subject], nodes[quad.predicate], nodes[quad.object]))
    return validate_graph(graph)


class _Nodes(dict[object, RdfNode]):
    """The graph's terms as rdflib's, each made once."""

    def __missing__(self, term: object) -> RdfNode:
        if isinstance(term, NamedNode):
            node: RdfNode = rdflib.URIRef(term.value)
        elif isinstance(term, Literal):
            plain = term.language or term.datatype.value == str(XSD.string)
            kind = None if plain else rdflib.URIRef(term.datatype.value)
            node = rdflib.Literal(term.value, lang=term.language, datatype=kind, normalize=False)
        else:
            node = rdflib.BNode(str(term).removeprefix("_:"))
        self[term] = node
        return node


def validate_graph(graph: rdflib.Graph) -> list[Finding]:
    """What breaks the shapes in ``graph``, sorted."""
    conforms, report, _text = pyshacl.validate(graph, shacl_graph=_shapes(), inference="none", advanced=False)
    if conforms:
        return []
    if not isinstance(report, rdflib.Graph):
        raise TypeError(f"pyshacl gave no report but {report!r}")
    owner = {part: shape for shape, _, part in _shapes().triples((None, SH.property, None))}
    return sorted({_finding(report, result, owner) for result in report.subjects(RDF.type, SH.ValidationResult)})


@cache
def _shapes() -> rdflib.Graph:
    return rdflib.Graph().parse(ontology_path("shapes.ttl"), format="turtle")


def _finding(
    report: rdflib.Graph, result: rdflib.term.Node, owner: dict[rdflib.term.Node, rdflib.term.Node]
) -> Finding:
    def one(predicate: rdflib.URIRef) -> str:
        values = sorted(str(value) for value in report.objects(result, predicate))
        return values[0] if values else ""

    source = next(report.objects(result, SH.sourceShape), None)
    shape = owner.get(source, source) if source is not None else None
    path = next(report.objects(result, SH.resultPath), None)
    return Finding(
        shape=str(shape).rpartition("#")[2],
        node=one(SH.focusNode),
        message=one(SH.resultMessage),
        path=str(path) if isinstance(path, rdflib.URIRef) else "",
        value=one(SH.value),
    )
