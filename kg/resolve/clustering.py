"""Clusters that keep what must not come together apart: union-find with forbidden pairs, and average linkage."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from heapq import heappop, heappush

import networkx

from kg.records import Judgement

Features = tuple[tuple[str, float], ...]


def total(features: Features) -> float:
    """The score that ``features`` add up to, rounded so that it is the same on every machine."""
    return round(sum(weight for _, weight in features), 3)


class Clusters:
    """Items joined step by step; a pair once forbidden stays apart, and so do the clusters they are in.

    A cluster's name is its smallest item, so nothing depends on the order in which equal steps are taken.
    """

    def __init__(self, items: Iterable[str]) -> None:
        self._parent = {item: item for item in items}
        self._members = {item: [item] for item in self._parent}
        self._apart: dict[str, set[str]] = {}
        #: What was decided, in order: one judgement for each join.
        self.judgements: list[Judgement] = []

    def __contains__(self, item: str) -> bool:
        return item in self._parent

    def find(self, item: str) -> str:
        """The name of the cluster that ``item`` is in."""
        root = item
        while self._parent[root] != root:
            root = self._parent[root]
        while self._parent[item] != root:
            self._parent[item], item = root, self._parent[item]
        return root

    def members(self, item: str) -> Sequence[str]:
        """The items in the cluster of ``item``; sorted once :meth:`groups` gives them."""
        return self._members[self.find(item)]

    def forbid(self, a: str, b: str) -> None:
        """Keep ``a`` and ``b`` apart from now on; of no effect where they are together already."""
        left, right = self.find(a), self.find(b)
        if left != right:
            self._apart.setdefault(left, set()).add(right)
            self._apart.setdefault(right, set()).add(left)

    def forbidden(self, a: str, b: str) -> bool:
        """Whether the clusters of ``a`` and ``b`` must stay apart."""
        return self.find(b) in self._apart.get(self.find(a), ())

    def join(self, a: str, b: str, features: Features = (), *, by_person: bool = False) -> bool:
        """Put ``a`` and ``b`` together and keep the judgement; False where they are so already or may not be."""
        left, right = sorted((self.find(a), self.find(b)))
        if left == right or self.forbidden(a, b):
            return False
        self._parent[right] = left
        self._members[left] += self._members.pop(right)
        for other in self._apart.pop(right, ()):
            self._apart[other].discard(right)
            self._apart[other].add(left)
            self._apart.setdefault(left, set()).add(other)
        if not by_person:
            first, second = sorted((a, b))
            self.judgements.append(Judgement(first, second, True, total(features), features))
        return True

    def groups(self) -> list[tuple[str, ...]]:
        """All clusters, each sorted, sorted."""
        return sorted(tuple(sorted(members)) for members in self._members.values())


def obey(clusters: Clusters, judgements: Sequence[Judgement]) -> None:
    """Do what people judged, before any rule: first what is not the same, then what is, as far as that allows.

    Of two judgements on one pair the last given counts. Where "the same" would, step by step, bring together what
    somebody said is not the same, the pair said to be different wins; steps are taken in the order of their keys.
    """
    last: dict[tuple[str, str], Judgement] = {}
    for judgement in judgements:
        left, right = sorted((judgement.left, judgement.right))
        if left != right and left in clusters and right in clusters:
            last[left, right] = judgement
    for (left, right), judgement in sorted(last.items()):
        if not judgement.same:
            clusters.forbid(left, right)
    for (left, right), judgement in sorted(last.items()):
        if judgement.same:
            clusters.join(left, right, by_person=True)


def attach(
    clusters: Clusters,
    item: str,
    candidates: Iterable[tuple[float, str, Features]],
    *,
    threshold: float,
    margin: float = 0.1,
    allowed: Callable[[str, str], bool] = lambda a, b: True,
) -> bool:
    """Join ``item`` to its best candidate cluster if that is good enough and clearly better than any other.

    ``candidates``: of each cluster how well it fits, a member of it, and features of the pair.
    """
    near = (
        (score, member, features)
        for score, member, features in sorted(candidates, key=lambda c: (-c[0], c[1]))
        if score >= threshold - margin and not clusters.forbidden(item, member) and allowed(item, member)
    )
    best = next(near, None)
    if best is None or best[0] < threshold:
        return False
    second = next(near, None)
    if second is not None and best[0] - second[0] < margin:
        return False
    return clusters.join(item, best[1], best[2])


def components(pairs: Iterable[tuple[str, str]]) -> list[list[str]]:
    """The items that hang together by ``pairs``, each group sorted, sorted."""
    graph: networkx.Graph[str] = networkx.Graph(pairs)
    return sorted(sorted(group) for group in networkx.connected_components(graph))


def average_linkage(
    scores: Mapping[tuple[str, str], float], threshold: float, apart: Callable[[Sequence[str], Sequence[str]], bool]
) -> list[tuple[str, str, float]]:
    """Which items to join, in order: the two clusters whose pairs score best on average, until none reaches
    ``threshold``; each join as (an item, an item, the average).

    ``scores``: pairs (smaller first) that were compared; a pair that was not counts as 0. ``apart`` says of two
    clusters, as sorted items, whether they must not come together; asked once a pair of clusters. Equal averages go in
    the order of the clusters' smallest items, so that the result does not depend on the order of ``scores``.
    """
    members: dict[str, list[str]] = {}
    sums: dict[str, dict[str, float]] = {}
    for (a, b), score in sorted(scores.items()):
        for item in (a, b):
            members.setdefault(item, [item])
            sums.setdefault(item, {})
        sums[a][b] = sums[b][a] = score
    version = dict.fromkeys(members, 0)
    heap: list[tuple[float, str, str, int, int]] = []

    def offer(a: str, b: str) -> None:
        first, second = sorted((a, b))
        mean = round(sums[a][b] / (len(members[a]) * len(members[b])), 6)
        if mean >= threshold:
            heappush(heap, (-mean, first, second, version[first], version[second]))

    for a, b in scores:
        offer(a, b)
    joined = []
    while heap:
        mean, a, b, of_a, of_b = heappop(heap)
        if a not in members or b not in members or (version[a], version[b]) != (of_a, of_b):
            continue
        if apart(members[a], members[b]):
            del sums[a][b], sums[b][a]
            continue
        joined.append((a, b, -mean))
        members[a] = sorted(members[a] + members.pop(b))
        version[a] += 1
        mine, theirs = sums[a], sums.pop(b)
        mine.pop(b, None)
        for other, score in theirs.items():
            if other != a:
                del sums[other][b]
                mine[other] = sums[other][a] = round(mine.get(other, 0.0) + score, 6)
        for other in sorted(mine):
            offer(a, other)
    return joined
