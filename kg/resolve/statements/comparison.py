"""One article's version of a proposition ready to compare, and how two of them compare."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz.fuzz import partial_ratio, ratio

from kg.resolve import intervals, vocabulary
from kg.resolve.clustering import Features
from kg.resolve.readings import StatementReading
from kg.resolve.world import World

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


@dataclass(frozen=True, slots=True)
class ComparableStatement:
    """A :class:`StatementReading` ready to compare: nodes for entities, stems for words."""

    said: StatementReading
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


def comparable_statements(sayings: Iterable[StatementReading], world: World) -> dict[str, ComparableStatement]:
    """The propositions by reading key."""
    found = {}
    for said in sayings:
        stems, turned = vocabulary.content(said.terms)
        named = world.all(said.entities)
        speakers = frozenset(world.actors(said.speakers))
        found[said.key] = ComparableStatement(
            said=said,
            speakers=speakers,
            stems=stems,
            names=frozenset(world.party(node) for node in named if world.named(node)) - speakers,
            people=frozenset(node for node in named if world.nodes[node].type == "Person") - speakers,
            places=world.places(said.places),
            denies=said.denies ^ turned,
            words=" ".join(re.findall(r"\w+", said.text.lower())),
            numbers=vocabulary.numbers(said.text),
        )
    return found


class Weights:
    """How much a word or name says: less the more propositions hold it; among few propositions nearly all the same."""

    def __init__(self, found: Iterable[ComparableStatement]) -> None:
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


def compare(a: ComparableStatement, b: ComparableStatement, weights: Weights, world: World) -> Features:
    """Why two propositions may be one, or not: features whose weights add up."""
    if a.speakers and b.speakers and not a.speakers & b.speakers:
        return (("other speakers", -1.0),)
    if a.said.negated != b.said.negated:
        return (("said, and not said", -1.0),)
    if a.denies != b.denies and a.words != b.words:
        return (("one denies what the other says", -1.0),)
    if vocabulary.contrary(a.said.act, b.said.act):
        return (("contrary acts", -1.0),)
    near = ratio(a.words, b.words, score_cutoff=NEAR)
    if near >= NEAR and len(a.words.split()) > 2:
        quoted = "indirect" not in (a.said.form, b.said.form) and len(a.words.split()) >= QUOTED
        against = () if quoted and a.numbers == b.numbers else _against(a, b, world)
        return (("nearly the same words", round(near / 100, 3)), *against)
    if a.speakers != b.speakers:
        return (("not quite the same speakers", 0.0),)
    return _content(a, b, weights) + _against(a, b, world)


def _content(a: ComparableStatement, b: ComparableStatement, weights: Weights) -> Features:
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


def _against(a: ComparableStatement, b: ComparableStatement, world: World) -> Features:
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
    left, right = intervals.stated(a.said.date), intervals.stated(b.said.date)
    if left and right and intervals.gap(left, right) > 1:
        found += (("other days", -0.15),)
    return found
