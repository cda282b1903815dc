"""From a frame's slots ("subject", "object", "with") to the tokens that stand in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from kg.annotate import syntax
from kg.annotate.syntax import Role
from kg.lexicon.words import word_list

_BEFORE_NAMES = word_list("extract.events.slots", "before_names")


@dataclass(frozen=True, slots=True)
class Filler:
    """A token in a slot; ``slot`` is its name in the frame, ``rank`` its place in the frame's list and, of the
    participants of a complement, among these."""

    token: Token
    slot: str
    rank: tuple[int, int]


def fillers(token: Token, slots: Iterable[str], light: Token | None, parts: Iterable[Token] = ()) -> Iterator[Filler]:
    """Tokens in ``slots``, in the order of the slots, each with what is coordinated with it.

    ``parts`` are the other words of the trigger: what hangs on them hangs on it ("went on **strike** against").
    """
    for rank, slot in enumerate(slots):
        seen: set[int] = set()
        for nth, found in enumerate(_slot(token, slot, light, parts)):
            for each in syntax.conjuncts(found):
                if each.i not in seen:
                    seen.add(each.i)
                    yield Filler(each, slot, (rank, nth if slot == "complement" else 0))


def _slot(token: Token, slot: str, light: Token | None, parts: Iterable[Token]) -> Iterator[Token]:
    is_noun = token.pos_ in {"NOUN", "PROPN"}
    if slot == "subject":
        yield from _subjects(token, light, is_noun)
    elif slot == "object":
        yield from syntax.objects(light if is_noun and light is not None else token)
    elif slot == "iobject":
        yield from syntax.indirect(light if is_noun and light is not None else token)
    elif slot == "possessor":
        yield from syntax.children(token, Role.POSSESSOR)
    elif slot == "modifier":
        yield from _modifiers(token)
    elif slot == "clause":
        yield from (
            s
            for c in syntax.children(token, Role.COMPLEMENT)
            for s in syntax.children(c, Role.SUBJECT, Role.PASSIVE_SUBJECT)
        )
    elif slot == "complement":
        yield from _of_complement(token, parts)
    else:
        yield from _prepositional(token, slot, [*([light] if light is not None else []), *parts], is_noun)


def _modifiers(noun: Token) -> Iterator[Token]:
    """What stands before ``noun``, and before that: both parts of "the Iran-Oman talks"."""
    for child in syntax.children(noun, Role.ADJECTIVE, Role.COMPOUND, Role.NOUN_MODIFIER, Role.ADVERBIAL_NOUN):
        yield from _modifiers(child)
        if child.pos_ in {"PROPN", "ADJ", "NOUN"}:
            yield child


def _subjects(token: Token, light: Token | None, is_noun: bool) -> Iterator[Token]:
    if not is_noun:
        verb = token.head if token.pos_ == "ADJ" and token.head.pos_ == "AUX" else token
        found = syntax.subject(verb)
    else:
        found = syntax.subject(light) if light is not None else None
    if found is not None and found != token:
        yield found


def _of_complement(token: Token, parts: Iterable[Token]) -> Iterator[Token]:
    """The participants of what depends on ``token`` or a noun of it ("readiness to"): objects, prepositions, deeper."""
    queue = [c for host in (token, *parts) for c in syntax.complements(host)]
    own = syntax.subject(token)
    depth = 0
    while queue and depth < 8:
        verb = queue.pop(0)
        depth += 1
        inner = next(syntax.children(verb, Role.SUBJECT), None)
        if inner is not None and inner != own:
            yield inner
        for found in (*syntax.indirect(verb), *syntax.objects(verb)):
            if found != own:
                yield found
                yield from _below(found)
        yield from _below(verb)
        queue += [c for c in syntax.complements(verb) if c != verb]
        queue += list(syntax.children(verb, Role.CONJUNCT))


def _below(token: Token) -> Iterator[Token]:
    for prep in syntax.children(token, Role.PREP, Role.AGENT):
        yield from syntax.children(prep, Role.PREP_OBJECT)


def _prepositional(token: Token, slot: str, beside: list[Token], is_noun: bool) -> Iterator[Token]:
    hosts = [token, *beside]
    if is_noun:  # "rejection and condemnation of the plan"
        hosts += [c for c in syntax.conjuncts(token) if c != token and c.pos_ == "NOUN"]
    else:
        hosts += list(syntax.object_heads(token))
        for found in syntax.objects(token):
            for prep in syntax.children(found, Role.PREP):  # "a series of talks with"
                if prep.lower_ == "of":
                    hosts += list(syntax.children(prep, Role.PREP_OBJECT))
    for host in hosts:
        yield from syntax.prepositional(host, slot)
        # a preposition that the parser hung on a neighbour's object: "talks in Geneva with Iran"
        for prep in syntax.children(host, Role.PREP):
            for pobj in syntax.children(prep, Role.PREP_OBJECT):
                name = pobj.pos_ == "PROPN" and slot in _BEFORE_NAMES
                if pobj.i > host.i and (name or (is_noun and slot == "by")):
                    yield from syntax.prepositional(pobj, slot)
