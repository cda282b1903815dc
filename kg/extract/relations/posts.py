"""Which ties of offices stand: one office has one holder and one owner, those beside its title before all others.

``ties`` and ``mentions`` are those of one sentence; a title belongs to the name right after it ("Minister Ana Ruiz") or
to whom the noun phrase means that it heads ("the Chilean president").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from spacy.tokens import Token

from kg.extract.relations.patterns import lexicon, not_yet
from kg.extract.relations.tie import Tie
from kg.lexicon.words import word_list
from kg.records import Mention

_TITLED = re.compile(r" (?:(?:Mr|Mrs|Ms|Dr|Sir)\.? )?")
_BESIDE = re.compile(r"(?:['’]s?)? ?(?:[\w-]+ ){0,3}")
#: What parties are called beside a name, and posts that a party has.
_PARTY, _OF_A_PARTY = (word_list("extract.relations.posts", name) for name in ("party", "of_a_party"))
_OF = re.compile(r",? (?:of|for|at) (?:the )?")


def standing(ties: Iterable[Tie], mentions: list[Mention], heads: Mapping[str, Token], text: str) -> Iterator[Tie]:
    """Those of ``ties`` that what stands beside the titles does not rule out; ``heads`` are of ``mentions``."""
    by_id = {m.id: m for m in mentions}
    owned: dict[str, list[Tie]] = {}
    for tie in sorted(ties):
        if tie.predicate == "holdsOffice":
            if _may_hold(by_id[tie.subject], by_id[tie.object], mentions, heads, text):
                yield tie
        elif tie.predicate == "headOf":
            if _may_head(by_id[tie.subject], by_id[tie.object], mentions, heads):
                yield tie
        elif tie.predicate == "officeOf":
            owned.setdefault(tie.subject, []).append(tie)
        else:
            yield tie
    for office, told in owned.items():
        found = [t for t in told if not _is_no_owner(by_id[office], by_id[t.object], text)]
        near = {t: _distance(by_id[office], by_id[t.object], text) for t in found}
        yield from (t for t in found if near[t] == min(near.values()))


def _may_hold(person: Mention, office: Mention, mentions: list[Mention], heads: Mapping[str, Token], text: str) -> bool:
    if not_yet().match(text[office.end :]) or not_yet().search(text[office.start : office.end]):
        return False
    named = _named_after(office, mentions, text)
    if named is not None:
        return person.entity == named.entity
    phrases = [m for m in mentions if _heads_phrase(m, office, heads)]
    return not phrases or any(m.entity == person.entity for m in phrases)


def _named_after(office: Mention, mentions: list[Mention], text: str) -> Mention | None:
    """The person whose name follows the title at once."""
    return next(
        (
            m
            for m in mentions
            if m.type == "Person" and m.kind == "name" and _TITLED.fullmatch(text[office.end : m.start])
        ),
        None,
    )


def _heads_phrase(phrase: Mention, office: Mention, heads: Mapping[str, Token]) -> bool:
    """Whether the office is the head of a noun phrase that means who holds it."""
    inside = phrase.start <= office.start and office.end <= phrase.end
    return phrase.type == "Person" and phrase.kind == "nominal" and inside and heads[phrase.id] == heads[office.id]


def _may_head(person: Mention, body: Mention, mentions: list[Mention], heads: Mapping[str, Token]) -> bool:
    """Whether no noun phrase that ends in the body ("the president of Chile") means somebody else."""
    phrases = (
        m for m in mentions if m.type == "Person" and m.kind == "nominal" and m.start < body.start and body.end == m.end
    )
    return all(m.entity == person.entity for m in phrases if _is_head(heads[m.id]))


def _is_head(token: Token) -> bool:
    return token.lower_ in lexicon()["nouns"]["head"]


def _is_no_owner(office: Mention, owner: Mention, text: str) -> bool:
    """Whether it is the party of who holds a post that is none of the party's: "**Republican** Governor Ana Ruiz"."""
    party = text[owner.start : owner.end].lower() in _PARTY
    return party and _OF_A_PARTY.isdisjoint(text[office.start : office.end].lower().split())


def _distance(office: Mention, owner: Mention, text: str) -> tuple[int, int]:
    """How near an owner stands to a title: right before it, after "of", anywhere else."""
    if owner.end <= office.start and _BESIDE.fullmatch(text[owner.end : office.start]):
        return 0, office.start - owner.end
    if office.end <= owner.start and _OF.fullmatch(text[office.end : owner.start]):
        return 1, owner.start - office.end
    return 2, abs(owner.start - office.start)
