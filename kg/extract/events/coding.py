"""The PLOVER root between two marked parties of a sentence, by the lexicon of frames.

Every trigger of the sentence is a candidate; it wins by how well the two parties fill its slots, then by how near it
stands. What wins is then read as PLOVER's coders do: what will be done together is AGREE, what is refused REJECT.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from spacy.tokens import Doc, Span, Token

from kg.annotate.syntax import Role, role
from kg.extract.events.factuality import factuality
from kg.extract.events.slots import Filler
from kg.extract.events.triggers import Match, candidates
from kg.lexicon import frames as lexicon
from kg.lexicon.frames import Frames
from kg.lexicon.plover import QUAD, filed, telling
from kg.records import Root

#: (score, share right), measured on the development pairs of the events benchmark and drawn in by about 0.05, because
#: the lexicon was made beside them.
_CALIBRATION = (
    (0.0, 0.1),
    (0.15, 0.12),
    (0.35, 0.28),
    (0.45, 0.52),
    (0.55, 0.68),
    (0.65, 0.79),
    (0.75, 0.88),
    (1.0, 0.9),
)
#: Where no word of the sentence is known: what stands between two parties in the news most often.
PRIOR: tuple[Root, float] = ("ACCUSE", 0.15)


def code(sentence: Doc, source: Span | None, target: Span | None, frames: Frames | None = None) -> tuple[Root, float]:
    """The root of what ``source`` does to ``target`` in ``sentence``, and how likely it is right. Always an answer."""
    scored = sorted(
        ((fit(match, source, target), -abs(match.token.i - _anchor(source, target, sentence)), -n, match)
         for n, match in enumerate(candidates(sentence, frames or lexicon.load()))),
        key=lambda s: s[:3],
        reverse=True,
    )  # fmt: skip
    if not scored:
        return PRIOR
    best, _, _, match = scored[0]
    return as_told(match), _sure(match.frame.weight * (0.4 + 0.12 * max(best, 0.0)))


def _sure(score: float) -> float:
    """The share of answers that are right at ``score``, read off :data:`_CALIBRATION`."""
    for (low, at_low), (high, at_high) in pairwise(_CALIBRATION):
        if score <= high:
            return round(at_low + (at_high - at_low) * max(score - low, 0.0) / (high - low), 2)
    return _CALIBRATION[-1][1]


def as_told(match: Match) -> Root:
    """The root of ``match`` as PLOVER's coders put it."""
    root = filed(match.frame.root, match.frame.cameo)
    sure = factuality(match.token, match.light)
    if sure == "requested":
        return {1: "REQUEST", 2: "REQUEST", 3: root, 4: "THREATEN"}[QUAD[root]]
    if sure in {"planned", "possible"} and QUAD[root] == 4 and (_is_purpose(match.token) or _is_perfect(match.token)):
        return root
    return telling(match.frame.root, match.frame.cameo, sure)


def _is_purpose(verb: Token) -> bool:
    """An infinitive of purpose ("sent jets to destroy"): coders take the deed for done."""
    return role(verb) in {Role.ADVERBIAL, Role.NOUN_CLAUSE}


def _is_perfect(verb: Token) -> bool:
    """A guess about the past ("may have launched"), not a threat."""
    return any(role(c) == Role.AUX and c.lower_ == "have" for c in verb.children)


def fit(match: Match, source: Span | None, target: Span | None) -> float:
    """How well the two parties fill the slots of ``match``: about 0 (not at all) to 6."""
    score = 0.0
    if source is not None:
        score += 2.0 * _fills(match.sources, source)
        if match.frame.joint:
            score = max(score, 1.5 * _fills(match.targets, source))
    if target is not None:
        direct = _fills(match.targets, target)
        if match.frame.joint:
            direct = max(direct, 0.8 * _fills(match.sources, target))
        below = 0.6 if any(t in match.token.subtree for t in (target.root,)) else 0.0
        score += 2.0 * max(direct, below)
    if source is not None and target is not None:
        low, high = sorted((source.root.i, target.root.i))
        score += 0.4 * (low < match.token.i < high)
    score += 0.5 * match.frame.weight + 0.1 * match.frame.narrowness
    score -= 0.3 * (match.frame.kind == "noun" and match.light is None)
    score -= 0.4 * (role(match.token) in {Role.ADVERBIAL, Role.RELATIVE})
    return score


def _fills(fillers: Iterable[Filler], party: Span) -> float:
    """1 where ``party`` is in a slot, less where it only lies inside the phrase there."""
    best = 0.0
    for filler in fillers:
        token = filler.token
        if party.start <= token.i < party.end:
            return 1.0
        if token.left_edge.i <= party.root.i <= token.right_edge.i:
            best = max(best, 0.7)
    return best


def _anchor(source: Span | None, target: Span | None, sentence: Doc) -> int:
    """The token near which the verb is looked for: just before the target, else just after the source."""
    if target is not None and (source is None or target.start > source.start):
        return max(target.start - 1, 0)
    if source is not None:
        return min(source.end, len(sentence) - 1)
    return 0
