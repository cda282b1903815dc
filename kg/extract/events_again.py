"""Events that are spoken of again without their parties: "Ana met Ben. **The meeting** lasted an hour."

A definite noun takes the parties of the one event of its kind that its article has told before; where two such have
other parties, it is left out, and so is what would make a fact of what only somebody says.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Span, Token

from kg.extract import arguments as arg
from kg.extract.parties import Parties
from kg.extract.parties_within import ELSEWHERE
from kg.extract.triggers import Match
from kg.lexicon.frames import Frame, Frames
from kg.records import Event

_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
#: With these a noun says more of who is in it, or means another.
_MORE = frozenset({"of", "with", "between", "against", "by", "to", "from", "among", "for"})
_OTHER = frozenset(
    {"next", "second", "third", "new", "other", "another", "previous", "last", "earlier", "latest", "first", "similar",
     "future", "past", "same-day", "separate", "further", "only", "whole", "annual", "weekly", "daily"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """An event and how it was found."""

    match: Match
    source: Parties
    target: Parties
    event: Event


def again(
    sentence: Span, before: Sequence[Told], frames: Frames, taken: Iterable[Token]
) -> Iterator[tuple[Match, Told]]:
    """The bare nouns of ``sentence`` with the event told ``before`` that they mean; ``taken`` are other triggers."""
    used = {t.i for t in taken}
    for token in sentence:
        if token.pos_ != "NOUN" or token.i in used or not _is_bare(token):
            continue
        known = [f for f in frames.of("noun", token.lemma_.lower()) if not f.idle and not f.extra]
        meant = [(told, f) for told in before for f in known if _is_of_kind(told, f, token.lemma_.lower())]
        if meant and len({_who(told) for told, _ in meant}) == 1 and len(_who(meant[-1][0])) > 1:
            told, frame = meant[-1]
            yield Match(token, (token,), frame, None, (), ()), told


def sides(told: Told) -> tuple[Parties, Parties]:
    """The parties of the event told before, less sure here."""
    pair = [Parties(p.mentions, p.certainty * ELSEWHERE) for p in (told.source, told.target)]
    return pair[0], pair[1]


def _is_bare(noun: Token) -> bool:
    words = {c.lower_ for c in noun.children}
    if not words & _DEFINITE or words & (_OTHER | _MORE):
        return False
    return not any(arg.children(noun, "poss", "compound", "relcl", "acl", "nmod"))


def _is_of_kind(told: Told, frame: Frame, lemma: str) -> bool:
    if told.event.type != frame.root:
        return False
    return told.event.cameo == frame.cameo or any(t.lemma_.lower() == lemma for t in told.match.tokens)


def _who(told: Told) -> frozenset[str]:
    return frozenset(m.entity for m in (*told.source.mentions, *told.target.mentions))
