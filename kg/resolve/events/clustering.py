"""Which readings of events are one: first within each article, then what the articles tell with one another.

What an article tells of one event in several places is one :class:`~kg.resolve.events.comparison.Telling`, which has
all that any of them gives. Tellings of several articles are compared by learned weights and joined while they are alike
on average; nothing that is barred comes together. A telling that leaves out with whom ("Kim's meeting") joins last, and
only what fits it clearly better than anything else.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from kg.records import BEGINNING, Judgement
from kg.resolve.clustering import (
    Clusters,
    Features,
    average_linkage,
    components,
    likelihood,
    obey,
)
from kg.resolve.events import unnamed_participants, weights
from kg.resolve.events.blocking import candidate_pairs
from kg.resolve.events.comparison import ComparableEvent, Telling, barred, features, other_days
from kg.resolve.events.weights import Weights
from kg.resolve.world import World

#: Members of a cluster that are looked at; earlier tellings of an article that one is compared with.
SAMPLE, BACK = 6, 60
#: Of so many tellings that hang together all pairs are compared.
WHOLE = 100
#: By so much the best cluster for what leaves something out must be likelier than the next.
MARGIN = 0.15
#: Two that differ by less fit as well.
TIE = 0.03


def cluster(found: Mapping[str, ComparableEvent], judgements: Sequence[Judgement], world: World) -> Clusters:
    """Cluster the readings of events."""
    clusters = Clusters(found)
    obey(clusters, judgements)
    join_within(clusters, found, world)
    tellings = {group[0]: Telling.of([found[key] for key in group], world) for group in clusters.groups()}
    _across(clusters, tellings, weights.load()["across"])
    return clusters


def join_within(clusters: Clusters, found: Mapping[str, ComparableEvent], world: World) -> None:
    """Join the readings of each article that tell of one event."""
    _within(clusters, found, world, weights.load()["within"])
    unnamed_participants.attach(clusters, found, world)


def judged(a: Telling, b: Telling, learned: Weights) -> Features:
    """Why two tellings may be one, or not: what every pair begins with, and the weight of each feature they have."""
    has = features(a, b)
    named = tuple(
        (name, round(weight * has[name], 3)) for name, weight in learned.features.items() if has.get(name) and weight
    )
    return ((BEGINNING, learned.start), *named)


def _within(clusters: Clusters, found: Mapping[str, ComparableEvent], world: World, learned: Weights) -> None:
    told: dict[str, list[str]] = defaultdict(list)
    for key in sorted(found, key=lambda k: (found[k].told.article, found[k].told.at, k)):
        told[found[key].told.article].append(key)
    for keys in told.values():
        tellings = {key: Telling.of([found[key]], world) for key in keys}
        pairs = [_ordered(keys[m], keys[n]) for n in range(len(keys)) for m in range(max(0, n - BACK), n)]
        partial = [key for key in keys if _leaves_out(tellings[key])]
        whole = [pair for pair in pairs if not {*pair} & {*partial}]
        _link(clusters, tellings, whole, learned)
        _attach(clusters, tellings, pairs, partial, learned)


def _ordered(a: str, b: str) -> tuple[str, str]:
    return (a, b) if a < b else (b, a)


def _link(
    clusters: Clusters, tellings: Mapping[str, Telling], pairs: Iterable[tuple[str, str]], learned: Weights
) -> dict[tuple[str, str], float]:
    """Join ``tellings`` by average linkage; how likely the pairs that are not barred are one."""
    reasons: dict[tuple[str, str], Features] = {}
    scores: dict[tuple[str, str], float] = {}

    def look(a: str, b: str) -> None:
        if (a, b) not in scores:
            if barred(tellings[a], tellings[b]):
                scores[a, b] = 0.0
            else:
                reasons[a, b] = judged(tellings[a], tellings[b], learned)
                scores[a, b] = likelihood(reasons[a, b])

    for a, b in pairs:
        look(a, b)
    likely = [pair for pair, score in scores.items() if score >= learned.threshold]
    for component in components(likely):
        if len(component) <= WHOLE:
            for a, b in combinations(component, 2):
                look(a, b)
    open_ = _between(scores, tellings, learned.threshold)
    scores = {pair: score for pair, score in scores.items() if pair in reasons and pair not in open_}

    def apart(left: Sequence[str], right: Sequence[str]) -> bool:
        return clusters.forbidden(left[0], right[0]) or _barred(left, right, tellings)

    for a, b, _ in average_linkage(scores, learned.threshold, apart):
        best = _best(clusters.members(a), clusters.members(b), scores)
        clusters.join(*best, reasons[best])
    return scores


def _between(
    scores: Mapping[tuple[str, str], float], tellings: Mapping[str, Telling], threshold: float
) -> set[tuple[str, str]]:
    """The pairs of which it is open: of a telling without a day and one of two days' tellings that it fits as well, as
    a strike between the strikes of two days."""
    fits: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for (a, b), score in scores.items():
        if score >= threshold:
            for key, other in ((a, b), (b, a)):
                if not tellings[key].day and tellings[other].day:
                    fits[key].append((-score, other))
    found = set()
    for key, others in fits.items():
        (best, first), *rest = sorted(others)[: SAMPLE + 1]
        near = [other for score, other in rest if score - best < TIE]
        if any(other_days(tellings[first], tellings[other]) for other in near):
            found |= {_ordered(key, other) for other in (first, *near)}
    return found


def _barred(left: Sequence[str], right: Sequence[str], tellings: Mapping[str, Telling]) -> bool:
    return any(barred(tellings[a], tellings[b]) for a in left[:SAMPLE] for b in right[:SAMPLE])


def _best(left: Iterable[str], right: Iterable[str], scores: Mapping[tuple[str, str], float]) -> tuple[str, str]:
    """The likeliest pair of two clusters, which tells best why they are one."""
    pairs = [pair for a in left for b in right if (pair := (min(a, b), max(a, b))) in scores]
    return min(pairs, key=lambda pair: (-scores[pair], pair))


def _across(clusters: Clusters, tellings: Mapping[str, Telling], learned: Weights) -> None:
    pairs = list(candidate_pairs(sorted(tellings), tellings))
    partial = {key for key in tellings if _names_one(tellings[key])}
    _link(clusters, tellings, (pair for pair in pairs if partial.isdisjoint(pair)), learned)
    most_first = sorted(partial, key=lambda k: (-len(tellings[k].parties), -round(tellings[k].weight, 3), k))
    _attach(clusters, tellings, pairs, most_first, learned)


def _names_one(telling: Telling) -> bool:
    """Whether of a meeting, call or visit it names one side at most."""
    return telling.root == "CONSULT" and len(telling.parties) < 2


def _leaves_out(telling: Telling) -> bool:
    """Whether it leaves out with whom, or names nobody ("the attack")."""
    return _names_one(telling) or not any(map(telling.world.named_party, telling.parties))


def _attach(
    clusters: Clusters,
    tellings: Mapping[str, Telling],
    pairs: Iterable[tuple[str, str]],
    partial: Sequence[str],
    learned: Weights,
) -> None:
    """Join each of ``partial``, one after the other, to the one cluster that fits it best and clearly better than any
    other that it may join."""
    near: dict[str, dict[str, Features]] = defaultdict(dict)
    for a, b in pairs:
        if not {a, b}.isdisjoint(partial) and not barred(tellings[a], tellings[b]):
            near[a][b] = near[b][a] = judged(tellings[a], tellings[b], learned)
    for key in partial:
        options: dict[str, list[tuple[float, str]]] = defaultdict(list)
        for other, why in near.get(key, {}).items():
            if clusters.find(other) != clusters.find(key):
                options[clusters.find(other)].append((likelihood(why), other))
        ranked = sorted(_rank(scored) for scored in options.values())
        allowed = [r for r in ranked if _may_join(clusters, key, r[1], tellings)]
        if not allowed or -allowed[0][0] < learned.threshold:
            continue
        if len(allowed) == 1 or allowed[1][0] - allowed[0][0] >= MARGIN:
            clusters.join(key, allowed[0][1], near[key][allowed[0][1]])


def _rank(scored: list[tuple[float, str]]) -> tuple[float, str]:
    """The likeliest member of a cluster and (negative) how likely it is on average of the likeliest few."""
    best = sorted(scored, key=lambda s: (-s[0], s[1]))
    few = [score for score, _ in best[:SAMPLE]]
    return -round(sum(few) / len(few), 4), best[0][1]


def _may_join(clusters: Clusters, key: str, other: str, tellings: Mapping[str, Telling]) -> bool:
    left, right = (sorted(k for k in clusters.members(item) if k in tellings) for item in (key, other))
    return not clusters.forbidden(key, other) and not _barred(left, right, tellings)
