"""From the tokens in a frame's slots to the mentions that act or are acted on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from kg.annotate import syntax
from kg.annotate.mention_index import MentionIndex
from kg.annotate.syntax import Role, role
from kg.extract.events.bystanders import REACTIONS
from kg.extract.events.governor_participants import above
from kg.extract.events.phrase_participants import (
    DIRECT,
    ELSEWHERE,
    Found,
    acting,
    members,
    receiving,
    spelt,
    thing,
    with_listed,
)
from kg.extract.events.slots import Filler, fillers
from kg.extract.events.triggers import Match, evoke
from kg.lexicon import frames
from kg.lexicon.plover import QUAD
from kg.lexicon.words import word_list
from kg.records import ACTOR_TYPES, PLACE_TYPES, Mention

#: Where a target may stand that the frame does not foresee.
_SPARE = ("against", "with", "to")
#: What parties in one breath do to each other: "Kenya and Uganda agreed to trade".
_TOGETHER = frozenset({"AGREE", "CONSULT", "COOPERATE"})
_DOWN = frozenset(
    {
        Role.PREP,
        Role.PREP_OBJECT,
        Role.OBJECT,
        Role.NOUN_CLAUSE,
        Role.OPEN_CLAUSE,
        Role.PREP_CLAUSE,
        Role.DATIVE,
        Role.AGENT,
        Role.COMPLEMENT,
        Role.CONJUNCT,
        Role.OBJECT_PREDICATE,
    }
)
#: Time, cause and likeness, not targets, hang below these.
_ASIDE = word_list("extract.events.participants", "aside")
#: What is given or sent so that something be done to somebody: "gave money to fight hunger in Chad".
_PURPOSEFUL = frozenset({"AID", "MOBILIZE"})
#: Slots that hold where it is done rather than to what.
_WHERE = word_list("extract.events.participants", "where")
_NO_THINGS = _WHERE | {"complement", "clause", "iobject"}
#: How far down infinitives may say to whom a promise is made: "agreed to begin to withdraw from".
_DEEPEST = 3


@dataclass(frozen=True, slots=True)
class Parties:
    """Mentions of one side, in text order, and how sure the slot is (0 where none was found).

    ``things`` are what is acted on beside them: "condemned **the raid** by Chad".
    """

    mentions: tuple[Mention, ...] = ()
    certainty: float = 0.0
    things: tuple[Mention, ...] = ()

    @property
    def ids(self) -> tuple[str, ...]:
        """Mention ids, in text order."""
        both = {m.id: m for m in (*self.mentions, *self.things)}
        return tuple(m.id for m in sorted(both.values(), key=lambda m: (m.start, m.end)))


def parties(match: Match, index: MentionIndex, depth: int = 0) -> tuple[Parties, Parties]:
    """Source and target of ``match``; of what is done together, both parties on both sides."""
    source = _source(match, index)
    taken = {m.entity for m in source.mentions}
    if match.frame.joint:
        return _joined(*(_spelt(p, index) for p in (_several(source, index), _partner(match, index, taken))))
    target = _target(match, index, taken, depth)
    if _is_together(match, _several(source, index), target):
        return _joined(_spelt(_several(source, index), index), Parties())
    return _spelt(source, index), _spelt(target, index)


def _source(match: Match, index: MentionIndex) -> Parties:
    found = _fill(match.sources, lambda f: with_listed(index, acting(index, f.token)))
    if not found.mentions and not match.undergone and not syntax.is_passive(match.token):
        found = _side(above(match, index))
    if found.mentions or QUAD[match.frame.root] != 4:
        return found
    tools = [m for f in match.sources if f.slot == "subject" and (m := thing(index, f.token)) is not None]
    return Parties(things=tuple(tools))


def _target(match: Match, index: MentionIndex, taken: set[str], depth: int) -> Parties:
    """To whom or what it is done: what the frame's slots hold, else a spare slot, else the first party below."""
    things = QUAD[match.frame.root] == 4 or match.frame.root == "RETREAT"

    def receive(filler: Filler) -> Iterator[Found]:
        found = [(m, c) for m, c in receiving(index, filler.token) if m.entity not in taken]
        if not found and things and filler.slot == "object" and filler.token not in match.tokens:
            what = thing(index, filler.token, pronouns=True)
            found = [(what, DIRECT)] if what is not None else []
        if filler.slot == "complement":
            found = [(m, c) for m, c in found if not _is_own(index, m, taken)]
        yield from ((m, c) for m, c in found if filler.slot != "clause" or c == DIRECT)

    target = _by_slot(match, index, taken, depth, receive)
    if not target.mentions and not match.frame.modal:
        spare = tuple(fillers(match.token, _SPARE, match.light))
        found = _fill(spare, lambda f: ((m, c) for m, c in receiving(index, f.token) if m.entity not in taken))
        target = Parties(found.mentions, found.certainty * ELSEWHERE)
    what = _things(match, index, target)
    if not target.mentions and not what and not match.frame.modal:
        target = _deep(match, index, taken)
    return Parties(target.mentions, target.certainty, what)


