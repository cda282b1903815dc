"""Which statements are one: proposition by proposition, by who says it and by what is said.

What an article leaves out (place, day, addressee) forbids nothing. Two propositions are compared if their speakers are
the same and they have a rare word in common; the weights of :func:`compare` add up, from ``SAME`` on they are one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from heapq import nsmallest

from kg.records import Judgement
from kg.resolve import vocabulary
from kg.resolve.clustering import Clusters, obey, total
from kg.resolve.statements.blocking import candidate_pairs, same_words
from kg.resolve.statements.comparison import SAME, ComparableStatement, Weights, compare
from kg.resolve.world import World

#: Members of a cluster that are looked at before two clusters are joined.
SAMPLE = 6


def cluster(found: Mapping[str, ComparableStatement], judgements: Sequence[Judgement], world: World) -> Clusters:
    """Cluster the propositions of all statements."""
    clusters = Clusters(found)
    obey(clusters, judgements)
    weights = Weights(found.values())
    leaders = _alike(found, clusters)
    scored = []
    for a, b in (*candidate_pairs(leaders, found, weights), *same_words(leaders, found)):
        features = compare(found[a], found[b], weights, world)
        if total(features) >= SAME:
            scored.append((-total(features), a, b, features))
    for _, a, b, features in sorted(scored):
        if clusters.find(a) != clusters.find(b) and _together(
            clusters, a, b, found=found, weights=weights, world=world
        ):
            clusters.join(a, b, features)
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
            enough = found[key].speakers or len(found[key].words.split()) >= 5
            one = enough and not vocabulary.contrary(found[keys[0]].said.act, found[key].said.act)
            if not (one and clusters.join(keys[0], key, (("the same words", 1.0),))):
                leaders.append(key)
    return sorted(leaders)


def _together(
    clusters: Clusters, a: str, b: str, *, found: Mapping[str, ComparableStatement], weights: Weights, world: World
) -> bool:
    """Whether the clusters of ``a`` and ``b`` agree on the whole: no chain of likenesses makes one of what differs."""
    left, right = (nsmallest(SAMPLE, clusters.members(key)) for key in (a, b))
    scores = [total(compare(found[x], found[y], weights, world)) for x in left for y in right if (x, y) != (a, b)]
    return not scores or (min(scores) > -0.5 and sum(scores) / len(scores) >= SAME - 0.2)
