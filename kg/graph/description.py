"""``graph.json``: what makes a folder a graph; its version, the base of its IRIs, the file of the user's own names."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import GraphError, NewerGraphError
from kg.graph.checksums import CHECK, sealed, unsealed
from kg.graph.files import write_whole
from kg.graph.published import KEPT, remedy, stores
from kg.graph.rdf import NamedNode

FILE = "graph.json"
FORMAT, VERSION = "kg.graph", 1
GAZETTEER = "gazetteer-"


@dataclass(frozen=True, slots=True)
class Description:
    """The ``base`` IRI, the name of the file of the user's own names, and whether the file has a checksum."""

    base: str
    gazetteer: str | None = None
    checked: bool = True


def read(folder: Path) -> Description:
    """The description of the graph in ``folder``; raises GraphError where there is none, or it is damaged or newer."""
    try:
        data = (folder / FILE).read_bytes()
    except FileNotFoundError as error:
        if holds_a_graph(folder):
            raise GraphError(f"{folder}: {FILE} is missing; {remedy(folder)}") from error
        raise GraphError(f"{folder}: not a graph folder") from error
    except OSError as error:
        raise GraphError(f"{folder}: {FILE} cannot be read ({error.strerror})") from error
    return _described(folder, data)


def restored(folder: Path) -> Description | None:
    """What the stores of ``folder`` know of a description that is damaged or missing."""
    for store in reversed(stores(folder)):
        try:
            return _described(folder, (store / KEPT / FILE).read_bytes())
        except (OSError, GraphError):
            continue
    return None


def write(folder: Path, description: Description) -> None:
    """Write ``graph.json``; raises OSError."""
    write_whole(folder / FILE, text(description))


def text(description: Description) -> str:
    """The content of ``graph.json``."""
    record = {"format": FORMAT, "version": VERSION, "base": description.base}
    if description.gazetteer is not None:
        record["gazetteer"] = description.gazetteer
    return json.dumps(sealed(record), indent=1) + "\n"


def holds_a_graph(folder: Path) -> bool:
    """Whether ``folder`` has what a graph keeps, whatever became of its description."""
    return (folder / "articles.sqlite").exists() or bool(stores(folder))


def check_base(base: str) -> None:
    """Raise GraphError where ``base`` is no IRI that ends in / or #."""
    try:
        NamedNode(base)
    except ValueError as error:
        raise GraphError(f"{base}: not an IRI ({error})") from error
    if not base.startswith(("http://", "https://")) or base[-1] not in "/#":
        raise GraphError(f"{base}: a base IRI begins with http:// or https:// and ends in / or #")


def _described(folder: Path, data: bytes) -> Description:
    try:
        record = json.loads(data.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        reason = " ".join(str(error).split())
        raise GraphError(f"{folder}: {FILE} cannot be read ({reason}); {remedy(folder)}") from error
    if not isinstance(record, dict) or (record.get("format") != FORMAT and CHECK not in record):
        raise GraphError(f"{folder}: not a graph folder ({FILE} is another's, or damaged)")
    version = record.get("version")
    if isinstance(version, int) and version > VERSION:
        told = f"{folder}: made by a newer version of kg (format {version}; this one reads {VERSION})"
        raise NewerGraphError(told) if _is_sealed(record) else GraphError(told)
    checked = set(record) != {"format", "version", "base"}  # the first versions wrote no more
    try:
        plain = unsealed(record) if checked else record
        base, gazetteer = plain["base"], plain.get("gazetteer")
        if plain["format"] != FORMAT or not isinstance(version, int) or not isinstance(base, str):
            raise ValueError("a value that cannot be")
    except (ValueError, KeyError) as error:
        raise GraphError(f"{folder}: {FILE} is damaged; {remedy(folder)}") from error
    return Description(base, gazetteer if isinstance(gazetteer, str) else None, checked)


def _is_sealed(record: dict[str, Any]) -> bool:
    try:
        unsealed(record)
    except ValueError:
        return CHECK not in record
    return True
