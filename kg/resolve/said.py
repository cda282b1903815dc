"""Which statements are one: proposition by proposition, by who says it and by what is said.

What an article leaves out (place, day, addressee) forbids nothing. Two propositions are compared if their speakers are
the same and they have a rare word in common; the weights of :func:`compare` add up, from ``SAME`` on they are one.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import nsmallest

from rapidfuzz.fuzz import partial_ratio, ratio

from kg.records import Judgement
from kg.resolve import dates, words
from kg.resolve.clusters import Clusters, Features, obey, total
from kg.resolve.nodes import World
from kg.resolve.profiles import Saying

SAME = 0.54
#: Likeness (0 … 100) from which two wordings are nearly the same.
NEAR = 90.0
#: The same of the shorter wording and a piece of the longer.
INSIDE = 96.0
#: Of so few words a proposition is about nothing but whom it names.
SHORT = 3
#: How far one, two, three, four or more words in common tell.
EVIDENCE = (0.25, 0.45, 0.85, 1.0)
#: Of so many words quoted by both, the same are the same whomever "he" is taken for.
QUOTED = 5
#: Each proposition is looked up by this many of its rarest words, and compared with this many neighbours of each.
RARE, NEIGHBOURS = 6, 60
#: Members of a cluster that are looked at before two clusters are joined.
SAMPLE = 6


@dataclass(frozen=True, slots=True)
class Claim:
    """A :class:`Saying` ready to compare: nodes for entities, stems for words."""

    said: Saying
    speakers: frozenset[str]
    stems: frozenset[str]
    names: frozenset[str]
    #: Of ``names``, those of people.
    people: frozenset[str]
    places: tuple[str, ...]
    denies: bool
    words: str
    numbers: frozenset[str]

    @property
    def features(self) -> frozenset[str]:
        """All that it can be found by; nodes hold a "/" and stems none."""
        return self.stems | self.names


def claims(sayings: Iterable[Saying], world: World) -> dict[str, Claim]:
    """The propositions by reading key."""
    found = {}
    for said in sayings:
        stems, turned = words.content(said.terms)
        named = world.all(said.entities)
        speakers = frozenset(world.actors(said.speakers))
        found[said.key] = Claim(
            said=said,
            speakers=speakers,
            stems=stems,
            names=frozenset(world.party(node) for node in named if world.named(node)) - speakers,
            people=frozenset(node for node in named if world.nodes[node].type == "Person") - speakers,
            places=world.places(said.places),
            denies=said.denies ^ turned,
            words=" ".join(re.findall(r"\w+", said.text.lower())),
            numbers=words.numbers(said.text),
        )
    return found


class Weights:
    """How much a word or name says: less the more propositions hold it; among few propositions nearly all the same."""

    def __init__(self, found: Iterable[Claim]) -> None:
        self.counts: Counter[str] = Counter()
        number = 0
        for claim in found:
            self.counts.update(claim.features)
            number += 1
        self._number = number + 20
        self._known: dict[str, float] = {}

    def __call__(self, feature: str) -> float:
        """The weight of one feature, above 0 and at most 1."""
        if feature not in self._known:
            self._known[feature] = self._weight(feature)
        return self._known[feature]

    def _weight(self, feature: str) -> float:
        weight = math.log(self._number / (1 + self.counts[feature])) / math.log(self._number)
        # Whom it is about says less than what is said: the same few names are in everything a speaker says.
        return max(0.05, weight) * (0.6 if "/" in feature or ":" in feature else 1.0)

    def sum(self, features: Iterable[str]) -> float:
        """The weight of ``features`` together; in sorted order, so that it is the same on every machine."""
        return sum(self(feature) for feature in sorted(features))


def cluster(found: Mapping[str, Claim], judgements: Sequence[Judgement], world: World) -> Clusters:
    """Cluster the propositions of all statements."""
    clusters = Clusters(found)
    obey(clusters, judgements)
    weights = Weights(found.values())
    leaders = _alike(found, clusters)
    scored = []
    for a, b in (*_pairs(leaders, found, weights), *_same_words(leaders, found)):
        features = compare(found[a], found[b], weights, world)
        if total(features) >= SAME:
            scored.append((-total(features), a, b, features))
    for _, a, b, features in sorted(scored):
        if clusters.find(a) != clusters.find(b) and _together(
            clusters, a, b, found=found, weights=weights, world=world
        ):
            clusters.join(a, b, features)
    return clusters


def _alike(found: Mapping[str, Claim], clusters: Clusters) -> list[str]:
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
            one = enough and not words.contrary(found[keys[0]].said.act, found[key].said.act)
            if not (one and clusters.join(keys[0], key, (("the same words", 1.0),))):
                leaders.append(key)
    return sorted(leaders)


def _pairs(keys: Sequence[str], found: Mapping[str, Claim], weights: Weights) -> Iterator[tuple[str, str]]:
    """Pairs that share a speaker (or have none) and a rare word, each once, the later of ``keys`` last."""
    index: dict[tuple[str, str], list[str]] = defaultdict(list)
    for key in keys:
        claim = found[key]
        near: set[str] = set()
        rare = sorted(claim.features, key=lambda f: (-weights(f), f))[:RARE]
        for speaker in claim.speakers or ("",):
            for feature in rare:
                posting = index[speaker, feature]
                near.update(posting[-NEIGHBOURS:])
                posting.append(key)
        yield from ((other, key) for other in sorted(near))


def _same_words(keys: Sequence[str], found: Mapping[str, Claim]) -> Iterator[tuple[str, str]]:
    """Pairs of the same words, not few, of which one has no speaker: an article that leaves out who said it."""
    index: dict[str, tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
    for key in keys:
        if found[key].words.count(" ") >= QUOTED - 1:
            index[found[key].words][bool(found[key].speakers)].append(key)
    for nobody, somebody in index.values():
        yield from ((min(a, b), max(a, b)) for a in nobody for b in somebody[:NEIGHBOURS])


def compare(a: Claim, b: Claim, weights: Weights, world: World) -> Features:
    """Why two propositions may be one, or not: features whose weights add up."""
    if a.speakers and b.speakers and not a.speakers & b.speakers:
        return (("other speakers", -1.0),)
    if a.said.negated != b.said.negated:
        return (("said, and not said", -1.0),)
    if a.denies != b.denies and a.words != b.words:
        return (("one denies what the other says", -1.0),)
    if words.contrary(a.said.act, b.said.act):
        return (("contrary acts", -1.0),)
    near = ratio(a.words, b.words, score_cutoff=NEAR)
    if near >= NEAR and len(a.words.split()) > 2:
        quoted = "indirect" not in (a.said.form, b.said.form) and len(a.words.split()) >= QUOTED
        against = () if quoted and a.numbers == b.numbers else _against(a, b, world)
        return (("nearly the same words", round(near / 100, 3)), *against)
    if a.speakers != b.speakers:
        return (("not quite the same speakers", 0.0),)
    return _content(a, b, weights) + _against(a, b, world)


def _content(a: Claim, b: Claim, weights: Weights) -> Features:
    shared = a.features & b.features
    both = weights.sum(shared)
    left, right = weights.sum(a.features), weights.sum(b.features)
    if not shared or not a.stems & b.stems:
        return (("nothing in common", 0.0),)
    shorter = min(left, right)
    # What little is shared by short wordings may be chance.
    evidence = EVIDENCE[min(len(a.stems & b.stems), len(EVIDENCE)) - 1]
    found: Features = (
        ("shared of the shorter", round(0.6 * evidence * (both / shorter) ** 2, 3)),
        ("shared of both", round(0.4 * both / (left + right - both), 3)),
    )
    if a.said.act == b.said.act:
        found += (("the same act", 0.05),)
    if a.denies:
        found += (("both deny it", 0.1),)
    if min(len(a.words), len(b.words)) > 20 and partial_ratio(a.words, b.words, score_cutoff=INSIDE):
        found += (("one wording in the other", 0.3),)
    return found


def _against(a: Claim, b: Claim, world: World) -> Features:
    found: Features = ()
    short = min(len(a.stems), len(b.stems)) <= SHORT
    if a.people - b.people and b.people - a.people:
        found += (("about other people", -0.5 if short else -0.15),)
    elif a.people != b.people and short:
        found += (("short, and not about the same people", -0.3),)
    if a.numbers - b.numbers and b.numbers - a.numbers:
        found += (("other numbers", -0.4),)
    if a.places and b.places and not any(world.related(x, y) for x in a.places for y in b.places):
        found += (("other places", -0.15),)
    left, right = dates.stated(a.said.date), dates.stated(b.said.date)
    if left and right and dates.gap(left, right) > 1:
        found += (("other days", -0.15),)
    return found


def _together(
    clusters: Clusters, a: str, b: str, *, found: Mapping[str, Claim], weights: Weights, world: World
) -> bool:
    """Whether the clusters of ``a`` and ``b`` agree on the whole: no chain of likenesses makes one of what differs."""
    left, right = (nsmallest(SAMPLE, clusters.members(key)) for key in (a, b))
    scores = [total(compare(found[x], found[y], weights, world)) for x in left for y in right if (x, y) != (a, b)]
    return not scores or (min(scores) > -0.5 and sum(scores) / len(scores) >= SAME - 0.2)
