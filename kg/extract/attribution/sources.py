"""Who says it, to whom, where and through what: from a cue to the tokens and mentions round it."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.attribution.cues import LIGHT, SUBJECTS, Cue, child, is_passive, lifted, subject_of

_EMPTY = frozenset({"it", "there"})


def speaker(cue: Cue) -> Token | None:
    """The head of the source of ``cue``; None where the text names nobody."""
    head = cue.head
    if head.pos_ in ("VERB", "AUX"):
        return _agent(head) if cue.passive else subject(head)
    if head.pos_ == "NOUN":
        return _owner(head)
    verb = head.head
    if head.dep_ in ("acomp", "oprd", "attr", "ROOT") and verb.pos_ in ("VERB", "AUX"):
        return subject(verb)
    return head.head if head.dep_ in ("amod", "acl", "relcl") and head.head.pos_ in ("NOUN", "PROPN") else None


def _agent(verb: Token) -> Token | None:
    by = child(verb, "agent")
    return child(by, "pobj") if by is not None else None


def subject(verb: Token, depth: int = 0) -> Token | None:
    """The subject of ``verb``, its own or by control, coordination or the noun that a participle modifies."""
    own = subject_of(verb, "nsubj", "csubj")
    if own is not None:
        return None if own.lower_ in _EMPTY and own.i < verb.i and child(verb, "expl") is not None else own
    if is_passive(verb) and child(verb, "auxpass") is not None:
        return subject_of(verb, "nsubjpass")
    governor = verb.head
    if governor == verb and verb.tag_ == "VBG" and depth == 0:
        return _before(verb)
    if depth > 4 or governor == verb:
        return None
    if verb.dep_ in ("acl", "relcl") and governor.pos_ in ("NOUN", "PROPN", "PRON"):
        return governor if verb.tag_ != "VB" else _owner(governor)
    above = lifted(verb)
    if above is not None:
        return subject(above, depth + 1)
    if verb.dep_ == "xcomp":
        return child(governor, "dobj") or _higher(governor, depth)
    if verb.dep_ in ("conj", "advcl", "ccomp", "dep"):
        return _higher(governor, depth) if verb.dep_ != "ccomp" or verb.tag_ == "VBG" else None
    if verb.dep_ == "pcomp" and governor.dep_ == "prep":
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
        return subject(token.head, depth + 1) if token.dep_ in ("acomp", "attr") else None
    return child(token, *SUBJECTS) or subject(token, depth + 1)


def _owner(noun: Token) -> Token | None:
    """Whose claim it is: a possessor, the subject of the light verb that carries it, or "by X"."""
    owner = child(noun, "poss")
    carried = noun.dep_ == "dobj" and noun.head.lemma_ in LIGHT
    if owner is not None and not (carried and owner.pos_ == "PRON"):
        return owner
    if noun.dep_ in ("dobj", "attr") and (noun.head.lemma_ in LIGHT or noun.head.lemma_ == "be"):
        return subject(noun.head)
    by = next(
        (c for c in noun.rights if c.dep_ in ("prep", "agent") and c.lower_ in ("by", "from", "of", "among")), None
    )
    found = child(by, "pobj") if by is not None else None
    if found is not None:
        return found
    return None
