"""The index of a store in a file beside it: whoever opens the same store again need not make it anew.

The file is hidden, so that the store's checksums know nothing of it, and goes when the store goes. Its name has a hash
of the program, since another version may make another index, and its own size and checksum: what does not fit is made
anew. It holds numbers and text, nothing that is run.
"""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from kg.explore.columns import Columns, Edges, Links, Relations
from kg.explore.index import Catalogue
from kg.graph.checksums import crc_of
from kg.graph.made_of import program

_PREFIX: Final = ".explorer-"
#: The columns of a row that are one vector each.
_PLAIN: Final = (
    "thing", "kind", "root", "quad", "reality", "voice", "start", "end", "confidence", "articles", "sources",
    "disputed",
)  # fmt: skip
_RELATION: Final = ("thing", "subject", "object", "articles", "sources")
_ROLE: Final = "role "
_LINKS: Final = ("by_thing", "publishers")


def known(folder: Path) -> Path | None:
    """The index that this program kept in ``folder``, if it is whole."""
    for path in sorted(folder.glob(f"{_PREFIX}{program()}-*")):
        try:
            if path.name == _name(path):
                return path
        except OSError:
            continue
    return None


def keep(made: Path, folder: Path) -> Path | None:
    """Keep an index in ``folder`` and throw away those that do not fit; None where nothing can be written there."""
    part = folder / f"{_PREFIX}{os.getpid()}.part"
    try:
        shutil.copyfile(made, part)
        path = folder / _name(part)
        part.replace(path)
    except OSError:
        part.unlink(missing_ok=True)
        return None
    for other in folder.glob(f"{_PREFIX}*"):
        if other != path and other.suffix != part.suffix:
            other.unlink(missing_ok=True)
    return path


def _name(path: Path) -> str:
    with path.open("rb") as source:
        size, checksum = os.fstat(source.fileno()).st_size, crc_of(source)
    return f"{_PREFIX}{program()}-{size}-{checksum:08x}"


# ---------------------------------------------------------------- what is held in memory, in the file


def write(database: sqlite3.Connection, columns: Columns, catalogue: Catalogue) -> None:
    """Write what an index holds in memory into its file."""
    for name, vector in _vectors(columns, catalogue):
        database.execute("INSERT INTO vector VALUES (?, ?, ?)", (name, vector.dtype.str, vector.tobytes()))
    lists = {"predicate": columns.relations.predicate, "publisher": columns.publisher_names}
    database.executemany("INSERT INTO list VALUES (?, ?)", ((name, json.dumps([*of])) for name, of in lists.items()))


def read(path: Path) -> tuple[Columns, Catalogue]:
    """What an index holds in memory, from its file."""
    database = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
    found = database.execute("SELECT name, type, bytes FROM vector").fetchall()
    vectors = {name: np.frombuffer(data, np.dtype(kind)) for name, kind, data in found}
    lists = {name: json.loads(text) for name, text in database.execute("SELECT name, json FROM list")}
    database.close()
    return _columns(vectors, lists), Catalogue(vectors["kinds"], vectors["weights"])


def _vectors(columns: Columns, catalogue: Catalogue) -> Iterator[tuple[str, NDArray[Any]]]:
    yield "kinds", catalogue.kinds
    yield "weights", catalogue.weights
    for name in _PLAIN:
        yield f"row {name}", getattr(columns, name)
    links = {f"{_ROLE}{role}": of for role, of in columns.roles.items()}
    for name, of in (links | {name: getattr(columns, name) for name in _LINKS}).items():
        yield f"{name} left", of.left
        yield f"{name} right", of.right
    for field in fields(Edges):
        yield f"edge {field.name}", getattr(columns.edges, field.name)
    for name in _RELATION:
        yield f"relation {name}", getattr(columns.relations, name)


def _columns(vectors: Mapping[str, NDArray[Any]], lists: Mapping[str, list[str]]) -> Columns:
    thing = vectors["row thing"]

    def links(name: str, size: int) -> Links:
        return Links(vectors[f"{name} left"], vectors[f"{name} right"], size)

    roles = [name.removeprefix(_ROLE).removesuffix(" left") for name in vectors if name.startswith(_ROLE)]
    return Columns(
        **{name: vectors[f"row {name}"] for name in _PLAIN},
        roles={role: links(f"{_ROLE}{role}", len(thing)) for role in dict.fromkeys(r for r in roles if " " not in r)},
        by_thing=links("by_thing", len(vectors["kinds"])),
        publishers=links("publishers", len(thing)),
        publisher_names=lists["publisher"],
        edges=Edges(**{field.name: vectors[f"edge {field.name}"] for field in fields(Edges)}),
        relations=Relations(**{name: vectors[f"relation {name}"] for name in _RELATION}, predicate=lists["predicate"]),
        row_of={int(number): row for row, number in enumerate(thing.tolist())},
    )
