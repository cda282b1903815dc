"""Where an event happens: the place in, at or near which its words put it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from kg.annotate import syntax
from kg.annotate.mention_index import MentionIndex
from kg.annotate.syntax import Role, role
from kg.extract.events.triggers import Match
from kg.lexicon.plover import QUAD
from kg.lexicon.words import word_list
from kg.records import PLACE_TYPES, Mention

#: Prepositions of the place where something happens.
WHERE = word_list("extract.events.location", "where")
#: Arcs inside the phrase of a place: "the town **of X**", "the **X** district".
_INSIDE = frozenset(
    {
        Role.COMPOUND,
        Role.NOUN_MODIFIER,
        Role.APPOSITION,
        Role.PREP,
        Role.PREP_OBJECT,
        Role.CONJUNCT,
        Role.POSSESSOR,
    }
)
_DOWN = frozenset({Role.PREP, Role.PREP_OBJECT, Role.OBJECT, Role.AGENT, Role.PREP_CLAUSE, Role.PASSIVE_SUBJECT})
#: Time and cause, not place, hang below these.
_ELSEWHERE = word_list("extract.events.location", "elsewhere")


def places(match: Match, index: MentionIndex) -> tuple[str, ...]:
    """Ids of the mentions of the places where ``match`` happens; a name rather than the noun that it specifies.

    First what hangs on the trigger by a preposition of place, then what hangs on the phrases below it, then, of what is
    done to a place itself (an attack, an occupation, a visit), that place.
    """
    hosts = [match.token, *(t for t in match.tokens if t != match.token)]
    found = _at(index, hosts) or _at(index, _below(hosts))
    if (
        not found
        and role(match.token) in {Role.CONJUNCT, Role.ADVERBIAL, Role.PREP_CLAUSE}
        and match.token.head.pos_ == "VERB"
    ):
        found = _at(index, [match.token.head])
    if not found and not match.frame.joint and (QUAD[match.frame.root] == 4 or match.frame.cameo == "042"):
        found = [m for filler in match.targets for m in _named(index, filler.token)][:1]
    unique = {m.id: m for m in found}
    return tuple(m.id for m in sorted(unique.values(), key=lambda m: (m.start, m.end)))


def _at(index: MentionIndex, hosts: Iterable[Token]) -> list[Mention]:
    """The places of the first host that has one."""
    for host in hosts:
        found = [
            mention
            for prep in syntax.children(host, Role.PREP, Role.ADVERB)
            if prep.lower_ in WHERE
            for pobj in syntax.children(prep, Role.PREP_OBJECT)
            for each in syntax.conjuncts(pobj)
            for mention in _place(index, each)
        ]
        if found:
            return found
    return []


def _below(hosts: Iterable[Token]) -> Iterator[Token]:
    queue = [c for host in hosts for c in host.children if role(c) in _DOWN]
    while queue:
        token = queue.pop(0)
        if token.lower_ not in _ELSEWHERE:
            yield token
            queue += [c for c in token.children if role(c) in _DOWN]


def _place(index: MentionIndex, token: Token) -> list[Mention]:
    named = _named(index, token)
    if named:
        return named[:1]
    mention = index.at(token)
    return [mention] if mention is not None and mention.type in PLACE_TYPES else []


def _named(index: MentionIndex, token: Token) -> list[Mention]:
    """Names of places in the phrase of ``token``, its own head's first."""
    out: list[Mention] = []
    queue = [token]
    while queue:
        word = queue.pop(0)
        mention = index.at(word)
        if mention is not None and mention.type in PLACE_TYPES and mention.kind == "name":
            out.append(mention)
        queue += [c for c in word.children if role(c) in _INSIDE and (role(c) != Role.CONJUNCT or word != token)]
    return out
