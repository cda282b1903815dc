"""Which triggers of one article tell one happening: "Ana **met** Ben. … **The meeting** lasted an hour."

What the head answers of two triggers is weighed with named signs, each a number from 0 to 1: their words, who is in
it, when, where, what else their clauses tell. The weights (``coreference.yaml``) are learned by
``scripts/encoder/fit_coreference.py``. What :func:`may_be_one` rules out, no weight overrules.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.annotate import syntax
from kg.annotate.syntax import Role, role
from kg.extract.dates import ends_before
from kg.extract.events.bystanders import MUTUAL
from kg.extract.events.clause import terms
from kg.extract.events.drafts import Draft
from kg.lexicon import vocabulary
from kg.lexicon.word_weights import total
from kg.lexicon.words import word_list
from kg.lexicon.yaml_file import read_yaml
from kg.records import Date, Mention

WEIGHTS = Path(__file__).with_name("coreference.yaml")
#: So many triggers back is asked whether they tell the same.
BACK = 30
#: From so much on, the words of a clause tell what it is about.
MUCH = 0.8
#: What the head's answer is called among the signs, and what every pair begins with.
HEAD, START = "the head", "start"
_DEFINITE = word_list("extract.events", "definite")
#: Says that what is told has not been told before.
_NEW = word_list("extract.events.coreference", "new")
_NOUNS = frozenset({"NOUN", "PROPN"})
_PLURALS = frozenset({"NNS", "NNPS"})
_QUALITIES = (Role.ADJECTIVE, Role.COMPOUND)

#: The numbers of two drafts, the later one first.
Pair = tuple[int, int]


@dataclass(frozen=True)
class _Told:
    """What of one draft is compared."""

    words: tuple[str, str]
    stem: str
    noun: bool
    plural: bool
    definite: bool
    qualities: frozenset[str]
    numbers: frozenset[str]
    about: frozenset[str]
    sides: Mapping[str, frozenset[str]]
    day: tuple[str | None, str | None] | None

    @staticmethod
    def of(draft: Draft) -> _Told:
        """What ``draft`` tells."""
        token, parties = draft.token, draft.parties
        lemma = token.lemma_.lower()
        noun = token.pos_ in _NOUNS
        return _Told(
            words=(lemma, token.lower_),
            stem=vocabulary.stem(lemma),
            noun=noun,
            plural=token.tag_ in _PLURALS,
            definite=noun and any(c.lower_ in _DEFINITE for c in syntax.children(token, Role.DETERMINER)),
            qualities=frozenset(c.lemma_.lower() for c in token.children if role(c) in _QUALITIES),
            numbers=frozenset(c.lower_ for c in token.children if c.pos_ == "NUM"),
            about=vocabulary.content(terms(token))[0],
            sides={
                "doer": _entities(parties.source),
                "target": _entities(parties.target),
                "place": _entities(parties.place),
            },
            day=(draft.date.start, draft.date.end) if draft.date else None,
        )

    @property
    def parties(self) -> frozenset[str]:
        return self.sides["doer"] | self.sides["target"]


def signs(drafts: Sequence[Draft], pairs: Sequence[Pair]) -> list[dict[str, float]]:
    """The signs of each pair that are not 0, by name."""
    told = {n: _Told.of(drafts[n]) for n in sorted({n for pair in pairs for n in pair})}
    return [
        {name: value for name, value in _signs(drafts[n], told[n], told[k], n - k - 1).items() if value}
        for n, k in pairs
    ]


def _signs(draft: Draft, later: _Told, earlier: _Told, between: int) -> dict[str, float]:
    doing = vocabulary.doing(draft.root, later.words, earlier.words)
    nouns = later.noun and earlier.noun
    found = {
        "told by the same word": later.stem == earlier.stem,
        "the same doing": max(0.0, doing),
        "another doing": doing < 0,
        "both are nouns": nouns,
        "the later one is definite": later.definite,
        "the earlier one is plural": earlier.plural,
        "the later one is plural": later.plural,
        "only one is plural": nouns and later.plural != earlier.plural,
        "each of another quality": _are_unlike(later.qualities, earlier.qualities),
        "each of another number": _are_unlike(later.numbers, earlier.numbers),
        "about something else": _about_something_else(later, earlier),
        "a party in common": bool(later.parties & earlier.parties),
        "the same parties": bool(later.parties) and later.parties == earlier.parties,
        "the same place": bool(later.sides["place"] & earlier.sides["place"]),
        "the same day": later.day is not None and later.day == earlier.day,
        "others told between": min(1.0, math.log1p(between) / 4),
    }
    found |= {f"another {side}": _are_unlike(later.sides[side], earlier.sides[side]) for side in later.sides}
    return {name: round(float(value), 4) for name, value in found.items()}


def _are_unlike(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether there are any on both sides, and none in common."""
    return bool(a and b) and a.isdisjoint(b)


