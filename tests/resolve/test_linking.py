"""What is alike on average becomes one, in any order; what is barred does not; learned weights read as likelihoods."""

from __future__ import annotations

import random
from itertools import combinations
from pathlib import Path

import pytest

from kg.records import BEGINNING, Judgement, likelihood
from kg.resolve.clustering import Clusters, average_linkage
from kg.resolve.events.clustering import WEIGHTS as OF_EVENTS
from kg.resolve.events.comparison import FEATURES as EVENT_FEATURES
from kg.resolve.linking import Weights, judged, link, load
from kg.resolve.statements.clustering import WEIGHTS as OF_STATEMENTS
from kg.resolve.statements.comparison import FEATURES as STATEMENT_FEATURES

BY_HAND = Judgement("x", "y", True, 0.0)


def groups(scores: dict[tuple[str, str], float], threshold: float = 0.5, apart: str = "") -> list[list[str]]:
    clusters = Clusters({item for pair in scores for item in pair})
    for a, b, _ in average_linkage(scores, threshold, lambda left, right: bool(apart) and {*apart} <= {*left, *right}):
        clusters.join(a, b)
    return [list(group) for group in clusters.groups()]


def test_a_chain_of_likenesses_is_not_one() -> None:
    assert groups({("a", "b"): 0.9, ("b", "c"): 0.8}) == [["a", "b"], ["c"]]
    assert groups({("a", "b"): 0.9, ("b", "c"): 0.8, ("a", "c"): 0.3}) == [["a", "b", "c"]]


def test_what_must_stay_apart_does_whatever_joins_first() -> None:
    scores = {("a", "b"): 0.9, ("b", "c"): 0.8, ("a", "c"): 0.8}
    assert groups(scores, apart="ac") == [["a", "b"], ["c"]]
    assert groups(scores, apart="ab") == [["a", "c"], ["b"]]


def test_the_order_of_pairs_decides_nothing() -> None:
    chance = random.Random(4)
    pairs = [(pair, chance.choice((0.2, 0.5, 0.7, 0.9))) for pair in combinations("abcdefgh", 2)]
    first = groups(dict(pairs))
    for _ in range(20):
        chance.shuffle(pairs)
        assert groups(dict(pairs)) == first


def test_items_that_hang_together_are_all_compared() -> None:
    clusters, looked = Clusters("abc"), set[tuple[str, str]]()

    def judge(a: str, b: str) -> tuple[tuple[str, float], ...] | None:
        looked.add((a, b))
        return None if (a, b) == ("a", "c") else (("alike", 3.0),)

    link(clusters, [("a", "b"), ("b", "c")], judge, 0.5)
    assert ("a", "c") in looked
    assert sorted(map(len, clusters.groups())) == [1, 2]


def test_a_judgement_says_why_and_how_likely() -> None:
    features = judged({"alike": 0.5, "unknown": 1.0}, Weights({"alike": 4.0, "other": 1.0}, -1.0, 0.5))
    assert features == ((BEGINNING, -1.0), ("alike", 2.0))
    made = Judgement("x", "y", True, 1.0, features)
    assert made.reasons == (("alike", 2.0),)
    assert made.likelihood == pytest.approx(likelihood(features), abs=1e-4) == pytest.approx(0.7311, abs=1e-4)
    assert BY_HAND.likelihood is None


@pytest.mark.parametrize(
    ("path", "tables", "known"),
    [(OF_EVENTS, {"within", "across"}, EVENT_FEATURES), (OF_STATEMENTS, {"statements"}, STATEMENT_FEATURES)],
    ids=["events", "statements"],
)
def test_every_weight_is_of_a_feature(path: Path, tables: set[str], known: tuple[str, ...]) -> None:
    found = load(path)
    assert set(found) == tables
    for weights in found.values():
        assert set(weights.features) <= set(known)
        assert 0 < weights.threshold < 1
