"""Rows into a running Neo4j.

What is to be done is found by looking at what the database holds of the graph: what differs is written, what the graph
no longer has is deleted, all else left alone. Every part is a transaction. So a push that was interrupted is carried on
by the next, and one that finds nothing to do writes nothing. What does not carry the graph's name is never looked at; a
relationship that somebody drew to one of its nodes goes when the node goes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from neo4j import ManagedTransaction, Session
from neo4j.spatial import WGS84Point
from neo4j.time import Date

from kg.export.neo4j.rows import EDGE_ID, GRAPH, NODE_ID, THING, Edge, Point, Properties, Rows, Value
from kg.export.neo4j.statements import SCHEMA, edge_row, parts, write_edges, write_nodes
from kg.export.projection import KINDS

T = TypeVar("T")
_ROWS = 1000
_OWN = f"MATCH (n:{THING} {{{GRAPH}: $graph}}) WHERE n.{NODE_ID} IS NOT NULL"
_HELD_NODES = f"{_OWN} RETURN labels(n) AS labels, properties(n) AS held"
_HELD_EDGES = (
    f"{_OWN} MATCH (n)-[r {{{GRAPH}: $graph}}]->(m) "
    f"RETURN elementId(r) AS element, type(r) AS type, n.{NODE_ID} AS start, m.{NODE_ID} AS end, properties(r) AS held"
)
_DELETE_NODES = f"UNWIND $rows AS row MATCH (n:{THING} {{{GRAPH}: $graph, {NODE_ID}: row}}) DETACH DELETE n"
_DELETE_EDGES = f"UNWIND $rows AS row MATCH ()-[r]->() WHERE elementId(r) = row AND r.{GRAPH} = $graph DELETE r"


@dataclass(frozen=True, slots=True)
class Changes:
    """What a push does: nodes by kind and relationships by type to write, IRIs and element ids to delete."""

    nodes: dict[str, list[Properties]]
    edges: dict[str, list[Edge]]
    old_nodes: list[str]
    old_edges: list[str]

    @property
    def written(self) -> tuple[int, int]:
        """How many nodes and relationships are written."""
        return sum(map(len, self.nodes.values())), sum(map(len, self.edges.values()))

    @property
    def deleted(self) -> tuple[int, int]:
        """How many nodes and relationships are deleted."""
        return len(self.old_nodes), len(self.old_edges)


def push(rows: Rows, session: Session, progress: Callable[[int, int], None] = lambda done, of: None) -> Changes:
    """Make the database hold ``rows`` and no more of their graph; ``progress`` hears how many of the rows are done.

    Nodes are written before relationships, which need them, and old ones deleted last, without any of ours by then.
    """
    for statement in SCHEMA:
        session.run(statement).consume()
    old_nodes, nodes = _nodes(rows, session)
    old_edges, edges = _edges(rows, session)
    changes = Changes(nodes, edges, old_nodes, old_edges)
    steps: list[tuple[str, Sequence[object]]] = [
        *((write_nodes(kind), [_sent(row) for row in found]) for kind, found in nodes.items()),
        (_DELETE_EDGES, old_edges),
        *((write_edges(type_), [_sent(edge_row(edge)) for edge in found]) for type_, found in edges.items()),
        (_DELETE_NODES, old_nodes),
    ]
    done, of = 0, sum(len(found) for _, found in steps)
    for statement, found in steps:
        for part in parts(found, _ROWS):
            session.execute_write(_run, statement, graph=rows.graph, rows=part)
            done += len(part)
            progress(done, of)
    return changes


def _nodes(rows: Rows, session: Session) -> tuple[list[str], dict[str, list[Properties]]]:
    """The IRIs of nodes that the graph no longer has, and what is new or differs, by kind."""
    wanted = {str(row[NODE_ID]): (kind, row) for kind, found in rows.nodes.items() for row in found}
    old: list[str] = []
    for record in session.run(_HELD_NODES, graph=rows.graph):
        iri, kinds = str(record["held"][NODE_ID]), set(record["labels"]) & set(KINDS.values())
        if iri not in wanted:
            old.append(iri)
        elif kinds == {wanted[iri][0]} and _same(record["held"], wanted[iri][1]):
            del wanted[iri]
    return sorted(old), _grouped(wanted.values())


def _edges(rows: Rows, session: Session) -> tuple[list[str], dict[str, list[Edge]]]:
    """The element ids of relationships that the graph no longer has, and what is new or differs, by type."""
    wanted = {edge.id: (type_, edge) for type_, found in rows.edges.items() for edge in found}
    old: list[str] = []
    for record in session.run(_HELD_EDGES, graph=rows.graph):
        type_, edge = wanted.get(str(record["held"].get(EDGE_ID)), (None, None))
        if edge is None or (type_, edge.start, edge.end) != (record["type"], record["start"], record["end"]):
            old.append(record["element"])
        elif _same(record["held"], edge.properties):
            del wanted[edge.id]
    return sorted(old), _grouped(wanted.values())


def _grouped(found: Iterable[tuple[str, T]]) -> dict[str, list[T]]:
    groups: dict[str, list[T]] = defaultdict(list)
    for key, value in found:
        groups[key].append(value)
    return dict(groups)


def _same(held: Mapping[str, Any], row: Properties) -> bool:
    """Whether the database has the properties of ``row`` and no other, each of the same type: 1 is not 1.0."""
    return held.keys() == row.keys() and all(
        type(mine := _received(held[key])) is type(value) and mine == value for key, value in row.items()
    )


def _received(value: Any) -> Value:
    """A value of the driver's as ours."""
    if isinstance(value, Date):
        return value.to_native()
    if isinstance(value, WGS84Point):
        return Point(value.longitude, value.latitude)
    return cast(Value, value)


def _sent(value: Any) -> Any:
    """A value of ours, or a map of such, as the driver's."""
    if isinstance(value, Mapping):
        return {key: _sent(each) for key, each in value.items()}
    return WGS84Point(value) if isinstance(value, Point) else value


def _run(transaction: ManagedTransaction, statement: str, graph: str, rows: Sequence[object]) -> None:
    transaction.run(statement, graph=graph, rows=rows).consume()
