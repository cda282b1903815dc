"""Who says it, to whom, where and through what: from a cue to the tokens and mentions round it."""

from __future__ import annotations

from spacy.tokens import Token

from kg.annotate.syntax import Role, role
from kg.extract.attribution.cues import LIGHT, SUBJECTS, Cue, child, is_passive, lifted, subject_of
from kg.lexicon.words import word_list

_BY = word_list("extract.attribution.sources", "by")

_EMPTY = word_list("extract.attribution.sources", "empty")


def speaker(cue: Cue) -> Token | None:
    """The head of the source of ``cue``; None where the text names nobody."""
    head = cue.head
    if head.pos_ in ("VERB", "AUX"):
        return _agent(head) if cue.passive else subject(head)
    if head.pos_ == "NOUN":
        return _owner(head)
    verb = head.head
    if role(head) in (Role.ADJ_COMPLEMENT, Role.OBJECT_PREDICATE, Role.ATTRIBUTE, Role.ROOT) and verb.pos_ in (
        "VERB",
        "AUX",
    ):
        return subject(verb)
    return (
        head.head
        if role(head) in (Role.ADJECTIVE, Role.NOUN_CLAUSE, Role.RELATIVE) and head.head.pos_ in ("NOUN", "PROPN")
        else None
    )


def _agent(verb: Token) -> Token | None:
    by = child(verb, Role.AGENT)
    return child(by, Role.PREP_OBJECT) if by is not None else None


def subject(verb: Token, depth: int = 0) -> Token | None:
    """The subject of ``verb``, its own or by control, coordination or the noun that a participle modifies."""
    own = subject_of(verb, Role.SUBJECT, Role.CLAUSE_SUBJECT)
    if own is not None:
        return None if own.lower_ in _EMPTY and own.i < verb.i and child(verb, Role.EXPLETIVE) is not None else own
    if is_passive(verb) and child(verb, Role.PASSIVE_AUX) is not None:
        return subject_of(verb, Role.PASSIVE_SUBJECT)
    governor = verb.head
    if governor == verb and verb.tag_ == "VBG" and depth == 0:
        return _before(verb)
    if depth > 4 or governor == verb:
        return None
    if role(verb) in (Role.NOUN_CLAUSE, Role.RELATIVE) and governor.pos_ in ("NOUN", "PROPN", "PRON"):
        return governor if verb.tag_ != "VB" else _owner(governor)
    above = lifted(verb)
    if above is not None:
        return subject(above, depth + 1)
    if role(verb) == Role.OPEN_CLAUSE:
        return child(governor, Role.OBJECT) or _higher(governor, depth)
    if role(verb) in (Role.CONJUNCT, Role.ADVERBIAL, Role.COMPLEMENT, Role.UNCLASSIFIED):
        return _higher(governor, depth) if role(verb) != Role.COMPLEMENT or verb.tag_ == "VBG" else None
    if role(verb) == Role.PREP_CLAUSE and role(governor) == Role.PREP:
        above = governor.head
        return _higher(above, depth) if above.pos_ in ("VERB", "AUX") else None
    return None


def _before(participle: Token) -> Token | None:
    """The subject of the sentence that a participle, cut off by a break, carries on: "stressing that …"."""
    start = participle.sent.start - 1
    while start >= 0 and participle.doc[start].is_space:
        start -= 1
    cut = start >= 0 and participle.doc[start].text in (",", ";") and participle.left_edge == participle
    return subject(participle.doc[start].sent.root, 1) if cut else None


def _higher(token: Token, depth: int) -> Token | None:
    if token.pos_ not in ("VERB", "AUX"):
        return subject(token.head, depth + 1) if role(token) in (Role.ADJ_COMPLEMENT, Role.ATTRIBUTE) else None
    return child(token, *SUBJECTS) or subject(token, depth + 1)


def _owner(noun: Token) -> Token | None:
    """Whose claim it is: a possessor, the subject of the light verb that carries it, or "by X"."""
    owner = child(noun, Role.POSSESSOR)
    carried = role(noun) == Role.OBJECT and noun.head.lemma_ in LIGHT
    if owner is not None and not (carried and owner.pos_ == "PRON"):
        return owner
    if role(noun) in (Role.OBJECT, Role.ATTRIBUTE) and (noun.head.lemma_ in LIGHT or noun.head.lemma_ == "be"):
        return subject(noun.head)
    by = next(
        (c for c in noun.rights if role(c) in (Role.PREP, Role.AGENT) and c.lower_ in _BY),
        None,
    )
    found = child(by, Role.PREP_OBJECT) if by is not None else None
    if found is not None:
        return found
    return None