def _by_slot(
    match: Match, index: MentionIndex, taken: set[str], depth: int, mean: Callable[[Filler], Iterable[Found]]
) -> Parties:
    """What the slots hold, in their order; of an infinitive that is a deed itself, the parties of that deed."""
    slots = match.frame.target
    at = slots.index("complement") if "complement" in slots else len(slots)
    found = _fill([f for f in match.targets if f.rank[0] < at], mean)
    if not found.mentions and at < len(slots) and depth < _DEEPEST:
        found = _promised(match, index, taken, depth)
    return found if found.mentions else _fill([f for f in match.targets if f.rank[0] >= at], mean)


def _promised(match: Match, index: MentionIndex, taken: set[str], depth: int) -> Parties:
    """The target of the deed that the trigger announces: "agreed to **send** doctors to Haiti"."""
    hosts = [t for t in match.tokens if t == match.token or t.pos_ in {"NOUN", "ADJ"}]
    for clause in (c for host in hosts for c in syntax.complements(host)):
        inner = evoke(clause, frames.load()) if syntax.is_infinitive(clause) or clause.tag_ == "VBG" else None
        if inner is None:
            continue
        found = [p for p in parties(inner, index, depth + 1)[1].mentions if p.entity not in taken]
        if found:
            return Parties(tuple(found), DIRECT)
    return Parties()


def _is_own(index: MentionIndex, mention: Mention, taken: set[str]) -> bool:
    """Whether ``mention`` is the doer's own ("will withdraw *its troops*"): it is sent, not dealt with."""
    same = index.between(mention.start, mention.start + 1)
    return any(m.entity in taken and m.end < mention.end for m in same)


def _things(match: Match, index: MentionIndex, target: Parties) -> tuple[Mention, ...]:
    """What is acted on beside ``target``: what stands in the slot itself; with nobody there, in the first slot."""
    held = {m.id for m in target.mentions}
    reacts = match.frame.root in REACTIONS
    what: dict[int, dict[str, Mention]] = {}
    for filler in match.targets:
        mention = thing(index, filler.token)
        if filler.slot in _NO_THINGS or mention is None or mention.id in held:
            continue
        if filler.token in match.tokens and not (reacts and filler.slot == "object"):
            continue  # "imposed sanctions": the word that says what is done
        if not target.mentions or any(mention.start <= m.start and m.end <= mention.end for m in target.mentions):
            what.setdefault(filler.rank[0], {})[mention.id] = mention
    return tuple(what[min(what)].values()) if what else ()


def _partner(match: Match, index: MentionIndex, taken: set[str]) -> Parties:
    """With whom it is done: an actor, a place only where a party stands, and none whose trade it is to be told."""

    def partner(filler: Filler) -> Iterator[Found]:
        return (
            (m, c)
            for m, c in receiving(index, filler.token)
            if m.entity not in taken and (m.type in ACTOR_TYPES or (c == DIRECT and _is_named_place(m) and met(filler)))
            if m.type != "Media" and m.sector != "MED"
        )

    def met(filler: Filler) -> bool:  # "met Ankara": a capital, or a surname taken for a place
        return filler.slot in {"object", "with"} and match.frame.kind == "verb" and filler.token not in match.tokens

    found = _fill(match.targets, partner)
    if found.mentions:
        return found
    found = _fill(tuple(fillers(match.token, ("with", "between"), match.light)), partner)
    return Parties(found.mentions, found.certainty * ELSEWHERE)


