"""Relations of a thing, or between two."""

from __future__ import annotations

from typing import Final

import numpy as np

from kg.explore.columns import Vector
from kg.explore.index import Index
from kg.explore.values import Json

#: The most relations of one answer.
MOST: Final = 120


def relations(index: Index, number: int, other: int | None = None) -> list[Json]:
    """Relations of a thing, with ``other`` those between the two; what most articles tell first.

    ``out`` is true where the thing is the subject.
    """
    known = index.columns.relations
    mine = np.flatnonzero(_with(known.subject, known.object, number))
    if other is not None:
        mine = mine[_with(known.subject[mine], known.object[mine], other)]
    places = sorted(mine.tolist(), key=lambda at: (-int(known.articles[at]), known.predicate[at], at))[:MOST]
    wanted = [int(end[at]) for at in places for end in (known.subject, known.object, known.thing)]
    refs = index.refs(wanted)
    out = []
    for at in places:
        leaves = int(known.subject[at]) == number
        out.append(
            {
                "iri": refs[int(known.thing[at])]["iri"],
                "predicate": known.predicate[at],
                "out": leaves,
                "other": refs[int((known.object if leaves else known.subject)[at])],
                "articles": int(known.articles[at]),
                "sources": int(known.sources[at]),
            }
        )
    return out


def _with(subject: Vector, target: Vector, number: int) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    return np.asarray((subject == number) | (target == number))
