"""Rows as columns of numbers: what is filtered and counted is a whole column at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, Final, Self

import numpy as np
from numpy.typing import NDArray

from kg.records import FACTUALITIES, ROOTS

Numbers = NDArray[np.int32]
Mask = NDArray[np.bool_]
#: Whole numbers of any size: numbers of rows or of things.
Vector = NDArray[np.integer[Any]]

#: What a row is to a thing, in the order of a row's JSON; ``mention`` is who and what a statement's words name.
ROLES: Final = ("source", "target", "participant", "speaker", "addressee", "medium", "place", "mention")
#: The values of a column that is a choice, its number is the place here; -1 where a row has none.
ROOT: Final[Sequence[str]] = ROOTS
REALITY: Final[Sequence[str]] = FACTUALITIES
VOICE: Final[Sequence[str]] = ("article", "reported")


class Links:
    """Pairs of numbers ``(left, right)``, by left: ``of(3)`` are the right ones of 3, sorted, each once."""

    def __init__(self, left: Numbers, right: Numbers, size: int) -> None:
        """The pairs come sorted, each once; ``size`` is one more than the largest left number can be."""
        self.left, self.right, self.size = left, right, size
        self._starts = np.searchsorted(left, np.arange(size + 1, dtype=np.int32))

    @classmethod
    def of_pairs(cls, pairs: Sequence[tuple[int, int]], size: int) -> Self:
        """Pairs in any order."""
        both = np.unique(np.array(pairs, dtype=np.int32).reshape(-1, 2), axis=0)
        return cls(np.ascontiguousarray(both[:, 0]), np.ascontiguousarray(both[:, 1]), size)

    def of(self, left: int) -> Numbers:
        """The right ones of ``left``."""
        return self.right[self._starts[left] : self._starts[left + 1]]


def runs(*columns: Vector) -> list[tuple[int, int]]:
    """Where the rows of sorted columns that are equal in all of them begin and end."""
    changes = np.zeros(len(columns[0]), np.bool_)
    for column in columns:
        changes |= np.diff(column, prepend=-1) != 0
    return list(pairwise([*np.flatnonzero(changes).tolist(), len(columns[0])]))


@dataclass(frozen=True, slots=True)
class Edges:
    """What joins two things, ``a`` < ``b``: the row in which one acts on, or speaks to or of, the other."""

    row: Numbers
    a: Numbers
    b: Numbers


@dataclass(frozen=True, slots=True)
class Relations:
    """Relations, sorted by subject, predicate and object: numbers of things, the predicate as its local name."""

    thing: Numbers
    subject: Numbers
    object: Numbers
    predicate: Sequence[str]
    articles: Numbers
    sources: Numbers


@dataclass(frozen=True, slots=True)
class Columns:
    """Every row, by its start and IRI, undated last; a row's number is its place.

    ``start`` and ``end`` are numbers of days (0: none), ``thing`` the row's own number as a thing. ``by_thing`` leads
    from a thing to the rows in which it has any role.
    """

    thing: Numbers
    kind: NDArray[np.int8]
    root: NDArray[np.int8]
    quad: NDArray[np.int8]
    reality: NDArray[np.int8]
    voice: NDArray[np.int8]
    start: Numbers
    end: Numbers
    confidence: NDArray[np.float32]
    articles: Numbers
    sources: Numbers
    disputed: Mask
    roles: Mapping[str, Links]
    by_thing: Links
    publishers: Links
    publisher_names: Sequence[str]
    edges: Edges
    relations: Relations
    row_of: Mapping[int, int] = field(repr=False)

    def __len__(self) -> int:
        return len(self.thing)
