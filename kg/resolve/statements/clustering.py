"""Which statements are one: proposition by proposition, by who says it and by what is said.

What an article leaves out (place, day, addressee) forbids nothing. Two propositions are compared if their speakers are,
or speak for, the same and they have a rare word in common; they are joined while they are alike on average.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import chain
from pathlib import Path

from kg.lexicon import vocabulary
from kg.records import Judgement
from kg.resolve.clustering import Clusters, Features, obey
from kg.resolve.linking import judged, link, load
from kg.resolve.statements.blocking import candidate_pairs, same_words
from kg.resolve.statements.comparison import QUOTED, ComparableStatement, barred, features
from kg.resolve.world import World

WEIGHTS = Path(__file__).with_name("weights.yaml")


def cluster(found: Mapping[str, ComparableStatement], judgements: Sequence[Judgement], world: World) -> Clusters:
    """Cluster the propositions of all statements."""
    clusters = Clusters(found)
    obey(clusters, judgements)
    learned = load(WEIGHTS)["statements"]
    leaders = _alike(found, clusters)

    def judge(a: str, b: str) -> Features | None:
        if barred(found[a], found[b]):
            return None
        return judged(features(found[a], found[b], world), learned)

    pairs = chain(candidate_pairs(leaders, found), same_words(leaders, found))
    link(clusters, pairs, judge, learned.threshold)
    return clusters


def _alike(found: Mapping[str, ComparableStatement], clusters: Clusters) -> list[str]:
    """Join what the same people say in the same words; the smallest of each such group."""
    groups: dict[tuple[object, ...], list[str]] = defaultdict(list)
    for key in sorted(found):
        claim = found[key]
        groups[claim.speakers, claim.said.negated, claim.people, claim.words].append(key)
    leaders = []
    for keys in groups.values():
        leaders.append(keys[0])
        for key in keys[1:]:
            enough = found[key].speakers or found[key].length >= QUOTED
            one = enough and not vocabulary.contrary(found[keys[0]].said.act, found[key].said.act)
            if not (one and clusters.join(keys[0], key, (("the same words", 1.0),))):
                leaders.append(key)
    return sorted(leaders)
