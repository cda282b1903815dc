"""The extractions that a graph keeps, in one SQLite file: resolving again never parses again."""

from __future__ import annotations

import dataclasses
import json
import sqlite3
import zlib
from collections.abc import Iterator
from pathlib import Path

from kg.errors import GraphError, InputError, UnknownThingError
from kg.ids import article_key
from kg.records import Article, Extraction, from_json, to_json

_SCHEMA = """
CREATE TABLE IF NOT EXISTS article (key TEXT PRIMARY KEY, sha256 TEXT NOT NULL, settings TEXT NOT NULL,
                                    rank BLOB NOT NULL, record BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS name (id BLOB PRIMARY KEY, key TEXT NOT NULL);
"""
#: How many additions may be lost when a build is killed.
BATCH = 8


class Kept:
    """Articles by key, each with the record that was extracted from it. Additions are committed in batches.

    The same text may come under several ids: the smallest is kept, the others are remembered, so that neither the order
    nor the number of times that an article is added changes anything.
    """

    def __init__(self, path: Path, *, writable: bool) -> None:
        if writable:
            self._database = sqlite3.connect(path, timeout=30, isolation_level=None)
            self._database.executescript(_SCHEMA)
        elif path.exists():
            uri = f"{path.absolute().as_uri()}?mode=ro"
            self._database = sqlite3.connect(uri, timeout=30, isolation_level=None, uri=True)
        else:
            self._database = sqlite3.connect(":memory:", isolation_level=None)
            self._database.executescript(_SCHEMA)
        self._path, self._writable, self._pending = path, writable, 0

    def close(self) -> None:
        """Commit what is pending and let go of the file."""
        self.commit()
        self._database.close()

    def commit(self) -> None:
        """Make what was added last."""
        if self._database.in_transaction:
            self._database.execute("COMMIT")
        self._pending = 0

    def __len__(self) -> int:
        count: int = self._database.execute("SELECT COUNT(*) FROM article").fetchone()[0]
        return count

    def __iter__(self) -> Iterator[Extraction]:
        """Every extraction, sorted by article key, one in memory at a time."""
        keys = [row[0] for row in self._database.execute("SELECT key FROM article ORDER BY key")]
        for key in keys:
            extraction = self.get(key)
            if extraction is not None:
                yield extraction

    def get(self, key: str) -> Extraction | None:
        """The extraction of an article, by its key."""
        row = self._database.execute("SELECT record FROM article WHERE key = ?", (key,)).fetchone()
        if row is None:
            return None
        try:
            return from_json(json.loads(zlib.decompress(row[0])))
        except (zlib.error, ValueError, KeyError, TypeError) as error:
            raise GraphError(f"{self._path}: article {key} is damaged, or of another version; build anew") from error

    def has(self, article: Article, settings: str) -> bool:
        """Whether adding what is extracted from ``article`` with these settings would change nothing."""
        key = article_key(article)
        row = self._row(key)
        if row is None or row[:2] != (article.sha256, settings) or row[2] > _rank(article):
            return False
        return self._claim(article.id, key)

    def add(self, extraction: Extraction, settings: str) -> bool:
        """Keep ``extraction``; False if it changes nothing.

        Raises InputError if its id or its URL stands for an article with another text.
        """
        article = extraction.article
        key = article_key(article)
        row = self._row(key)
        if row is not None and row[0] != article.sha256:
            raise InputError(article.id, f"another text was already read from {article.url}")
        if not self._claim(article.id, key):
            raise InputError(article.id, "this id already stands for another article of the graph")
        if row is not None and row[1] == settings and row[2] <= _rank(article):
            return False
        if row is not None and (kept := self.get(key)) is not None and kept.article.id < article.id:
            extraction = dataclasses.replace(extraction, article=dataclasses.replace(article, id=kept.article.id))
        self._write(
            "INSERT OR REPLACE INTO article VALUES (?, ?, ?, ?, ?)",
            (key, article.sha256, settings, _rank(extraction.article), _packed(extraction)),
        )
        return True

    def find(self, what: str) -> str:
        """The key of the article that ``what`` (an id or a key) names; raises UnknownThingError."""
        row = self._database.execute("SELECT key FROM name WHERE id = ?", (_bytes(what),)).fetchone()
        if row is None:
            row = self._database.execute("SELECT key FROM article WHERE key = ?", (what,)).fetchone()
        if row is None:
            raise UnknownThingError(f"{what}: no such article in the graph")
        return str(row[0])

    def remove(self, key: str) -> None:
        """Forget an article and its ids."""
        self._write("DELETE FROM article WHERE key = ?", (key,))
        self._write("DELETE FROM name WHERE key = ?", (key,))
        self.commit()

    def _row(self, key: str) -> tuple[str, str, bytes] | None:
        query = "SELECT sha256, settings, rank FROM article WHERE key = ?"
        row: tuple[str, str, bytes] | None = self._database.execute(query, (key,)).fetchone()
        return row

    def _claim(self, name: str, key: str) -> bool:
        """Remember that ``name`` stands for ``key``; False if it stands for another article."""
        row = self._database.execute("SELECT key FROM name WHERE id = ?", (_bytes(name),)).fetchone()
        if row is None and self._writable:
            self._write("INSERT INTO name VALUES (?, ?)", (_bytes(name), key))
        return row is None or row[0] == key

    def _write(self, statement: str, values: tuple[str | bytes, ...]) -> None:
        if not self._database.in_transaction:
            self._database.execute("BEGIN IMMEDIATE")
        self._database.execute(statement, values)
        self._pending += 1
        if self._pending >= 2 * BATCH:
            self.commit()


def _rank(article: Article) -> bytes:
    """What decides which of several copies of an article is kept: the smallest id, then the other metadata."""
    values = (article.id, article.published, article.published_from, article.title, article.publisher)
    return b"\0".join(_bytes(value or "").replace(b"\0", b"\0\0") for value in values)


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _packed(extraction: Extraction) -> bytes:
    return zlib.compress(json.dumps(to_json(extraction), separators=(",", ":")).encode())
