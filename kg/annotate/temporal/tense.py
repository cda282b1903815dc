"""Whether what happens at a character of the text lies behind or ahead, from the parse (else from the words before)."""

from __future__ import annotations

import re
from collections.abc import Callable

from spacy.tokens import Doc, Token

from kg.annotate.document import text_of
from kg.annotate.syntax import Role, children, is_infinitive, role, upward
from kg.annotate.temporal.grammar import Direction
from kg.annotate.temporal.vocabulary import words
from kg.lexicon.words import word_list

_AHEAD_AUX = word_list("annotate.temporal.tense", "ahead_aux")
_BEGUN = word_list("annotate.temporal.tense", "begun")
#: What makes others do something: where it was done, so was that.
_BROUGHT_ABOUT = word_list("annotate.temporal.tense", "brought_about")
_PLANS = frozenset(words()["plans"])
_ASKED = frozenset(words()["asked"])
_DONE = word_list("annotate.temporal.tense", "done")
_UP_TO = frozenset({"by", "until", "till"})
_VERBAL = frozenset({"VERB", "AUX"})


def tenses(doc: Doc, offset: int = 0, *, is_parsed: bool) -> Callable[[int], Direction]:
    """A function from a character (counted from ``offset``) to its tense.

    ``is_parsed`` is ``doc.has_annotation("DEP")``, which walks the whole Doc: ask once, not once a paragraph.
    """
    if is_parsed:
        return lambda at: _parsed(doc, offset + at)
    return lambda at: _worded(text_of(doc)[max(0, offset + at - 70) : offset + at])


_AHEAD = re.compile(
    r"\b(?:will|shall|['’]ll|(?:is|are) to|to be|due|scheduled|payable|set to|expected|plans? to)\b[^.;]*$",
    re.IGNORECASE,
)
_BEHIND = re.compile(r"\b(?:\w{2,}ed|said|was|were|had|met|took|began|left|went|told|held|came|made)\b[^.;]*$")


def _worded(before: str) -> Direction:
    if _AHEAD.search(before):
        return "future"
    return "past" if _BEHIND.search(before) else None


def _parsed(doc: Doc, at: int) -> Direction:
    span = doc.char_span(at, min(at + 1, len(text_of(doc))), alignment_mode="expand")
    if not span:
        return None
    token, preposition = span.root, None
    for token in upward(span.root):
        if token.head.i == token.i or token.pos_ in _VERBAL:
            break
        if token.lemma_.lower() in _PLANS and token.pos_ == "ADJ":
            return "future"
        if token.pos_ in ("ADP", "SCONJ"):
            preposition = token.lower_
            if preposition in _UP_TO and token.head.pos_ == "NOUN":
                return "future"  # "announced a withdrawal by June"
    found = tense(token) if token.pos_ in _VERBAL else None
    if token.lemma_.lower() in _ASKED and preposition not in _UP_TO | {"for"} and _was(token):
        return "past"
    if found == "future" and is_infinitive(token) and _is_within(span.root):
        return None  # "tried to blame Chile for the April 22 attack": the attack's day, whatever follows
    if found is None and preposition in _UP_TO:
        return "future"
    return found


def _was(verb: Token) -> bool:
    """Whether it was done, or had been: "was called", "had asked"."""
    return any(c.lower_ in _DONE for c in children(verb, Role.PASSIVE_AUX, Role.AUX))


def _is_within(day: Token) -> bool:
    """Whether the day stands before a noun that it is a part of: "the April 22 attack"."""
    modifies = role(day) in (Role.NOUN_MODIFIER, Role.COMPOUND, Role.POSSESSOR, Role.NUMERAL)
    return modifies and day.head.pos_ == "NOUN"


def tense(verb: Token) -> Direction:
    """Whether what ``verb`` says lies behind or ahead; None where its form does not tell."""
    if verb.lemma_.lower() in _PLANS and verb.tag_ in ("VBN", "JJ"):
        return "future"
    aux = {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")}
    have = bool(aux & {"have", "has", "had", "'ve", "’ve", "having"})
    if aux & _AHEAD_AUX:
        return "past" if have else "future"
    if "to" in aux or (verb.tag_ == "VB" and "to" in {c.lower_ for c in verb.children}):
        above = verb.head
        if have or (above.lemma_.lower() in _BEGUN and above.lower_ != "going"):
            return tense(above) if above.i != verb.i and above.pos_ in _VERBAL else None
        has_come_about = above.lemma_.lower() in _BROUGHT_ABOUT and above.i != verb.i and tense(above) == "past"
        return "past" if has_come_about else "future"
    if verb.tag_ == "VBD" or have or aux & {"was", "were", "did", "been"}:
        return "past"
    if verb.tag_ == "VBG" and aux & {"is", "are", "'re", "’re", "am", "be"}:
        return "future"
    if verb.tag_ in ("VBN", "VBG") and verb.dep_ in ("acl", "advcl", "xcomp", "conj", "pcomp", "ccomp"):
        above = verb.head
        return "past" if verb.tag_ == "VBN" else tense(above) if above.pos_ in _VERBAL and above.i != verb.i else None
    return None
