"""The Cypher that writes rows, and the constraint and indexes that a database of graphs has.

What comes from articles is bound as a parameter, never part of a statement; labels, types and names of properties are
the ontology's. A statement writes its rows whole: what was there of a node or relationship before does not stay.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

from kg.export.neo4j.rows import EDGE_ID, GRAPH, NODE_ID, THING, Edge, Properties, name
from kg.export.projection import KINDS

T = TypeVar("T")
#: Run first, in this order; each may be repeated. No range index is on what an article words: its keys are short.
SCHEMA = (
    f"CREATE CONSTRAINT kg_node IF NOT EXISTS FOR (n:{THING}) REQUIRE (n.{GRAPH}, n.{NODE_ID}) IS UNIQUE",
    f"CREATE INDEX kg_iri IF NOT EXISTS FOR (n:{THING}) ON (n.{NODE_ID})",
    *(
        f"CREATE INDEX kg_{kind.lower()}_start IF NOT EXISTS FOR (n:{kind}) ON (n.start)"
        for kind in ("Event", "Proposition", "Statement")
    ),
    "CREATE INDEX kg_article_date IF NOT EXISTS FOR (n:Article) ON (n.datePublished)",
    f"CREATE POINT INDEX kg_location IF NOT EXISTS FOR (n:{THING}) ON (n.location)",
    f"CREATE FULLTEXT INDEX kg_text IF NOT EXISTS FOR (n:{THING}) ON EACH [n.label, n.altLabel, n.text, n.headline]",
)


def write_nodes(kind: str) -> str:
    """Writes ``$rows`` of :func:`node_row` as nodes of a kind; a node that was of another kind is of this one then."""
    others = "".join(f":{other}" for other in sorted(KINDS.values()) if other != kind)
    return (
        f"UNWIND $rows AS row\n"
        f"MERGE (n:{THING} {{{GRAPH}: row.{GRAPH}, {NODE_ID}: row.{NODE_ID}}})\n"
        f"SET n = row SET n:{name(kind)} REMOVE n{others}"
    )


def write_edges(type_: str) -> str:
    """Writes ``$rows`` of :func:`edge_row` as relationships of a type; both nodes must be there."""
    return (
        f"UNWIND $rows AS row\n"
        f"MATCH (a:{THING} {{{GRAPH}: row.set.{GRAPH}, {NODE_ID}: row.start}}), "
        f"(b:{THING} {{{GRAPH}: row.set.{GRAPH}, {NODE_ID}: row.end}})\n"
        f"MERGE (a)-[r:{name(type_)} {{{GRAPH}: row.set.{GRAPH}, {EDGE_ID}: row.set.{EDGE_ID}}}]->(b) SET r = row.set"
    )


def edge_row(edge: Edge) -> dict[str, str | Properties]:
    """A relationship as :func:`write_edges` takes it."""
    return {"start": edge.start, "end": edge.end, "set": edge.properties}


def parts(rows: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    """``rows`` in parts of at most ``size``, each for one statement."""
    return (rows[i : i + size] for i in range(0, len(rows), size))
