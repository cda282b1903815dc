"""For Neo4j: CSV files that ``neo4j-admin`` imports, and Cypher that is safe to repeat."""

from __future__ import annotations

import csv
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TextIO

from kg.export.projection import LISTS, Network, Value, edges, nodes

#: Every node has this label, and under it a constraint that makes its ``iri`` unique.
THING = "Thing"
_ROWS = 200
_SEPARATOR = ";"


def write_csv(graph: Network, folder: Path) -> None:
    """One file a kind of node and a type of edge, with headers, and ``import.sh`` with the command that reads them."""
    folder.mkdir(parents=True, exist_ok=True)
    files: list[tuple[str, str]] = []
    for kind, found in _by_kind(graph).items():
        rows = [{"iri": iri, **data} for iri, data in found]
        columns = _columns(rows, skip={"iri", "kind"})
        header = ["iri:ID", *(name + suffix for name, suffix in columns), ":LABEL"]
        body = (
            [row["iri"], *(_cell(row.get(name), suffix) for name, suffix in columns), f"{kind}{_SEPARATOR}{THING}"]
            for row in rows
        )
        files.append(("nodes", _write(folder / f"nodes-{kind}.csv", header, body)))
    for type_, linked in _by_type(graph).items():
        edge_rows = [{"id": key, **data, ":START_ID": s, ":END_ID": o} for s, o, key, data in linked]
        columns = _columns(edge_rows, skip={"id", "type", ":START_ID", ":END_ID"})
        header = [":START_ID", ":END_ID", ":TYPE", "id", *(name + suffix for name, suffix in columns)]
        body = (
            [r[":START_ID"], r[":END_ID"], type_, r["id"], *(_cell(r.get(name), suffix) for name, suffix in columns)]
            for r in edge_rows
        )
        files.append(("relationships", _write(folder / f"edges-{type_}.csv", header, body)))
    lines = [f"  --{kind}={name} \\" for kind, name in files]
    script = [
        "#!/bin/sh",
        "# Run in this folder with the database stopped; DATABASE is its name.",
        'cd "$(dirname "$0")"',
    ]
    script += ["neo4j-admin database import full \\", *lines]
    script += ["  --multiline-fields=true --array-delimiter=';' --overwrite-destination \"${DATABASE:-neo4j}\"", ""]
    (folder / "import.sh").write_text("\n".join(script), encoding="utf-8")


def write_cypher(graph: Network, stream: TextIO) -> None:
    """A script for ``cypher-shell -f``: nodes are merged by ``iri``, edges by ``id``, so repeating it changes nothing.

    What comes from articles stands in string literals alone, escaped (:func:`literal`).
    """
    stream.write(f"CREATE CONSTRAINT kg_iri IF NOT EXISTS FOR (n:{THING}) REQUIRE n.iri IS UNIQUE;\n")
    for kind, found in _by_kind(graph).items():
        for part in _parts([{"iri": iri, "set": _without(data, "kind")} for iri, data in found]):
            stream.write(
                f"UNWIND {literal(part)} AS row\nMERGE (n:{THING} {{iri: row.iri}}) SET n:{kind} SET n += row.set;\n"
            )
    for type_, linked in _by_type(graph).items():
        rows = [{"id": key, "from": s, "to": o, "set": _without(data, "type")} for s, o, key, data in linked]
        for part in _parts(rows):
            stream.write(
                f"UNWIND {literal(part)} AS row\nMATCH (a:{THING} {{iri: row.from}}), (b:{THING} {{iri: row.to}})\n"
                f"MERGE (a)-[r:{type_} {{id: row.id}}]->(b) SET r += row.set;\n"
            )


def literal(value: object) -> str:
    r"""A Cypher literal. In strings only printable ASCII stands as it is, quotes and backslashes escaped.

    >>> print(literal({"a": "it's\n"}))
    {`a`: 'it\'s\u000A'}
    """
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"`{_name(k)}`: {literal(v)}" for k, v in sorted(value.items())) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(literal, value)) + "]"
    if isinstance(value, str):
        return "'" + "".join(map(_escaped, value)) + "'"
    return json.dumps(value)


def _escaped(character: str) -> str:
    if character in "\\'":
        return "\\" + character
    if character.isascii() and character.isprintable():
        return character
    data = character.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{data[i]:02X}{data[i + 1]:02X}" for i in range(0, len(data), 2))


def _name(name: str) -> str:
    if not re.fullmatch(r"[A-Za-z_]\w*", name, re.ASCII):
        raise ValueError(f"{name!r} is no property name")
    return name


def _by_kind(graph: Network) -> dict[str, list[tuple[str, dict[str, Value]]]]:
    out: dict[str, list[tuple[str, dict[str, Value]]]] = defaultdict(list)
    for iri, data in nodes(graph):
        out[_name(data["kind"])].append((iri, data))
    return dict(sorted(out.items()))


def _by_type(graph: Network) -> dict[str, list[tuple[str, str, str, dict[str, Value]]]]:
    out: dict[str, list[tuple[str, str, str, dict[str, Value]]]] = defaultdict(list)
    for edge in edges(graph):
        out[_name(str(edge[3]["type"]))].append(edge)
    return dict(sorted(out.items()))


def _without(data: Mapping[str, Value], name: str) -> dict[str, Value]:
    return {k: v for k, v in data.items() if k != name}


def _parts(rows: Sequence[Mapping[str, object]]) -> Iterator[list[Mapping[str, object]]]:
    for i in range(0, len(rows), _ROWS):
        yield list(rows[i : i + _ROWS])


def _columns(rows: Iterable[Mapping[str, object]], skip: set[str]) -> list[tuple[str, str]]:
    """(property, type suffix) of all rows, sorted; a property with a list anywhere is a list everywhere."""
    types: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        for name, value in row.items():
            if name not in skip:
                types[_name(name)].add(_suffix(name, value))
    return sorted((name, _common(found)) for name, found in types.items())


def _suffix(name: str, value: object) -> str:
    if isinstance(value, list) or name in LISTS:
        return ":string[]"
    if isinstance(value, bool):
        return ":boolean"
    if isinstance(value, int):
        return ":long"
    return ":double" if isinstance(value, float) else ":string"


def _common(found: set[str]) -> str:
    if len(found) == 1:
        return next(iter(found))
    if ":string[]" in found:
        return ":string[]"
    return ":double" if found == {":long", ":double"} else ":string"


def _cell(value: object, suffix: str) -> str:
    """A field; list items cannot hold the delimiter, which is written as a comma."""
    if value is None:
        return ""
    if suffix == ":string[]":
        values = value if isinstance(value, list) else [value]
        return _SEPARATOR.join(str(v).replace(_SEPARATOR, ",") for v in values)
    return str(value).lower() if isinstance(value, bool) else str(value)


def _write(path: Path, header: list[str], rows: Iterable[Sequence[object]]) -> str:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, quoting=csv.QUOTE_ALL, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)
    return path.name
