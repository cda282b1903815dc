"""The graph as a property graph: what Neo4j, GraphML, GEXF and the HTML page share.

A node is an actor, place, office, event, proposition, statement, disagreement or article, with its literals as
properties, days as dates; an edge is what the RDF says of two of them. Two things differ from the RDF, since a property
graph's edges carry properties: a ``kg:Relation`` is an edge (``MEMBER_OF`` …) with its counts, and the mentions that
support a thing are edges ``MENTIONED_IN`` to the article, with the characters.
"""

from __future__ import annotations

import datetime
import re
from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import networkx as nx

from kg.explore.values import KINDS as EVERY_KIND
from kg.graph.rdf import DefaultGraph, Literal, NamedNode, Store
from kg.graph.terms import DERIVED, LABEL, READING, A, term
from kg.ids import ONTOLOGY, PLOVER

Value = str | int | float | bool | datetime.date
if TYPE_CHECKING:
    Network = nx.MultiDiGraph[str]
else:
    Network = nx.MultiDiGraph

#: Class → the kind of node it makes, the most specific first; a relation is an edge, and a tenure what two of them say.
KINDS = {term(f"kg:{name}"): name for name in EVERY_KIND if name not in ("Relation", "Tenure")}
#: Said already by a narrower property or the other way round, by an edge of its own, or by the kind.
_SKIPPED = frozenset(
    map(
        term,
        (
            "rdf:type", "rdfs:label", "sem:hasActor", "kg:speaker", "kg:reading", "prov:wasDerivedFrom", "kg:memberOf",
            "kg:holdsOffice", "kg:headOf", "kg:partOf", "kg:citizenOf", "kg:represents", "kg:alliedWith", "kg:opposes",
            "kg:controls", "sem:hasEarliestBeginTimeStamp", "sem:hasLatestEndTimeStamp", "kg:locatedIn", "kg:officeOf",
        ),
    )
)  # fmt: skip
_NUMBERS = {term("xsd:integer"), term("xsd:nonNegativeInteger")}
_REALS = {term("xsd:decimal"), term("xsd:double"), term("xsd:float")}
_DAY, _PREFIXES = term("xsd:date"), {term("xsd:gYear"), term("xsd:gYearMonth")}


def project(store: Store) -> Network:
    """The property graph of the default graph. Nodes are IRIs with ``kind``, ``label``, literals."""
    graph: Network = nx.MultiDiGraph()
    kinds = _kinds(store)
    for node in sorted(kinds, key=lambda n: n.value):
        graph.add_node(node.value, **_properties(store, node, kinds))
    for node in sorted(kinds, key=lambda n: n.value):
        for name, target in _links(store, node, kinds):
            graph.add_edge(node.value, target.value, key=f"{node.value} {name} {target.value}", type=name)
        for key, article, properties in _evidence(store, node, kinds):
            graph.add_edge(node.value, article, key=key, type="MENTIONED_IN", **properties)
    for key, subject, related, properties in _relations(store, kinds):
        graph.add_edge(subject, related, key=key, **properties)
    return graph


def nodes(graph: Network) -> Iterator[tuple[str, dict[str, Any]]]:
    """(IRI, properties) of each node, sorted."""
    return ((node, graph.nodes[node]) for node in sorted(graph))


def edges(graph: Network) -> Iterator[tuple[str, str, str, dict[str, Value]]]:
    """(subject, object, id, properties with ``type``) of each edge, sorted by id."""
    return iter(
        sorted(((s, o, key, data) for s, o, key, data in graph.edges(keys=True, data=True)), key=lambda e: e[2])
    )


def _kinds(store: Store) -> dict[NamedNode, str]:
    kinds: dict[NamedNode, str] = {}
    for cls, kind in KINDS.items():  # the most specific first: what has a kind keeps it
        for quad in store.quads_for_pattern(None, A, cls, DefaultGraph()):
            if isinstance(quad.subject, NamedNode):
                kinds.setdefault(quad.subject, kind)
    return kinds


