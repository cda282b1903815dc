"""What is wrong with the file of the articles that a graph keeps, and what can be saved of it."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from kg.graph.files import part_of
from kg.graph.kept import TABLES, as_bytes, as_text, checksum, insert, prepare, rank, unpacked
from kg.graph.salvage import Row, rows
from kg.ids import article_key

#: The tables of the first versions, which had no checksums, their spaces made single.
_FIRST = {
    "article": "CREATE TABLE article (key TEXT PRIMARY KEY, sha256 TEXT NOT NULL, settings TEXT NOT NULL,"
    " rank BLOB NOT NULL, record BLOB NOT NULL)",
    "name": "CREATE TABLE name (id BLOB PRIMARY KEY, key TEXT NOT NULL)",
}
#: The tables before there were versions.
_SECOND = {table: TABLES[table] for table in ("article", "name", "removed")}
#: What the header of a file of ours holds at all times: (offset, bytes).
_HEADER = (
    (0, b"SQLite format 3\0"), (18, b"\1\1\0\x40\x20\x20"), (44, b"\0\0\0\4"), (56, b"\0\0\0\1"), (60, b"\0\0\0\0"),
)  # fmt: skip
#: How many columns a table has, its checksum aside; in the articles the first ones are text, else the second one.
_COLUMNS = {"article": 5, "name": 2, "removed": 2, "earlier": 5, "replaces": 2}
#: How many of its first columns tell a row from all others.
_NAMED_BY = {"earlier": 2, "replaces": 2}
Lost = dict[str, str]


@dataclass(slots=True)
class _Saved:
    """Rows that are whole, by table and what tells them apart: their first value, or their first values."""

    rows: dict[str, dict[object, Row]] = field(default_factory=lambda: {table: {} for table in TABLES})

    def take(self, row: Row) -> None:
        """Keep a row if it is whole and the first of its kind."""
        if (table := _table_of(row)) is not None:
            own = row[: _NAMED_BY[table]] if table in _NAMED_BY else row[0]
            self.rows[table].setdefault(own, row[: _COLUMNS[table]])


def fault(path: Path) -> str | None:
    """What is wrong with the file, in a few words; None if nothing is, or if nothing was written into it yet."""
    try:
        with path.open("rb") as source:
            header = source.read(100)
    except FileNotFoundError:
        return "is missing"
    if not header:
        return None
    if any(header[start : start + len(value)] != value for start, value in _HEADER):
        return "its header is damaged"
    try:
        return _fault(path)
    except sqlite3.Error as error:
        return " ".join(str(error).split())


@contextmanager
def settled(path: Path) -> Iterator[Path]:
    """The file; where a write was cut short, a copy in which that is undone: in the file it is a writer's business."""
    try:
        if path.exists() and path.stat().st_size:
            with closing(_reading(path)) as database:
                _tables(database)
    except sqlite3.Error as error:
        if getattr(error, "sqlite_errorname", "") == "SQLITE_READONLY_ROLLBACK":
            with tempfile.TemporaryDirectory() as place:
                copy = Path(place) / path.name
                for suffix in ("", "-journal"):
                    shutil.copyfile(f"{path}{suffix}", f"{copy}{suffix}")
                settle(copy)
                yield copy
            return
    yield path


def settle(path: Path) -> None:
    """Undo what a writer that was killed left half done, if that can be."""
    if not Path(f"{path}-journal").exists():
        return
    try:
        with closing(sqlite3.connect(path, timeout=30)) as database:
            database.execute("SELECT COUNT(*) FROM sqlite_schema").fetchone()
    except sqlite3.Error:
        pass  # it is damaged; :func:`fault` says how


def is_first(path: Path) -> bool:
    """Whether a whole file is one of the first versions, without checksums."""
    if not path.exists() or not path.stat().st_size:
        return False
    with closing(_reading(path)) as database:
        return _tables(database) == _FIRST


def lost(path: Path, listed: Mapping[str, Sequence[str]]) -> Lost:
    """key → id of the articles of a whole file that it does not hold, though they are ``listed``."""
    if not path.exists() or not path.stat().st_size:
        return _named(listed, listed)
    with closing(_reading(path)) as database:
        there = {key for table in ("article", "removed") for key in _keys(database, table)}
    return _named(set(listed) - there, listed)


def upgrade(path: Path) -> None:
    """Give the rows of a whole file of the first versions their checksums."""
    saved = _Saved()
    for row in _as_read(path):
        saved.take(row)
    _write(path, saved.rows)


