"""One article's version of a proposition ready to compare, and how two of them compare.

Two propositions have features, each a number from 0 to 1 with a name; the weights by which they are added up are
learned (``weights.yaml``). What no score overrules is :func:`barred`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from rapidfuzz.fuzz import partial_ratio, ratio

from kg.lexicon import vocabulary
from kg.lexicon.word_weights import total as total_weight
from kg.lexicon.words import word_list
from kg.records import ACTOR_TYPES
from kg.resolve import intervals
from kg.resolve.readings import StatementReading
from kg.resolve.world import World

#: Likeness (0 … 100) from which two wordings are nearly the same; so much of the shorter in a piece of the longer.
NEAR, INSIDE = 90.0, 96.0
#: Likeness that any two wordings have.
CHANCE = 60.0
#: Words in common of so much weight are no chance; words quoted by one that the other has.
ENOUGH, QUOTED_ENOUGH = 2.0, 1.5
#: Of so few words a proposition is about nothing but whom it names.
SHORT = 2
#: Of so few words one that says so much is another proposition.
FEW, ELSE = 3, 0.5
#: Of so many words quoted by both, the same are the same whomever "he" is taken for.
QUOTED = 5
#: What whom a proposition names weighs beside its words: the same few names are in everything a speaker says.
NAME = 0.4

_OFFICIAL = word_list("resolve.statements.comparison", "official")
_MARKED = re.compile(r"[\"“”]([^\"“”]{3,})[\"“”]?")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")


@dataclass(frozen=True)
class ComparableStatement:
    """A :class:`StatementReading` ready to compare: nodes for entities, stems for words."""

    said: StatementReading
    speakers: frozenset[str]
    #: The speakers as parties, and for whom those speak who have no name of their own.
    lifted: frozenset[str]
    stems: frozenset[str]
    names: frozenset[str]
    #: Of ``names``, those of people.
    people: frozenset[str]
    places: tuple[str, ...]
    #: Whether it denies what its words say: by a negative in it, or because it is denied.
    denies: bool
    words: str
    #: The words of each piece that is quoted.
    quoted: tuple[tuple[str, ...], ...]
    numbers: frozenset[str]

    @property
    def features(self) -> frozenset[str]:
        """All that it can be found by; nodes hold a "/" and stems none."""
        return self.stems | self.names

    @cached_property
    def weight(self) -> float:
        """How much its words and names say."""
        return weight(self.features)

    @cached_property
    def length(self) -> int:
        """How many words it has."""
        return self.words.count(" ") + 1

    @cached_property
    def runs(self) -> frozenset[tuple[str, ...]]:
        """Each three words that follow one another."""
        words = self.words.split()
        return frozenset(zip(words, words[1:], words[2:], strict=False))

    @cached_property
    def couples(self) -> frozenset[tuple[str, str]]:
        """Each two words that follow one another."""
        return frozenset(pairwise(self.words.split()))


def weight(features: Iterable[str]) -> float:
    """How much stems and names say together."""
    named = [f for f in features if "/" in f or ":" in f]
    return NAME * len(named) + total_weight(set(features).difference(named))


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
            lifted=frozenset().union(*(_speaks_for(node, world) for node in speakers)),
            stems=stems,
            names=frozenset(world.party(node) for node in named if world.named(node)) - speakers,
            people=frozenset(node for node in named if world.nodes[node].type == "Person") - speakers,
            places=world.places(said.places),
            denies=said.denies ^ turned ^ (said.act == "deny"),
            words=" ".join(_WORD.findall(said.text.lower())),
            quoted=_quoted(said),
            numbers=vocabulary.numbers(said.text),
        )
    return found


def _speaks_for(node: str, world: World) -> set[str]:
    """Whom ``node`` speaks for: itself; an office, a ministry, a spokesman without a name, the state."""
    found, thing = {node, world.party(node)}, world.nodes[node]
    if thing.type not in ACTOR_TYPES or not thing.country:
        return found
    body = thing.type != "Person" and thing.sector in ("GOV", "MIL")
    words = frozenset(_WORD.findall(thing.label.lower()))
    if body or (not world.named(node) and words & _OFFICIAL):
        found.add(f"state:{thing.country}")
    return found


def _quoted(said: StatementReading) -> tuple[tuple[str, ...], ...]:
    pieces = [said.text] if said.form == "direct" else _MARKED.findall(said.text)
    return tuple(tuple(_WORD.findall(piece.lower())) for piece in pieces)


#: The features, in the order of the weights' file.
FEATURES = (
    "the same speakers", "a speaker in common", "one has no speaker", "the same act", "likeness of the wordings",
    "one wording in the other", "words in common, of the shorter", "words in common, of both",
    "a run of words in common", "words that one quotes", "words that both quote", "each says something else",
    "the same numbers", "other places", "other days",
)  # fmt: skip
#: Those of them that speak against it.
AGAINST = frozenset({"each says something else", "other places", "other days", "one has no speaker"})


def features(a: ComparableStatement, b: ComparableStatement, world: World) -> dict[str, float]:
    """The features of a pair that are not 0, by name, each from 0 to 1."""
    found = _speakers(a, b) | _wording(a, b) | _circumstances(a, b, world)
    return {name: round(value, 4) for name, value in found.items() if value}


def _speakers(a: ComparableStatement, b: ComparableStatement) -> dict[str, float]:
    return {
        "the same speakers": float(bool(a.speakers) and a.speakers == b.speakers),
        "a speaker in common": float(bool(a.speakers & b.speakers) and a.speakers != b.speakers),
        "one has no speaker": float(not a.speakers or not b.speakers),
        "the same act": float(a.said.act == b.said.act),
    }


def _wording(a: ComparableStatement, b: ComparableStatement) -> dict[str, float]:
    both = weight(a.features & b.features)
    enough = min(1.0, weight(a.stems & b.stems) / ENOUGH)
    return {
        "likeness of the wordings": _beyond_chance(ratio(a.words, b.words)),
        "one wording in the other": _beyond_chance(partial_ratio(a.words, b.words))
        if min(a.length, b.length) > 3
        else 0.0,
        "words in common, of the shorter": enough * both / max(0.1, min(a.weight, b.weight)),
        "words in common, of both": both / max(0.1, a.weight + b.weight - both),
        "a run of words in common": len(a.runs & b.runs) / max(1, min(len(a.runs), len(b.runs))),
        "words that one quotes": max(_held(a.quoted, b.couples), _held(b.quoted, a.couples)),
        "words that both quote": _held(a.quoted, {pair for piece in b.quoted for pair in pairwise(piece)}),
        "each says something else": min(1.0, _alone(a, b), _alone(b, a)),
    }


def _one_wording(a: ComparableStatement, b: ComparableStatement) -> bool:
    """Whether two have the same words, one perhaps more, and are told in one way: the negative is misread."""
    if (a.said.act == "deny") != (b.said.act == "deny"):
        return False
    return a.words == b.words or bool(partial_ratio(a.words, b.words, score_cutoff=INSIDE))


def _alone(a: ComparableStatement, b: ComparableStatement) -> float:
    """How much words of ``a`` say that ``b`` has not."""
    return total_weight(a.stems - b.stems)


def _beyond_chance(likeness: float) -> float:
    """A likeness of 0 … 100 as 0 … 1; English sentences are half alike."""
    return max(0.0, (likeness - CHANCE) / (100 - CHANCE))


def _held(quoted: Sequence[Sequence[str]], couples: Iterable[tuple[str, str]]) -> float:
    """What share of a quotation, that says enough, stands in other words: of the one of which most does."""
    there = set(couples)
    best = 0.0
    for piece in quoted:
        mine = list(pairwise(piece))
        held = [pair for pair in mine if pair in there]
        if held:
            words = vocabulary.content(tuple({word for pair in held for word in pair}))[0]
            best = max(best, len(held) / len(mine) * min(1.0, total_weight(words) / QUOTED_ENOUGH))
    return best


def _circumstances(a: ComparableStatement, b: ComparableStatement, world: World) -> dict[str, float]:
    left, right = intervals.stated(a.said.date), intervals.stated(b.said.date)
    apart = a.places and b.places and not any(world.related(x, y) for x in a.places for y in b.places)
    return {
        "the same numbers": float(bool(a.numbers & b.numbers)),
        "other places": float(bool(apart)),
        "other days": float(left is not None and right is not None and intervals.gap(left, right) > 1),
    }


def barred(a: ComparableStatement, b: ComparableStatement) -> str:
    """Why two propositions are never one, whatever else they have in common; empty where nothing bars it."""
    alike = ratio(a.words, b.words, score_cutoff=NEAR) >= NEAR and a.length > 2
    if a.speakers and b.speakers:
        if not a.lifted & b.lifted:
            return "other speakers"
    elif not (alike and min(a.length, b.length) >= QUOTED):
        return "nobody is said to say it"
    if a.said.negated != b.said.negated:
        return "said, and not said"
    if a.denies != b.denies and not _one_wording(a, b):
        return "one denies what the other says"
    if {a.said.act, b.said.act}.isdisjoint({"deny"}) and vocabulary.contrary(a.said.act, b.said.act):
        return "contrary acts"
    if not a.stems & b.stems and not alike:
        return "nothing in common"
    quoted = alike and "indirect" not in (a.said.form, b.said.form) and a.length >= QUOTED
    if a.numbers - b.numbers and b.numbers - a.numbers:
        return "other numbers"
    if a.people - b.people and b.people - a.people and not quoted:
        return "about other people"
    if min(len(a.stems), len(b.stems)) <= SHORT and a.people != b.people and not quoted:
        return "short, and not about the same people"
    few = min(len(a.stems), len(b.stems)) <= FEW and a.said.form == b.said.form == "indirect"
    if few and not alike and min(_alone(a, b), _alone(b, a)) >= ELSE:
        return "short, and each says something else"
    return ""
