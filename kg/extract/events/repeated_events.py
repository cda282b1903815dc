"""Events that are spoken of again without their parties: "Ana met Ben. **The meeting** lasted an hour."

A definite noun takes the parties of the one event of its kind that its article has told before; where two such have
other parties, it is left out, and so is what would make a fact of what only somebody says.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Span, Token

from kg.annotate import syntax
from kg.annotate.syntax import Role
from kg.extract.events.participants import Parties
from kg.extract.events.phrase_participants import ELSEWHERE
from kg.extract.events.triggers import Match
from kg.lexicon.frames import Frame, Frames
from kg.lexicon.words import word_list
from kg.records import Event

_DEFINITE = word_list("extract.events", "definite")
#: With these a noun says more of who is in it, or means another.
_MORE = word_list("extract.events.repeated_events", "more")
_OTHER = word_list("extract.events.repeated_events", "other")


@dataclass(frozen=True, slots=True)
class Told:
    """An event and how it was found."""

    match: Match
    source: Parties
    target: Parties
    event: Event


class Before:
    """The events told so far, in text order, by what a noun may call them."""

    def __init__(self) -> None:
        self.all: list[Told] = []
        #: (type, code) and (type, lemma of a trigger) → the parties of those events, and the last of them.
        self._who: dict[tuple[str, str | None, str | None], set[frozenset[str]]] = {}
        self._last: dict[tuple[str, str | None, str | None], int] = {}

    def add(self, told: Told) -> None:
        """Add an event."""
        lemmas = {t.lemma_.lower() for t in told.match.tokens}
        for key in {(told.event.type, told.event.cameo, None), *((told.event.type, None, lemma) for lemma in lemmas)}:
            self._who.setdefault(key, set()).add(_who(told))
            self._last[key] = len(self.all)
        self.all.append(told)

    def meant(self, frame: Frame, lemma: str) -> tuple[set[frozenset[str]], int]:
        """The parties of the events that ``lemma`` may mean by ``frame``, and the number of the last; -1 for none."""
        keys = ((frame.root, frame.cameo, None), (frame.root, None, lemma))
        who = set().union(*(self._who.get(key, ()) for key in keys))
        return who, max(self._last.get(key, -1) for key in keys)


def again(sentence: Span, before: Before, frames: Frames, taken: Iterable[Token]) -> Iterator[tuple[Match, Told]]:
    """The bare nouns of ``sentence`` with the event told ``before`` that they mean; ``taken`` are other triggers."""
    used = {t.i for t in taken}
    for token in sentence:
        if token.pos_ != "NOUN" or token.i in used or not _is_bare(token):
            continue
        known = [f for f in frames.of("noun", token.lemma_.lower()) if not f.idle and not f.extra]
        meant = [(*before.meant(f, token.lemma_.lower()), n) for n, f in enumerate(known)]
        who = set().union(*(parties for parties, _, _ in meant))
        if len(who) == 1 and len(min(who)) > 1:
            _, last, n = max(meant, key=lambda m: m[1:])
            yield Match(token, (token,), known[n], None, (), ()), before.all[last]


def sides(told: Told) -> tuple[Parties, Parties]:
    """The parties of the event told before, less sure here."""
    pair = [Parties(p.mentions, p.certainty * ELSEWHERE) for p in (told.source, told.target)]
    return pair[0], pair[1]


def _is_bare(noun: Token) -> bool:
    words = {c.lower_ for c in noun.children}
    if not words & _DEFINITE or words & (_OTHER | _MORE):
        return False
    return not any(
        syntax.children(noun, Role.POSSESSOR, Role.COMPOUND, Role.RELATIVE, Role.NOUN_CLAUSE, Role.NOUN_MODIFIER)
    )


def _who(told: Told) -> frozenset[str]:
    return frozenset(m.entity for m in (*told.source.mentions, *told.target.mentions))
