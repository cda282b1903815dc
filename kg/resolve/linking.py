"""What is alike on average becomes one: learned weights of named features, average linkage, must-nots that hold.

The same for events and for statements; each has its features, its must-nots and its weights (``weights.yaml``).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

from kg.lexicon.yaml_file import read_yaml
from kg.records import BEGINNING, likelihood
from kg.resolve.clustering import Clusters, Features, average_linkage, components

#: Of so many items that hang together all pairs are compared.
WHOLE = 100
#: Members of a cluster that are looked at for what bars it.
SAMPLE = 6

Pair = tuple[str, str]
Scores = Mapping[Pair, float]


@dataclass(frozen=True, slots=True)
class Weights:
    """A weight a feature, what every pair begins with, and from which likelihood on two are one."""

    features: Mapping[str, float]
    start: float
    threshold: float


@cache
def load(path: Path) -> Mapping[str, Weights]:
    """The tables of weights in a file, by name."""
    raw: dict[str, dict[str, Any]] = read_yaml(path.read_text(encoding="utf-8"))
    return {name: _weights(dict(given)) for name, given in raw.items()}


def _weights(given: dict[str, Any]) -> Weights:
    start, threshold = float(given.pop("start")), float(given.pop("threshold"))
    return Weights({name: float(weight) for name, weight in given.items()}, start, threshold)


def judged(has: Mapping[str, float], learned: Weights) -> Features:
    """Why two may be one, or not: what every pair begins with, and the weight of each feature that they have."""
    named = tuple(
        (name, round(weight * has[name], 3)) for name, weight in learned.features.items() if has.get(name) and weight
    )
    return ((BEGINNING, learned.start), *named)


def ordered(a: str, b: str) -> Pair:
    """The smaller one first."""
    return (a, b) if a < b else (b, a)


def link(
    clusters: Clusters,
    pairs: Iterable[Pair],
    judge: Callable[[str, str], Features | None],
    threshold: float,
    leave_open: Callable[[Scores], Collection[Pair]] = lambda _: (),
) -> None:
    """Join items by average linkage.

    ``pairs``: those that are compared, smaller first; where few hang together, all pairs of them are. ``judge`` gives
    the features of a pair, None where something bars it; ``leave_open`` says which pairs then count as not compared.
    """
    known: dict[Pair, Features | None] = {}
    scores: dict[Pair, float] = {}

    def look(a: str, b: str) -> Features | None:
        pair = ordered(a, b)
        if pair not in known:
            known[pair] = judge(*pair)
        return known[pair]

    for a, b in pairs:
        why = look(a, b)
        if why is not None:
            scores[a, b] = likelihood(why)
    for component in components(pair for pair, score in scores.items() if score >= threshold):
        if len(component) <= WHOLE:
            for pair in combinations(component, 2):
                if (why := look(*pair)) is not None:
                    scores[pair] = likelihood(why)
    open_ = leave_open(scores)
    scores = {pair: score for pair, score in scores.items() if pair not in open_}

    def apart(left: Sequence[str], right: Sequence[str]) -> bool:
        barred = (look(a, b) is None for a in left[:SAMPLE] for b in right[:SAMPLE])
        return clusters.forbidden(left[0], right[0]) or any(barred)

    for a, b, _ in average_linkage(scores, threshold, apart):
        best = _best(clusters.members(a), clusters.members(b), scores)
        clusters.join(*best, known[best] or ())


def _best(left: Iterable[str], right: Iterable[str], scores: Scores) -> Pair:
    """The likeliest pair of two clusters, which tells best why they are one."""
    pairs = [pair for a in left for b in right if (pair := ordered(a, b)) in scores]
    return min(pairs, key=lambda pair: (-scores[pair], pair))
