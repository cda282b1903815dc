"""The extractions that a graph keeps, in one SQLite file: resolving again never parses again."""

from __future__ import annotations

import dataclasses
import json
import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Final

from kg.errors import GraphError, InputError, UnknownThingError
from kg.ids import article_key
from kg.records import Article, Extraction, from_json, to_json

FILE: Final = "articles.sqlite"
#: What is kept: the articles, the ids that they came under, the ids of those that are being taken back.
TABLES: Final = {
    "article": "CREATE TABLE article (key TEXT PRIMARY KEY, sha256 TEXT NOT NULL, settings TEXT NOT NULL,"
    " rank BLOB NOT NULL, record BLOB NOT NULL, checksum BLOB NOT NULL)",
    "name": "CREATE TABLE name (id BLOB PRIMARY KEY, key TEXT NOT NULL, checksum BLOB NOT NULL)",
    "removed": "CREATE TABLE removed (id BLOB PRIMARY KEY, key TEXT NOT NULL, checksum BLOB NOT NULL)",
}
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
            prepare(self._database)
        elif path.exists():
            uri = f"{path.absolute().as_uri()}?mode=ro"
            self._database = sqlite3.connect(uri, timeout=30, isolation_level=None, uri=True)
        else:
            self._database = sqlite3.connect(":memory:", isolation_level=None)
            prepare(self._database)
        self._path, self._writable, self._pending = path, writable, 0
        columns = self._database.execute("SELECT * FROM article LIMIT 0").description
        self._checked = len(columns) == 6  # the first versions had no checksums; they are read, never written

    def close(self) -> None:
        """Commit what is pending and let go of the file."""
        try:
            self.commit()
        finally:
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
        for key in self.keys():
            extraction = self.get(key)
            if extraction is not None:
                yield extraction

    def keys(self) -> list[str]:
        """The keys of all articles, sorted."""
        return [row[0] for row in self._database.execute("SELECT key FROM article ORDER BY key")]

    def names(self) -> dict[str, list[str]]:
        """The ids of each article, by its key, both sorted."""
        names: dict[str, list[str]] = {key: [] for key in self.keys()}
        for name, key in self._database.execute("SELECT id, key FROM name ORDER BY id"):
            names.setdefault(key, []).append(as_text(name))
        return names

    def get(self, key: str) -> Extraction | None:
        """The extraction of an article, by its key."""
        columns = "key, sha256, settings, rank, record" + (", checksum" if self._checked else "")
        row = self._database.execute(f"SELECT {columns} FROM article WHERE key = ?", (key,)).fetchone()
        if row is None:
            return None
        try:
            if self._checked and row[5] != checksum("article", *row[:5]):
                raise ValueError("its checksum does not fit")
            return unpacked(row[4])
        except (zlib.error, ValueError, KeyError, TypeError) as error:
            text = f"{self._path}: article {key} is damaged, or of another version"
            raise GraphError(f"{text}; kg build --graph {self._path.parent} says which it is") from error

    def has(self, article: Article, settings: str) -> bool:
        """Whether adding what is extracted from ``article`` with these settings would change nothing."""
        key = article_key(article)
        row = self._row(key)
        if row is None or row[:2] != (article.sha256, settings) or row[2] > rank(article):
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
        if row is not None and row[1] == settings and row[2] <= rank(article):
            return False
        if row is not None and (kept := self.get(key)) is not None and kept.article.id < article.id:
            extraction = dataclasses.replace(extraction, article=dataclasses.replace(article, id=kept.article.id))
        values = (key, article.sha256, settings, rank(extraction.article), _packed(extraction))
        self._write("article", values)
        return True

    def find(self, what: str) -> str:
        """The key of the article that ``what`` (an id or a key) names; raises UnknownThingError."""
        row = self._database.execute("SELECT key FROM name WHERE id = ?", (as_bytes(what),)).fetchone()
        if row is None:
            row = self._database.execute("SELECT key FROM article WHERE key = ?", (what,)).fetchone()
        if row is None:
            raise UnknownThingError(f"{what}: no such article in the graph")
        return str(row[0])

    def remove(self, key: str) -> None:
        """Forget an article and its ids; that it is being taken back is remembered until :meth:`forget_removed`."""
        names = [row[0] for row in self._database.execute("SELECT id FROM name WHERE key = ?", (key,))]
        self._begin()
        insert(self._database, "removed", ((name, key) for name in sorted({*names, as_bytes(key)})))
        self._database.execute("DELETE FROM article WHERE key = ?", (key,))
        self._database.execute("DELETE FROM name WHERE key = ?", (key,))
        self.commit()

    def removed(self, what: str | None = None) -> set[str]:
        """The keys of articles that are being taken back: all, or that which had the id or key ``what``."""
        if not self._checked:
            return set()
        found = self._database.execute("SELECT id, key FROM removed")
        return {key for name, key in found if what is None or name == as_bytes(what)}

    def forget_removed(self) -> None:
        """The graph without them is published: what was taken back is gone."""
        if self.removed():
            self._database.execute("DELETE FROM removed")

    def _row(self, key: str) -> tuple[str, str, bytes] | None:
        query = "SELECT sha256, settings, rank FROM article WHERE key = ?"
        row: tuple[str, str, bytes] | None = self._database.execute(query, (key,)).fetchone()
        return row

    def _claim(self, name: str, key: str) -> bool:
        """Remember that ``name`` stands for ``key``; False if it stands for another article."""
        row = self._database.execute("SELECT key FROM name WHERE id = ?", (as_bytes(name),)).fetchone()
        if row is None and self._writable:
            self._write("name", (as_bytes(name), key))
        return row is None or row[0] == key

    def _begin(self) -> None:
        if not self._database.in_transaction:
            self._database.execute("BEGIN IMMEDIATE")

    def _write(self, table: str, values: tuple[str | bytes, ...]) -> None:
        self._begin()
        insert(self._database, table, [values])
        self._pending += 1
        if self._pending >= 2 * BATCH:
            self.commit()


