"""Who else an article names: what tells which bearer of a partial name is meant."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from heapq import nsmallest

from kg.resolve.actors.name_groups import NameGroup
from kg.resolve.clustering import Clusters
from kg.resolve.readings import Entity

#: Of so many articles of a strong name, at most, is looked whether they speak of the same.
ARTICLES = 200
#: More than so many others in common say no more.
ENOUGH = 3
#: Of more bearers of a name than these, only those are looked at whom articles of the same story name.
CROWD = 20


class Crowds:
    """Who of the many bearers of a name is named in articles that share the rarest others with an article.

    Without it each bearer would be compared with each surname of the corpus: as many pairs as the square.
    """

    def __init__(self, context: Context) -> None:
        self._context = context
        self._by_article: dict[tuple[str, str], dict[str, list[NameGroup]]] = {}

    def near(self, weak: NameGroup, block: tuple[str, str], bearers: Sequence[NameGroup]) -> list[NameGroup]:
        """The bearers in ``block`` that are near the article of ``weak``, sorted."""
        if block not in self._by_article:
            self._by_article[block] = defaultdict(list)
            for group in bearers:
                for article in sorted({m.partition("#")[0] for m in group.members}):
                    self._by_article[block][article].append(group)
        known = self._by_article[block]
        found = {b.key: b for article in self._context.near(weak.key) for b in known.get(article, ())}
        return [found[key] for key in sorted(found)]


class Context:
    """Who else an article names."""

    def __init__(self, clusters: Clusters, entities: Mapping[str, Entity]) -> None:
        named: dict[str, set[str]] = defaultdict(set)
        for key, entity in entities.items():
            if entity.names and not key.endswith("#publisher"):
                named[entity.article].add(clusters.find(key))
        # A copy takes half the room of a set that grew.
        self._named = defaultdict(frozenset, {article: frozenset(roots) for article, roots in named.items()})
        self.find = clusters.find
        self._held: dict[str, tuple[set[str], list[str]]] = {}
        self._naming: dict[str, list[str]] | None = None

    def near(self, key: str) -> list[str]:
        """Articles that share the rarest others with the article of an entity, nearest first, ``ARTICLES`` at most."""
        if self._naming is None:
            self._naming = defaultdict(list)
            for article in sorted(self._named):
                for root in self._named[article]:
                    self._naming[root].append(article)
        naming, article = self._naming, key.partition("#")[0]
        found: dict[str, None] = {}
        for root in sorted(self._named[article] - {self.find(key)}, key=lambda r: (len(naming[r]), r)):
            found.update(dict.fromkeys(naming[root][:ARTICLES]))
            if len(found) > ARTICLES:
                break
        return [other for other in found if other != article][:ARTICLES]

    def shared(self, weak: str, strong: NameGroup, *, here: bool = False) -> int:
        """The most others that the article of ``weak`` shares with one article of ``strong``, up to ``ENOUGH``.

        An article of both counts, as ``ENOUGH``, only if ``here``.
        """
        article = weak.partition("#")[0]
        own, articles = self._of(strong)
        others = self._named[article] - {self.find(weak)} - own
        best = 0
        for near in articles:
            if near == article:
                if here:
                    return ENOUGH
                continue
            best = max(best, len(others & self._named[near]))
            if best >= ENOUGH:
                return ENOUGH
        return best

    def names(self, key: str, root: str) -> bool:
        """Whether the article of the entity ``key`` names what the cluster ``root`` is."""
        return root in self._named[key.partition("#")[0]]

    def common(self, a: str, b: str) -> int:
        """How many things the articles of two entities both name."""
        return len(self._named[a.partition("#")[0]] & self._named[b.partition("#")[0]])

    def _of(self, strong: NameGroup) -> tuple[set[str], list[str]]:
        """The clusters that a group is in, and some of its articles: no cluster changes while weak names are read."""
        if strong.key not in self._held:
            own = {self.find(member) for member in strong.members}
            self._held[strong.key] = own, nsmallest(ARTICLES + 1, {m.partition("#")[0] for m in strong.members})
        return self._held[strong.key]
