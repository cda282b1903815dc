"""What whole clusters must not become: two links, two given names, two countries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.resolve.actors.comparison import compare, compare_people
from kg.resolve.actors.name_groups import NameGroup
from kg.resolve.clustering import Clusters, Features, total


class Constraints:
    """What each cluster holds, as shapes: a thousand articles that say the same of somebody are one shape."""

    def __init__(self, clusters: Clusters, groups: Sequence[NameGroup]) -> None:
        self.clusters = clusters
        self._of: dict[str, frozenset[NameGroup]] = {}
        #: One value for all that say the same: most groups are surnames of one article.
        known: dict[NameGroup, frozenset[NameGroup]] = {}
        for group in groups:
            said = shape(group)
            held, root = known.setdefault(said, frozenset((said,))), clusters.find(group.key)
            self._of[root] = self._of[root] | held if root in self._of else held

    def allowed(self, a: str, b: str) -> bool:
        """Whether nothing in the cluster of ``a`` contradicts what is in that of ``b``."""
        left, right = (self._of.get(self.clusters.find(item), frozenset()) for item in (a, b))
        return all(total(compare(x, y)) > -0.3 or _compatible(x, y) for x in left for y in right)

    def join(self, a: str, b: str, features: Features) -> bool:
        """Join the clusters of ``a`` and ``b`` if they are allowed to be one; whether that was done."""
        left, right = self.clusters.find(a), self.clusters.find(b)
        if not self.allowed(a, b) or not self.clusters.join(a, b, features):
            return False
        self.moved(left, right)
        return True

    def moved(self, left: str, right: str) -> None:
        """Take note that two clusters, by their former names, are one now."""
        first, second = self._of.pop(left, frozenset()), self._of.pop(right, frozenset())
        self._of[self.clusters.find(left)] = first if second <= first else second if first < second else first | second


def shape(group: NameGroup) -> NameGroup:
    """What ``group`` says of itself, whoever says it."""
    return replace(group, key="", members=())


def _compatible(a: NameGroup, b: NameGroup) -> bool:
    """Clusters hold acronyms and long forms side by side: only what contradicts counts."""
    if a.link and b.link:
        return a.link == b.link
    if a.country and b.country and a.country != b.country:
        return False
    return a.family != "person" or "different given names" not in dict(compare_people(a.name, b.name))
