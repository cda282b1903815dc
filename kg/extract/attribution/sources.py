"""Who says it, to whom, where and through what: from a cue to the tokens and mentions round it."""

from __future__ import annotations

from spacy.tokens import Token

from kg.annotate.mention_index import MentionIndex
from kg.annotate.syntax import Role, own_subject, role, subject_word, upward
from kg.extract.attribution.cues import LIGHT, Cue, child
from kg.extract.attribution.draft import Draft
from kg.extract.attribution.spans import source_range
from kg.lexicon import speech
from kg.lexicon.words import word_list

_BY = word_list("extract.attribution.sources", "by")

_EMPTY = word_list("extract.attribution.sources", "empty")
_OF_NOUNS = (Role.NOUN_CLAUSE, Role.RELATIVE)
#: Acts of things: a poll shows, a law decides.
_SHOWN = word_list("extract.attribution.sources", "shown")
_STIRRING = word_list("extract.attribution.sources", "stirring")


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


def able(draft: Draft, index: MentionIndex) -> None:
    """Give an attribution to somebody who can speak: "hurling **eggs** to press the leaders" is not said by eggs.

    What a verb without a subject of its own inherits, but is nobody, gives way to whose clause it stands in, unless
    things may do so too, as they show and suggest; a thing that raises fears does not fear.
    """
    source, verb = draft.source, draft.head
    if source is None or source.pos_ != "NOUN" or index.actor(source) is not None:
        return
    inherited = verb.pos_ == "VERB" and role(verb) not in _OF_NOUNS and own_subject(verb) is None
    if verb.head == source.head and verb.head.lemma_ in _STIRRING and index.at(source) is not None:
        draft.source = draft.source_range = None
    elif inherited and draft.act not in _SHOWN and source.lemma_.lower() not in speech.load().words["carriers"]:
        above = (own_subject(t) for t in upward(verb.head))
        found = next((s for s in above if s is not None and s != source and index.actor(s) is not None), None)
        if found is not None:
            draft.source, draft.source_range = found, source_range(found)


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
