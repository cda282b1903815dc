"""Who says it, to whom, where and through what: from a cue to the tokens and mentions round it."""

from __future__ import annotations

from spacy.tokens import Token

from kg.annotate.syntax import Role, role, subject_word
from kg.extract.attribution.cues import LIGHT, Cue, child
from kg.lexicon.words import word_list

_BY = word_list("extract.attribution.sources", "by")

_EMPTY = word_list("extract.attribution.sources", "empty")


def speaker(cue: Cue) -> Token | None:
    """The head of the source of ``cue``; None where the text names nobody."""
    head = cue.head
    if head.pos_ in ("VERB", "AUX"):
        return _agent(head) if cue.passive else _subject(head)
    if head.pos_ == "NOUN":
        return _owner(head)
    verb = head.head
    if role(head) in (Role.ADJ_COMPLEMENT, Role.OBJECT_PREDICATE, Role.ATTRIBUTE, Role.ROOT) and verb.pos_ in (
        "VERB",
        "AUX",
    ):
        return _subject(verb)
    return (
        head.head
        if role(head) in (Role.ADJECTIVE, Role.NOUN_CLAUSE, Role.RELATIVE) and head.head.pos_ in ("NOUN", "PROPN")
        else None
    )


def _agent(verb: Token) -> Token | None:
    by = child(verb, Role.AGENT)
    return child(by, Role.PREP_OBJECT) if by is not None else None


def _subject(verb: Token) -> Token | None:
    """The subject of ``verb``; none where it is empty ("there is said to be")."""
    found = subject_word(verb)
    if found is None:
        return None
    return None if found.lower_ in _EMPTY and found.i < verb.i and child(verb, Role.EXPLETIVE) is not None else found


def _owner(noun: Token) -> Token | None:
    """Whose claim it is: a possessor, the subject of the light verb that carries it, or "by X"."""
    owner = child(noun, Role.POSSESSOR)
    carried = role(noun) == Role.OBJECT and noun.head.lemma_ in LIGHT
    if owner is not None and not (carried and owner.pos_ == "PRON"):
        return owner
    if role(noun) in (Role.OBJECT, Role.ATTRIBUTE) and (noun.head.lemma_ in LIGHT or noun.head.lemma_ == "be"):
        return _subject(noun.head)
    by = next(
        (c for c in noun.rights if role(c) in (Role.PREP, Role.AGENT) and c.lower_ in _BY),
        None,
    )
    found = child(by, Role.PREP_OBJECT) if by is not None else None
    if found is not None:
        return found
    return None
