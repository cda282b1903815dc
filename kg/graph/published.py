"""The store that readers see: built beside the current one, then put in its place at once.

    store-HASH/quads/             an Oxigraph store
    store-HASH/sum                a hash of its quads, to which each adds its own: it is changed as they are
    store-HASH/judgements.jsonl   why its readings were merged
    store-HASH/kept/              a copy of the small files that it was made from, and the list of its articles
    store-HASH/checksums          the size and the checksum of each of these

``DIR/current`` names the folder ``store-HASH``, whose hash is of all that it holds: the same, be it written at once or
as the difference to another store, with which it then shares the files that stay. A reader holds a shared lock on the
folder that it has opened; a writer removes old stores once nobody holds them, so that neither waits for the other.
Stores of the first versions have a shorter hash and no checksums: they are read as they are.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from decimal import Decimal
from pathlib import Path

from kg.errors import GraphError, StoreError
from kg.graph.checksums import AT_OPENING, fault, write_checksums
from kg.graph.files import BUILDING, sweep, write_whole
from kg.graph.oxigraph import OxigraphStore
from kg.graph.rdf import Literal, Quad, Store, StoreFolder
from kg.graph.terms import term
from kg.records import Judgement

POINTER, PREFIX, KEPT = "current", "store-", "kept"
#: What keeps the quads: the one place where a store is chosen.
STORE: type[StoreFolder] = OxigraphStore
SUM = "sum"
_HASH = 24
_MODULUS = 1 << 256
_DECIMAL, _INTEGER, _OFFSET = term("xsd:decimal"), term("xsd:integer"), term("xsd:nonNegativeInteger")
_NAME = re.compile(rf"{PREFIX}\w+(?:\.\d+)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Change:
    """How a graph differs from what the store ``old`` holds: quads that it has, and quads that it has not."""

    old: str
    removed: Collection[Quad]
    added: Collection[Quad]


def publish(
    folder: Path,
    quads: Iterable[Quad] | Change,
    judgements: Iterable[Judgement],
    kept: Mapping[str, bytes] | None = None,
) -> str:
    """Write a new store below ``folder`` and make it the current one; gives its name. The caller holds the lock.

    ``quads`` are all, each once, or how they differ from those of a store below ``folder``.

    ``kept`` are the files of the folder that go with the store, so that one can be restored from the other. A store
    that is there already stays, unless it is damaged: then the new one takes its place.
    """
    clean(folder)
    building = folder / f"{BUILDING}{os.getpid()}"
    building.mkdir()
    try:
        name = _place(folder, building, f"{PREFIX}{_fill(folder, building, quads, judgements, kept or {})}")
        write_whole(folder / POINTER, name + "\n")
    finally:
        shutil.rmtree(building, ignore_errors=True)
    clean(folder)
    return name


def _place(folder: Path, building: Path, name: str) -> str:
    """Give the new store its name, or another where a damaged one of that name is being read; gives it."""
    number = 1
    while True:
        target = folder / (name if number == 1 else f"{name}.{number}")
        if not target.exists():
            break
        if fault(target) is None:
            return target.name
        if not _read(target):
            target.replace(folder / f"{building.name}-damaged")
            break
        number += 1
    building.replace(target)
    _to_disk(folder)
    return target.name


def current(folder: Path) -> str | None:
    """The name of the current store; None before the first one is published. Raises GraphError if it is damaged."""
    try:
        name = (folder / POINTER).read_bytes().decode("ascii", "replace").strip()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise GraphError(f"{folder}: {POINTER} cannot be read ({error.strerror})") from error
    if not _NAME.fullmatch(name):
        raise GraphError(f"{folder}: {POINTER} is damaged; {remedy(folder)}")
    return name


def remedy(folder: Path) -> str:
    """What mends a damaged graph."""
    return f"kg build --graph {folder} makes it anew"


def stores(folder: Path) -> list[Path]:
    """All stores below ``folder``, the current one last, else by age."""
    try:
        name = current(folder)
    except GraphError:
        name = None
    found = [path for path in folder.glob(f"{PREFIX}*") if path.is_dir()]
    return sorted(found, key=lambda path: (path.name == name, path.stat().st_mtime_ns, path.name))


def clean(folder: Path) -> None:
    """Remove what a killed build left, and old stores that nobody reads. The caller holds the lock."""
    sweep(folder)
    try:
        keep = current(folder)
    except GraphError:
        return  # which of them is the old one?
    if keep is not None and (folder / keep).is_dir():
        for path in stores(folder):
            if path.name != keep and not _read(path):
                shutil.rmtree(path, ignore_errors=True)


class Reader:
    """The current store, opened read-only; a writer leaves its files alone until :meth:`close`.

    Raises GraphError, which names the folder, the file and the remedy, where it is damaged.
    """

    def __init__(self, folder: Path) -> None:
        self._handle: int | None = None
        self.name = self._hold(folder)
        self.path = folder / self.name
        self.judgements = self.path / "judgements.jsonl"
        try:
            if checked(self.name) and (wrong := fault(self.path, AT_OPENING)) is not None:
                raise StoreError(f"{self.name}/{wrong}")
            self.store: Store = STORE.open(self.path / "quads")
        except (OSError, StoreError) as error:
            self.close()
            raise GraphError(f"{folder}: its store cannot be read ({_line(error)}); {remedy(folder)}") from error

    def fault(self) -> str | None:
        """What of the store's files is not as it was written, the file's name first; all of each is compared."""
        wrong = fault(self.path) if checked(self.name) else None
        return wrong and f"{self.name}/{wrong}"

    def close(self) -> None:
        """Let go of the store's files."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None

    def _hold(self, folder: Path) -> str:
        for _attempt in range(100):
            name = _pointed(folder)
            if name is None:
                if stores(folder):
                    raise GraphError(f"{folder}: {POINTER} is missing; {remedy(folder)}")
                raise GraphError(f"{folder}: nothing is built yet; run kg build")
            if not (folder / name).is_dir():
                if name == _pointed(folder):
                    raise GraphError(f"{folder}: its current store is missing ({name}); {remedy(folder)}")
                continue
            self._handle = _shared_lock(folder / name)
            if name == _pointed(folder) and _is(folder / name, self._handle):
                return name
            self.close()
        raise GraphError(f"{folder}: its store changes faster than it can be opened")


