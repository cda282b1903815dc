"""What a clause says that a noun phrase is: by apposition, by a copula, after "as"."""

from __future__ import annotations

from spacy.tokens import Token

from kg.annotate.syntax import Role, role
from kg.lexicon.words import word_list

#: "Describe her as a friend": the object is what follows; "serve as": the subject is.
_CALLING = word_list("annotate.coreference.predication", "calling")
_SERVING = word_list("annotate.coreference.predication", "serving")
_RELATIVE = frozenset({"WDT", "WP"})


def told_of(root: Token) -> Token | None:
    """The noun of which the clause says that it is what the noun ``root`` means; None where it says nothing."""
    head = root.head
    if role(root) == Role.APPOSITION:
        return head
    if role(root) == Role.ATTRIBUTE and head.lemma_ == "be":
        return None if _negated(head) else _subject(head)
    if role(root) == Role.PREP_OBJECT and head.lower_ == "as" and not _negated(head.head):
        return _named(head.head, head.i)
    if role(root) == Role.SUBJECT:
        return _doubled(root)
    return _appositive(root)


def _appositive(root: Token) -> Token | None:
    return next((c for c in root.children if role(c) == Role.APPOSITION), None)


def _negated(verb: Token) -> bool:
    return any(role(c) == Role.NEGATION for c in verb.children)


def _subject(verb: Token) -> Token | None:
    """The subject of ``verb``; of a relative clause what that belongs to."""
    found = next((c for c in verb.children if role(c) in (Role.SUBJECT, Role.PASSIVE_SUBJECT)), None)
    if found is not None and found.tag_ in _RELATIVE:
        return verb.head if role(verb) == Role.RELATIVE else None
    return found


def _named(verb: Token, at: int) -> Token | None:
    """Of whom "as" (token ``at``) speaks after ``verb``: "named her as", "was named as", "serves as"."""
    lemma = verb.lemma_.lower()
    if verb.pos_ not in ("VERB", "AUX"):
        return None
    if lemma in _CALLING:
        passive = any(role(c) in (Role.PASSIVE_SUBJECT, Role.PASSIVE_AUX) for c in verb.children)
        if passive:
            return _subject(verb)
        if role(verb) == Role.NOUN_CLAUSE:  # "the man identified as"
            return verb.head
        before = [c for c in verb.children if c.i < at]
        objects = [c for c in before if role(c) == Role.OBJECT or (role(c) == Role.CONJUNCT and c.pos_ == "PROPN")]
        return objects[-1] if objects else None  # "Japan as an ally and Abe as a friend": the last before it
    return _subject(verb) if lemma in _SERVING else None


def _doubled(root: Token) -> Token | None:
    """ "The judge overseeing it, Ellen Ruiz, has": a second subject after a comma is the first one's name."""
    others = [c for c in root.head.children if role(c) == Role.SUBJECT and c.i > root.i and c.pos_ == "PROPN"]
    if not others or root.head.i < others[0].i:
        return _appositive(root)
    before = others[0].left_edge.i - 1
    return others[0] if root.doc[before].text == "," else None
