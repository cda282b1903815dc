"""Surnames, initials and words that every country has: to the one strong cluster that fits, if one does.

The article must also speak of what the other's articles speak of, and no other bearer of the name may fit as well.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from heapq import nsmallest

from kg.resolve import names
from kg.resolve.bunches import Bunch, blocks_of, compare_names
from kg.resolve.clusters import Clusters, Features, attach, total
from kg.resolve.constraints import Constraints
from kg.resolve.profiles import Entity

#: Of so many articles of a strong name, at most, is looked whether they speak of the same.
ARTICLES = 200
#: More than so many others in common say no more.
ENOUGH = 3
#: Of more bearers of a name than these, only those are looked at whom articles of the same story name.
CROWD = 20

Candidates = dict[str, tuple[str, Features]]


def attach_weak(
    found: Clusters, bunches: Sequence[Bunch], entities: Mapping[str, Entity], constraints: Constraints
) -> None:
    """Join each weak bunch of ``bunches`` to the strong cluster that it means; all are read before any is joined."""
    context = Context(found, entities)
    strong: dict[tuple[str, str], list[Bunch]] = defaultdict(list)
    for bunch in bunches:
        if not bunch.weak:
            for key in blocks_of(bunch) | _first_names(bunch):
                strong[bunch.family, key].append(bunch)
    crowds = Crowds(context)
    weak = ((bunch, _candidates(bunch, strong, context, crowds)) for bunch in bunches if bunch.weak)
    for bunch, candidates in [(bunch, candidates) for bunch, candidates in weak if candidates]:
        left = found.find(bunch.key)
        held = {root: c for root, c in candidates.items() if constraints.allowed(bunch.key, root)}
        right = {root: found.find(root) for root in held}
        if attach(found, bunch.key, held, threshold=0.5, margin=0.15):
            joined = found.find(bunch.key)
            merged = next(r for r in right.values() if found.find(r) == joined and r != left)
            constraints.moved(left, merged)


def _candidates(
    bunch: Bunch, strong: Mapping[tuple[str, str], Sequence[Bunch]], context: Context, crowds: Crowds
) -> Candidates:
    """Cluster → its member that fits best, and why."""
    candidates: Candidates = {}
    for key in sorted(blocks_of(bunch)):
        bearers = strong.get((bunch.family, key), ())
        for other in crowds.near(bunch, (bunch.family, key), bearers) if len(bearers) > CROWD else bearers:
            features = _features(bunch, other, context)
            root = context.find(other.key)
            if features and (root not in candidates or total(features) > total(candidates[root][1])):
                candidates[root] = (other.key, features)
    return candidates


def _first_names(bunch: Bunch) -> set[str]:
    """Where the surname stands first ("Xi Jinping"), a single word may be the first one."""
    return {names.skeleton(names.plain(bunch.name).split()[0])} if bunch.family == "person" else set()


def _features(weak: Bunch, strong: Bunch, context: Context) -> Features:
    """Why a weak name may mean a strong one; empty where it cannot, or where nothing but the name speaks for it."""
    found = _person(weak.name, strong.name) if weak.family == "person" else compare_names(weak, strong)
    if total(found) < 0.3:
        return ()
    near = context.shared(weak.key, strong)
    if not near:
        return ()
    if weak.country and strong.country:
        found += (("same country", 0.15),) if weak.country == strong.country else (("different countries", -0.4),)
    return (*found, ("speaks of the same others", round(min(0.4, 0.1 + 0.1 * near), 3)))


def _person(weak: str, strong: str) -> Features:
    if names.generation(weak) and names.generation(weak) != names.generation(strong):
        return ()
    given, surname = names.person(weak)
    strong_given, strong_surname = names.person(strong)
    if names.same_surname(surname, strong_surname) and names.given_names(given, strong_given) >= 0:
        found: Features = (("same surname", 0.4) if surname == strong_surname else ("surname spelt alike", 0.35),)
    elif not given and strong_given and surname == strong_given[0]:
        found = (("its first name", 0.3),)
    else:
        return ()
    return found + ((("same initial", 0.1),) if given else ())


class Crowds:
    """Who of the many bearers of a name is named in articles that share the rarest others with an article.

    Without it each bearer would be compared with each surname of the corpus: as many pairs as the square.
    """

    def __init__(self, context: Context) -> None:
        self._context = context
        self._by_article: dict[tuple[str, str], dict[str, list[Bunch]]] = {}

    def near(self, weak: Bunch, block: tuple[str, str], bearers: Sequence[Bunch]) -> list[Bunch]:
        """The bearers in ``block`` that are near the article of ``weak``, sorted."""
        if block not in self._by_article:
            self._by_article[block] = defaultdict(list)
            for bunch in bearers:
                for article in sorted({m.partition("#")[0] for m in bunch.members}):
                    self._by_article[block][article].append(bunch)
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

    def shared(self, weak: str, strong: Bunch, *, here: bool = False) -> int:
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

    def _of(self, strong: Bunch) -> tuple[set[str], list[str]]:
        """The clusters that a bunch is in, and some of its articles: no cluster changes while weak names are read."""
        if strong.key not in self._held:
            own = {self.find(member) for member in strong.members}
            self._held[strong.key] = own, nsmallest(ARTICLES + 1, {m.partition("#")[0] for m in strong.members})
        return self._held[strong.key]
