"""Results of queries → table, CSV, TSV, JSON, XML or Turtle."""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterable
from typing import IO, Final

from pyoxigraph import (
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    Triple,
)  # fmt: skip
from rich.console import Console
from rich.table import Table
from rich.text import Text

from kg.errors import QueryError
from kg.graph.query import Result
from kg.graph.terms import A
from kg.graph.turtle import TurtleWriter, compact
from kg.terminal import visible

FORMATS: Final = ("table", "csv", "tsv", "json", "xml", "turtle")
_SERIALIZED: Final = {
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
}


def write(result: Result, format: str, out: IO[bytes], base: str | None = None, width: int | None = None) -> None:
    """Write a result in one of ``FORMATS``; CONSTRUCT and DESCRIBE give Turtle, as ``table`` too.

    ``width`` is a table's, in columns; None is the terminal's if ``out`` is one, else as wide as needed. Raises
    QueryError for a format that the kind of query has not, and for what goes wrong while it runs.
    """
    if width is None and out.isatty():
        width = shutil.get_terminal_size().columns
    try:
        if isinstance(result, QuerySolutions):
            _solutions(result, format, out, base, width)
        elif isinstance(result, QueryBoolean):
            _boolean(result, format, out)
        elif format in ("table", "turtle"):
            _triples(result, out, base)
        else:
            raise QueryError(f"CONSTRUCT and DESCRIBE give triples: --format turtle, not {format}")
    except (RuntimeError, ValueError, OSError) as error:
        if isinstance(error, BrokenPipeError):
            raise
        raise QueryError(f"the query cannot be run: {' '.join(str(error).split())}") from error


def _solutions(result: QuerySolutions, format: str, out: IO[bytes], base: str | None, width: int | None) -> None:
    if format == "table":
        _table(result, out, base, width)
    elif format in _SERIALIZED:
        result.serialize(out, _SERIALIZED[format])
        if format in ("json", "xml"):
            out.write(b"\n")
    else:
        raise QueryError("SELECT gives rows: --format table, csv, tsv, json or xml, not turtle")


def _boolean(result: QueryBoolean, format: str, out: IO[bytes]) -> None:
    if format in ("json", "xml"):
        result.serialize(out, _SERIALIZED[format])
        out.write(b"\n")
    elif format in ("table", "csv", "tsv"):
        out.write(b"true\n" if result else b"false\n")
    else:
        raise QueryError("ASK gives yes or no: --format table, csv, tsv, json or xml, not turtle")


def _triples(triples: Iterable[Triple], out: IO[bytes], base: str | None) -> None:
    quads = {Quad(t.subject, t.predicate, t.object, DefaultGraph()) for t in triples}
    writer = TurtleWriter(out, base)
    writer.header()
    writer.graph(
        sorted(quads, key=lambda q: (str(q.subject), q.predicate != A, q.predicate.value, str(q.object))),
    )


def _table(result: QuerySolutions, out: IO[bytes], base: str | None, width: int | None) -> None:
    table = Table(show_edge=False, pad_edge=False)
    for variable in result.variables:
        table.add_column(Text(visible(variable.value)), overflow="fold")
    rows = [[_cell(value, base) for value in row] for row in result]
    for row in rows:
        table.add_row(*map(Text, row))
    widest = sum(max((len(row[i]) for row in rows), default=0) for i in range(len(result.variables)))
    target = io.StringIO()
    columns = width or max(80, 2 * widest + 10 * len(result.variables) + 80)
    Console(file=target, width=columns, color_system=None, highlight=False, legacy_windows=False).print(table)
    for line in target.getvalue().splitlines():
        out.write((line.rstrip() + "\n").encode())


def _cell(value: object, base: str | None) -> str:
    """A value on one line: IRIs shortened, literals by what they hold."""
    if value is None:
        return ""
    if isinstance(value, NamedNode):
        iri = value.value
        if base and iri.startswith(base):
            return visible(iri[len(base) :])
        return visible(compact(iri) or iri)
    text = value.value if isinstance(value, Literal) else str(value)
    return visible(" ".join(text.split()))