def rebuild(path: Path, listed: Mapping[str, Sequence[str]]) -> Lost:
    """Put a new file of all rows that are whole in the place of one that is damaged, or that lacks some.

    Gives key → id of the articles that are lost: those that are ``listed``, or that an id stands for.
    """
    saved = _Saved()
    if path.exists():
        for row in chain(_as_read(path), rows(path.read_bytes())):  # what SQLite reads comes first: it is not outdated
            saved.take(row)
    articles, names, removed = (saved.rows[table] for table in ("article", "name", "removed"))
    ids = {str(row[1]): [as_text(_data(row[0]))] for row in names.values()} | {
        key: list(ids) for key, ids in listed.items()
    }
    gone = set(ids) - set(articles) - {row[1] for row in removed.values()}
    for row in articles.values():  # an article's own id, should its row be among those that are damaged
        own = as_bytes(unpacked(_data(row[4])).article.id)
        names.setdefault(own, (own, row[0]))
    earlier, said = saved.rows["earlier"], saved.rows["replaces"]
    known = {*articles, *(row[0] for row in earlier.values())}
    kept = {name: row for name, row in names.items() if row[1] in known}
    _write(path, {"article": articles, "name": kept, "removed": removed, "earlier": earlier, "replaces": said})
    return _named(gone, ids)


def _write(path: Path, tables: Mapping[str, Mapping[object, Row]]) -> None:
    part = part_of(path)
    part.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(part, isolation_level=None)) as database:
            prepare(database)
            database.execute("BEGIN IMMEDIATE")
            for table, found in tables.items():
                insert(database, table, (tuple(map(_stored, row)) for _, row in sorted(found.items(), key=str)))
            database.execute("COMMIT")
        Path(f"{path}-journal").unlink(missing_ok=True)  # it belongs to the file that goes
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _fault(path: Path) -> str | None:
    with closing(_reading(path)) as database:
        database.execute("BEGIN")
        tables = _tables(database)
        if tables not in (TABLES, _FIRST, _SECOND, {}):
            return "its tables are damaged"
        found = database.execute("PRAGMA integrity_check(1)").fetchone()[0]
        if found != b"ok":
            return " ".join(found.decode("utf-8", "replace").removeprefix("*** in database main ***").split())
        articles, named = set[object](), set[object]()
        for table in tables:
            for row in database.execute(f"SELECT * FROM {table}"):
                typed = _typed(row, table)
                if _table_of(typed) != table:
                    return "some of its rows are damaged"
                if table in ("article", "earlier"):
                    articles.add(typed[0])
                elif table == "name":
                    named.add(typed[1])
        if not named <= articles:
            return "ids stand for articles that are not there"
    return None


def _table_of(row: Row) -> str | None:
    """The table that a row belongs to if it is whole: by its checksum, or, in the first versions, by the article."""
    for table, columns in _COLUMNS.items():
        if len(row) == columns + 1 and row[-1] == checksum(table, *row[:-1]):
            return table
    if len(row) == _COLUMNS["article"] and _agrees(row):
        return "article"
    if len(row) == _COLUMNS["name"] and isinstance(row[0], bytes) and isinstance(row[1], str):
        return "name"
    return None


def _typed(row: Row, table: str) -> Row:
    """A row as it was written: it is read as bytes, since text that is damaged may not be text."""
    text = {"article": (0, 1, 2), "earlier": (0, 1, 2), "replaces": (0, 1)}.get(table, (1,))
    return tuple(
        value.decode("utf-8", "replace") if column in text and isinstance(value, bytes) else value
        for column, value in enumerate(row)
    )


def _as_read(path: Path) -> Iterator[Row]:
    """The rows as SQLite reads them, as far as it can."""
    for table in TABLES:
        try:
            with closing(_reading(path)) as database:
                for row in database.execute(f"SELECT * FROM {table}"):
                    yield _typed(row, table)
        except sqlite3.Error:
            continue


def _agrees(row: Row) -> bool:
    """Whether a row without a checksum is what would be made of the article in it."""
    try:
        article = unpacked(_data(row[4])).article
    except (zlib.error, ValueError, KeyError, TypeError):
        return False
    return row[:2] == (article_key(article), article.sha256) and isinstance(row[2], str) and row[3] == rank(article)


def _reading(path: Path) -> sqlite3.Connection:
    database = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", timeout=30, isolation_level=None, uri=True)
    database.text_factory = bytes
    return database


def _tables(database: sqlite3.Connection) -> dict[str, str]:
    found = database.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'table'")
    return {name.decode("utf-8", "replace"): " ".join(sql.decode("utf-8", "replace").split()) for name, sql in found}


def _keys(database: sqlite3.Connection, table: str) -> Iterator[str]:
    if table in _tables(database):
        for row in database.execute(f"SELECT key FROM {table}"):
            yield row[0].decode("utf-8", "replace")


def _named(keys: Iterable[str], ids: Mapping[str, Sequence[str]]) -> Lost:
    return {key: min(ids[key], default=key) for key in sorted(keys)}


def _data(value: object) -> bytes:
    if not isinstance(value, bytes):
        raise TypeError("not bytes")
    return value


def _stored(value: object) -> str | bytes:
    if not isinstance(value, str | bytes):
        raise TypeError("neither text nor bytes")
    return value
