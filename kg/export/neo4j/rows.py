"""The property graph as rows: nodes by kind and relationships by type, each property of one type of Neo4j's."""

from __future__ import annotations

import datetime
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from kg.export.projection import LISTS, Network, edges, nodes

#: Every node has this label beside that of its kind.
THING = "Thing"
#: The property of every node and relationship that names the graph which it is of.
GRAPH = "graph"
#: What is a node's or relationship's own in its graph; neither is a property that the RDF has.
NODE_ID, EDGE_ID = "iri", "id"
#: The property that a node with ``lat`` and ``long`` has beside them.
LOCATION = "location"


class Point(NamedTuple):
    """A place on WGS 84, in degrees."""

    longitude: float
    latitude: float


Value = str | int | float | bool | datetime.date | Point | list[str]
Properties = dict[str, Value]


@dataclass(frozen=True, slots=True)
class Edge:
    """A relationship: the IRIs of the nodes that it leads from and to, and its properties."""

    start: str
    end: str
    properties: Properties

    @property
    def id(self) -> str:
        """What tells it from the others of its graph."""
        return str(self.properties[EDGE_ID])


@dataclass(frozen=True, slots=True)
class Rows:
    """A graph: properties of its nodes by label, its relationships by type; both sorted, by IRI and by id within."""

    graph: str
    nodes: dict[str, list[Properties]]
    edges: dict[str, list[Edge]]

    @property
    def size(self) -> tuple[int, int]:
        """How many nodes and relationships there are."""
        return sum(map(len, self.nodes.values())), sum(map(len, self.edges.values()))


def rows(network: Network, graph: str) -> Rows:
    """The rows of ``network``, marked as those of the graph that is called ``graph``."""
    types = _types(_located(data) for _, data in nodes(network))
    things: dict[str, list[Properties]] = defaultdict(list)
    for iri, data in nodes(network):
        things[name(data["kind"])].append({GRAPH: graph, NODE_ID: iri, **_cast(_located(data), types)})
    return Rows(graph, dict(sorted(things.items())), _edges(network, graph))


def _edges(network: Network, graph: str) -> dict[str, list[Edge]]:
    found: dict[str, list[tuple[str, str, str, Mapping[str, Any]]]] = defaultdict(list)
    for subject, target, key, data in edges(network):
        found[name(str(data["type"]))].append((subject, target, key, data))
    out: dict[str, list[Edge]] = {}
    for type_, linked in sorted(found.items()):
        types = _types(data for *_, data in linked)
        out[type_] = [Edge(s, t, {GRAPH: graph, EDGE_ID: key, **_cast(data, types)}) for s, t, key, data in linked]
    return out


def name(text: str) -> str:
    """``text``, which a property, label or type is called; raises ValueError for what Cypher would have to quote."""
    if not re.fullmatch(r"[A-Za-z_]\w*", text, re.ASCII):
        raise ValueError(f"{text!r} is no property name")
    return text


def columns(found: Iterable[Properties]) -> dict[str, str]:
    """Property → type of all that ``found`` has, as the headers of CSV files name it, in order of their names."""
    return dict(sorted({key: _type(key, value) for row in found for key, value in row.items()}.items()))


def _located(data: Mapping[str, Any]) -> dict[str, Any]:
    lat, long = data.get("lat"), data.get("long")
    if isinstance(lat, float) and isinstance(long, float) and abs(lat) <= 90 and abs(long) <= 180:
        return {**data, LOCATION: Point(long, lat)}
    return dict(data)


def _types(found: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Property → type, one for all rows: a list anywhere is a list everywhere."""
    types: dict[str, set[str]] = defaultdict(set)
    for row in found:
        for key, value in row.items():
            types[name(key)].add(_type(key, value))
    return {key: _common(several) for key, several in types.items()}


def _type(key: str, value: object) -> str:
    if isinstance(value, list) or key in LISTS:
        return "string[]"
    if isinstance(value, Point):
        return "point"
    if isinstance(value, datetime.date):
        return "date"
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int):
        return "long"
    return "double" if isinstance(value, float) else "string"


def _common(found: set[str]) -> str:
    if len(found) == 1:
        return next(iter(found))
    if "string[]" in found:
        return "string[]"
    return "double" if found == {"long", "double"} else "string"


def _cast(data: Mapping[str, Any], types: Mapping[str, str]) -> Properties:
    """The properties, each as its type, without the kind or type, which Neo4j has as a label or a type of its own."""
    out: Properties = {}
    for key, value in sorted(data.items()):
        if key in ("kind", "type"):
            continue
        if types[key] == "string[]":
            out[key] = [str(v) for v in value] if isinstance(value, list) else [str(value)]
        elif types[key] == "double":
            out[key] = float(value)
        else:
            out[key] = plain(value) if types[key] == "string" else value
    return out


def plain(value: Value) -> str:
    """A value that is no list as CSV has it."""
    if isinstance(value, Point):
        return f"{{longitude: {value.longitude!r}, latitude: {value.latitude!r}}}"
    return str(value).lower() if isinstance(value, bool) else str(value)
