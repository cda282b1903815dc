"""The index of a store: its things by number, their names and words in SQLite, its rows as columns.

It is made once from a store that never changes (:mod:`kg.explore.indexing`), and any number of threads ask it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from kg.explore.columns import Columns, Numbers
from kg.explore.values import Json
from kg.graph.view import GraphView

#: What is said and what happened, in words.
SAID: Final = """CREATE VIRTUAL TABLE said USING fts5(body, prefix='3 4', tokenize="unicode61 remove_diacritics 2");"""
SCHEMA: Final = f"""
CREATE TABLE thing (id INTEGER PRIMARY KEY, iri TEXT UNIQUE, label TEXT, kind TEXT, weight INTEGER, country TEXT,
                    lat REAL, lon REAL, ending TEXT, articles INTEGER);
CREATE TABLE name (thing INTEGER, folded TEXT, name TEXT, alias INTEGER);
CREATE VIRTUAL TABLE names USING fts5(name, content='', prefix='1 2 3', tokenize="unicode61 remove_diacritics 2");
CREATE TABLE same (iri TEXT, thing INTEGER);
{SAID}
CREATE TABLE row (id INTEGER PRIMARY KEY, cameo TEXT, act TEXT, text TEXT, precision TEXT, assumed INTEGER,
                  negated INTEGER);
CREATE TABLE quantity (row INTEGER, of TEXT, min REAL, max REAL, unit TEXT, label TEXT);
CREATE TABLE article (id INTEGER PRIMARY KEY, name TEXT, title TEXT, publisher TEXT, published TEXT, url TEXT,
                      words INTEGER, events INTEGER, statements INTEGER);
CREATE VIRTUAL TABLE words USING fts5(body, content='', tokenize="unicode61 remove_diacritics 2");
CREATE TABLE judgement (thing INTEGER, same INTEGER, line TEXT);
CREATE TABLE reading (thing INTEGER, iri TEXT);
CREATE TABLE vector (name TEXT PRIMARY KEY, type TEXT, bytes BLOB);
CREATE TABLE list (name TEXT PRIMARY KEY, json TEXT);
"""
KEYS: Final = """
CREATE INDEX name_folded ON name (folded);
CREATE INDEX name_thing ON name (thing);
CREATE INDEX same_iri ON same (iri);
CREATE INDEX thing_ending ON thing (ending);
CREATE INDEX quantity_row ON quantity (row);
CREATE INDEX article_name ON article (name);
CREATE INDEX thing_label ON thing (label);
CREATE INDEX article_published ON article (published);
CREATE INDEX judgement_thing ON judgement (thing);
CREATE INDEX reading_thing ON reading (thing);
ANALYZE;
"""


#: The most readings of a thing that any answer shows.
READINGS: Final = 200


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Of each thing, by its number: its kind (a place in ``KINDS``), and how much the graph has on it."""

    kinds: NDArray[np.int8]
    weights: Numbers


@dataclass(slots=True, weakref_slot=True)
class Index:
    """What can be looked up without the store.

    ``path`` is the file of SQLite, which :meth:`close` lets go of: it removes it unless it is ``lasting``.
    """

    path: Path
    columns: Columns
    catalogue: Catalogue
    lasting: bool = False
    _free: list[sqlite3.Connection] = field(default_factory=list)

    def all(self, sql: str, values: Sequence[Any] = ()) -> list[Any]:
        """The rows of a question."""
        with self._lent() as connection:
            return connection.execute(sql, values).fetchall()

    def one(self, sql: str, values: Sequence[Any] = ()) -> Any:
        """The first row of a question, None for none."""
        with self._lent() as connection:
            return connection.execute(sql, values).fetchone()

    def among(self, sql: str, ids: Iterable[int]) -> list[Any]:
        """The rows of a question that names ``{}`` for a list of numbers."""
        return self.all(sql.format(",".join(str(int(number)) for number in ids)))

    def number(self, iri: str) -> int | None:
        """The number of a thing by its IRI."""
        found = self.one("SELECT id FROM thing WHERE iri = ?", (iri,))
        return found[0] if found else None

    def iri(self, number: int) -> str:
        """The IRI of a thing."""
        return str(self.one("SELECT iri FROM thing WHERE id = ?", (int(number),))[0])

    def refs(self, numbers: Iterable[int]) -> dict[int, Json]:
        """What refers to each of these things: its IRI, label and kind."""
        found = self.among("SELECT id, iri, label, kind FROM thing WHERE id IN ({})", set(map(int, numbers)))
        return {number: {"iri": iri, "label": label, "kind": kind} for number, iri, label, kind in found}

    def refs_of(self, iris: Iterable[str]) -> list[Json]:
        """What refers to the things of these IRIs, in their order; what is no thing is passed over."""
        numbers = [number for iri in iris if (number := self.number(iri)) is not None]
        known = self.refs(numbers)
        return [known[number] for number in numbers]

    def readings(self, view: GraphView, iri: str) -> list[str]:
        """The first readings of a thing."""
        found = self.all("SELECT r.iri FROM reading r JOIN thing t ON t.id = r.thing WHERE t.iri = ?", (iri,))
        return sorted(row[0] for row in found) or view.readings(iri)[:READINGS]

    def close(self) -> None:
        """Close the file; nobody asks any more."""
        for connection in self._free:
            connection.close()
        if not self.lasting:
            self.path.unlink(missing_ok=True)

    @contextmanager
    def _lent(self) -> Iterator[sqlite3.Connection]:
        """A connection that nobody else uses meanwhile."""
        try:
            connection = self._free.pop()
        except IndexError:
            address = f"{self.path.absolute().as_uri()}?mode=ro&immutable=1"
            connection = sqlite3.connect(address, uri=True, check_same_thread=False)
        try:
            yield connection
        finally:
            self._free.append(connection)