def _is_together(match: Match, source: Parties, target: Parties) -> bool:
    """Whether two in one breath do it to each other: no third is addressed ("Kenya and Uganda agreed on a border")."""
    actors = [m for m in target.mentions if m.type in ACTOR_TYPES]
    addressed = bool(actors) and (target.certainty == DIRECT or len(source.mentions) > 2)
    together = match.frame.root in _TOGETHER or (not target.mentions and _fails_jointly(match))
    return together and len(source.mentions) > 1 and not addressed


def _fails_jointly(match: Match) -> bool:
    """Whether what is refused is done together: "failed to reach an agreement"."""
    clauses = (evoke(c, frames.load()) for c in syntax.complements(match.token) if syntax.is_infinitive(c))
    return match.frame.root == "REJECT" and any(m is not None and m.frame.joint for m in clauses)


def _deep(match: Match, index: MentionIndex, taken: set[str]) -> Parties:
    """The first actor or place in the phrases below the trigger that no slot reaches."""
    purpose = match.frame.root in _PURPOSEFUL
    queue = [c for c in match.token.children if role(c) in _DOWN or (purpose and _is_purpose(c))]
    if match.light is not None:
        queue += [c for c in match.light.children if role(c) in _DOWN and c != match.token]
    while queue:
        token = queue.pop(0)
        mention = (
            index.at(token) if role(token) in {Role.PREP_OBJECT, Role.OBJECT} and token not in match.tokens else None
        )
        other = mention is not None and mention.entity not in taken and not _is_own(index, mention, taken)
        if mention is not None and other and (mention.type in ACTOR_TYPES or _is_named_place(mention)):
            return Parties((mention,), ELSEWHERE * ELSEWHERE)
        if token.lower_ not in _ASIDE:
            queue += [c for c in token.children if role(c) in _DOWN or (purpose and _is_purpose(c))]
    return Parties()


def _is_named_place(mention: Mention) -> bool:
    return mention.type in PLACE_TYPES and mention.kind == "name"


def _is_purpose(verb: Token) -> bool:
    return role(verb) == Role.ADVERBIAL and syntax.is_infinitive(verb)


def _several(side: Parties, index: MentionIndex) -> Parties:
    """The side with a plural taken for those it names, where these act together: "the French and Dutch ministers"."""
    if len(side.mentions) != 1:
        return side
    return Parties(tuple(members(index, side.mentions[0])) or side.mentions, side.certainty)


def _spelt(side: Parties, index: MentionIndex) -> Parties:
    mentions = {m.id: m for m in (spelt(index, m) for m in side.mentions)}
    return Parties(tuple(sorted(mentions.values(), key=lambda m: (m.start, m.end))), side.certainty, side.things)


def _joined(source: Parties, target: Parties) -> tuple[Parties, Parties]:
    both = {m.id: m for m in (*source.mentions, *target.mentions)}
    if len(both) < 2:
        return source, target
    mentions = tuple(both.values())
    certainty = min(p.certainty for p in (source, target) if p.mentions)
    return Parties(mentions, certainty), Parties(mentions, certainty)


def _fill(slots: Sequence[Filler], mean: Callable[[Filler], Iterable[Found]]) -> Parties:
    """The mentions of the first slot that has any."""
    for rank in sorted({f.rank for f in slots}):
        found = _side(each for filler in slots if filler.rank == rank for each in mean(filler))
        if found.mentions:
            return found
    return Parties()


def _side(found: Iterable[Found]) -> Parties:
    first: dict[str, Found] = {}
    for mention, certainty in found:
        first.setdefault(mention.id, (mention, certainty))
    mentions = tuple(sorted((m for m, _ in first.values()), key=lambda m: (m.start, m.end)))
    return Parties(mentions, min((c for _, c in first.values()), default=0.0))
