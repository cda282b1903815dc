"""Reads requirements.lock: what is pinned, with hashes, and what needs it; prints the part that some extras need.

usage: lock_file.py [--extra EXTRA]... [--package NAME]...      without --package what kg itself needs comes first
"""

from __future__ import annotations

import argparse
import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
LOCK, PROJECT = ROOT / "requirements.lock", ROOT / "pyproject.toml"
#: The extras that users ask for; the others are for those who develop kg.
EXTRAS = ("cluster", "documents", "neo4j", "serve", "tables")
_PINNED = re.compile(r"^(?P<name>[a-z0-9._-]+)==(?P<version>\S+)(?: ; (?P<marker>[^\\]+?))? \\?$")


@dataclass(frozen=True, slots=True)
class Pinned:
    """One package of the lock: ``lines`` are its own, ``parents`` the packages that need it."""

    name: str
    version: str
    marker: str
    hashes: tuple[str, ...]
    parents: tuple[str, ...]
    lines: tuple[str, ...]


def normal(name: str) -> str:
    """A package's name as indexes compare it (PEP 503).

    >>> normal("Lxml_Html.Clean")
    'lxml-html-clean'
    """
    return re.sub(r"[-_.]+", "-", name).lower()


def read(lock: str) -> list[Pinned]:
    """The packages of a lock file of ``uv pip compile``, in its order."""
    groups: list[list[str]] = []
    for line in lock.splitlines():
        if line and not line.startswith((" ", "#")):
            groups.append([])
        if groups:
            groups[-1].append(line)
    return [_pinned(group) for group in groups]


def _pinned(lines: Sequence[str]) -> Pinned:
    head = _PINNED.match(lines[0])
    if head is None:
        raise ValueError(f"not understood: {lines[0]}")
    hashes = tuple(found[1] for line in lines if (found := re.search(r"--hash=sha256:([0-9a-f]{64})", line)))
    said = [line.strip().removeprefix("#").strip().removeprefix("via").strip() for line in lines if "#" in line]
    parents = tuple(word for word in said if word and not word.startswith("-"))
    return Pinned(head["name"], head["version"], head["marker"] or "", hashes, parents, tuple(lines))


def asked(extras: Iterable[str]) -> set[str]:
    """The packages that kg itself and ``extras`` of it name in pyproject.toml. Raises KeyError for no such extra."""
    project = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]
    optional = project["optional-dependencies"]
    wanted = [*project["dependencies"], *(need for extra in extras for need in optional[extra])]
    return {normal(re.split(r"[<>=!~;\[ ]", need, maxsplit=1)[0]) for need in wanted}


def needed(pinned: Sequence[Pinned], roots: Iterable[str]) -> list[Pinned]:
    """``roots`` and all that they need, in the order of the lock."""
    found = set(roots)
    while more := {package.name for package in pinned if found & {*package.parents}} - found:
        found |= more
    return [package for package in pinned if package.name in found]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--extra", action="append", default=[], metavar="EXTRA")
    parser.add_argument("--package", action="append", default=[], metavar="NAME")
    given = parser.parse_args()
    roots = set(given.package) or asked(given.extra)
    for package in needed(read(LOCK.read_text(encoding="utf-8")), roots):
        print("\n".join(package.lines))


if __name__ == "__main__":
    main()
