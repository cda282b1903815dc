"""Results of queries → a table, SPARQL 1.1 Query Results (rows written as they come), or RDF."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import IO, Any, Final, TypeVar
from xml.sax.saxutils import escape, quoteattr

from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from kg.errors import FormError, LimitError, QueryError
from kg.graph.jsonld import write_json_ld
from kg.graph.rdf import DefaultGraph, Literal, NamedNode, Quad, Result, Row, Solutions, Term, Triple
from kg.graph.rdfxml import NOT_IN_XML, write_rdf_xml
from kg.graph.terms import PREFIXES, A
from kg.graph.turtle import TurtleWriter, compact
from kg.terminal import visible

T = TypeVar("T")

#: The formats of triples, and of rows beside ``table``.
GRAPHS: Final = ("turtle", "ntriples", "rdfxml", "jsonld")
ROWS: Final = ("json", "xml", "csv", "tsv")

#: A column that is narrower than this, and than its words, cannot be read.
_READABLE: Final = 12
_RESULTS: Final = "http://www.w3.org/2005/sparql-results#"
_STRING: Final = PREFIXES["xsd"] + "string"


def write(
    result: Result,
    format: str,
    out: IO[bytes],
    base: str | None = None,
    width: int | None = None,
    *,
    most: int | None = None,
) -> None:
    """Write a result in UTF-8, ``format`` one of :data:`kg.graph.query_process.FORMATS`.

    CONSTRUCT and DESCRIBE give Turtle, as ``table`` too. ``width`` is a table's, in columns; None is as wide as needed.
    Raises QueryError for a format that the kind of query has not, for what goes wrong while it runs, and for more than
    ``most`` rows or triples (those before are written where the format can be written row by row).
    """
    try:
        if isinstance(result, Solutions):
            names, rows = list(result.variables), _counted(result.rows, most, "rows")
            if format == "table":
                _table(names, rows, out, base, width)
            else:
                _solutions(names, rows, format, out)
        elif isinstance(result, bool):
            _boolean(result, format, out)
        elif format in ("table", *GRAPHS):
            _triples(_counted(result, most, "triples"), "turtle" if format == "table" else format, out, base)
        else:
            raise QueryError(f"CONSTRUCT and DESCRIBE give triples: --format {', '.join(GRAPHS)}, not {format}")
    except RecursionError as error:  # triples within triples
        raise QueryError(f"the query cannot be run: {error}") from error


def _counted(found: Iterable[T], most: int | None, unit: str) -> Iterator[T]:
    for number, one in enumerate(found):
        if most is not None and number >= most:
            raise LimitError(f"the query gives more than {most} {unit}")
        yield one


def _solutions(names: list[str], rows: Iterable[Row], format: str, out: IO[bytes]) -> None:
    if format not in _ROWS:
        raise QueryError(f"SELECT gives rows: --format table, csv, tsv, json or xml, not {format}")
    for text in _ROWS[format](names, rows):
        out.write(text.encode())


def _boolean(answer: bool, format: str, out: IO[bytes]) -> None:
    said = str(answer).lower()
    if format == "json":
        text = json.dumps({"head": {}, "boolean": answer}, separators=(",", ":"))
    elif format == "xml":
        text = f"{_XML}<head></head><boolean>{said}</boolean></sparql>"
    elif format in ("table", "csv", "tsv"):
        text = said
    else:
        raise QueryError(f"ASK gives yes or no: --format table, csv, tsv, json or xml, not {format}")
    out.write(text.encode() + b"\n")


# ---------------------------------------------------------------- rows


def _csv(names: list[str], rows: Iterable[Row]) -> Iterator[str]:
    line = io.StringIO()
    writer = csv.writer(line, lineterminator="\r\n")
    for row in chain([names], ([_plain(term) for term in row] for row in rows)):
        writer.writerow(row)
        yield line.getvalue()
        line.seek(0)
        line.truncate()


def _tsv(names: list[str], rows: Iterable[Row]) -> Iterator[str]:
    yield "\t".join(f"?{name}" for name in names) + "\n"
    for row in rows:
        yield "\t".join("" if term is None else str(term).replace("\t", "\\t") for term in row) + "\n"


def _json(names: list[str], rows: Iterable[Row]) -> Iterator[str]:
    yield f'{{"head":{{"vars":{_dumped(names)}}},"results":{{"bindings":['
    for number, row in enumerate(rows):
        bound = {name: _as_json(term) for name, term in zip(names, row, strict=True) if term is not None}
        yield "," * bool(number) + _dumped(bound)
    yield "]}}\n"


_XML: Final = f'<?xml version="1.0"?><sparql xmlns="{_RESULTS}">'


def _xml(names: list[str], rows: Iterable[Row]) -> Iterator[str]:
    yield f"{_XML}<head>{''.join(f'<variable name={quoteattr(name)}/>' for name in names)}</head><results>"
    for row in rows:
        bound = ((name, term) for name, term in zip(names, row, strict=True) if term is not None)
        yield "<result>"
        yield from (f"<binding name={quoteattr(name)}>{_as_xml(term)}</binding>" for name, term in bound)
        yield "</result>"
    yield "</results></sparql>\n"


_ROWS: Final = {"csv": _csv, "tsv": _tsv, "json": _json, "xml": _xml}


def _dumped(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _plain(term: Term | None) -> str:
    """A term as CSV has it: without its kind, language and datatype."""
    if term is None:
        return ""
    return term.value if isinstance(term, (NamedNode, Literal)) else str(term)


def _as_json(term: Term) -> dict[str, Any]:
    if isinstance(term, Triple):
        parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
        return {"type": "triple", "value": {name: _as_json(part) for name, part in parts.items()}}
    if not isinstance(term, Literal):
        return {"type": "uri" if isinstance(term, NamedNode) else "bnode", "value": term.value}
    said = {"type": "literal", "value": term.value}
    if term.language:
        return {**said, "xml:lang": term.language}
    return said if term.datatype.value == _STRING else {**said, "datatype": term.datatype.value}


def _as_xml(term: Term) -> str:
    if isinstance(term, Triple):
        parts = (("subject", term.subject), ("predicate", term.predicate), ("object", term.object))
        return f"<triple>{''.join(f'<{name}>{_as_xml(part)}</{name}>' for name, part in parts)}</triple>"
    text = escape(NOT_IN_XML.sub("\ufffd", term.value), {"\r": "&#13;"})
    if not isinstance(term, Literal):
        return f"<uri>{text}</uri>" if isinstance(term, NamedNode) else f"<bnode>{text}</bnode>"
    if term.language:
        return f"<literal xml:lang={quoteattr(term.language)}>{text}</literal>"
    kind = "" if term.datatype.value == _STRING else f" datatype={quoteattr(term.datatype.value)}"
    return f"<literal{kind}>{text}</literal>"


# ---------------------------------------------------------------- triples, and what a person reads


def _triples(triples: Iterable[Triple], format: str, out: IO[bytes], base: str | None) -> None:
    quads = {Quad(t.subject, t.predicate, t.object, DefaultGraph()) for t in triples}
    write_graph(sorted(quads, key=place), format, out, base)


def write_graph(quads: Iterable[Quad], format: str, out: IO[bytes], base: str | None = None) -> None:
    """Write quads that come sorted by subject and predicate in one of :data:`GRAPHS`; raises QueryError."""
    try:
        if format == "turtle":
            writer = TurtleWriter(out, base)
            writer.header()
            writer.graph(quads)
        elif format == "ntriples":
            out.writelines(f"{quad.triple} .\n".encode() for quad in quads)
        elif format == "rdfxml":
            write_rdf_xml(quads, out)
        else:
            write_json_ld(quads, out)
    except TypeError as error:  # a triple within a triple
        raise FormError(f"the triples cannot be written as {format}: {error}") from error


def place(quad: Quad) -> tuple[str, bool, str, str]:
    """What quads of one graph are sorted by: subject, ``rdf:type`` first, then property and value."""
    return str(quad.subject), quad.predicate != A, quad.predicate.value, str(quad.object)


def form(result: Result, formats: Iterable[str]) -> str:
    """The first of ``formats`` that a result can have; raises FormError."""
    can = ROWS if isinstance(result, Solutions | bool) else GRAPHS
    for format in formats:
        if format in can:
            return format
    raise FormError(f"the query's result is none of what was asked for; it can be {', '.join(can)}")


def _table(names: list[str], found: Iterable[Row], out: IO[bytes], base: str | None, width: int | None) -> None:
    """A table, or, where its columns would be too narrow to be read, a line a value, row by row."""
    rows = [[_cell(value, base) for value in row] for row in found]
    heads = list(map(visible, names))
    widest = [max(map(cell_len, column)) for column in zip(heads, *rows, strict=True)]
    if width is not None and sum(min(wide, _READABLE) + 3 for wide in widest) > width + 3:
        shown: list[Table | str] = [part for row in rows for part in (_record(heads, row), "")][:-1]
    else:
        shown = [_columns(heads, rows, widest)]
    target = io.StringIO()
    columns = width or max(80, 2 * sum(widest) + 10 * len(names) + 80)
    Console(file=target, width=columns, color_system=None, highlight=False, legacy_windows=False).print(
        *shown, sep="\n"
    )
    for line in target.getvalue().splitlines():
        out.write((line.rstrip() + "\n").encode())


def _columns(heads: list[str], rows: list[list[str]], widest: list[int]) -> Table:
    table = Table(show_edge=False, pad_edge=False)
    for head, wide in zip(heads, widest, strict=True):
        table.add_column(Text(head), overflow="fold", min_width=min(wide, _READABLE))
    for row in rows:
        table.add_row(*map(Text, row))
    return table


def _record(heads: list[str], row: list[str]) -> Table:
    """A row as lines of name and value; what has no value is left out."""
    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for head, value in zip(heads, row, strict=True):
        if value:
            table.add_row(Text(head), Text(value))
    return table


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
