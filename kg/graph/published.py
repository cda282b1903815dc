"""The store that readers see: built beside the current one, then put in its place at once.

``DIR/current`` names the folder ``store-HASH``, whose hash is of every quad in it. A reader holds a shared lock on the
folder that it has opened; a writer removes old stores once nobody holds them, so that neither waits for the other.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from itertools import islice
from pathlib import Path

from pyoxigraph import Quad, Store

from kg.errors import GraphError
from kg.records import Judgement

POINTER, PREFIX, BUILDING = "current", "store-", "building-"
#: Quads loaded at a time: the store holds a load in memory until it ends.
BATCH = 200_000


def publish(folder: Path, quads: Iterable[Quad], judgements: Iterable[Judgement]) -> str:
    """Write a new store below ``folder`` and make it the current one; gives its name. The caller holds the lock."""
    clean(folder)
    building = folder / f"{BUILDING}{os.getpid()}"
    building.mkdir()
    try:
        digest = _fill(building, quads, judgements)
        name = f"{PREFIX}{digest}"
        target = folder / name
        if target.exists() and current(folder) != name:
            shutil.rmtree(target)
        if not target.exists():
            building.replace(target)
        write_whole(folder / POINTER, name + "\n")
    finally:
        shutil.rmtree(building, ignore_errors=True)
    clean(folder)
    return name


def current(folder: Path) -> str | None:
    """The name of the current store; None before the first one is published."""
    try:
        return (folder / POINTER).read_text(encoding="ascii").strip()
    except FileNotFoundError:
        return None


def clean(folder: Path) -> None:
    """Remove what a killed build left, and old stores that nobody reads. The caller holds the lock."""
    keep = current(folder)
    for path in sorted(folder.iterdir()):
        old = path.name.startswith(PREFIX) and path.name != keep
        if path.name.startswith(BUILDING) or (old and not _read(path)):
            shutil.rmtree(path, ignore_errors=True)


class Reader:
    """The current store, opened read-only; a writer leaves its files alone until :meth:`close`."""

    def __init__(self, folder: Path) -> None:
        self._handle: int | None = None
        self.name = self._hold(folder)
        self.judgements = folder / self.name / "judgements.jsonl"
        try:
            self.store = Store.read_only(str(folder / self.name / "quads"))
        except OSError as error:
            self.close()
            raise GraphError(f"{folder}: its store cannot be read ({_line(error)}); build it again") from error

    def close(self) -> None:
        """Let go of the store's files."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None

    def _hold(self, folder: Path) -> str:
        for _attempt in range(100):
            name = current(folder)
            if name is None:
                raise GraphError(f"{folder}: nothing is built yet; run kg build")
            if not name.startswith(PREFIX) or "/" in name or not (folder / name).is_dir():
                if name == current(folder):
                    raise GraphError(f"{folder}: its current store is missing; build it again")
                continue
            self._handle = _shared_lock(folder / name)
            if name == current(folder) and (folder / name).is_dir():
                return name
            self.close()
        raise GraphError(f"{folder}: its store changes faster than it can be opened")


def _fill(building: Path, quads: Iterable[Quad], judgements: Iterable[Judgement]) -> str:
    sha = hashlib.sha256()

    def hashed() -> Iterator[Quad]:
        for quad in quads:
            sha.update(str(quad).encode())
            yield quad

    store = Store(str(building / "quads"))
    left = hashed()
    while batch := list(islice(left, BATCH)):
        store.bulk_extend(batch)
    store.flush()
    del store  # closes the files
    with (building / "judgements.jsonl").open("w", encoding="utf-8", newline="\n") as out:
        for judgement in sorted(judgements):
            line = json.dumps(asdict(judgement)) + "\n"
            sha.update(line.encode())
            out.write(line)
    return sha.hexdigest()[:16]


def write_whole(path: Path, content: str | bytes) -> None:
    """Write a small file so that a reader sees the old content or the new, never a part."""
    part = path.with_name(f".{path.name}.{os.getpid()}")
    with part.open("wb") as out:
        out.write(content.encode() if isinstance(content, str) else content)
        out.flush()
        os.fsync(out.fileno())
    part.replace(path)


def _line(error: BaseException) -> str:
    return " ".join(str(error).split())


if sys.platform == "win32":

    def _shared_lock(path: Path) -> int | None:
        return None

    def _read(path: Path) -> bool:
        return False  # Windows itself refuses to remove files that are open
else:
    import fcntl

    def _shared_lock(path: Path) -> int | None:
        """A handle that says "in use" until it is closed, or its process ends."""
        try:
            handle = os.open(path, os.O_RDONLY)
        except FileNotFoundError:
            return None
        fcntl.flock(handle, fcntl.LOCK_SH)
        return handle

    def _read(path: Path) -> bool:
        """Whether any reader holds the store."""
        try:
            handle = os.open(path, os.O_RDONLY)
        except FileNotFoundError:
            return False
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return True
        finally:
            os.close(handle)
        return False
