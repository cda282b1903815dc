"""The words of an event's clause: what is compared when events of two articles are merged."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kg.annotate.syntax import Role, children, role, upward
from kg.extract.terms import term

#: Clauses that tell something else, or when and why.
_OTHER = frozenset({Role.RELATIVE, Role.ADVERBIAL, Role.PARATAXIS, Role.COORDINATOR, Role.PUNCTUATION})
#: Arcs from a verb to the one that has its subject.
_CARRIED = frozenset(
    {Role.OPEN_CLAUSE, Role.PREP_CLAUSE, Role.CONJUNCT, Role.COMPLEMENT, Role.ADVERBIAL, Role.AUX, Role.OBJECT}
)


def terms(trigger: Token) -> tuple[str, ...]:
    """Lemmas of the words of the clause of ``trigger`` that say something, names among them, sorted.

    Without what another clause tells; with the subject, which may stand at the verb above ("began to **withdraw**").
    """
    words = {term(token) for top in (trigger, *_subjects(trigger)) for token in _clause(top)}
    return tuple(sorted(word for word in words if word is not None))


def _clause(top: Token) -> Iterator[Token]:
    """What hangs on ``top``, itself first, but for other clauses."""
    stack = [top]
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
        found = list(children(verb, Role.SUBJECT, Role.PASSIVE_SUBJECT))
        if found or role(verb) not in _CARRIED:
            return found
    return []
