"""A script for ``cypher-shell -f``, safe to repeat."""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping
from typing import TextIO

from kg.export.neo4j.rows import Point, Rows, name
from kg.export.neo4j.statements import SCHEMA, edge_row, parts, write_edges, write_nodes

_ROWS = 500


def write_cypher(rows: Rows, stream: TextIO) -> None:
    """Write the constraint and indexes, the nodes, the relationships.

    What comes from articles is bound as a parameter, which cypher-shell reads from one line of literals
    (:func:`literal`). So all statements of a kind are the same, and Neo4j plans and keeps one, however many there are.
    """
    for statement in SCHEMA:
        stream.write(f"{statement};\n")
    for kind, nodes in rows.nodes.items():
        for part in parts(nodes, _ROWS):
            stream.write(f":param rows => {literal(part)};\n{write_nodes(kind)};\n")
    for type_, edges in rows.edges.items():
        for several in parts(edges, _ROWS):
            stream.write(f":param rows => {literal(list(map(edge_row, several)))};\n{write_edges(type_)};\n")


def literal(value: object) -> str:
    r"""A Cypher literal. In strings only printable ASCII (and NUL) stands as it is, quotes and backslashes escaped.

    >>> print(literal({"a": "it's\n", "on": datetime.date(2025, 2, 12)}))
    {`a`: 'it\'s\u000A', `on`: date('2025-02-12')}
    """
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"`{name(k)}`: {literal(v)}" for k, v in sorted(value.items())) + "}"
    if isinstance(value, Point):
        return f"point({literal(value._asdict())})"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(literal, value)) + "]"
    if isinstance(value, str):
        return "'" + "".join(map(_escaped, value)) + "'"
    return f"date('{value.isoformat()}')" if isinstance(value, datetime.date) else json.dumps(value)


def _escaped(character: str) -> str:
    if character in "\\'":
        return "\\" + character
    if character == "\0" or (character.isascii() and character.isprintable()):
        return character  # NUL too: cypher-shell 5.26 reads every escape but that one
    data = character.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{data[i]:02X}{data[i + 1]:02X}" for i in range(0, len(data), 2))
