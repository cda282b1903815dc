"""The store as Oxigraph keeps it, in RocksDB's files; what either says is said in errors of ours."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Final, Self, TypeVar

import pyoxigraph as ox

from kg.errors import QueryError, StoreError
from kg.graph.rdf import BlankNode, Dataset, Function, GraphName, NamedNode, Quad, Result, Solutions, Subject, Term

T = TypeVar("T")

#: Quads loaded at a time: the store holds a load in memory until it ends.
BATCH: Final = 200_000
#: More tables than these are made few: each addition brings some, and a reader looks into all.
MOST_TABLES: Final = 120
_TABLE: Final = ".sst"
#: What pyoxigraph raises where RocksDB fails: OSError for the system's errors, RuntimeError for damage.
_FAILURES: Final = (OSError, RuntimeError)
_QUERY_FAILURES: Final = (*_FAILURES, ValueError)


class OxigraphStore:
    """A :class:`kg.graph.rdf.StoreFolder`."""

    def __init__(self, store: ox.Store) -> None:
        self._store = store

    @classmethod
    def write(cls, folder: Path, quads: Iterable[Quad]) -> None:
        """Write a store into ``folder``, which it makes; ``quads`` are read once, and may repeat themselves."""
        with _failing():
            store = ox.Store(str(folder))
        for batch in _batches(quads):
            with _failing():
                store.bulk_extend(batch)
        with _failing():
            store.flush()
        del store  # closes the files
        (folder / "LOG").unlink(missing_ok=True)  # it tells of the machine

    @classmethod
    def differ(cls, old: Path, folder: Path, removed: Iterable[Quad], added: Iterable[Quad]) -> None:
        """Write what the store in ``old`` holds into ``folder``, without some quads and with others.

        RocksDB's tables never change: both stores share them, and each may do without one.
        """
        folder.mkdir()
        for path in old.iterdir():
            if path.suffix == _TABLE:
                _share(path, folder / path.name)
            elif path.name != "LOCK":
                shutil.copyfile(path, folder / path.name)
        with _failing():
            store = ox.Store(str(folder))
        for quad in removed:
            with _failing():
                store.remove(quad)
        for batch in _batches(added):
            with _failing():
                store.bulk_extend(batch)  # straight into tables, which are compressed
        with _failing():
            store.flush()
            if sum(1 for _ in folder.glob(f"*{_TABLE}")) > MOST_TABLES:
                store.optimize()
        del store  # closes the files
        for log in folder.glob("LOG*"):
            log.unlink()  # it tells of the machine

    @classmethod
    def open(cls, folder: Path) -> Self:
        """The store in ``folder``, to be read."""
        with _failing():
            return cls(ox.Store.read_only(str(folder)))

    def quads_for_pattern(
        self, subject: Subject | None, predicate: NamedNode | None, object: Term | None, graph: GraphName | None
    ) -> Iterator[Quad]:
        """The quads that have these terms; None stands for any."""
        try:
            yield from self._store.quads_for_pattern(subject, predicate, object, graph)
        except _FAILURES as error:
            raise _damaged(error) from error

    def named_graphs(self) -> Iterator[NamedNode | BlankNode]:
        """The names of the graphs beside the default graph."""
        try:
            yield from self._store.named_graphs()
        except _FAILURES as error:
            raise _damaged(error) from error

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
        """The answer to a query, its variables bound to ``values``; raises QueryError."""
        bound = {ox.Variable(name): value for name, value in values.items()}
        try:
            found = self._store.query(
                sparql,
                prefixes=dict(prefixes),
                use_default_graph_as_union=union and dataset is None,
                default_graph=None if dataset is None else [*_graphs(dataset.default)],
                named_graphs=None if dataset is None else [*_graphs(dataset.named)],
                substitutions=bound,
                custom_functions=dict(functions),
            )
        except (SyntaxError, *_QUERY_FAILURES) as error:
            raise _not_run(_short(error)) from error
        if isinstance(found, ox.QuerySolutions):
            return Solutions(tuple(variable.value for variable in found.variables), map(tuple, _answers(found)))
        return bool(found) if isinstance(found, ox.QueryBoolean) else _answers(found)

    def syntax_fault(self, sparql: str, prefixes: Mapping[str, str]) -> str | None:
        """Why ``sparql`` is no query, None where it is one: an empty store, where nothing can be asked, parses it."""
        try:
            ox.Store().query(sparql, prefixes=dict(prefixes))
        except SyntaxError as error:
            return str(error)
        except _QUERY_FAILURES as error:
            raise _not_run(_short(error)) from error
        return None


def _batches(quads: Iterable[Quad]) -> Iterator[list[Quad]]:
    left = iter(quads)
    while batch := list(islice(left, BATCH)):
        yield batch


def _share(path: Path, other: Path) -> None:
    """Give a file another name, or a copy of it where the disk knows no two names for one."""
    try:
        other.hardlink_to(path)
    except OSError:
        shutil.copyfile(path, other)


@contextmanager
def _failing() -> Iterator[None]:
    """Raise StoreError for what fails in the block; whoever opens or writes the store says which it is."""
    try:
        yield
    except _FAILURES as error:
        raise StoreError(_line(error)) from error


def _graphs(iris: Iterable[str]) -> list[NamedNode]:
    try:
        return [NamedNode(iri) for iri in iris]
    except ValueError as error:
        raise _not_run(f"a graph's name is no IRI ({_line(error)})") from error


def _damaged(error: Exception) -> StoreError:
    """For a store too large to be compared as a whole when it is opened: its damage is met only as it is read."""
    return StoreError(f"the store is damaged ({_line(error)}); kg build --graph DIR makes it anew")


def _answers(found: Iterable[T]) -> Iterator[T]:
    try:
        yield from found
    except _QUERY_FAILURES as error:
        raise _not_run(_line(error)) from error


def _not_run(reason: str) -> QueryError:
    return QueryError(f"the query cannot be run: {reason}")


def _short(error: Exception) -> str:
    """The parser's complaint without its list of everything that it would have taken."""
    line = _line(error)
    return line if len(line) <= 200 else line[:199].rstrip() + "…"


def _line(error: Exception) -> str:
    return " ".join(str(error).split())
