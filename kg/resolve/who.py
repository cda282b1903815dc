"""Who is who: the entities of all articles (``ARTICLE#e1``) in clusters, each what one node stands for.

Entities that say the same of themselves (link, family of types, name, country) make a *bunch*; bunches are compared
where their names may be spellings of one. Different links, different given names and what a person judged forbid.
Nobody is joined to another on a surname alone: the article must also speak of what the other's articles speak of, and
no other bearer of the name may fit as well.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from heapq import nsmallest

from kg.lexicon.gazetteer import Gazetteer
from kg.records import Judgement
from kg.resolve import names
from kg.resolve.bunches import Bunch, blocks_of, bunches_of, compare, compare_names, compare_people
from kg.resolve.clusters import Clusters, Features, attach, obey, total
from kg.resolve.profiles import Entity

SAME = 0.65
#: A name that more bunches than this share is compared with its neighbours in the alphabet only.
CROWD = 60


def cluster(
    entities: Mapping[str, Entity],
    judgements: Sequence[Judgement],
    gazetteer: Gazetteer | None,
    owner: Mapping[str, str],
) -> Clusters:
    """Cluster ``entities`` (by reading key). ``owner``: for an office, the country or body whose it is."""
    found = Clusters(entities)
    obey(found, judgements)
    bunches = [part for bunch in bunches_of(entities, gazetteer, owner) for part in _join(found, bunch)]
    constraints = _Constraints(found, bunches)
    scored = []
    for a, b in _pairs(bunches):
        features = compare(a, b)
        if not a.weak and not b.weak and total(features) >= SAME:
            scored.append((-total(features), a.key, b.key, features))
    for _, left, right, features in sorted(scored):
        constraints.join(left, right, features)
    _attach_weak(found, bunches, entities, constraints)
    return found


def _join(found: Clusters, bunch: Bunch) -> list[Bunch]:
    """Join the members of ``bunch``; in several bunches, sorted, where a person keeps some of them apart."""
    leaders: dict[str, list[str]] = {}
    for member in bunch.members:
        for leader, led in leaders.items():
            if found.join(leader, member, _same_features(bunch)) or found.find(leader) == found.find(member):
                led.append(member)
                break
        else:
            leaders[member] = [member]
    return [replace(bunch, key=leader, members=tuple(led)) for leader, led in leaders.items()]


def _same_features(bunch: Bunch) -> Features:
    if bunch.link:
        return (("same link", 1.0),)
    return (("same name", 0.8),) + ((("same country", 0.1),) if bunch.country else ())


def _pairs(bunches: Iterable[Bunch]) -> Iterable[tuple[Bunch, Bunch]]:
    """Pairs whose names may be one's, each once, sorted."""
    blocks: dict[tuple[str, str], list[Bunch]] = defaultdict(list)
    for bunch in bunches:
        for key in blocks_of(bunch):
            blocks[bunch.family, key].append(bunch)
    seen: set[tuple[str, str]] = set()
    for _, crowd in sorted(blocks.items()):
        ordered = sorted(crowd, key=lambda b: (names.plain(b.name), b.key))
        for i, a in enumerate(ordered):
            for b in ordered[i + 1 : i + 1 + CROWD]:
                pair = (a.key, b.key) if a.key < b.key else (b.key, a.key)
                if pair not in seen:
                    seen.add(pair)
                    yield (a, b) if a.key < b.key else (b, a)


class _Constraints:
    """What whole clusters must not become: two links, two given names, two countries."""

    def __init__(self, clusters: Clusters, bunches: Sequence[Bunch]) -> None:
        self.clusters = clusters
        self.of: dict[str, set[Bunch]] = defaultdict(set)
        for bunch in bunches:
            for member in bunch.members:
                self.of[clusters.find(member)].add(bunch)

    def allowed(self, a: str, b: str) -> bool:
        left, right = self.of[self.clusters.find(a)], self.of[self.clusters.find(b)]
        return all(total(compare(x, y)) > -0.3 or self._same_name(x, y) for x in left for y in right)

    @staticmethod
    def _same_name(a: Bunch, b: Bunch) -> bool:
        """Clusters hold acronyms and long forms side by side: only what contradicts counts."""
        if a.link and b.link:
            return a.link == b.link
        if a.country and b.country and a.country != b.country:
            return False
        return a.family != "person" or "different given names" not in dict(compare_people(a.name, b.name))

    def join(self, a: str, b: str, features: Features) -> bool:
        left, right = self.clusters.find(a), self.clusters.find(b)
        if not self.allowed(a, b) or not self.clusters.join(a, b, features):
            return False
        self.moved(left, right)
        return True

    def moved(self, left: str, right: str) -> None:
        both = self.of.pop(left) | self.of.pop(right)
        self.of[self.clusters.find(left)] = both


