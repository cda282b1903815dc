"""Which readings of events are one: first within each article, then what the articles tell with one another.

What its records say is told again is so, whatever speaks against it here: who read the article saw more. What an
article tells of one event in several places is one :class:`~kg.resolve.events.comparison.Telling`, which has
all that any of them gives. Tellings of several articles are compared by learned weights and joined while they are alike
on average; nothing that is barred comes together. A telling that leaves out with whom ("Kim's meeting") joins last, and
only what fits it clearly better than anything else.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from kg.records import Judgement, likelihood
from kg.resolve.clustering import Clusters, Features, attach, obey
from kg.resolve.events import unnamed_participants
from kg.resolve.events.blocking import candidate_pairs
from kg.resolve.events.comparison import FORCE, ComparableEvent, Telling, barred, features, other_days
from kg.resolve.linking import SAMPLE, Pair, Scores, Weights, judged, link, load, ordered
from kg.resolve.world import World

WEIGHTS = Path(__file__).with_name("weights.yaml")
#: Earlier tellings of an article that one is compared with.
BACK = 60
#: By so much the best cluster for what leaves something out must be likelier than the next.
MARGIN = 0.15
#: This must tell in an article that what somebody unnamed did is what was told before.
POINTING = "told by the same word"
#: One of these must tell in an article that violence of one is that of another: attacks are many.
TELLING = frozenset({"about the same", "both participants in common", "the same people, in one story", "the same doer"})
_AGAIN: Features = (("its article says it again", 1.4),)
#: Two that differ by less fit as well.
TIE = 0.03


def cluster(found: Mapping[str, ComparableEvent], judgements: Sequence[Judgement], world: World) -> Clusters:
    """Cluster the readings of events."""
    clusters = Clusters(found)
    obey(clusters, judgements)
    join_within(clusters, found, world)
    tellings = {group[0]: Telling.of([found[key] for key in group], world) for group in clusters.groups()}
    _across(clusters, tellings, weights()["across"])
    return clusters


def join_within(clusters: Clusters, found: Mapping[str, ComparableEvent], world: World) -> None:
    """Join the readings of each article that tell of one event."""
    for key in sorted(found):
        same = found[key].told.same
        if same is not None and same in found:
            clusters.join(key, same, _AGAIN)
    _within(clusters, found, world, weights()["within"])
    unnamed_participants.attach(clusters, found, world)


def weights() -> Mapping[str, Weights]:
    """The learned weights for pairs ``within`` an article and ``across`` articles."""
    return load(WEIGHTS)


def _within(clusters: Clusters, found: Mapping[str, ComparableEvent], world: World, learned: Weights) -> None:
    told: dict[str, list[str]] = defaultdict(list)
    first = {group[0]: min(found[key].told.at for key in group) for group in clusters.groups()}
    for key in sorted(first, key=lambda k: (found[k].told.article, first[k], k)):
        told[found[key].told.article].append(key)
    for keys in told.values():
        tellings = {key: Telling.of([found[k] for k in clusters.members(key)], world) for key in keys}
        pairs = [ordered(keys[m], keys[n]) for n in range(len(keys)) for m in range(max(0, n - BACK), n)]
        partial = dict.fromkeys(key for key in keys if _leaves_out(tellings[key]))
        whole = [(a, b) for a, b in pairs if a not in partial and b not in partial]
        link(clusters, whole, _judge(tellings, learned), learned.threshold)
        _attach(clusters, tellings, pairs, list(partial), learned)


def _between(scores: Scores, tellings: Mapping[str, Telling], learned: Weights) -> set[Pair]:
    """The pairs of the tellings of which it is open what they tell: of those without a day that fit two days' tellings
    equally well, as a strike between the strikes of two days."""
    fits: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for (a, b), score in scores.items():
        if score >= learned.threshold:
            for key, other in ((a, b), (b, a)):
                if not tellings[key].day and tellings[other].day:
                    fits[key].append((-score, other))
    open_ = set()
    for key, others in fits.items():
        (best, first), *rest = sorted(others)[: SAMPLE + 1]
        near = [other for score, other in rest if score - best < TIE]
        if any(other_days(tellings[first], tellings[other]) for other in near):
            open_.add(key)
    return {pair for pair in scores if not open_.isdisjoint(pair)}


def _judge(tellings: Mapping[str, Telling], learned: Weights) -> Callable[[str, str], Features | None]:
    """Compares two of ``tellings``."""

    def judge(a: str, b: str) -> Features | None:
        left, right = tellings[a], tellings[b]
        if barred(left, right):
            return None
        has = features(left, right)
        if left.articles & right.articles:
            both = left.parties and right.parties
            if (not both and POINTING not in has) or (both and left.root in FORCE and has.keys().isdisjoint(TELLING)):
                return None
        return judged(has, learned)

    return judge


def _across(clusters: Clusters, tellings: Mapping[str, Telling], learned: Weights) -> None:
    partial = [key for key in sorted(tellings) if _names_one(tellings[key])]
    whole = sorted(tellings.keys() - partial)
    pairs = candidate_pairs(whole, tellings)
    link(clusters, pairs, _judge(tellings, learned), learned.threshold, lambda s: _between(s, tellings, learned))
    partial.sort(key=lambda k: (-len(tellings[k].parties), -round(tellings[k].weight, 3), k))
    _attach(clusters, tellings, candidate_pairs(sorted(tellings), tellings), partial, learned)


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
    judge, left_out = _judge(tellings, learned), frozenset(partial)
    for a, b in pairs:
        if (a in left_out or b in left_out) and (why := judge(a, b)) is not None:
            near[a][b] = near[b][a] = why

    def allowed(a: str, b: str) -> bool:
        left, right = (sorted(k for k in clusters.members(item) if k in tellings)[:SAMPLE] for item in (a, b))
        return not any(barred(tellings[x], tellings[y]) for x in left for y in right)

    for key in partial:
        options: dict[str, list[tuple[float, str]]] = defaultdict(list)
        for other, why in near.get(key, {}).items():
            if clusters.find(other) != clusters.find(key):
                options[clusters.find(other)].append((-likelihood(why), other))
        fitting = (_fit(scored) for scored in options.values())
        candidates = [(score, member, near[key][member]) for score, member in fitting]
        attach(clusters, key, candidates, threshold=learned.threshold, margin=MARGIN, allowed=allowed)


def _fit(scored: list[tuple[float, str]]) -> tuple[float, str]:
    """How likely a cluster's likeliest few are on average, and the likeliest; ``scored`` holds negative likelihoods."""
    few = sorted(scored)[:SAMPLE]
    return -round(sum(score for score, _ in few) / len(few), 4), few[0][1]
