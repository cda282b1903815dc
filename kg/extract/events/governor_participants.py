"""Who does a deed that names no doer itself: who does what governs it, unless that is another's deed."""

from __future__ import annotations

from spacy.tokens import Token

from kg.annotate import syntax
from kg.annotate.mention_index import MentionIndex
from kg.annotate.syntax import Role, role
from kg.extract.events.phrase_participants import ELSEWHERE, Found, acting
from kg.extract.events.triggers import Match, evoke
from kg.lexicon import frames
from kg.lexicon.words import word_list

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
#: What one does to what somebody else does, and the prepositions that say for what.
REACTIONS = frozenset({"ACCUSE", "SUPPORT", "REJECT"})
_REASONS = word_list("extract.events.governor_participants", "reasons")
#: Verbs whose subject is not who does what their object names.
_MEETING = word_list("extract.events.governor_participants", "meeting")
_BLOWS = word_list("extract.events.governor_participants", "blows")


def above(match: Match, index: MentionIndex) -> list[Found]:
    """The doer of what governs the trigger: "put out a **report** accusing the army", "launched a drive to arrest"."""
    token = match.light or match.token
    for _ in range(4):
        if role(token) not in _INHERITING or (match.frame.kind == "noun" and (_reacts(token) or _is_met(token))):
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


def _is_met(noun: Token) -> bool:
    """Whether the noun is what the verb above meets with, no deed of its: "feared an attack", "revenge for a raid"."""
    if role(noun) == Role.OBJECT:
        return noun.head.lemma_ in _MEETING
    return role(noun) == Role.PREP_OBJECT and noun.head.lower_ in _REASONS and noun.lemma_ in _BLOWS


def _reacts(noun: Token) -> bool:
    """Whether the verb above speaks of what others did: "condemned the attack", "thanked them for the aid"."""
    verb = noun.head if role(noun) != Role.PREP_OBJECT else noun.head.head
    if role(noun) not in {Role.OBJECT, Role.PREP_OBJECT} or verb.pos_ != "VERB":
        return False
    if role(noun) == Role.PREP_OBJECT and noun.head.lower_ not in _REASONS:
        return False
    meant = evoke(verb, frames.load())
    return meant is not None and meant.frame.root in REACTIONS
