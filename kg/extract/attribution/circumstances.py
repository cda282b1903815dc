"""What stands round a cue: to whom it was said, where, through which medium."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kg.annotate.mention_index import MentionIndex
from kg.annotate.syntax import Role, role, upward
from kg.extract.attribution.draft import Draft
from kg.extract.attribution.plural_speakers import together
from kg.lexicon import speech
from kg.lexicon.words import word_list
from kg.records import PLACE_TYPES, Mention

_TOLD = speech.load().words["addressing"]
_HEARD = speech.load().words["addressing_to"]
_CARRIERS = speech.load().words["carriers"]
_THROUGH = word_list("extract.attribution.circumstances", "through")
_WHERE = word_list("extract.attribution.circumstances", "where")
#: What may carry words where a noun of saying goes before: "in an interview with the Economist".
_OUTLETS = frozenset({"Organization", "Media", "Other"})
_RELATIVE = frozenset({"WP", "WDT", "WP$"})


def speakers(draft: Draft, index: MentionIndex) -> tuple[str, ...]:
    """Mention ids of the source, each conjunct's; a relative pronoun stands for its antecedent."""
    if draft.source is None:
        return ()
    if both := together(draft, index):
        return both
    token = draft.source
    if token.tag_ in _RELATIVE:
        clause = next((t for t in upward(token) if role(t) == Role.RELATIVE), None)
        token = clause.head if clause is not None else token
    found = [index.actor(t) or index.at(t) for t in (token, *token.conjuncts) if t == token or t.i > token.i]
    return tuple(dict.fromkeys(m.id for m in found if m is not None))


def addressees(draft: Draft, index: MentionIndex) -> tuple[str, ...]:
    """Mention ids of those spoken to: "told reporters", "said to the court"; no news outlets."""
    found = _meant(draft, index, _listeners(draft))
    return tuple(dict.fromkeys(m.id for m in found if not _outlet(m)))


def _listeners(draft: Draft) -> list[Token]:
    verb = draft.head
    if verb.pos_ != "VERB":
        return []
    lemma = verb.lemma_.lower()
    tokens: list[Token] = []
    if lemma in _TOLD:
        tokens = [c for c in verb.rights if role(c) in (Role.OBJECT, Role.DATIVE, Role.SUBJECT) and c != draft.source]
    if lemma in _HEARD or lemma in _TOLD:
        tokens += [p for c in verb.rights if c.lower_ == "to" and role(c) in (Role.PREP, Role.DATIVE) for p in c.rights]
    return tokens


def _meant(draft: Draft, index: MentionIndex, tokens: list[Token]) -> list[Mention]:
    found = (index.at(t) for c in tokens if c.i not in draft.content for t in (c, *c.conjuncts))
    return [m for m in found if m is not None]


def _outlet(mention: Mention) -> bool:
    """Whether it is a news outlet by name: what is told to it is said through it."""
    return mention.type == "Media" and mention.kind == "name"


def phrases(draft: Draft) -> Iterator[tuple[Token, Token]]:
    """(preposition, object) of every phrase on the cue, those inside its noun phrases after it; none of the content."""
    todo = [c for c in draft.head.children if role(c) == Role.PREP]
    if draft.head.pos_ != "VERB" and draft.head.head.pos_ in ("VERB", "AUX"):
        todo += [c for c in draft.head.head.children if role(c) == Role.PREP]
    while todo:
        prep = todo.pop(0)
        for thing in prep.rights:
            if prep.i not in draft.content and role(thing) in (Role.PREP_OBJECT, Role.PREP_CLAUSE):
                yield prep, thing
                joined = (thing, *(c for c in thing.rights if role(c) == Role.CONJUNCT))
                todo += [c for t in joined for c in t.rights if role(c) == Role.PREP]


def place(draft: Draft, index: MentionIndex) -> tuple[str, ...]:
    """Mention ids of where it was said."""
    found: dict[str, None] = {}
    for prep, thing in phrases(draft):
        mention = index.at(thing)
        if prep.lower_ in _WHERE and mention is not None and mention.type in PLACE_TYPES:
            found[mention.id] = None
    return tuple(found)


def medium(draft: Draft, index: MentionIndex) -> str | None:
    """Mention id of what it was said through; None where no mention covers it."""
    carrier: Token | None = None
    for prep, thing in phrases(draft):
        if prep.lower_ not in _THROUGH:
            continue
        mention = index.at(thing)
        if thing.lemma_.lower() in _CARRIERS:
            carrier = carrier or thing
        elif mention is not None and (
            mention.type == "Media"
            or (carrier is not None and mention.kind == "name" and mention.type in _OUTLETS and prep.lower_ != "to")
            or (
                prep.lower_ in ("on", "via")
                and (carrier is not None or thing.pos_ == "PROPN" or mention.kind == "name")
            )
        ):
            return None if mention.type in PLACE_TYPES else mention.id
    mention = index.at(carrier) if carrier is not None else None
    if mention is None:
        mention = next((m for m in _meant(draft, index, _listeners(draft)) if _outlet(m)), None)
    return mention.id if mention is not None else None
