"""The terms of RDF, and the protocol of a store: what all else knows of either.

The terms are Oxigraph's own classes, so that none is made twice on its way in or out; :mod:`kg.graph.oxigraph` is the
store that is there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, Self

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple

__all__ = [
    "BlankNode", "Dataset", "DefaultGraph", "Function", "GraphName", "Literal", "NamedNode", "Quad", "Result", "Row",
    "Solutions", "Store", "Subject", "Term", "Triple",
]  # fmt: skip

Subject = NamedNode | BlankNode | Triple
Term = Subject | Literal
GraphName = NamedNode | BlankNode | DefaultGraph
#: A value for each variable, None where it is unbound.
Row = tuple[Term | None, ...]
#: What a query may call by an IRI; None is an error in SPARQL.
Function = Callable[..., Term | None]


@dataclass(frozen=True, slots=True)
class Solutions:
    """What a SELECT gives; the rows come as they are found."""

    variables: tuple[str, ...]
    rows: Iterator[Row]


#: What a SELECT, an ASK, a CONSTRUCT or DESCRIBE gives. Rows and triples raise QueryError where they cannot be found.
Result = Solutions | bool | Iterator[Triple]


@dataclass(frozen=True, slots=True)
class Dataset:
    """The graphs that a query is asked over, by IRI: those of its default graph, and those that GRAPH reaches."""

    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()


class Store(Protocol):
    """Quads, to be looked at by pattern and asked in SPARQL.

    Quads and graphs come in no order, each once. Where files are damaged or gone, StoreError says so, be it as late as
    at the quad that cannot be read.
    """

    def quads_for_pattern(
        self, subject: Subject | None, predicate: NamedNode | None, object: Term | None, graph: GraphName | None
    ) -> Iterator[Quad]:
        """The quads that have these terms; None stands for any, in ``graph`` for the default graph, too."""

    def named_graphs(self) -> Iterator[NamedNode | BlankNode]:
        """The names of the graphs beside the default graph."""

    def query(
        self,
        sparql: str,
        prefixes: Mapping[str, str],
        values: Mapping[str, Term],
        functions: Mapping[NamedNode, Function],
        dataset: Dataset | None = None,
        *,
        union: bool = False,
    ) -> Result:
        """The answer to a query in SPARQL 1.1, its variables bound to ``values``.

        With ``dataset`` it is asked over those graphs, whatever its FROM says; with ``union`` all graphs are its
        default graph; else that is the store's.
        Raises QueryError, one line, for what is no query, and for one that cannot be run, be it for the store's sake.
        """

    def syntax_fault(self, sparql: str, prefixes: Mapping[str, str]) -> str | None:
        """Why ``sparql`` is no query, None where it is one; the store is not asked. Raises QueryError like a query."""


class StoreFolder(Store, Protocol):
    """A store in a folder, written once, then read by any number of processes; what differs is written as another.

    Raises StoreError where files cannot be written or opened.
    """

    @classmethod
    def write(cls, folder: Path, quads: Iterable[Quad]) -> None:
        """Write a store into ``folder``, which it makes; ``quads`` are read once, and may repeat themselves."""

    @classmethod
    def differ(cls, old: Path, folder: Path, removed: Iterable[Quad], added: Iterable[Quad]) -> None:
        """Write what the store in ``old`` holds into ``folder``, without some quads and with others.

        ``old`` stays as it is; what both have in common may lie on the disk once.
        """

    @classmethod
    def open(cls, folder: Path) -> Self:
        """The store in ``folder``, to be read."""