def prepare(database: sqlite3.Connection) -> None:
    """Make the tables, all at once, in a file that has none; what is deleted is overwritten."""
    database.execute("PRAGMA page_size = 4096")
    database.execute("PRAGMA secure_delete = ON")
    if database.execute("SELECT COUNT(*) FROM sqlite_schema").fetchone()[0] == 0:
        database.execute("BEGIN IMMEDIATE")
        for statement in TABLES.values():
            database.execute(statement)
        database.execute("COMMIT")


def insert(database: sqlite3.Connection, table: str, rows: Iterable[tuple[str | bytes, ...]]) -> None:
    """Write rows, each with its checksum."""
    for values in rows:
        marks = ", ".join("?" * (len(values) + 1))
        database.execute(f"INSERT OR REPLACE INTO {table} VALUES ({marks})", (*values, checksum(table, *values)))


def checksum(table: str, *values: object) -> bytes:
    """What the last column of a row must hold; of values that are neither text nor bytes, something else."""
    sha = sha256(table.encode())
    for value in values:
        data = value if isinstance(value, bytes) else as_bytes(value) if isinstance(value, str) else b"?"
        sha.update(len(data).to_bytes(8, "big") + data)
    return sha.digest()[:8]


def rank(article: Article) -> bytes:
    """What decides which of several copies of an article is kept: the smallest id, then the other metadata."""
    values = (article.id, article.published, article.published_from, article.title, article.publisher)
    return b"\0".join(as_bytes(value or "").replace(b"\0", b"\0\0") for value in values)


def unpacked(record: bytes) -> Extraction:
    """The extraction in a row; raises zlib.error, ValueError, KeyError or TypeError."""
    return from_json(json.loads(zlib.decompress(record)))


def as_bytes(text: str) -> bytes:
    """A text as a column of bytes holds it: an id may be what is no UTF-8."""
    return text.encode("utf-8", "surrogatepass")


def as_text(data: bytes) -> str:
    """What :func:`as_bytes` was given."""
    return data.decode("utf-8", "surrogatepass")


def _packed(extraction: Extraction) -> bytes:
    return zlib.compress(json.dumps(to_json(extraction), separators=(",", ":")).encode())
