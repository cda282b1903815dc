"""Who is meant by a token in a slot: the mention there, else who is named in its phrase.

What is acted on may be no actor ("condemned **the raid**"): such a thing is a party too, beside whose it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from kg.annotate import syntax
from kg.annotate.document import head, text_of
from kg.annotate.mention_index import MentionIndex
from kg.annotate.syntax import Role, role
from kg.lexicon.words import ordered_words, word_list
from kg.records import ACTOR_TYPES, PLACE_TYPES, Mention

#: How sure a party is that stands in its slot itself, inside the phrase there ("the *Israeli* proposal"), or in a slot
#: that the frame does not name.
DIRECT, INSIDE, ELSEWHERE = 1.0, 0.75, 0.6
_BEINGS = ACTOR_TYPES | PLACE_TYPES
_NAMING = (Role.ADJECTIVE, Role.COMPOUND, Role.NOUN_MODIFIER)
#: In the phrase of a deed, likeliest doer first: "the arrest **of** X **by** Y".
_DOING = ordered_words("extract.events.phrase_participants", "doing")
_COUNTING = word_list("extract.events.phrase_participants", "counting")
_OWNING = word_list("extract.events.phrase_participants", "owning")

#: Participles whose agent is behind what the noun does: "missiles **fired** by the army", not "a convoy attacked by".
_MAKING = word_list("extract.events.phrase_participants", "making")
_QUARTERS = word_list("extract.events.phrase_participants", "quarters")

Found = tuple[Mention, float]


def acting(index: MentionIndex, token: Token) -> Iterator[Found]:
    """Who acts where ``token`` stands: itself, else whose it is ("*Israeli* jets"), with those coordinated."""
    mention = index.at(token)
    if mention is not None and mention.start <= token.idx < mention.end:
        if mention.type in ACTOR_TYPES:
            yield mention, DIRECT
            return
        if _named(index, mention, token):
            yield mention, INSIDE
            return
    found = list(_appositive(index, token, ACTOR_TYPES)) or list(_counted(index, token, ACTOR_TYPES))
    yield from found or _owners(index, token, ACTOR_TYPES)


def with_listed(index: MentionIndex, found: Iterable[Found]) -> Iterator[Found]:
    """``found`` with what a headline lists beside it by a comma alone: "**Oman**, Chad agree on border"."""
    for mention, certainty in found:
        if mention.kind == "name":
            yield from ((other, certainty) for other in _listed(index, mention))
        yield mention, certainty


def _listed(index: MentionIndex, mention: Mention) -> Iterator[Mention]:
    """Other names of its type that begin its sentence before it, or that the parser takes for an apposition to it."""
    root = head(index.doc, mention)
    near = [*index.covered.get(root.sent[0].i, ()), *(index.at(c) for c in syntax.children(root, Role.APPOSITION))]
    for other in near:
        if other is None or other.kind != "name" or (other.type, other.entity) == (mention.type, mention.entity):
            continue
        left, right = sorted((other, mention), key=lambda m: m.start)
        if other.type == mention.type and text_of(index.doc)[left.end : right.start].strip() == ",":
            yield other


def receiving(index: MentionIndex, token: Token) -> Iterator[Found]:
    """Who or where ``token`` is as a target; else whose it is ("the *Israeli* proposal")."""
    mention = index.at(token)
    if mention is not None and (mention.type in _BEINGS or _named(index, mention, token)):
        yield mention, DIRECT
        return
    named = list(_appositive(index, token, _BEINGS)) or list(_counted(index, token, _BEINGS))
    yield from named or _owners(index, token, _BEINGS)


def thing(index: MentionIndex, token: Token, *, pronouns: bool = False) -> Mention | None:
    """What ``token`` is, if it is nobody: "the proposal", "a car bomb"; with ``pronouns``, "they" too."""
    mention = index.at(token)
    if mention is None or mention.type in _BEINGS or (mention.kind == "pronoun" and not pronouns):
        return None
    return mention if mention in index.headed.get(token.i, ()) else None


def spelt(index: MentionIndex, mention: Mention) -> Mention:
    """For a pronoun, the name or noun of the same that stands before it in its sentence: "*Oman* says *it* will"."""
    if mention.kind != "pronoun":
        return mention
    sentence = head(index.doc, mention).sent
    before = [
        m
        for m in index.between(sentence.start_char, mention.start)
        if m.entity == mention.entity and m.kind != "pronoun"
    ]
    names = [m for m in before if m.kind == "name"]
    return max(names or before, key=lambda m: (m.start, -m.end), default=mention)


def members(index: MentionIndex, mention: Mention) -> list[Mention]:
    """The actors that a plural is said to be: "*British* and *EU* negotiators", "the armies of *Chad* and *Mali*".

    Empty unless they are several.
    """
    root = head(index.doc, mention)
    if mention.kind != "nominal" or root.tag_ not in {"NNS", "NNPS"}:
        return []
    of = (
        p
        for prep in syntax.children(root, Role.PREP)
        if prep.lower_ == "of"
        for p in syntax.children(prep, Role.PREP_OBJECT)
    )
    for child in (*syntax.children(root, Role.APPOSITION, Role.POSSESSOR, *_NAMING), *of):
        tokens = list(syntax.conjuncts(child))
        found = {m.id: m for t in tokens if (m := index.actor(t)) is not None and m.id != mention.id}
        if len(found) > 1:
            return list(found.values())
    return []


def _named(index: MentionIndex, mention: Mention, token: Token) -> bool:
    """Whether ``mention`` is a name of which the annotators do not know whose ("Thom", or a place that acts)."""
    if mention.type in PLACE_TYPES:
        return mention.kind == "name"
    name = token.pos_ == "PROPN" or (token.is_upper and len(token) > 1)
    return mention.type == "Other" and name and mention in index.headed.get(token.i, ())


def _appositive(index: MentionIndex, token: Token, types: frozenset[str]) -> Iterator[Found]:
    for other in syntax.children(token, Role.APPOSITION):
        mention = index.at(other)
        if mention is not None and mention.type in types:
            yield mention, DIRECT
            return


def _counted(index: MentionIndex, token: Token, types: frozenset[str]) -> Iterator[Found]:
    """Whom a word of number counts: "thousands of **students**"."""
    if token.lower_ in _COUNTING:
        for other in syntax.prepositional(token, "of"):
            mention = index.at(other)
            if mention is not None and mention.type in types:
                yield mention, DIRECT


def _owners(index: MentionIndex, token: Token, types: frozenset[str], depth: int = 0) -> list[Found]:
    """The first actor named inside the phrase of ``token``, with those coordinated with it."""
    if depth > 3:
        return []
    for other in _near(token):
        mention = index.at(other)
        if mention is not None and mention.type in _BEINGS:
            if mention.type in types:
                found = (index.at(each) for each in syntax.conjuncts(other))
                return [(m, INSIDE) for m in found if m is not None and m.type in types]
        elif role(other) != Role.ADJECTIVE and other.lower_ not in _QUARTERS:  # not "a truce in the east of *Norland*"
            deeper = _owners(index, other, types, depth + 1)
            if deeper:
                return deeper
    return []


def _near(token: Token) -> Iterator[Token]:
    """What stands in the phrase of ``token``, likeliest doer first."""
    preps = list(syntax.children(token, Role.PREP, Role.AGENT))
    yield from syntax.children(token, Role.POSSESSOR)
    for prep in preps:
        if prep.lower_ in _DOING:
            yield from syntax.children(prep, Role.PREP_OBJECT)
    yield from syntax.children(token, *_NAMING)
    for prep in preps:
        if prep.lower_ in _OWNING:
            yield from syntax.children(prep, Role.PREP_OBJECT)
    for clause in syntax.children(token, Role.NOUN_CLAUSE):
        if any(syntax.children(clause, Role.SUBORDINATOR)):  # "claims that the army looted"
            yield from syntax.children(clause, Role.SUBJECT, Role.PASSIVE_SUBJECT)
        if clause.lemma_ in _MAKING:
            for by in syntax.children(clause, Role.AGENT, Role.PREP):
                yield from syntax.children(by, Role.PREP_OBJECT)