def _attach_weak(
    found: Clusters, bunches: Sequence[Bunch], entities: Mapping[str, Entity], constraints: _Constraints
) -> None:
    """Surnames, initials and words that every country has: to the one strong cluster that fits, if one does."""
    context = _Context(found, entities)
    strong: dict[tuple[str, str], list[Bunch]] = defaultdict(list)
    for bunch in bunches:
        if not bunch.weak:
            for key in blocks_of(bunch) | _first_names(bunch):
                strong[bunch.family, key].append(bunch)
    chosen: list[tuple[Bunch, dict[str, tuple[str, Features]]]] = []
    for bunch in bunches:
        if bunch.weak:
            candidates: dict[str, tuple[str, Features]] = {}
            for key in sorted(blocks_of(bunch)):
                for other in strong.get((bunch.family, key), ()):
                    features = _weak_features(bunch, other, context)
                    root = found.find(other.key)
                    if features and (root not in candidates or total(features) > total(candidates[root][1])):
                        candidates[root] = (other.key, features)
            chosen.append((bunch, candidates))
    for bunch, candidates in chosen:
        left = found.find(bunch.key)
        held = {root: c for root, c in candidates.items() if constraints.allowed(bunch.key, root)}
        right = {root: found.find(root) for root in held}
        if attach(found, bunch.key, held, threshold=0.5, margin=0.15):
            joined = found.find(bunch.key)
            merged = next(r for r in right.values() if found.find(r) == joined and r != left)
            constraints.moved(left, merged)


def _first_names(bunch: Bunch) -> set[str]:
    """Where the surname stands first ("Xi Jinping"), a single word may be the first one."""
    return {names.skeleton(names.plain(bunch.name).split()[0])} if bunch.family == "person" else set()


def _weak_features(weak: Bunch, strong: Bunch, context: _Context) -> Features:
    """Why a weak name may mean a strong one; empty where it cannot, or where nothing but the name speaks for it."""
    if weak.family == "person":
        given, surname = names.person(weak.name)
        strong_given, strong_surname = names.person(strong.name)
        if names.same_surname(surname, strong_surname) and names.given_names(given, strong_given) >= 0:
            found: Features = (("same surname", 0.4) if surname == strong_surname else ("surname spelt alike", 0.35),)
        elif not given and strong_given and surname == strong_given[0]:
            found = (("its first name", 0.3),)
        else:
            return ()
        found += (("same initial", 0.1),) if given else ()
    else:
        found = compare_names(weak, strong)
        if total(found) < 0.3:
            return ()
    near = context.shared(weak.key, strong)
    if not near:
        return ()
    if weak.country and strong.country:
        found += (("same country", 0.15),) if weak.country == strong.country else (("different countries", -0.4),)
    return (*found, ("speaks of the same others", round(min(0.4, 0.1 + 0.1 * near), 3)))


class _Context:
    """Who else an article names."""

    def __init__(self, clusters: Clusters, entities: Mapping[str, Entity]) -> None:
        self._named: dict[str, set[str]] = defaultdict(set)
        for key, entity in entities.items():
            if entity.names and not key.endswith("#publisher"):
                self._named[entity.article].add(clusters.find(key))
        self._find = clusters.find
        self._held: dict[str, tuple[set[str], list[str]]] = {}

    def shared(self, weak: str, strong: Bunch) -> int:
        """The most others that the article of ``weak`` shares with one article of ``strong`` (of 200 at most)."""
        article = weak.partition("#")[0]
        own, articles = self._of(strong)
        others = self._named[article] - {self._find(weak)} - own
        near = [a for a in articles if a != article][:200]
        return max((len(others & self._named[a]) for a in near), default=0)

    def _of(self, strong: Bunch) -> tuple[set[str], list[str]]:
        """The clusters that a bunch is in, and 201 of its articles: no cluster changes while weak names are read."""
        if strong.key not in self._held:
            own = {self._find(member) for member in strong.members}
            self._held[strong.key] = own, nsmallest(201, {m.partition("#")[0] for m in strong.members})
        return self._held[strong.key]