def _properties(store: Store, node: NamedNode, kinds: dict[NamedNode, str]) -> dict[str, Value | list[str]]:
    """Literals, and IRIs that lead out of the graph; several values of one property are a sorted list of strings."""
    values: dict[str, list[Value]] = defaultdict(list)
    for quad in store.quads_for_pattern(node, None, None, DefaultGraph()):
        name = _local(quad.predicate)
        if quad.predicate == LABEL:
            name = "label"
        elif quad.predicate in _SKIPPED or quad.object in kinds:
            continue
        if isinstance(quad.object, Literal):
            # What is known to the month or year alone is no day: of a property of its own, days can be compared.
            partial = quad.object.datatype in _PREFIXES
            values[f"{name}Prefix" if partial else name].append(_value(quad.object))
        elif isinstance(quad.object, NamedNode):
            vocabulary = quad.object.value.startswith((ONTOLOGY, PLOVER))
            values[name].append(_local(quad.object) if vocabulary else quad.object.value)
    out: dict[str, Value | list[str]] = {"kind": kinds[node], "label": node.value}
    for name in sorted(values):
        several = sorted(values[name], key=str)
        out[name] = several[0] if len(several) == 1 and name not in LISTS else [str(v) for v in several]
    return out


#: Properties that are lists even where there is one value, so that a column has one type.
LISTS = frozenset({"altLabel", "sameAs", "quantity", "reports"})


def _value(literal: Literal) -> Value:
    if literal.datatype in _NUMBERS:
        return int(literal.value)
    if literal.datatype in _REALS:
        return float(literal.value)
    if literal.datatype == term("xsd:boolean"):
        return literal.value in ("true", "1")
    if literal.datatype == _DAY:
        return datetime.date.fromisoformat(literal.value)
    return literal.value


def _links(store: Store, node: NamedNode, kinds: dict[NamedNode, str]) -> list[tuple[str, NamedNode]]:
    found = {
        (edge_type(quad.predicate), quad.object)
        for quad in store.quads_for_pattern(node, None, None, DefaultGraph())
        if isinstance(quad.object, NamedNode) and quad.object in kinds and quad.predicate not in _SKIPPED
    }
    return sorted(found, key=lambda link: (link[0], link[1].value))


def _evidence(
    store: Store, node: NamedNode, kinds: dict[NamedNode, str]
) -> Iterator[tuple[str, str, dict[str, Value]]]:
    if kinds[node] == "Article":
        return
    mentions = {q.object for q in store.quads_for_pattern(node, DERIVED, None, DefaultGraph())}
    for reading in store.quads_for_pattern(node, READING, None, DefaultGraph()):
        if isinstance(reading.object, NamedNode):
            mentions |= {q.object for q in store.quads_for_pattern(reading.object, DERIVED, None, DefaultGraph())}
    for mention in sorted((m for m in mentions if isinstance(m, NamedNode)), key=lambda m: m.value):
        article = _one(store, mention, "kg:inArticle")
        start, end = _one(store, mention, "nif:beginIndex"), _one(store, mention, "nif:endIndex")
        text = _one(store, mention, "nif:anchorOf")
        if article and start and end and text is not None:
            properties: dict[str, Value] = {"start": int(start), "end": int(end), "text": text}
            yield f"{node.value} MENTIONED_IN {mention.value}", article, properties


def _relations(store: Store, kinds: dict[NamedNode, str]) -> Iterator[tuple[str, str, str, dict[str, Value]]]:
    nodes = {node.value for node in kinds}
    found = [q.subject for q in store.quads_for_pattern(None, A, term("kg:Relation"), DefaultGraph())]
    for relation in sorted((r for r in found if isinstance(r, NamedNode)), key=lambda r: r.value):
        subject, predicate = _one(store, relation, "kg:subject"), _one(store, relation, "kg:predicate")
        target = _one(store, relation, "kg:object")
        if subject in nodes and target in nodes and subject and predicate and target:
            kept = _properties(store, relation, {relation: "Relation"})
            properties: dict[str, Value] = {
                name: value
                for name, value in kept.items()
                if name not in ("kind", "subject", "predicate", "object") and not isinstance(value, list)
            }
            yield relation.value, subject, target, {"type": edge_type(NamedNode(predicate)), **properties}


def _one(store: Store, subject: NamedNode, name: str) -> str | None:
    """The smallest value of a property, as a string."""
    values = (q.object for q in store.quads_for_pattern(subject, term(name), None, DefaultGraph()))
    return min((v.value for v in values if isinstance(v, Literal | NamedNode)), default=None)


def _local(iri: NamedNode) -> str:
    return re.split(r"[#/]", iri.value)[-1]


def edge_type(predicate: NamedNode) -> str:
    """The type of the edge that a property makes: ``kg:holdsOffice`` → ``HOLDS_OFFICE``."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", _local(predicate)).upper()
