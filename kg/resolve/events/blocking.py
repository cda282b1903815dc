"""Which readings of events are compared at all: of one kind, with a party in common, near in time."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Mapping, Sequence

from kg.resolve.events.comparison import ComparableEvent

#: Members of a cluster, candidates for a partial reading, that are looked at.
SAMPLE, NEIGHBOURS = 6, 30


def blocking_keys(deed: ComparableEvent) -> list[tuple[object, ...]]:
    """Kind and party, of each party and each state that a party acts for."""
    return [(*deed.kind, party) for party in sorted({*deed.parties, *deed.states.values()})]


def candidate_pairs(keys: Sequence[str], found: Mapping[str, ComparableEvent]) -> list[tuple[str, str]]:
    """Pairs of full readings of one kind that share a party, each compared with its neighbours in time."""
    index: dict[tuple[object, ...], list[str]] = defaultdict(list)
    for key in keys:
        for block in blocking_keys(found[key]):
            index[block].append(key)
    pairs: set[tuple[str, str]] = set()
    for crowd in index.values():
        ordered = sorted(crowd, key=lambda k: (found[k].day or (0, 0), k))
        for i, a in enumerate(ordered):
            pairs.update((min(a, b), max(a, b)) for b in ordered[i + 1 : i + 1 + NEIGHBOURS])
    return sorted(pairs)


class Neighbours:
    """Readings by party and time, those nearest in time first to hand: in a large build not all can be looked at."""

    def __init__(self, found: Mapping[str, ComparableEvent]) -> None:
        self._found = found
        self._index: dict[tuple[object, ...], list[tuple[int, str]]] = defaultdict(list)

    def _when(self, key: str) -> int:
        deed = self._found[key]
        return deed.day[0] if deed.day else deed.published or 0

    def add(self, key: str) -> None:
        """Let the reading ``key`` be found from now on."""
        for block in blocking_keys(self._found[key]):
            insort(self._index[block], (self._when(key), key))

    def near(self, key: str) -> list[str]:
        """Readings of its kind that share a party with ``key``, sorted."""
        found: set[str] = set()
        for block in blocking_keys(self._found[key]):
            crowd = self._index.get(block, [])
            at = bisect_left(crowd, (self._when(key), key))
            found.update(other for _, other in crowd[max(0, at - NEIGHBOURS) : at + NEIGHBOURS])
        return sorted(found)
