"""Who does a deed that names no doer itself: who does what governs it, unless that is another's deed."""

from __future__ import annotations

from kg.annotate import syntax
from kg.annotate.mention_index import MentionIndex
from kg.annotate.syntax import Role, role
from kg.extract.events.bystanders import is_met, reacts
from kg.extract.events.phrase_participants import ELSEWHERE, Found, acting
from kg.extract.events.triggers import Match

_INHERITING = frozenset(
    {
        Role.NOUN_CLAUSE,
        Role.ADVERBIAL,
        Role.RELATIVE,
        Role.OBJECT,
        Role.PREP_CLAUSE,
        Role.PREP,
        Role.OPEN_CLAUSE,
        Role.PREP_OBJECT,
        Role.ATTRIBUTE,
        Role.CONJUNCT,
        Role.ADJ_COMPLEMENT,
    }
)


def above(match: Match, index: MentionIndex) -> list[Found]:
    """The doer of what governs the trigger: "put out a **report** accusing the army", "launched a drive to arrest"."""
    token = match.light or match.token
    for _ in range(4):
        if role(token) not in _INHERITING or (match.frame.kind == "noun" and (reacts(token) or is_met(token))):
            return []
        token = token.head
        if token.pos_ in {"VERB", "AUX"}:
            subject = syntax.subject(token) or (
                syntax.surface_subject(token) if any(syntax.children(token, Role.OPEN_CLAUSE)) else None
            )
            tokens = syntax.conjuncts(subject) if subject is not None else ()
            found = {m.id: (m, c) for each in tokens for m, c in acting(index, each)}
            if found:
                return [(m, c * ELSEWHERE) for m, c in found.values()]
            if syntax.is_passive(token) and not any(syntax.children(token, Role.OPEN_CLAUSE)):
                return []
    return []
