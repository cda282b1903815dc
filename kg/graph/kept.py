"""The extractions that a graph keeps, in one SQLite file: resolving again never parses again."""

from __future__ import annotations

import dataclasses
import json
import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from kg.errors import GraphError, InputError, UnknownThingError
from kg.graph.literals import last_day
from kg.graph.versions import Replacement, Text, Version, newest, together
from kg.ids import article_key
from kg.records import Article, Extraction, from_json, to_json

FILE: Final = "articles.sqlite"
#: What is kept: the articles, the ids that they came under, the ids of those that are being taken back; versions that
#: another has taken the place of, and which text (key and hash) somebody said replaces which.
TABLES: Final = {
    "article": "CREATE TABLE article (key TEXT PRIMARY KEY, sha256 TEXT NOT NULL, settings TEXT NOT NULL,"
    " rank BLOB NOT NULL, record BLOB NOT NULL, checksum BLOB NOT NULL)",
    "name": "CREATE TABLE name (id BLOB PRIMARY KEY, key TEXT NOT NULL, checksum BLOB NOT NULL)",
    "removed": "CREATE TABLE removed (id BLOB PRIMARY KEY, key TEXT NOT NULL, checksum BLOB NOT NULL)",
    "earlier": "CREATE TABLE earlier (key TEXT NOT NULL, sha256 TEXT NOT NULL, settings TEXT NOT NULL,"
    " rank BLOB NOT NULL, record BLOB NOT NULL, checksum BLOB NOT NULL, PRIMARY KEY (key, sha256))",
    "replaces": "CREATE TABLE replaces (newer TEXT NOT NULL, older TEXT NOT NULL, checksum BLOB NOT NULL,"
    " PRIMARY KEY (newer, older))",
}
#: How many additions may be lost when a build is killed.
BATCH = 8


