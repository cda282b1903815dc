"""For Neo4j: CSV files that ``neo4j-admin`` imports, and Cypher that is safe to repeat."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TextIO

from kg.errors import KgError
from kg.export.projection import LISTS, Network, Value, edges, nodes
from kg.output import writing_text

#: Every node has this label, and under it a constraint that makes its ``iri`` unique.
THING = "Thing"
_ROWS = 500
_SEPARATOR = ";"
Properties = dict[str, Value | list[str]]


def write_csv(graph: Network, folder: Path) -> None:
    """One file a kind of node and a type of edge, with headers, and ``import.sh`` with the command that reads them.

    Raises KgError where they cannot be written. Every file appears whole, and the script, which names them, last.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError as error:
        raise KgError(f"{folder}: is no folder, and neo4j writes one") from error
    except OSError as error:
        raise KgError(f"{folder}: {error.strerror}") from error
    separator = _separator(graph)
    options: list[str] = []
    for kind, found in _by_kind(graph).items():
        columns = _types(data for _, data in found)
        header = ["iri:ID", *(name + suffix for name, suffix in columns.items()), ":LABEL"]
        rows = ([iri, *_cells(data, columns, separator), f"{kind}{separator}{THING}"] for iri, data in found)
        options.append("--nodes=" + _write(folder / f"nodes-{kind}.csv", header, rows))
    for type_, linked in _by_type(graph).items():
        columns = _types(data for _, _, _, data in linked)
        header = [":START_ID", ":END_ID", ":TYPE", "id", *(name + suffix for name, suffix in columns.items())]
        lines = ([s, o, type_, key, *_cells(data, columns, separator)] for s, o, key, data in linked)
        options.append("--relationships=" + _write(folder / f"edges-{type_}.csv", header, lines))
    with writing_text(folder / "import.sh") as stream:
        stream.write(_script(options, separator))


def _script(options: Iterable[str], separator: str) -> str:
    """A POSIX script that stands beside the files, whatever the folder is called and wherever it is run from."""
    named = separator if separator == _SEPARATOR else f"U+{ord(separator):04X}"
    return "\n".join(
        (
            "#!/bin/sh",
            "# Makes a database of Neo4j 5 from the files beside this script; DATABASE is its name, or neo4j.",
            "# Stop the database first: the import REPLACES what it holds.",
            "set -eu",
            'CDPATH="" cd -- "$(dirname -- "$0")"',
            "neo4j-admin database import full \\",
            *(f"  {option} \\" for option in options),
            f"  --multiline-fields=true --array-delimiter='{named}' \\",
            '  --overwrite-destination=true -- "${DATABASE:-neo4j}"',
            "",
        )
    )


def write_cypher(graph: Network, stream: TextIO) -> None:
    """A script for ``cypher-shell -f``: nodes are merged by ``iri``, edges by ``id``, so repeating it changes nothing.

    What comes from articles is bound as a parameter, which cypher-shell reads from one line of literals
    (:func:`literal`). So all statements of a kind are the same, and Neo4j plans and keeps one, however many there are.
    """
    stream.write(f"CREATE CONSTRAINT kg_iri IF NOT EXISTS FOR (n:{THING}) REQUIRE n.iri IS UNIQUE;\n")
    for kind, found in _by_kind(graph).items():
        for part in _parts([{"iri": iri, "set": data} for iri, data in found]):
            stream.write(
                f":param rows => {literal(part)};\n"
                f"UNWIND $rows AS row\nMERGE (n:{THING} {{iri: row.iri}}) SET n:{kind} SET n += row.set;\n"
            )
    for type_, linked in _by_type(graph).items():
        rows = [{"id": key, "from": s, "to": o, "set": data} for s, o, key, data in linked]
        for part in _parts(rows):
            stream.write(
                f":param rows => {literal(part)};\n"
                f"UNWIND $rows AS row\nMATCH (a:{THING} {{iri: row.from}}), (b:{THING} {{iri: row.to}})\n"
                f"MERGE (a)-[r:{type_} {{id: row.id}}]->(b) SET r += row.set;\n"
            )


def literal(value: object) -> str:
    r"""A Cypher literal. In strings only printable ASCII (and NUL) stands as it is, quotes and backslashes escaped.

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
    if character == "\0" or (character.isascii() and character.isprintable()):
        return character  # NUL too: cypher-shell 5.26 reads every escape but that one
    data = character.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{data[i]:02X}{data[i + 1]:02X}" for i in range(0, len(data), 2))


def _name(name: str) -> str:
    if not re.fullmatch(r"[A-Za-z_]\w*", name, re.ASCII):
        raise ValueError(f"{name!r} is no property name")
    return name


def _by_kind(graph: Network) -> dict[str, list[tuple[str, Properties]]]:
    types = _types(data for _, data in nodes(graph))
    out: dict[str, list[tuple[str, Properties]]] = defaultdict(list)
    for iri, data in nodes(graph):
        out[_name(data["kind"])].append((iri, _cast(data, types)))
    return dict(sorted(out.items()))


def _by_type(graph: Network) -> dict[str, list[tuple[str, str, str, Properties]]]:
    types = _types(data for _, _, _, data in edges(graph))
    out: dict[str, list[tuple[str, str, str, Properties]]] = defaultdict(list)
    for subject, target, key, data in edges(graph):
        out[_name(str(data["type"]))].append((subject, target, key, _cast(data, types)))
    return dict(sorted(out.items()))


def _parts(rows: Sequence[Mapping[str, object]]) -> Iterator[list[Mapping[str, object]]]:
    for i in range(0, len(rows), _ROWS):
        yield list(rows[i : i + _ROWS])


def _types(rows: Iterable[Mapping[str, object]]) -> dict[str, str]:
    """Property → type suffix, one for all rows: a list anywhere is a list everywhere."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        for name, value in row.items():
            found[_name(name)].add(_suffix(name, value))
    return {name: _common(suffixes) for name, suffixes in sorted(found.items())}


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


def _cast(data: Mapping[str, Any], types: Mapping[str, str]) -> Properties:
    """The properties, each as its type, without the kind or type, which Neo4j has as a label or a type of its own."""
    out: Properties = {}
    for name, value in sorted(data.items()):
        if name in ("kind", "type"):
            continue
        if types[name] == ":string[]":
            out[name] = [str(v) for v in value] if isinstance(value, list) else [str(value)]
        elif types[name] == ":double":
            out[name] = float(value)
        else:
            out[name] = _text(value) if types[name] == ":string" else value
    return out


def _separator(graph: Network) -> str:
    """A semicolon, or, where some value of a list holds it, the first character of private use that none holds."""
    lists = (value for _, data in nodes(graph) for value in data.values() if isinstance(value, list))
    held = {character for values in lists for value in values for character in value}
    return next(c for c in (_SEPARATOR, *map(chr, range(0xE000, 0xF900))) if c not in held)


def _cells(data: Properties, columns: Iterable[str], separator: str) -> Iterator[str | None]:
    for name in columns:
        value = data.get(name)
        if isinstance(value, list):
            yield separator.join(value)
        else:
            yield None if value is None else _text(value)


def _text(value: Value) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _write(path: Path, header: Sequence[str], rows: Iterable[Sequence[str | None]]) -> str:
    """Write CSV; an absent value stands without quotes, since ``""`` would become an empty string in the database."""
    with writing_text(path) as stream:
        for row in (header, *rows):
            stream.write(",".join(map(_quoted, row)) + "\n")
    return path.name


def _quoted(value: str | None) -> str:
    return "" if value is None else '"' + value.replace('"', '""') + '"'
