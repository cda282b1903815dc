"""CSV files that ``neo4j-admin`` imports into a new database, which is the fastest way to fill one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from kg.errors import KgError
from kg.export.neo4j.rows import NODE_ID, THING, Properties, Rows, columns, plain
from kg.export.neo4j.statements import SCHEMA
from kg.output import writing_text

_SEPARATOR = ";"
#: What stands in a header beside the name of a type.
_OPTIONS = {"point": "{crs:WGS-84}"}


def write_csv(rows: Rows, folder: Path) -> None:
    """One file a kind of node and a type of edge, ``import.sh``, which reads them, ``schema.cypher`` to run on that.

    Raises KgError where they cannot be written. Every file appears whole, and the script, which names them, last.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError as error:
        raise KgError(f"{folder}: is no folder, and neo4j writes one") from error
    except OSError as error:
        raise KgError(f"{folder}: {error.strerror}") from error
    separator = _separator(rows)
    options: list[str] = []
    for kind, found in rows.nodes.items():
        types = columns(found)
        del types[NODE_ID]  # a column of its own
        header = [f"{NODE_ID}:ID", *_header(types), ":LABEL"]
        cells = ([str(row[NODE_ID]), *_cells(row, types, separator), f"{kind}{separator}{THING}"] for row in found)
        options.append("--nodes=" + _write(folder / f"nodes-{kind}.csv", header, cells))
    for type_, linked in rows.edges.items():
        types = columns(edge.properties for edge in linked)
        header = [":START_ID", ":END_ID", ":TYPE", *_header(types)]
        cells = ([e.start, e.end, type_, *_cells(e.properties, types, separator)] for e in linked)
        options.append("--relationships=" + _write(folder / f"edges-{type_}.csv", header, cells))
    with writing_text(folder / "schema.cypher") as stream:
        stream.writelines(f"{statement};\n" for statement in SCHEMA)
    with writing_text(folder / "import.sh") as stream:
        stream.write(_script(options, separator))


def _script(options: Iterable[str], separator: str) -> str:
    """A POSIX script that stands beside the files, whatever the folder is called and wherever it is run from."""
    named = separator if separator == _SEPARATOR else f"U+{ord(separator):04X}"
    return "\n".join(
        (
            "#!/bin/sh",
            "# Makes a database of Neo4j 5 from the files beside this script; DATABASE is its name, or neo4j.",
            "# Stop the database first: the import REPLACES what it holds. When it runs again, give it its indexes:",
            "# cypher-shell -f schema.cypher",
            "set -eu",
            'CDPATH="" cd -- "$(dirname -- "$0")"',
            "neo4j-admin database import full \\",
            *(f"  {option} \\" for option in options),
            f"  --multiline-fields=true --array-delimiter='{named}' \\",
            '  --overwrite-destination=true -- "${DATABASE:-neo4j}"',
            "",
        )
    )


def _separator(rows: Rows) -> str:
    """A semicolon, or, where some value of a list holds it, the first character of private use that none holds."""
    lists = (value for found in rows.nodes.values() for row in found for value in row.values())
    held = {character for value in lists if isinstance(value, list) for each in value for character in each}
    return next(c for c in (_SEPARATOR, *map(chr, range(0xE000, 0xF900))) if c not in held)


def _header(types: dict[str, str]) -> list[str]:
    return [f"{key}:{type_}{_OPTIONS.get(type_, '')}" for key, type_ in types.items()]


def _cells(row: Properties, types: Iterable[str], separator: str) -> Iterator[str | None]:
    for key in types:
        value = row.get(key)
        yield separator.join(value) if isinstance(value, list) else None if value is None else plain(value)


def _write(path: Path, header: Sequence[str], rows: Iterable[Sequence[str | None]]) -> str:
    """Write CSV; an absent value stands without quotes, since ``""`` would become an empty string in the database."""
    with writing_text(path) as stream:
        for row in (header, *rows):
            stream.write(",".join(map(_quoted, row)) + "\n")
    return path.name


def _quoted(value: str | None) -> str:
    return "" if value is None else '"' + value.replace('"', '""') + '"'
