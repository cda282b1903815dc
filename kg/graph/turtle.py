"""Quads in order → Turtle and TriG, written by hand so that bytes are the same each time and a reader can follow."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby
from typing import IO

from kg.graph.rdf import BlankNode, Literal, NamedNode, Quad
from kg.graph.terms import PREFIXES, A, term

#: What may follow the base in a relative IRI and is sure to be resolved to the same IRI.
_RELATIVE = re.compile(r"[a-z]+(/[A-Za-z0-9_-]+)?(#[A-Za-z0-9=,._-]*)?", re.ASCII)
_LOCAL = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_-]*", re.ASCII)
_PLAIN = {
    term("xsd:boolean"): re.compile("true|false"),
    term("xsd:decimal"): re.compile(r"[+-]?\d+\.\d+", re.ASCII),
    term("xsd:integer"): re.compile(r"[+-]?\d+", re.ASCII),
}
_STRING = term("xsd:string")


def compact(iri: str) -> str | None:
    """``iri`` as a prefixed name; None where no prefix fits or what is left would need escapes.

    >>> compact("https://schema.org/url")
    'schema:url'
    """
    for prefix, start in PREFIXES.items():
        if iri.startswith(start) and _LOCAL.fullmatch(iri, len(start)):
            return f"{prefix}:{iri[len(start) :]}"
    return None


class TurtleWriter:
    """Writes quads that come sorted by graph, subject and predicate."""

    def __init__(self, out: IO[bytes], base: str | None) -> None:
        self._out = out
        self._base = base if base and base.endswith("/") else None

    def header(self) -> None:
        """The declarations, sorted."""
        if self._base:
            self._line(f"@base <{self._base}> .")
        for prefix, iri in sorted(PREFIXES.items()):
            self._line(f"@prefix {prefix}: <{iri}> .")

    def graph(self, quads: Iterable[Quad], name: NamedNode | None = None) -> None:
        """The quads of one graph, in braces if it has a ``name``; nothing for none."""
        first = True
        for subject, mine in groupby(quads, key=lambda q: q.subject):
            self._line("" if not name or not first else f"\n{self._term(name)} {{")
            first = False
            self._line(f"{self._term(subject)} {self._pairs(mine)} .")
        if name and not first:
            self._line("}")

    def _pairs(self, quads: Iterable[Quad]) -> str:
        return " ;\n  ".join(
            ("a" if predicate == A else self._term(predicate)) + " " + ", ".join(self._term(q.object) for q in group)
            for predicate, group in groupby(quads, key=lambda q: q.predicate)
        )

    def _term(self, node: object) -> str:
        if isinstance(node, NamedNode):
            return self._iri(node)
        if isinstance(node, BlankNode):  # the graph has none, the answer to a query may
            return str(node)
        if not isinstance(node, Literal):
            raise TypeError(f"{node} is neither node nor literal")
        if node.datatype == _STRING or node.language:
            return str(node)
        plain = _PLAIN.get(node.datatype)
        if plain and plain.fullmatch(node.value):
            return node.value
        return f"{Literal(node.value)}^^{self._iri(node.datatype)}"

    def _iri(self, node: NamedNode) -> str:
        iri = node.value
        if self._base and iri.startswith(self._base) and _RELATIVE.fullmatch(iri, len(self._base)):
            return f"<{iri[len(self._base) :]}>"
        return compact(iri) or str(node)

    def _line(self, line: str) -> None:
        self._out.write(line.encode() + b"\n")
