"""What a graph should be in Neo4j, and what a database holds: in one form in which both are compared."""

from __future__ import annotations

import datetime
import json
import sys
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from database import Database
from neo4j.spatial import WGS84Point
from neo4j.time import Date

from kg.export.projection import project
from kg.graph.store import GraphFolder

#: A node and a relationship that no export made; the mark of a graph alone makes nothing a graph's.
BYSTANDER = "(:Bystander {name: 'was here', iri: 'https://kg.example/other'})-[:KNOWS {id: 'a'}]->(:Bystander)"
_BYSTANDERS = (
    "MATCH (n:Bystander) OPTIONAL MATCH (n)-[r:KNOWS]->(:Bystander) RETURN properties(n), properties(r) ORDER BY n.iri"
)
_NODES = "MATCH (n:!Bystander) WHERE n.graph = $graph RETURN n.iri, labels(n), properties(n)"
_EDGES = (
    "MATCH (a:!Bystander)-[r]->(b:!Bystander) WHERE r.graph = $graph "
    "RETURN r.id, type(r), a.graph, a.iri, b.graph, b.iri, properties(r)"
)


@dataclass(frozen=True)
class Content:
    """Nodes and edges with their properties."""

    graph: str
    nodes: dict[str, tuple[str, str]]
    edges: dict[str, tuple[str, str, str, str]]
    by_label: Counter[str]

    def differences(self, other: Content) -> list[str]:
        """What this has and the other has not, or the other way round, or in other words; a few lines."""
        out = [
            f"{n} {label}, not {other.by_label[label]}" for label, n in sorted((self.by_label - other.by_label).items())
        ]
        out += [f"{n} {label} too many" for label, n in sorted((other.by_label - self.by_label).items())]
        for mine, theirs in ((self.nodes, other.nodes), (self.edges, other.edges)):
            for key in sorted(mine.keys() | theirs.keys()):
                if mine.get(key) != theirs.get(key):
                    out.append(f"{key!a}\n  graph:    {mine.get(key)!a}\n  database: {theirs.get(key)!a}")
        return out[:5]


def expected(folder: Path, name: str = "") -> Content:
    """What the graph in ``folder`` should be, marked ``name`` (else by the folder's own name)."""
    network, graph = project(GraphFolder.open(folder).store()), name or folder.name
    nodes, edges, labels = {}, {}, Counter[str]()
    for iri, data in network.nodes(data=True):
        properties = {name: value for name, value in data.items() if name != "kind"}
        if "lat" in data:
            properties["location"] = WGS84Point((data["long"], data["lat"]))
        nodes[iri] = (f"{data['kind']} Thing", _canonical({"graph": graph, "iri": iri, **properties}))
        labels[str(data["kind"])] += 1
    for subject, target, key, data in network.edges(keys=True, data=True):
        properties = {name: value for name, value in data.items() if name != "type"}
        edges[key] = (str(data["type"]), subject, target, _canonical({"graph": graph, "id": key, **properties}))
        labels[str(data["type"])] += 1
    return Content(graph, nodes, edges, labels)


def held(database: Database, graph: str) -> Content:
    """What the database holds of a graph; ends where what no export made is not as it was."""
    others = database.query(_BYSTANDERS)
    if others != [[{"name": "was here", "iri": "https://kg.example/other"}, {"id": "a"}], [{}, None]]:
        sys.exit(f"what the export does not know was deleted or changed: {others}")
    nodes, edges, labels = {}, {}, Counter[str]()
    for iri, of, properties in database.query(_NODES, graph=graph):
        nodes[iri] = (" ".join(sorted(of)), _canonical(properties))
        labels.update(label for label in of if label != "Thing")
    for key, type_, first, subject, second, target, properties in database.query(_EDGES, graph=graph):
        assert first == second == graph, f"{key!a} leads from one graph into another"
        edges[key] = (type_, subject, target, _canonical(properties))
        labels[type_] += 1
    return Content(graph, nodes, edges, labels)


def _canonical(properties: Mapping[str, Any]) -> str:
    """JSON, in which 1, 1.0, "1" and ["1"] differ, and a date and a point are neither text nor numbers."""
    typed = {key: _typed(value) for key, value in properties.items()}
    return json.dumps(typed, sort_keys=True, ensure_ascii=True)


def _typed(value: object) -> object:
    if isinstance(value, WGS84Point):
        return {"point": list(value)}
    if isinstance(value, Date):
        value = value.to_native()
    return {"date": value.isoformat()} if isinstance(value, datetime.date) else value
