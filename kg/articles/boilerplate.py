"""The lines that are never the article, read from ``boilerplate.yaml``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from kg.errors import LexiconError
from kg.lexicon.yaml_file import ENGLISH, read_yaml

FILE = "boilerplate.yaml"
_KEYS = {"name", "patterns", "anywhere", "opens", "credit", "examples", "kept"}
#: Longer lines are never looked at: boilerplate is short, and a hostile line may be long.
_LONGEST = 300


#: What stands before an item of a list.
_MARKS = "-–—•*·▪ "


@dataclass(frozen=True, slots=True)
class Group:
    """One kind of boilerplate; see the head of the file for what its keys mean."""

    name: str
    pattern: re.Pattern[str]
    anywhere: bool
    opens: bool
    credit: bool
    examples: tuple[str, ...]
    kept: tuple[str, ...]


@cache
def groups() -> tuple[Group, ...]:
    """Every group of the file, in its order. Raises LexiconError for a key that it does not know."""
    entries = read_yaml((ENGLISH / FILE).read_text("utf-8"))
    return tuple(_group(entry) for entry in entries)


def _group(entry: dict[str, Any]) -> Group:
    if unknown := entry.keys() - _KEYS:
        raise LexiconError(f"{FILE}: {entry.get('name')}: unknown key {min(unknown)!r}")
    for key in ("patterns", "examples", "kept"):
        if not all(isinstance(line, str) for line in entry.get(key, ())):
            raise LexiconError(
                f"{FILE}: {entry.get('name')}: {key} must be strings (quote a line that ends in a colon)"
            )
    try:
        pattern = re.compile("|".join(f"(?:{p})" for p in entry["patterns"]), re.IGNORECASE)
    except (KeyError, re.error) as error:
        raise LexiconError(f"{FILE}: {entry.get('name')}: {error}") from error
    flags = {name: bool(entry.get(name)) for name in ("anywhere", "opens", "credit")}
    return Group(
        entry["name"], pattern, **flags, examples=tuple(entry.get("examples", ())), kept=tuple(entry.get("kept", ()))
    )


def boilerplate(line: str, *, sentence: bool) -> Group | None:
    """The kind of boilerplate that ``line`` is, None if it may be the article; ``sentence``: it reads as sentences."""
    if len(line) > _LONGEST:
        return None
    line = line.lstrip(_MARKS) or line
    for group in groups():
        if (group.anywhere or not sentence) and group.pattern.fullmatch(line):
            return group
    return None
