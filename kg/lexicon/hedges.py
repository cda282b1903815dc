"""The words that make an event planned, possible, requested or negated. Data: ``hedges.yaml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, cast

import yaml

from kg.errors import LexiconError
from kg.lexicon.yaml_file import ENGLISH
from kg.records import FACTUALITIES, Factuality

FILE = ENGLISH / "hedges.yaml"
TABLES = ("auxiliaries", "verbs", "nouns", "adjectives", "modifiers", "marks", "adverbs")
LISTS = ("transparent", "occurring")
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence of our own, the word of its event, and the event's factuality; runs as a test."""

    text: str
    event: str
    factuality: Factuality


@dataclass(frozen=True, slots=True)
class Hedges:
    """Word → factuality, a table for each way in which a word can stand to the event."""

    auxiliaries: Mapping[str, Factuality]
    verbs: Mapping[str, Factuality]
    nouns: Mapping[str, Factuality]
    adjectives: Mapping[str, Factuality]
    modifiers: Mapping[str, Factuality]
    marks: Mapping[str, Factuality]
    adverbs: Mapping[str, Factuality]
    transparent: frozenset[str]
    #: Verbs that say of their subject that it happens ("the talks will **take** place").
    occurring: frozenset[str]
    #: Table or list → examples of its words.
    examples: Mapping[str, tuple[Example, ...]]


@cache
def load(path: Path = FILE) -> Hedges:
    """Read the lexicon of hedges. Raises LexiconError naming the file and what is wrong in it."""
    try:
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise LexiconError(f"{path}: cannot be read ({' '.join(str(error).split())})") from error
    if not isinstance(content, dict):
        raise LexiconError(f"{path}: is no mapping")
    if unknown := sorted(set(map(str, content)) - {*TABLES, *LISTS, "examples"}):
        raise LexiconError(f"{path}: unknown key {unknown[0]!r}")
    tables = {name: _table(path, name, content.get(name, {})) for name in TABLES}
    transparent, occurring = (frozenset(_words(path, name, content.get(name, []))) for name in LISTS)
    examples = _examples(path, content.get("examples", {}))
    return Hedges(**tables, transparent=transparent, occurring=occurring, examples=examples)


def _examples(path: Path, value: Any) -> dict[str, tuple[Example, ...]]:
    if not isinstance(value, dict):
        raise LexiconError(f"{path}: examples: is no mapping")
    if unknown := sorted(set(map(str, value)) - {*TABLES, *LISTS}):
        raise LexiconError(f"{path}: examples: unknown key {unknown[0]!r}")
    return {
        name: tuple(_example(path, text) for text in _words(path, f"examples: {name}", texts))
        for name, texts in value.items()
    }


def _example(path: Path, text: str) -> Example:
    """Read "The army plans to withdraw. | withdraw | planned"."""
    parts = [part.strip() for part in text.split("|")]
    if len(parts) != 3 or parts[1] not in parts[0] or parts[2] not in FACTUALITIES:
        raise LexiconError(f"{path}: an example is 'Sentence. | word of the event | factuality', not {text!r}")
    return Example(parts[0], parts[1], cast(Factuality, parts[2]))


def _table(path: Path, name: str, value: Any) -> dict[str, Factuality]:
    """Word → factuality; a word that stands under two is meant as the first."""
    if not isinstance(value, dict):
        raise LexiconError(f"{path}: {name}: is no mapping")
    table: dict[str, Factuality] = {}
    for factuality, words in value.items():
        if factuality not in FACTUALITIES:
            raise LexiconError(f"{path}: {name}: unknown key {factuality!r}")
        for word in _words(path, f"{name}: {factuality}", words):
            table.setdefault(word, cast(Factuality, factuality))
    return table


def _words(path: Path, name: str, value: Any) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
        raise LexiconError(f"{path}: {name}: is no list of words (is a yes, no, on or off without quotes?)")
    return value
