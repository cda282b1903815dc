"""Which rows are looked at: what stands in a view's address, as one mask over the columns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, Final, Self, cast

import numpy as np

from kg.errors import CallError
from kg.explore.columns import REALITY, ROOT, VOICE, Columns, Mask
from kg.explore.index import Index
from kg.explore.matching import expression
from kg.explore.values import ROW_KINDS, day
from kg.graph import literals

QUAD_NAMES: Final = ("1", "2", "3", "4")
#: The names of parameters that Python keeps for itself.
_NAMES: Final = {"from": "since"}
#: The choices of each parameter that is one, in the order of its column's numbers.
CHOICES: Final[Mapping[str, Sequence[str]]] = {
    "kind": ROW_KINDS, "root": ROOT, "quad": QUAD_NAMES, "reality": REALITY, "voice": VOICE,
}  # fmt: skip
_SEVERAL: Final = (*CHOICES, "publisher", "about", "speaker")


@dataclass(frozen=True, slots=True)
class Filters:
    """All must hold; of several values of one, any, but of ``about`` (actors and places, by IRI) all.

    ``since`` and ``until`` are ISO days: a row is let through where its days overlap with them. ``sources`` and
    ``confidence`` are the least of each, ``q`` words that its texts have.
    """

    kind: tuple[str, ...] = ()
    root: tuple[str, ...] = ()
    quad: tuple[str, ...] = ()
    reality: tuple[str, ...] = ()
    voice: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    place: str | None = None
    publisher: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    speaker: tuple[str, ...] = ()
    sources: int = 0
    confidence: float = 0.0
    q: str = ""
    disputed: bool = False
    single: bool = False

    @classmethod
    def read(cls, given: Mapping[str, Sequence[str]]) -> Self:
        """The filters among the parameters of an address; others are passed over. Raises CallError, one line."""
        found: dict[str, object] = {}
        for field in fields(cls):
            name = next((own for own, ours in _NAMES.items() if ours == field.name), field.name)
            values = [value for value in given.get(name, ()) if value]
            if values:
                found[field.name] = _read(name, values)
        return cls(**found)  # type: ignore[arg-type]

    @property
    def happened(self) -> Self:
        """These; where no kind is asked for, what happened and what was said: a proposition is no deed."""
        return self if self.kind else replace(self, kind=("event", "statement"))

    def without(self, name: str) -> Self:
        """These but one."""
        return replace(self, **cast(dict[str, Any], {name: ()}))

    def mask(self, index: Index, hit: Iterable[int] | None = None) -> Mask:
        """True for each row that is let through; ``hit`` are the rows that have the words, where they are known."""
        columns = index.columns
        mask = np.ones(len(columns), np.bool_)
        for name, choices in CHOICES.items():
            wanted = [choices.index(value) + (name == "quad") for value in getattr(self, name)]
            if wanted:
                mask &= np.isin(getattr(columns, name), wanted)
        if self.since:
            mask &= columns.end >= day(self.since)
        if self.until:
            mask &= (columns.start <= day(self.until)) & (columns.start > 0)
        if self.sources:
            mask &= columns.sources >= self.sources
        if self.confidence:
            mask &= columns.confidence >= self.confidence
        if self.disputed:
            mask &= columns.disputed
        if self.single:
            mask &= columns.sources == 1
        if self.publisher:
            mask &= _only(columns, columns.publishers.left[np.isin(columns.publishers.right, self._codes(columns))])
        for thing in self.about:
            mask &= _rows_of(index, thing)
        if self.speaker:
            numbers, spoken = [index.number(iri) for iri in self.speaker], columns.roles["speaker"]
            mask &= _only(columns, spoken.left[np.isin(spoken.right, [n for n in numbers if n is not None])])
        if self.place:
            number, places = index.number(self.place), columns.roles["place"]
            mask &= _only(columns, places.left[places.right == (-1 if number is None else number)])
        if self.q:
            mask &= _only(columns, list(having(index, self.q) if hit is None else hit))
        return mask

    def _codes(self, columns: Columns) -> list[int]:
        return [code for code, name in enumerate(columns.publisher_names) if name in self.publisher]


def having(index: Index, words: str) -> list[int]:
    """The rows whose texts have all of ``words``."""
    row_of = index.columns.row_of
    wanted = expression(index, words)
    found = index.all("SELECT rowid FROM said WHERE said MATCH ?", (wanted,)) if wanted else []
    return [row_of[thing] for (thing,) in found if thing in row_of]


def hits(index: Index, words: str) -> list[tuple[int, float]]:
    """(row, how badly it fits) of the rows whose texts have all of ``words``."""
    row_of = index.columns.row_of
    wanted = expression(index, words)
    found = index.all("SELECT rowid, rank FROM said WHERE said MATCH ?", (wanted,)) if wanted else []
    return [(row_of[thing], rank) for thing, rank in found if thing in row_of]


def _rows_of(index: Index, iri: str) -> Mask:
    number = index.number(iri)
    return _only(index.columns, [] if number is None else index.columns.by_thing.of(number))


def _only(columns: Columns, rows: object) -> Mask:
    mask = np.zeros(len(columns), np.bool_)
    mask[np.asarray(rows, np.int32)] = True
    return mask


def _read(name: str, values: Sequence[str]) -> object:
    if name in CHOICES:
        for value in values:
            if value not in CHOICES[name]:
                raise CallError(f"{name}: {value[:80]} is none of {', '.join(CHOICES[name])}")
    if name in _SEVERAL:
        return tuple(dict.fromkeys(values))
    last = values[-1]
    if name in ("from", "until"):
        found = literals.first_day(last) if name == "from" else literals.last_day(last)
        if found is None:
            raise CallError(f"{name}: {last[:80]} is no date (2025, 2025-02 or 2025-02-13)")
        return found
    if name in ("disputed", "single"):
        return last in ("1", "true")
    if name in ("sources", "confidence"):
        return number(name, last, int if name == "sources" else float)
    return last


def number(name: str, text: str, kind: type[int] | type[float] = int) -> float:
    """A parameter that is a number and not below 0. Raises CallError."""
    try:
        value = kind(text)
    except ValueError:
        value = -1
    if not 0 <= value < 1e9:
        raise CallError(f"{name}: {text[:80]} is no number that it can be")
    return value