def _pointed(folder: Path) -> str | None:
    """The current store; where a first build was stopped before it said which that is, the only one, if it is whole."""
    name = current(folder)
    if name is None and len(found := stores(folder)) == 1 and checked(found[0].name):
        return found[0].name if fault(found[0], AT_OPENING) is None else None
    return name


def checked(name: str) -> bool:
    """Whether a store of this name has checksums."""
    return len(name) >= len(PREFIX) + _HASH


def _is(path: Path, handle: int | None) -> bool:
    """Whether what is held is what stands there now: a damaged store makes room for another of its name."""
    try:
        return handle is None or os.path.samestat(os.fstat(handle), path.stat())
    except FileNotFoundError:
        return False


def _fill(
    folder: Path,
    building: Path,
    quads: Iterable[Quad] | Change,
    judgements: Iterable[Judgement],
    kept: Mapping[str, bytes],
) -> str:
    """Write the files of a store into the folder ``building``; gives the hash of what they hold."""
    old: Path | None = None
    if isinstance(quads, Change):
        old = folder / quads.old
        total = int((old / SUM).read_text(encoding="ascii"), 16)
        total += sum(map(_hash, quads.added)) - sum(map(_hash, quads.removed))
        STORE.differ(old / "quads", building / "quads", quads.removed, quads.added)
    else:
        total = _write_all(building / "quads", quads)
    (building / SUM).write_text(f"{total % _MODULUS:064x}\n", encoding="ascii")
    sha = hashlib.sha256((building / SUM).read_bytes())
    with (building / "judgements.jsonl").open("w", encoding="utf-8", newline="\n") as out:
        for judgement in sorted(judgements):
            line = json.dumps(asdict(judgement)) + "\n"
            sha.update(line.encode())
            out.write(line)
    (building / KEPT).mkdir()
    for name, content in sorted(kept.items()):
        sha.update(f"{name} {len(content)}\n".encode() + content)
        (building / KEPT / name).write_bytes(content)
    write_checksums(building, old)
    return sha.hexdigest()[:_HASH]


def _write_all(folder: Path, quads: Iterable[Quad]) -> int:
    """Write a store; gives the sum of its quads' hashes."""
    total = 0

    def hashed() -> Iterator[Quad]:
        nonlocal total
        for quad in quads:
            total += _hash(quad)
            yield quad

    STORE.write(folder, hashed())
    return total


def _hash(quad: Quad) -> int:
    """A number for a quad as the store reads it back: of a decimal, its value counts; an offset is an integer."""
    value, text = quad.object, str(quad)
    if isinstance(value, Literal) and value.datatype == _DECIMAL:
        text = f"{quad.subject} {quad.predicate} {Decimal(value.value).normalize()} {quad.graph_name}"
    elif isinstance(value, Literal) and value.datatype == _OFFSET:
        text = str(Quad(quad.subject, quad.predicate, Literal(value.value, datatype=_INTEGER), quad.graph_name))
    return int.from_bytes(hashlib.sha256(text.encode()).digest(), "big")


def _line(error: BaseException) -> str:
    return " ".join(str(error).split())


def _to_disk(folder: Path) -> None:
    """Make the names in a folder last, where the system can."""
    if sys.platform != "win32":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


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