class Kept:
    """Articles by key, each with the record that was extracted from it. Additions are committed in batches.

    The same text may come under several ids: the smallest is kept, the others are remembered, so that neither the order
    nor the number of times that an article is added changes anything. Of several texts of one article the newest is
    the article (:mod:`kg.graph.versions`); the earlier ones are kept for who asks what was known when.
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
        found = self._database.execute("SELECT name FROM sqlite_schema WHERE name = 'earlier'")
        self._versioned = found.fetchone() is not None  # nor had the next ones versions

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
        """The ids of each article, those of its earlier versions too, by its key, both sorted."""
        names: dict[str, list[str]] = {key: [] for key in self.keys()}
        said = self._said()
        for name, key in self._database.execute("SELECT id, key FROM name ORDER BY id"):
            now = min((one for one in together(key, said) if one in names), default=key)
            names.setdefault(now, []).append(as_text(name))
        return names

    def state(self) -> str:
        """A hash of all that is merged; of what is being taken back, too, since the graph still has it."""
        self.commit()
        sha = sha256()
        for table, key in (("article", "key"), ("name", "id"), ("replaces", "newer, older"), ("removed", "id")):
            for row in self._database.execute(f"SELECT {key}, checksum FROM {table} ORDER BY {key}"):
                for value in row:
                    data = as_bytes(value) if isinstance(value, str) else value
                    sha.update(len(data).to_bytes(8, "big") + data)
        return sha.hexdigest()

    def checksums(self) -> dict[str, str]:
        """key → a hash of what is kept of the article, sorted by key."""
        rows = self._database.execute("SELECT key, checksum FROM article ORDER BY key")
        return {key: checksum.hex() for key, checksum in rows}

    def get(self, key: str) -> Extraction | None:
        """The extraction of an article, by its key."""
        row = self._database.execute("SELECT * FROM article WHERE key = ?", (key,)).fetchone()
        return row and self._extraction("article", row)

    def _extraction(self, table: str, row: tuple[Any, ...]) -> Extraction:
        """What was extracted, from a whole row; raises GraphError where it is damaged."""
        key = row[0]
        try:
            if self._checked and row[5] != checksum(table, *row[:5]):
                raise ValueError("its checksum does not fit")
            return unpacked(row[4])
        except (zlib.error, ValueError, KeyError, TypeError) as error:
            text = f"{self._path}: article {key} is damaged, or of another version"
            raise GraphError(f"{text}; kg build --graph {self._path.parent} says which it is") from error

    def as_of(self, day: str) -> Iterator[Extraction]:
        """What stood in the graph of the articles that were published by ``day``: of each the newest version then.

        An article whose day of publication is not known is left out.
        """

        def published(extraction: Extraction) -> bool:
            last = last_day(extraction.article.published)
            return last is not None and last <= day

        said, done = self._said(), set[str]()
        for key in self.all_keys():
            if key in done:
                continue
            keys = together(key, said)
            done |= keys
            then = {version: e for version, e in self._versions(keys) if published(e)}
            if then:
                yield then[newest(then, said)]

    def all_keys(self) -> list[str]:
        """The keys of all articles and of their earlier versions, sorted."""
        tables = "article UNION SELECT key FROM earlier" if self._versioned else "article"
        return [row[0] for row in self._database.execute(f"SELECT key FROM {tables} ORDER BY key")]

    def text_of(self, key: str) -> str | None:
        """The hash of the text that an article now has."""
        row = self._database.execute("SELECT sha256 FROM article WHERE key = ?", (key,)).fetchone()
        return row and str(row[0])

    def has(self, article: Article, settings: str) -> bool:
        """Whether adding what is extracted from ``article`` with these settings would change nothing."""
        key = article_key(article)
        row = self._row(key, article.sha256)
        if row is None or row[1] != settings or row[2] > rank(article):
            return False
        return self._claim(article.id, key)

    def add(self, extraction: Extraction, settings: str) -> bool:
        """Keep ``extraction``; False if it changes nothing.

        Another text of the same URL is another version of the article. Raises InputError if its id stands for another
        article.
        """
        article = extraction.article
        key = article_key(article)
        if not self._claim(article.id, key):
            raise InputError(article.id, "this id already stands for another article of the graph")
        row = self._row(key, article.sha256)
        if row is not None and row[1] == settings and row[2] <= rank(article):
            return False
        if row is not None and (kept := self._extraction(*row[3:])).article.id < article.id:
            extraction = dataclasses.replace(extraction, article=dataclasses.replace(article, id=kept.article.id))
        values = (key, article.sha256, settings, rank(extraction.article), _packed(extraction))
        alone = self._texts(together(key, self._said())) <= {(key, article.sha256)}
        self._begin()
        self._insert("article" if alone or (row is not None and row[3] == "article") else "earlier", values)
        if not alone:
            self._settle(key)
        self._wrote()
        return True

    def replace(self, newer: Article, older: str) -> None:
        """Remember that ``newer``, which need not be kept yet, takes the place of the article ``older`` (an id or key).

        Raises UnknownThingError where there is no such article.
        """
        key, old = article_key(newer), together(self.find(older), self._said())
        texts = self._texts(old, "article") or self._texts(old)
        for text in sorted(texts - {(key, newer.sha256)}):
            self._begin()
            self._insert("replaces", (" ".join((key, newer.sha256)), " ".join(text)))
            self._settle(key)
            self._wrote()

    def find(self, what: str) -> str:
        """The key of the article that ``what`` (an id or a key) names; raises UnknownThingError."""
        row = self._database.execute("SELECT key FROM name WHERE id = ?", (as_bytes(what),)).fetchone()
        if row is not None:
            return str(row[0])
        if not self._texts({what}):
            raise UnknownThingError(f"{what}: no such article in the graph")
        return what

    def remove(self, key: str) -> None:
        """Forget an article, with all its versions and their ids.

        That it is being taken back is remembered until :meth:`forget_removed`.
        """
        self._begin()
        for one in sorted(together(key, self._said())):
            names = [row[0] for row in self._database.execute("SELECT id FROM name WHERE key = ?", (one,))]
            insert(self._database, "removed", ((name, one) for name in sorted({*names, as_bytes(one)})))
            for table in ("article", "name", "earlier"):
                self._database.execute(f"DELETE FROM {table} WHERE key = ?", (one,))
            self._database.execute("DELETE FROM replaces WHERE newer LIKE ? OR older LIKE ?", (f"{one} %", f"{one} %"))
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

    def _row(self, key: str, sha256: str) -> tuple[str, str, bytes, str, tuple[Any, ...]] | None:
        """Hash, settings and rank of a version, then its table and the whole row."""
        for table in ("article", "earlier") if self._versioned else ("article",):
            query = f"SELECT * FROM {table} WHERE key = ? AND sha256 = ?"
            row = self._database.execute(query, (key, sha256)).fetchone()
            if row is not None:
                return row[1], row[2], row[3], table, row
        return None

    def _said(self) -> list[Replacement]:
        """Which text was said to replace which, sorted."""
        if not self._versioned:
            return []
        rows = self._database.execute("SELECT newer, older FROM replaces ORDER BY newer, older")
        return [(_text(newer), _text(older)) for newer, older in rows]

    def _texts(self, keys: Iterable[str], *tables: str) -> set[Text]:
        """The texts of some articles that are kept, earlier ones too."""
        tables = tables or (("article", "earlier") if self._versioned else ("article",))
        return {
            (key, row[0])
            for key in keys
            for table in tables
            for row in self._database.execute(f"SELECT sha256 FROM {table} WHERE key = ?", (key,))
        }

    def _versions(self, keys: Iterable[str]) -> Iterator[tuple[Version, Extraction]]:
        """The versions that are kept of some articles, with what they say."""
        for text in sorted(self._texts(keys)):
            row = self._row(*text)
            assert row is not None
            extraction = self._extraction(*row[3:])
            yield Version(*text, extraction.article.published or ""), extraction

    def _settle(self, key: str) -> None:
        """Make the newest version of the article ``key`` the article, all others earlier ones."""
        said = self._said()
        versions = [version for version, _ in self._versions(together(key, said))]
        if not versions:
            return
        now = newest(versions, said)
        for version in sorted(versions, key=lambda version: version == now):  # the newest one needs the others' room
            row = self._row(version.key, version.sha256)
            wanted = "article" if version == now else "earlier"
            if row is not None and row[3] != wanted:
                self._database.execute(f"DELETE FROM {row[3]} WHERE key = ? AND sha256 = ?", version.text)
                self._insert(wanted, row[4][:5])

    def _claim(self, name: str, key: str) -> bool:
        """Remember that ``name`` stands for ``key``; False if it stands for another article.

        Where it stands for another version of the same article, it stands for the greater of both keys.
        """
        row = self._database.execute("SELECT key FROM name WHERE id = ?", (as_bytes(name),)).fetchone()
        if row is not None and row[0] != key and row[0] not in together(key, self._said()):
            return False
        if self._writable and (row is None or row[0] < key):
            self._begin()
            self._insert("name", (as_bytes(name), key))
            self._wrote()
        return True

    def _begin(self) -> None:
        if not self._database.in_transaction:
            self._database.execute("BEGIN IMMEDIATE")

    def _insert(self, table: str, values: tuple[str | bytes, ...]) -> None:
        insert(self._database, table, [values])

    def _wrote(self) -> None:
        """Commit once enough is pending."""
        self._pending += 1
        if self._pending >= 2 * BATCH:
            self.commit()


def prepare(database: sqlite3.Connection) -> None:
    """Make the tables that a file has not, all at once; what is deleted is overwritten."""
    database.execute("PRAGMA page_size = 4096")
    database.execute("PRAGMA secure_delete = ON")
    there = {row[0] for row in database.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    if missing := [statement for table, statement in TABLES.items() if table not in there]:
        database.execute("BEGIN IMMEDIATE")
        for statement in missing:
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


def _text(stored: str) -> Text:
    key, _, sha256 = stored.partition(" ")
    return key, sha256


def _packed(extraction: Extraction) -> bytes:
    return zlib.compress(json.dumps(to_json(extraction), separators=(",", ":")).encode())