def _about_something_else(a: _Told, b: _Told) -> bool:
    heads = {a.stem, b.stem}
    return not (a.about & b.about) - heads and min(total(a.about - heads), total(b.about - heads)) >= MUCH


def asked(drafts: Sequence[Draft]) -> list[Pair]:
    """The pairs that may be one at all, by the numbers of their drafts."""
    return [(n, k) for n in range(len(drafts)) for k in range(max(0, n - BACK), n) if may_be_one(drafts[n], drafts[k])]


def link(drafts: Sequence[Draft], pairs: Sequence[Pair], odds: Sequence[float], threshold: float) -> None:
    """Give each draft the first one of its happening. ``odds``: the head's log odds of each of ``pairs``.

    A draft goes to the happening that it fits best on average, if the likelihood of that reaches ``threshold``.
    """
    learned = weights()
    likely = {
        pair: likelihood({**found, HEAD: said}, learned)
        for pair, found, said in zip(pairs, signs(drafts, pairs), odds, strict=True)
    }
    near: dict[int, list[int]] = {}
    for n, k in pairs:
        near.setdefault(n, []).append(k)
    telling: dict[int, list[int]] = {n: [n] for n in range(len(drafts))}
    for n in sorted(near):
        firsts = {_first(drafts, k) for k in near[n]}
        options = [(_fit(n, telling[first], likely), -first) for first in firsts if first != n]
        best = max(options, default=(0.0, 0))
        if best[0] >= threshold:
            drafts[n].same = -best[1]
            telling[-best[1]].append(n)


def _first(drafts: Sequence[Draft], number: int) -> int:
    """The number of the first draft of the happening of this one."""
    same = drafts[number].same
    return number if same is None else same


def _fit(n: int, members: Sequence[int], likely: Mapping[Pair, float]) -> float:
    """How well a draft fits those that tell one happening, on average; 0 where one of the near ones is ruled out."""
    near = [likely.get((n, k), 0.0) for k in members if n - k <= BACK]
    return round(sum(near) / len(near), 4) if near and all(near) else 0.0


def likelihood(found: Mapping[str, float], learned: Mapping[str, float]) -> float:
    """How likely two tell one happening, by their signs and what these weigh."""
    odds = learned[START] + sum(learned.get(name, 0.0) * value for name, value in found.items())
    return round(1 / (1 + math.exp(-odds)), 3)


@cache
def weights() -> Mapping[str, float]:
    """What each sign weighs."""
    return {str(name): float(weight) for name, weight in read_yaml(WEIGHTS.read_text(encoding="utf-8")).items()}


def may_be_one(later: Draft, earlier: Draft) -> bool:
    """What has happened is not what is ahead, denied or asked, nor what some do what others do, nor what is told of
    other days; and "another attack" is no earlier one."""
    return (
        later.root == earlier.root
        and later.factuality == earlier.factuality
        and _NEW.isdisjoint(c.lower_ for c in later.token.children)
        and not _are_others(later, earlier)
        and not _are_apart(later.date, earlier.date)
    )


def _are_others(a: Draft, b: Draft) -> bool:
    """Whether others do it, or it is done to others: each names a person whom the other does not, they are of other
    countries, or who does the one undergoes the other."""
    if a.root in MUTUAL or any(have_one(each.parties.source, each.parties.target) for each in (a, b)):
        return _differ([*a.parties.source, *a.parties.target], [*b.parties.source, *b.parties.target])
    turned = any(have_one(one.parties.source, other.parties.target) for one, other in ((a, b), (b, a)))
    return turned or _differ(a.parties.source, b.parties.source) or _differ(a.parties.target, b.parties.target)


def have_one(side: Sequence[Mention], other: Sequence[Mention]) -> bool:
    """Whether somebody is on both sides."""
    return not _entities(side).isdisjoint(_entities(other))


def _entities(side: Sequence[Mention]) -> frozenset[str]:
    return frozenset(m.entity for m in side)


def _are_apart(a: Date | None, b: Date | None) -> bool:
    """Whether both are told, and no day is of both."""
    if a is None or b is None or a.assumed or b.assumed:
        return False
    first, second = sorted((a, b), key=lambda d: d.start or "")
    return ends_before(first, second)


def _differ(side: Sequence[Mention], other: Sequence[Mention]) -> bool:
    people, others = ({m.entity for m in ms if m.type == "Person" and m.kind != "nominal"} for ms in (side, other))
    countries, of_others = ({m.country for m in ms} for ms in (side, other))
    known = None not in countries | of_others and bool(countries and of_others)
    return bool(people - others and others - people) or (known and countries.isdisjoint(of_others))
