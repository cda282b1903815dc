"""Which events are one: root, factuality, voice, actors, time and place allow it, and nothing forbids it.

Full readings (dated, all parties named) meet first; one that leaves something out joins where exactly one cluster fits
best. Weights of :func:`kg.resolve.events.comparison.compare` add up, from ``SAME`` on two readings are one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from heapq import nsmallest

from kg.records import Judgement
from kg.resolve.clustering import Clusters, Features, attach, obey, total
from kg.resolve.events import unnamed_participants
from kg.resolve.events.blocking import SAMPLE, Neighbours, candidate_pairs
from kg.resolve.events.comparison import SAME, ComparableEvent, compare
from kg.resolve.world import World

#: By so much the best cluster for a partial reading must be better than the next.
MARGIN = 0.1


def cluster(found: Mapping[str, ComparableEvent], judgements: Sequence[Judgement], world: World) -> Clusters:
    """Cluster the readings of events."""
    clusters = Clusters(found)
    obey(clusters, judgements)
    scored = []
    full = sorted(key for key, deed in found.items() if deed.full)
    for a, b in candidate_pairs(full, found):
        features = compare(found[a], found[b], world)
        if total(features) >= SAME:
            scored.append((-total(features), a, b, features))
    for _, a, b, features in sorted(scored):
        if clusters.find(a) != clusters.find(b) and _agree(clusters, a, b, found, world):
            clusters.join(a, b, features)
    _attach_partial(clusters, found, world)
    unnamed_participants.attach(clusters, found, world)
    return clusters


def _agree(clusters: Clusters, a: str, b: str, found: Mapping[str, ComparableEvent], world: World) -> bool:
    """Whether no two members of the clusters of ``a`` and ``b`` contradict one another."""
    left, right = (nsmallest(SAMPLE, clusters.members(key)) for key in (a, b))
    return all(total(compare(found[x], found[y], world)) > -0.2 for x in left for y in right)


def _attach_partial(clusters: Clusters, found: Mapping[str, ComparableEvent], world: World) -> None:
    """Join each reading that leaves something out to the one cluster that fits best; those that say most go first."""
    index = Neighbours(found)
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
