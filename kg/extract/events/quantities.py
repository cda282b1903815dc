"""Amounts that belong to an event: how long, how many killed, how much money, what share of a territory."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Doc, Span, Token

from kg.annotate.document import span_of
from kg.annotate.mention_index import MentionIndex
from kg.annotate.syntax import Role, role, upward
from kg.extract.dates import bearers, dates_in, steps_to
from kg.extract.events.amounts import Amount, amounts, words
from kg.lexicon.words import word_list
from kg.records import PLACE_TYPES, Quantity

_VERBAL = frozenset({"VERB", "AUX"})
_INNER = frozenset(
    {
        Role.RELATIVE,
        Role.NOUN_CLAUSE,
        Role.ADVERBIAL,
        Role.OPEN_CLAUSE,
        Role.CONJUNCT,
        Role.COMPLEMENT,
    }
)
_MODIFYING = frozenset(
    {Role.COMPOUND, Role.ADJECTIVE, Role.NOUN_MODIFIER, Role.NUMERAL, Role.ADVERB, Role.ADVERBIAL_NOUN, Role.QUANTIFIER}
)
#: What may stand before a duration that is an event's; "in an hour", "after an hour" say when. Nothing: its object.
_DURING = word_list("extract.events.quantities", "during") | {""}
_WHEN = word_list("extract.events.quantities", "when")
_DEFINITE = word_list("extract.events.quantities", "definite")
#: Harms that happen to their subject.
_BEFALLING = word_list("extract.events.quantities", "befalling")
#: Verbs that say how long their subject took.
_LASTING = word_list("extract.events.quantities", "lasting")


def quantities(doc: Doc, index: MentionIndex, trigger: Token) -> tuple[Quantity, ...]:
    """The amounts of the event headed by ``trigger``, in text order.

    ``of`` is duration ("s"), killed, wounded, casualties (both), detained, released, displaced, missing, deployed,
    troops, participants, people ("people"), money (an ISO 4217 code), territory or share ("share", 0 to 1). A word
    that bounds a number opens a side (more than) or widens it by a tenth (about).
    """
    sentence = trigger.sent
    offset = sentence.start_char
    dated = [d.text for d in dates_in(doc, sentence) if d.text is not None]
    out = []
    for a in amounts(sentence.text):
        start, end = offset + a.start, offset + a.end
        if any(start < stop and first < end for first, stop in dated):
            continue
        of = _belongs(index, _head(span_of(doc, start, end)), a, trigger)
        if of is not None:
            out.append(Quantity(of, a.min, a.max, a.unit, (start, end)))
    return tuple(out)


def _head(amount: Span) -> Token:
    """The last token that hangs on one outside: in "around a fifth", the parser may hang both on the verb."""
    return [t for t in amount if t.head.i < amount.start or t.head.i >= amount.end or t.head.i == t.i][-1]


def _belongs(index: MentionIndex, head: Token, amount: Amount, trigger: Token) -> str | None:
    """What the amount headed by ``head`` says of the event; None if it says nothing of it."""
    if amount.unit == "people":
        return _people(head, amount, trigger)
    reaches = _reaches(head, trigger) if amount.of != "duration" else _lasts(head, trigger)
    if not reaches and not _measures(head, trigger):
        return None
    if amount.of == "share" and any(_is_place(index, t) for t in _of(head)):
        return "territory"
    return amount.of


def _reaches(head: Token, trigger: Token) -> bool:
    return any(steps_to(head, wanted) is not None for wanted in _own(trigger))


def _own(trigger: Token) -> list[Token]:
    """The trigger and, of a noun, the verb of its clause, unless it only says when that was ("after the raid")."""
    if role(trigger) == Role.PREP_OBJECT and trigger.head.lower_ in _WHEN:
        return [trigger]
    return [t for t in bearers(trigger) if t.i == trigger.i or trigger.pos_ not in _VERBAL][:2]


def _lasts(head: Token, trigger: Token) -> bool:
    """Whether a duration is that of the trigger: of a noun that it modifies, of a verb that it follows with "for"."""
    up = upward(head.head if role(head) in _MODIFYING else head)
    noun = next((t for t in up if role(t) not in _MODIFYING or t.i in (trigger.i, t.head.i)), head)
    if trigger.i == noun.i:
        return True
    outside = noun.head.lower_ if role(noun) == Role.PREP_OBJECT else ""
    return outside in _DURING and _reaches(head, trigger)


def _measures(head: Token, trigger: Token) -> bool:
    """Whether ``head`` is how long the trigger took: "a call that lasted an hour", "an hour of talks"."""
    if trigger.head.i == head.i and role(trigger) in (
        Role.NOUN_CLAUSE,
        Role.RELATIVE,
        Role.ADVERBIAL,
        Role.OPEN_CLAUSE,
    ):
        return True
    if trigger.head.lower_ == "of" and trigger.head.head.i == head.i:
        return True
    if role(trigger) == Role.PREP_CLAUSE and role(head) == Role.PREP_OBJECT and head.head.i == trigger.head.i:
        return True
    verb = _verb(head)
    inner = (Role.RELATIVE, Role.NOUN_CLAUSE, Role.ADVERBIAL)
    return verb is not None and verb.lemma_ in _LASTING and role(verb) in inner and verb.head.i == trigger.i


def _people(head: Token, amount: Amount, trigger: Token) -> str | None:
    verb = _verb(head)
    after = [
        c
        for c in head.children
        if role(c) in (Role.NOUN_CLAUSE, Role.ADJECTIVE, Role.RELATIVE) and c.lemma_.lower() in _harms()
    ]
    act = after[0] if after else verb
    if act is None or (not amount.of and _of_something_else(head)):
        return None
    if _takes_part(head, trigger):
        known = any(c.lower_ in _DEFINITE for c in (*head.children, *head.head.children))  # "the two leaders spoke"
        return None if known else "participants" if amount.of == "people" else amount.of or None
    if trigger.lemma_.lower() in _harms() and act.i != trigger.i and not _shares_object(act, trigger):
        return None
    belongs = act.i == trigger.i or _reaches(head, trigger)
    if not belongs and act.pos_ in _VERBAL and role(act) in _INNER:
        belongs = act.head.i in {t.i for t in _own(trigger)}
    if not belongs:
        return None
    return _harm(act, head) or amount.of or None


def _takes_part(head: Token, trigger: Token) -> bool:
    """Whether the people counted do it: "300 students *marched*", "teachers who *struck*"."""
    if trigger.pos_ not in _VERBAL or trigger.lemma_.lower() in _BEFALLING:
        return False
    counted = head.head if role(head) in (Role.NUMERAL, Role.ADJECTIVE) else head
    does = (c for c in trigger.children if role(c) == Role.SUBJECT)
    return any(c.i == counted.i or (role(trigger) == Role.RELATIVE and trigger.head.i == counted.i) for c in does)


def _of_something_else(head: Token) -> bool:
    """Whether a bare number counts a noun that is not known: "3 bills", "billions of trees"."""
    if any(c.lower_ == "of" for c in head.children):
        return True
    return role(head) in (Role.NUMERAL, Role.ADJECTIVE, Role.COMPOUND) and head.head.lemma_.lower() not in _harms()


def _shares_object(act: Token, trigger: Token) -> bool:
    """Whether ``trigger`` is coordinated with ``act`` and has no object of its own: "killed or injured 12"."""
    joined = (role(trigger) == Role.CONJUNCT and trigger.head.i == act.i) or (
        role(act) == Role.CONJUNCT and act.head.i == trigger.i
    )
    return joined and not all(_has_object(t) for t in (act, trigger))


def _has_object(token: Token) -> bool:
    return any(role(c) in (Role.OBJECT, "obj") for c in token.children)


def _harm(act: Token, head: Token) -> str | None:
    """What was done to the people, by the verb, those coordinated with it, or what it leaves them ("left 12 dead")."""
    near = [
        act,
        *(
            c
            for c in act.children
            if role(c) in (Role.OBJECT_PREDICATE, Role.ADJ_COMPLEMENT, Role.COMPLEMENT, Role.OPEN_CLAUSE)
        ),
        head,
    ]
    near += [c for c in act.children if role(c) == Role.CONJUNCT and _shares_object(act, c)]
    near += [c for c in head.children if role(c) in (Role.ADJECTIVE, Role.NOUN_CLAUSE)]
    found = {_harms()[t.lemma_.lower()] for t in near if t.lemma_.lower() in _harms()}
    if {"killed", "wounded"} <= found:
        return "casualties"
    return next((of for t in near if (of := _harms().get(t.lemma_.lower()))), None)


@cache
def _harms() -> dict[str, str]:
    return {lemma: of for of, lemmas in words()["harms"].items() for lemma in lemmas}


def _verb(token: Token) -> Token | None:
    return next((t for t in upward(token) if t.pos_ in _VERBAL), None)


def _of(head: Token) -> list[Token]:
    return [c for p in head.children if p.lower_ == "of" for c in p.children if role(c) == Role.PREP_OBJECT]


def _is_place(index: MentionIndex, token: Token) -> bool:
    mention = index.at(token)
    return mention is not None and mention.type in PLACE_TYPES
