"""Which events are one: root, factuality, voice, actors, time and place allow it, and nothing forbids it.

Full readings (dated, all parties named) meet first; one that leaves something out joins where exactly one cluster fits
best. Weights of :func:`kg.resolve.deeds.compare` add up, from ``SAME`` on two readings are one.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Mapping, Sequence
from heapq import nsmallest

from kg.records import Judgement
from kg.resolve import bare
from kg.resolve.clusters import Clusters, Features, attach, obey, total
from kg.resolve.deeds import Deed, compare
from kg.resolve.nodes import World

SAME = 0.6
#: Members of a cluster, candidates for a partial reading, that are looked at.
SAMPLE, NEIGHBOURS = 6, 30
#: By so much the best cluster for a partial reading must be better than the next.
MARGIN = 0.1


def cluster(found: Mapping[str, Deed], judgements: Sequence[Judgement], world: World) -> Clusters:
    """Cluster the readings of events."""
    clusters = Clusters(found)
    obey(clusters, judgements)
    scored = []
    full = sorted(key for key, deed in found.items() if deed.full)
    for a, b in _pairs(full, found):
        features = compare(found[a], found[b], world)
        if total(features) >= SAME:
            scored.append((-total(features), a, b, features))
    for _, a, b, features in sorted(scored):
        if clusters.find(a) != clusters.find(b) and _agree(clusters, a, b, found, world):
            clusters.join(a, b, features)
    _attach_partial(clusters, found, world)
    bare.attach(clusters, found, world)
    return clusters


def _blocks(deed: Deed) -> list[tuple[object, ...]]:
    return [(*deed.kind, party) for party in sorted({*deed.parties, *deed.states.values()})]


def _pairs(keys: Sequence[str], found: Mapping[str, Deed]) -> list[tuple[str, str]]:
    """Pairs of full readings of one kind that share a party, each compared with its neighbours in time."""
    index: dict[tuple[object, ...], list[str]] = defaultdict(list)
    for key in keys:
        for block in _blocks(found[key]):
            index[block].append(key)
    pairs: set[tuple[str, str]] = set()
    for crowd in index.values():
        ordered = sorted(crowd, key=lambda k: (found[k].day or (0, 0), k))
        for i, a in enumerate(ordered):
            pairs.update((min(a, b), max(a, b)) for b in ordered[i + 1 : i + 1 + NEIGHBOURS])
    return sorted(pairs)


def _agree(clusters: Clusters, a: str, b: str, found: Mapping[str, Deed], world: World) -> bool:
    """Whether no two members of the clusters of ``a`` and ``b`` contradict one another."""
    left, right = (nsmallest(SAMPLE, clusters.members(key)) for key in (a, b))
    return all(total(compare(found[x], found[y], world)) > -0.2 for x in left for y in right)


def _attach_partial(clusters: Clusters, found: Mapping[str, Deed], world: World) -> None:
    """Join each reading that leaves something out to the one cluster that fits best; those that say most go first."""
    index = _Near(found)
    for key in sorted(key for key, deed in found.items() if deed.full):
        index.add(key)
    partial = sorted(
        (key for key, deed in found.items() if not deed.full and deed.parties),
        key=lambda k: (-len(found[k].parties), found[k].day is None, k),
    )
    for key in partial:
        candidates: dict[str, tuple[str, Features]] = {}
        for other in index.near(key):
            features = compare(found[key], found[other], world)
            if total(features) >= SAME - MARGIN:
                root = clusters.find(other)
                if root not in candidates or total(features) > total(candidates[root][1]):
                    candidates[root] = (other, features)
        attach(
            clusters, key, candidates, threshold=SAME, margin=MARGIN,
            allowed=lambda a, b: _agree(clusters, a, b, found, world),
        )  # fmt: skip
        index.add(key)


class _Near:
    """Readings by party and time, those nearest in time first to hand: in a large build not all can be looked at."""

    def __init__(self, found: Mapping[str, Deed]) -> None:
        self._found = found
        self._index: dict[tuple[object, ...], list[tuple[int, str]]] = defaultdict(list)

    def _when(self, key: str) -> int:
        deed = self._found[key]
        return deed.day[0] if deed.day else deed.published or 0

    def add(self, key: str) -> None:
        for block in _blocks(self._found[key]):
            insort(self._index[block], (self._when(key), key))

    def near(self, key: str) -> list[str]:
        """Readings of its kind that share a party with ``key``, sorted."""
        found: set[str] = set()
        for block in _blocks(self._found[key]):
            crowd = self._index.get(block, [])
            at = bisect_left(crowd, (self._when(key), key))
            found.update(other for _, other in crowd[max(0, at - NEIGHBOURS) : at + NEIGHBOURS])
        return sorted(found)
