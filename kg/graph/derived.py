"""What was made of each extraction, in one SQLite file beside them, so that it is made once.

``DIR/derived.sqlite`` is a help, no part of the graph: what of it is missing, damaged, or of another program is made
anew. What was made of an article that is kept no more is overwritten.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

FILE: Final = "derived.sqlite"
_TABLE: Final = (
    "CREATE TABLE IF NOT EXISTS derived (key TEXT PRIMARY KEY, made_of TEXT NOT NULL, made BLOB NOT NULL,"
    " checksum BLOB NOT NULL)"
)


def derived(folder: Path, kept: Mapping[str, str], make: Callable[[str], bytes]) -> Iterator[bytes]:
    """What ``make`` gives of each key of ``kept``, in its order; made once for what has the same hash there."""
    file = _File(folder / FILE)
    try:
        for key, made_of in kept.items():
            made = file.get(key, made_of)
            if made is None:
                made = make(key)
                file.put(key, made_of, made)
            yield made
        file.forget_all_but(kept)
    finally:
        file.close()


class _File:
    """The file; from the first fault on it knows nothing, and goes when it is closed."""

    def __init__(self, path: Path) -> None:
        self._path, self._usable = path, True
        self._database = sqlite3.connect(path, isolation_level=None)
        self._run("PRAGMA secure_delete = ON")
        self._run("BEGIN IMMEDIATE")
        self._run(_TABLE)

    def _run(self, statement: str, *values: str | bytes) -> list[tuple[Any, ...]]:
        try:
            return self._database.execute(statement, values).fetchall() if self._usable else []
        except sqlite3.DatabaseError:
            self._usable = False
            return []

    def get(self, key: str, made_of: str) -> bytes | None:
        """What is known, if every byte of it is as it was written."""
        rows = self._run("SELECT made, checksum FROM derived WHERE key = ? AND made_of = ?", key, made_of)
        return next((made for made, checksum in rows if checksum == _checksum(key, made_of, made)), None)

    def put(self, key: str, made_of: str, made: bytes) -> None:
        """Keep what was made."""
        checksum = _checksum(key, made_of, made)
        self._run("INSERT OR REPLACE INTO derived VALUES (?, ?, ?, ?)", key, made_of, made, checksum)

    def forget_all_but(self, kept: Mapping[str, str]) -> None:
        """Forget what is of no article any more."""
        for (key,) in self._run("SELECT key FROM derived"):
            if key not in kept:
                self._run("DELETE FROM derived WHERE key = ?", key)

    def close(self) -> None:
        """Let go of the file, and keep what was put there."""
        self._run("COMMIT")
        self._database.close()
        if not self._usable:
            for path in (self._path.with_name(f"{FILE}-journal"), self._path):
                path.unlink(missing_ok=True)


def _checksum(key: str, made_of: str, made: object) -> bytes:
    data = made if isinstance(made, bytes) else b"?"
    return sha256(f"{key} {made_of} {len(data)} ".encode() + data).digest()[:8]
