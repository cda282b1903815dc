"""The words of an event's clause: what is compared when events of two articles are merged."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kg.annotate.syntax import Role, role, upward
from kg.lexicon import speech

_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})
#: Clauses that tell something else, or when and why.
_OTHER = frozenset({Role.RELATIVE, Role.ADVERBIAL, Role.PARATAXIS, Role.COORDINATOR, Role.PUNCTUATION})
#: Arcs from a verb to the one that has its subject.
_CARRIED = frozenset(
    {Role.OPEN_CLAUSE, Role.PREP_CLAUSE, Role.CONJUNCT, Role.COMPLEMENT, Role.ADVERBIAL, Role.AUX, Role.OBJECT}
)
_SUBJECTS = frozenset({Role.SUBJECT, Role.PASSIVE_SUBJECT})
_LIGHT = speech.load().words["empty"]


def terms(trigger: Token) -> tuple[str, ...]:
    """Lemmas of the words of the clause of ``trigger`` that say something, names among them, sorted.

    Without what another clause tells; with the subject, which may stand at the verb above ("began to **withdraw**").
    """
    tokens = {t.i: t for t in _clause(trigger, top=trigger)}
    for subject in _subjects(trigger):
        if subject.i not in tokens:
            tokens |= {t.i: t for t in _clause(subject, top=subject)}
    words = {t.lemma_.lower() for t in tokens.values() if t.pos_ in _CONTENT}
    return tuple(sorted(w for w in words - _LIGHT if any(map(str.isalnum, w))))


def _clause(token: Token, top: Token) -> Iterator[Token]:
    stack = [token]
    while stack:
        at = stack.pop()
        yield at
        for child in at.children:
            another = role(child) == Role.CONJUNCT and at == top and child.pos_ in ("VERB", "AUX")
            if role(child) not in _OTHER and not another:
                stack.append(child)


def _subjects(trigger: Token) -> list[Token]:
    """The subject of the trigger's verb, of the first verb above it that has one."""
    for verb in upward(trigger):
        found = [c for c in verb.children if role(c) in _SUBJECTS]
        if found or role(verb) not in _CARRIED:
            return found
    return []
