"""The folder of a graph: the extractions it keeps, a person's judgements, and the store that is made from them.

    DIR/graph.json         what it is, its version and base IRI
    DIR/articles.sqlite    the extractions (:mod:`kg.graph.kept`)
    DIR/judgements.jsonl   what a person said is, or is not, the same
    DIR/gazetteer-HASH     names of the user's own, as they were given last
    DIR/current            the name of the store that readers open (:mod:`kg.graph.published`)
    DIR/store-HASH/        an Oxigraph store and the judgements that its merging rests on

One process writes at a time; readers are never disturbed.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import Any

from filelock import FileLock, Timeout
from pyoxigraph import NamedNode, Store

from kg.errors import GraphError
from kg.graph.kept import Kept
from kg.graph.published import Reader, publish, write_whole
from kg.graph.quads import quads
from kg.ids import BASE
from kg.records import Article, Extraction, Judgement, Resolution

FORMAT, VERSION = "kg.graph", 1
GAZETTEER = "gazetteer-"


class GraphFolder:
    """A graph on disk. ``with folder:`` holds its lock, which everything that changes it needs.

    Every method raises GraphError, one line that names the folder, where the folder cannot be used.
    """

    def __init__(self, path: Path, base: str) -> None:
        self.path, self.base = path, base
        self._lock = FileLock(path / ".lock", timeout=0)
        self._kept: Kept | None = None
        self._reader: Reader | None = None

    @classmethod
    def open(cls, path: str | Path) -> GraphFolder:
        """The graph in the folder ``path``, which must be one."""
        folder = Path(path)
        if not folder.is_dir():
            raise GraphError(f"{folder}: no such folder")
        return cls(folder, _described(folder))

    @classmethod
    def create_or_open(cls, path: str | Path, base: str | None = None) -> GraphFolder:
        """The graph in ``path``; an empty or missing folder becomes one. ``base`` must be that of a graph which exists.

        Raises GraphError where the folder holds something else, too, and where ``base`` is no IRI that ends in / or #.
        """
        folder = Path(path)
        if base is not None:
            _check_base(base)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            if not (folder / "graph.json").exists():
                if any(child.name != ".lock" for child in folder.iterdir()):
                    raise GraphError(f"{folder}: not a graph folder, and not empty")
                description = {"format": FORMAT, "version": VERSION, "base": base or BASE}
                write_whole(folder / "graph.json", json.dumps(description, indent=1) + "\n")
        except OSError as error:
            raise GraphError(f"{folder}: {error.strerror}") from error
        opened = cls.open(folder)
        if base is not None and base != opened.base:
            raise GraphError(f"{folder}: its base is {opened.base}, not {base}")
        return opened

    def __enter__(self) -> GraphFolder:
        try:
            self._lock.acquire()
        except Timeout as error:
            raise GraphError(f"{self.path}: in use by another process") from error
        except OSError as error:
            raise GraphError(f"{self.path}: cannot be written ({error.strerror})") from error
        self._close_articles()  # they may be open for reading only
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if self._lock.lock_counter == 1:
                self.close()
        finally:
            self._lock.release()

    def close(self) -> None:
        """Commit what was added; let go of all files but the lock."""
        self._close_articles()
        self.refresh()

    # ------------------------------------------------------------ what is kept

    def __len__(self) -> int:
        with self._database_errors():
            return len(self._articles())

    def extractions(self) -> Iterator[Extraction]:
        """Every extraction that is kept, sorted by article key, one in memory at a time."""
        with self._database_errors():
            yield from self._articles()

    def has(self, article: Article, settings: str = "") -> bool:
        """Whether adding what is extracted from ``article`` with these settings would change nothing."""
        with self._database_errors():
            return self._articles().has(article, settings)

    def add(self, extraction: Extraction, settings: str = "") -> bool:
        """Keep an extraction; False if nothing changes: its text is kept already, with the same settings.

        Raises InputError where its id, or its URL, already stands for another text.
        """
        self._needs_lock()
        with self._database_errors():
            return self._articles().add(extraction, settings)

    def remove(self, article: str) -> str:
        """Forget an article by its id, key or IRI (a reading's will do); gives its key. Raises UnknownThingError."""
        self._needs_lock()
        start = f"{self.base}article/"
        what = article.removeprefix(start).partition("#")[0] if article.startswith(start) else article
        with self._database_errors():
            key = self._articles().find(what)
            self._articles().remove(key)
        return key

    # ------------------------------------------------------------ what a person decided

    def judgements(self) -> tuple[Judgement, ...]:
        """A person's judgements, sorted."""
        path = self.path / "judgements.jsonl"
        try:
            lines = path.read_text(encoding="utf-8").splitlines()
            return tuple(sorted(_judgement(json.loads(line)) for line in lines))
        except FileNotFoundError:
            return ()
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise GraphError(f"{path}: cannot be read ({' '.join(str(error).split())})") from error

    def add_judgement(self, judgement: Judgement) -> None:
        """Keep a person's judgement; it takes the place of an earlier one on the same two readings."""
        self._needs_lock()
        pair = {judgement.left, judgement.right}
        kept = [j for j in self.judgements() if {j.left, j.right} != pair]
        lines = [json.dumps(_plain(j)) + "\n" for j in sorted([*kept, judgement])]
        write_whole(self.path / "judgements.jsonl", "".join(lines))

    # ------------------------------------------------------------ names of the user's own

    @property
    def gazetteer(self) -> Path | None:
        """The file of names that this graph is built with, None where only the shipped ones are."""
        return min(self.path.glob(f"{GAZETTEER}*"), default=None)

    def keep_gazetteer(self, given: Path) -> None:
        """Keep a copy of the file ``given``: it travels with the graph, and every later merging rests on it."""
        self._needs_lock()
        try:
            data = given.read_bytes()
            kept = self.path / f"{GAZETTEER}{sha256(data).hexdigest()[:16]}"
            before = self.gazetteer
            if before != kept:
                write_whole(kept, data)
                if before is not None:
                    before.unlink()
        except OSError as error:
            raise GraphError(f"{self.path}: cannot be written ({error.strerror})") from error

    # ------------------------------------------------------------ what readers see

    def publish(self, resolution: Resolution) -> str:
        """Make the graph of all extractions as ``resolution`` merges them the current one; gives the store's name."""
        self._needs_lock()
        with self._database_errors():
            self._articles().commit()
            try:
                return publish(self.path, quads(self._articles(), resolution, self.base), resolution.judgements)
            except OSError as error:
                raise GraphError(f"{self.path}: cannot be written ({' '.join(str(error).split())})") from error

    def store(self) -> Store:
        """The current store, read-only. It stays as it is until :meth:`refresh`, whatever others build meanwhile."""
        return self.reader().store

    def reader(self) -> Reader:
        """The current store with the judgements behind it."""
        if self._reader is None:
            self._reader = Reader(self.path)
        return self._reader

    def refresh(self) -> None:
        """Let the next :meth:`store` be the current one again."""
        if self._reader is not None:
            self._reader.close()
            self._reader = None

    def why(self) -> tuple[Judgement, ...]:
        """The judgements, of rules and of persons, that the current store's merging rests on, sorted."""
        try:
            lines = self.reader().judgements.read_text(encoding="utf-8").splitlines()
            return tuple(_judgement(json.loads(line)) for line in lines)
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise GraphError(f"{self.path}: its judgements cannot be read") from error

    # ------------------------------------------------------------

    def _articles(self) -> Kept:
        if self._kept is None:
            self._kept = Kept(self.path / "articles.sqlite", writable=self._lock.is_locked)
        return self._kept

    def _close_articles(self) -> None:
        if self._kept is not None:
            kept, self._kept = self._kept, None
            with self._database_errors():
                kept.close()

    def _needs_lock(self) -> None:
        if not self._lock.is_locked:
            raise RuntimeError("a graph is changed within `with folder:` only")

    @contextmanager
    def _database_errors(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise GraphError(f"{self.path}: articles.sqlite cannot be used ({error})") from error


def _described(folder: Path) -> str:
    """The base IRI of the graph in ``folder``."""
    try:
        description = json.loads((folder / "graph.json").read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise GraphError(f"{folder}: not a graph folder") from error
    except (OSError, ValueError) as error:
        raise GraphError(f"{folder}: graph.json cannot be read ({' '.join(str(error).split())})") from error
    if not isinstance(description, dict) or description.get("format") != FORMAT:
        raise GraphError(f"{folder}: not a graph folder")
    version, base = description.get("version"), description.get("base")
    if not isinstance(version, int) or not isinstance(base, str):
        raise GraphError(f"{folder}: graph.json is damaged")
    if version > VERSION:
        raise GraphError(f"{folder}: made by a newer version of kg (format {version}; this one reads {VERSION})")
    return base


def _check_base(base: str) -> None:
    try:
        NamedNode(base)
    except ValueError as error:
        raise GraphError(f"{base}: not an IRI ({error})") from error
    if not base.startswith(("http://", "https://")) or base[-1] not in "/#":
        raise GraphError(f"{base}: a base IRI begins with http:// or https:// and ends in / or #")


def _plain(judgement: Judgement) -> dict[str, Any]:
    return {
        "left": judgement.left, "right": judgement.right, "same": judgement.same, "score": judgement.score,
        "features": judgement.features, "by": judgement.by,
    }  # fmt: skip


def _judgement(record: dict[str, Any]) -> Judgement:
    features = tuple((str(name), float(weight)) for name, weight in record["features"])
    same, score = bool(record["same"]), float(record["score"])
    return Judgement(record["left"], record["right"], same, score, features, record["by"])
