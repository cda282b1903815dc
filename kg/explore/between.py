"""What lies between two things: all that passes between them, and how they are joined."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Self

import numpy as np

from kg.explore.columns import Mask, Vector
from kg.explore.counts import tally
from kg.explore.filters import Filters
from kg.explore.index import Index
from kg.explore.relations import relations
from kg.explore.rows import MOST, shown
from kg.explore.values import Json, Page, iso

#: How many paths are given, how many steps they have at most, and how many are followed at a time.
_PATHS: Final = 5
_LONGEST: Final = 4
_FOLLOWED: Final = 50


def between(index: Index, ends: tuple[int, int], filters: Filters, page: Page) -> Json:
    """Rows in which one acts on, or speaks to or of, the other, the latest first; by month; relations; the paths."""
    columns, edges = index.columns, index.columns.edges
    mask = filters.mask(index)
    rows = np.unique(edges.row[(edges.a == min(ends)) & (edges.b == max(ends)) & mask[edges.row]])
    start = columns.start[rows]
    latest = rows[np.lexsort((rows, np.where(start > 0, -start, 1)))]
    return {
        "total": len(rows),
        "rows": shown(index, latest[page.of(MOST)]),
        "months": _months(index, rows[filters.happened.mask(index)[rows]]),
        "relations": relations(index, *ends),
        "paths": _paths(index, ends, mask),
    }


def _months(index: Index, rows: Vector) -> list[Json]:
    """Cooperation (quads 1 and 2), conflict (3 and 4) and statements of each month that a row's days lie within."""
    columns, within = index.columns, defaultdict(list)
    for row in rows.tolist():
        start, end = iso(int(columns.start[row])), iso(int(columns.end[row]))
        if start and end and start[:7] == end[:7]:
            within[start[:7]].append(row)
    out = []
    for month in sorted(within):
        told = tally(index, np.array(within[month]))
        one, two, three, four = told["quads"].values()
        counts = {"cooperation": one + two, "conflict": three + four, "statements": told["statements"]}
        out.append({"month": month, **counts})
    return out


@dataclass(frozen=True, slots=True)
class _Joints:
    """What joins two things: their numbers, and that of the row or relation."""

    a: Vector
    b: Vector
    link: Vector

    @classmethod
    def of(cls, index: Index, mask: Mask) -> Self:
        edges, known = index.columns.edges, index.columns.relations
        here = mask[edges.row]
        return cls(
            np.concatenate([edges.a[here], known.subject]),
            np.concatenate([edges.b[here], known.object]),
            np.concatenate([index.columns.thing[edges.row[here]], known.thing]),
        )

    def near(self, front: Vector) -> Vector:
        """What is joined to any of ``front``."""
        return np.unique(np.concatenate([self.b[np.isin(self.a, front)], self.a[np.isin(self.b, front)]]))

    def joining(self, x: int, y: int) -> list[int]:
        """The rows and relations that join two things."""
        both = ((self.a == x) & (self.b == y)) | ((self.a == y) & (self.b == x))
        return [int(thing) for thing in self.link[both]]


def _paths(index: Index, ends: tuple[int, int], mask: Mask) -> list[list[Json]]:
    """The shortest ways from one to the other: of equally long ones those that most rows lead along."""
    joints, (one, other) = _Joints.of(index, mask), ends
    depth = _depths(joints, one, other)
    if other not in depth or one == other:
        return []
    levels = np.full(int(max(joints.a.max(), joints.b.max())) + 1, -9, np.int32)
    levels[list(depth)] = list(depth.values())
    before: dict[int, Counter[int]] = defaultdict(Counter)
    for x, y in ((joints.a, joints.b), (joints.b, joints.a)):
        step = np.flatnonzero((levels[y] == levels[x] + 1) & (levels[x] >= 0))
        for start, end in zip(x[step].tolist(), y[step].tolist(), strict=True):
            before[end][start] += 1
    ways = [[other]]
    for _ in range(depth[other]):
        longer = [([start, *way], before[way[0]][start]) for way in ways for start in before[way[0]]]
        longer.sort(key=lambda pair: (-pair[1], pair[0]))
        ways = [way for way, _ in longer[:_FOLLOWED]]
    return [_path(index, way, joints) for way in ways[:_PATHS]]


def _depths(joints: _Joints, one: int, other: int) -> dict[int, int]:
    """Steps from ``one`` to each thing, until ``other`` is reached."""
    depth, front = {one: 0}, np.array([one], np.int32)
    for level in range(1, _LONGEST + 1):
        front = np.array([node for node in joints.near(front).tolist() if node not in depth], np.int32)
        depth.update(dict.fromkeys(front.tolist(), level))
        if other in depth or not len(front):
            break
    return depth


def _path(index: Index, way: list[int], joints: _Joints) -> list[Json]:
    """Things and what joins them, in turn: of all that joins two, what most articles tell."""
    links = []
    for x, y in pairwise(way):
        weight = dict(index.among("SELECT id, weight FROM thing WHERE id IN ({})", joints.joining(x, y)))
        links.append(min(weight, key=lambda thing: (-weight[thing], thing)))
    refs = index.refs([*way, *links])
    return [refs[way[0]], *(refs[at] for step in zip(links, way[1:], strict=True) for at in step)]
