"""What the current store was made of: what of that has not changed need not be merged and written again.

``DIR/made-of.json`` names the store, holds a hash of all that it was made of, and tells what it holds in numbers;
``DIR/made-of.units`` has the hash of each unit (:mod:`kg.graph.units`). Both are a help, no part of the graph: where
they are missing, damaged or of another store, or any byte of that is not as it was written, the graph is made anew.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

from kg.errors import GraphError
from kg.graph.checksums import fault, sealed, unsealed
from kg.graph.files import write_whole
from kg.graph.published import checked, current
from kg.ids import digest

FILE: Final = "made-of.json"
UNITS: Final = "made-of.units"
_HASH: Final = 32
#: What is raised where a file is missing, damaged, or holds something else.
_UNUSABLE: Final = (OSError, zlib.error, ValueError, KeyError, TypeError, AttributeError, GraphError)


def write(folder: Path, store: str, basis: str, counts: Mapping[str, int]) -> None:
    """Remember of what a store was made; raises OSError."""
    record = {"store": store, "basis": basis, "counts": dict(counts)}
    write_whole(folder / FILE, json.dumps(sealed(record)) + "\n")


def known(folder: Path, basis: str) -> dict[str, int] | None:
    """What the current store holds, in numbers, if it is whole and was made of ``basis``."""
    try:
        record = unsealed(json.loads((folder / FILE).read_bytes()))
        return dict(record["counts"]) if record["basis"] == basis and _is_current(folder, record["store"]) else None
    except _UNUSABLE:
        return None


def write_units(folder: Path, store: str, units: Mapping[str, str]) -> None:
    """Remember of what each unit of a store was made; raises OSError."""
    record = {"store": store, "program": program(), "units": dict(units)}
    write_whole(folder / UNITS, zlib.compress(json.dumps(sealed(record), separators=(",", ":")).encode()))


def known_units(folder: Path) -> tuple[str, dict[str, str]] | None:
    """The current store, if it is whole and was made by this program, and of what each of its units was made."""
    try:
        record = unsealed(json.loads(zlib.decompress((folder / UNITS).read_bytes())))
        usable = record["program"] == program() and _is_current(folder, record["store"])
        return (record["store"], dict(record["units"])) if usable else None
    except _UNUSABLE:
        return None


def _is_current(folder: Path, store: str) -> bool:
    """Whether it is the current store, and every byte of it as it was written."""
    return store == current(folder) and checked(store) and fault(folder / store) is None


def basis(*parts: str) -> str:
    """A hash of what a graph is made of, and of the program that makes it."""
    return digest(program(), *parts, length=_HASH)


@cache
def program() -> str:
    """A hash of the names, sizes and times of this package's files: another version of it may merge otherwise."""
    package = Path(__file__).parents[1]
    files = sorted(path for path in package.rglob("*") if path.suffix != ".pyc" and path.is_file())
    states = ((path.relative_to(package).as_posix(), path.stat()) for path in files)
    return digest(*(f"{name} {state.st_size} {state.st_mtime_ns}" for name, state in states), length=_HASH)
