"""Which events are one: root, factuality, voice, actors, time and place allow it, and nothing forbids it.

Full readings (dated, all parties named) meet first; one that leaves something out joins where exactly one cluster fits
best. Weights of :func:`compare` add up, from ``SAME`` on two readings are one.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.records import Judgement
from kg.resolve import dates, words
from kg.resolve.clusters import Clusters, Features, attach, obey, total
from kg.resolve.nodes import World
from kg.resolve.profiles import Happening

SAME = 0.6
#: Roots of what is done together as a rule: who did it to whom says little.
MUTUAL = frozenset({"CONSULT", "AGREE", "COOPERATE"})
#: Days by which a day of publication may lie behind the event; days of publication of articles on one story.
LAG, STORY = 4, 4
#: Members of a cluster, candidates for a partial reading, that are looked at.
SAMPLE, NEIGHBOURS = 6, 30
#: By so much the best cluster for a partial reading must be better than the next.
MARGIN = 0.1


@dataclass(frozen=True, slots=True)
class Deed:
    """A :class:`Happening` ready to compare. ``sources`` and ``targets`` are parties (a country is its government).

    Parties without a name ("his counterpart") may be anybody of their country and are in ``vague``, unless there are no
    others.
    """

    told: Happening
    sources: frozenset[str]
    targets: frozenset[str]
    #: Everybody in it.
    parties: frozenset[str]
    vague: frozenset[str]
    joint: bool
    places: tuple[str, ...]
    day: tuple[int, int] | None
    #: First day of publication of its article, where known.
    published: int | None

    @property
    def kind(self) -> tuple[str, str, bool]:
        """Readings of different kinds are never one."""
        return (self.told.root, self.told.factuality, self.told.reported)

    @property
    def full(self) -> bool:
        """Whether it says when, and who with or to whom."""
        return self.day is not None and len(self.parties) > 1 and not self.vague


def deeds(told: Iterable[Happening], published: Mapping[str, str | None], world: World) -> dict[str, Deed]:
    """The readings of events by reading key."""
    found = {}
    for happening in told:
        sources, targets = world.actors(happening.sources), world.actors(happening.targets)
        named = {node for node in (*sources, *targets) if world.named(node)} or {*sources, *targets}
        day = published.get(happening.article)
        found[happening.key] = Deed(
            told=happening,
            sources=frozenset(world.party(n) for n in sources if n in named),
            targets=frozenset(world.party(n) for n in targets if n in named),
            parties=frozenset(map(world.party, named)),
            vague=frozenset({*sources, *targets} - named),
            joint=bool(sources) and sources == targets,
            places=world.places(happening.places),
            day=dates.stated(happening.date),
            published=dates.first_day(day) if day else None,
        )
    return found


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
        if _agree(clusters, a, b, found, world):
            clusters.join(a, b, features)
    _attach_partial(clusters, found, world)
    return clusters


def _blocks(deed: Deed) -> list[tuple[object, ...]]:
    return [(*deed.kind, party) for party in sorted(deed.parties)]


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


def compare(a: Deed, b: Deed, world: World) -> Features:
    """Why two readings of one kind may be one event, or not: features whose weights add up."""
    found = _actors(a, b)
    if found[0][1] < 0:
        return found
    return found + _vague(a, b, world) + _time(a, b) + _place(a, b, world) + _doing(a, b)


def _vague(a: Deed, b: Deed, world: World) -> Features:
    """Parties without a name on one side and those that only the other side names."""
    found: Features = ()
    for one, other in ((a, b), (b, a)):
        countries = {c for c in map(world.country, one.vague) if c}
        others = {c for c in map(world.country, other.parties - one.parties) if c}
        if countries and others:
            found += (("may be who is named", 0.1),) if countries & others else (("is somebody else", -0.5),)
    return found


def _actors(a: Deed, b: Deed) -> Features:
    if not a.parties or not b.parties:
        return (("names nobody", 0.0),)
    if a.joint or b.joint or a.told.root in MUTUAL:
        return _together(a.parties, b.parties)
    found: Features = ()
    for role, left, right in (("source", a.sources, b.sources), ("target", a.targets, b.targets)):
        if left and right:
            if not left & right:
                return ((f"other {role}s", -1.0),)
            found += ((f"same {role}", 0.3) if left == right else (f"{role}s in common", 0.2),)
    return found or (("no role in common", 0.0),)


def _together(left: frozenset[str], right: frozenset[str]) -> Features:
    shared = left & right
    if left == right:
        return (("same participants", 0.6 if len(left) > 1 else 0.3),)
    if not shared or (left - right and right - left):
        return (("other participants", -1.0),)
    return (("participants in common", 0.45 if len(shared) > 1 else 0.25),)


def _time(a: Deed, b: Deed) -> Features:
    if a.day and b.day:
        apart = dates.gap(a.day, b.day)
        if apart == 0:
            narrow = max(a.day[1] - a.day[0], b.day[1] - b.day[0])
            return (("same day", 0.3),) if narrow == 0 else (("days overlap", 0.2 if narrow < 32 else 0.1),)
        if apart == 1 and a.told.root in MUTUAL and len(a.parties) > 1 and a.parties == b.parties:
            return (("a day apart", -0.1),)
        return (("other days", -1.0),)
    if a.day or b.day:
        return _undated(*((a, b) if a.day else (b, a)))
    if a.told.article == b.told.article:
        return (("one article", 0.1),)
    if a.published is None or b.published is None:
        return ()
    apart = abs(a.published - b.published)
    return (("published together", 0.1),) if apart <= STORY else (("published far apart", -0.3),)


def _undated(dated: Deed, other: Deed) -> Features:
    """One says when. The news is of these days; what lies long back is told without a date, too."""
    if other.published is None or dated.day is None or dated.told.article == other.told.article:
        return ()
    behind = other.published - dated.day[1]
    if dated.told.factuality == "planned":
        behind = -behind
    assumed = other.told.date is not None and other.told.date.assumed
    if -1 <= behind <= LAG:
        return (("published thereabouts", 0.1),)
    return (("published at another time", -0.4 if assumed else -0.15),)


def _place(a: Deed, b: Deed, world: World) -> Features:
    if not a.places or not b.places:
        return ()
    if set(a.places) & set(b.places):
        return (("same place", 0.15),)
    if any(world.related(x, y) for x in a.places for y in b.places):
        return (("places go together", 0.05),)
    # A call has as many places as callers; two strikes in one day at two places are two strikes.
    return (("other places", -0.2 if a.told.root in MUTUAL else -0.5),)


def _doing(a: Deed, b: Deed) -> Features:
    same = words.doing(a.told.root, a.told.words, b.told.words)
    if same == 0:
        return ()
    return (("same doing", 0.15),) if same > 0 else (("another doing", -0.6),)


def _agree(clusters: Clusters, a: str, b: str, found: Mapping[str, Deed], world: World) -> bool:
    """Whether no two members of the clusters of ``a`` and ``b`` contradict one another."""
    left, right = sorted(clusters.members(a))[:SAMPLE], sorted(clusters.members(b))[:SAMPLE]
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
