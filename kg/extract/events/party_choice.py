"""Which mentions are parties of an event, by what the head of parties answers of each, and where it happens.

A party is left out where the head doubts it or where the parse speaks against it (:mod:`kg.extract.events.bystanders`):
nobody is better than the wrong one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Token

from kg.annotate import syntax
from kg.annotate.encoder.weights import Floats
from kg.annotate.syntax import Role
from kg.extract.events import bystanders
from kg.extract.events.bystanders import FORCE, MUTUAL
from kg.records import ACTOR_TYPES, PLACE_TYPES, Mention, Root

#: What a mention may be to a trigger, in the order of the head's answers.
PARTS = ("none", "source", "target", "place", "both")
#: What is done in words, wherever the speaker is.
SPOKEN = frozenset({"ACCUSE", "AGREE", "REJECT", "REQUEST", "SUPPORT", "THREATEN"})
#: As likely, a party is no reason to doubt what it does.
LIKELY = 0.75
#: How likely its place must be; how much likelier the place of anything that another sentence names.
WHERE_SAID, FARTHER = 0.8, 0.2
_DOING = ("source", "both")


@dataclass(slots=True)
class Parties:
    """Who does it, to whom it is done, where, in text order."""

    source: list[Mention] = field(default_factory=list)
    target: list[Mention] = field(default_factory=list)
    place: list[Mention] = field(default_factory=list)
    #: How likely who was asked about plays the part, by the mention's id.
    likely: Mapping[str, float] = field(default_factory=dict)

    @property
    def sure(self) -> float:
        """How likely the least likely party is."""
        return min(map(self._of, (*self.source, *self.target)), default=1.0)

    def without_doubtful(self) -> Parties | None:
        """The same without the least likely party; None if that is the only one, or likely enough."""
        parties = [*self.source, *self.target]
        if len({m.entity for m in parties}) < 2 or self.sure >= LIKELY:
            return None
        doubtful = min(parties, key=self._of).entity
        source, target = ([m for m in side if m.entity != doubtful] for side in (self.source, self.target))
        return Parties(source, target if target != source else [], self.place, self.likely)

    def _of(self, party: Mention) -> float:
        return self.likely.get(party.id, 1.0)


@dataclass(frozen=True, slots=True)
class _Found:
    """A mention in the part that it plays most likely, and its head."""

    mention: Mention
    part: str
    sure: float
    head: Token

    def rank(self) -> tuple[bool, float, int, int]:
        """Who can act first, then who is likelier, then the longer one."""
        m = self.mention
        return m.type not in ACTOR_TYPES | PLACE_TYPES, -self.sure, m.start - m.end, m.start


def choose(
    trigger: Token,
    root: Root,
    given: Sequence[tuple[Mention, Floats]],
    heads: Mapping[str, Token],
    chosen: Mapping[str, float],
) -> Parties:
    """The parties among the mentions of ``given``, each with the head's probabilities of :data:`PARTS`.

    ``heads`` are the head tokens of mentions by id, ``chosen`` the thresholds. Each entity plays the likeliest part of
    its mentions, if that is likely enough; of mentions that hold one another ("**Russian diplomats**", the post in it;
    "the envoys of **Chad**") the likeliest is meant.
    """
    best: dict[str, _Found] = {}
    for mention, likely in given:
        found = _found((mention, likely), heads[mention.id], trigger, root, chosen)
        known = best.get(mention.entity)
        if found is not None and (known is None or found.sure > known.sure):
            best[mention.entity] = found
    kept = _of_one_place(_apart(best.values()), trigger, given, heads)
    if root in MUTUAL:
        kept = _together(kept, trigger, given, heads)
    parties = Parties(likely={f.mention.id: f.sure for f in kept if f.part != "place"})
    if root not in MUTUAL:
        kept = _of_one_list(_of_the_subject(_of_the_object(kept, trigger), trigger, given, heads))
    for found in sorted(kept, key=lambda f: (f.mention.start, f.mention.end)):
        if found.part == "place":
            parties.place.append(found.mention)
        if found.part in _DOING:
            parties.source.append(found.mention)
        if found.part in ("target", "both"):
            parties.target.append(found.mention)
    return joined(parties, root)


def _found(
    given: tuple[Mention, Floats], head: Token, trigger: Token, root: Root, chosen: Mapping[str, float]
) -> _Found | None:
    """The likeliest part of a mention; None where it is not likely enough, or where the parse tells of another."""
    mention, likely = given
    part = PARTS[int(likely[1:].argmax()) + 1]
    sure = _likely(part, mention, root, likely)
    least = _of_place(head, trigger, root, chosen) if part == "place" else _least(part, root, chosen)
    if sure < least or bystanders.is_elsewhere(head, trigger):
        return None
    if part in _DOING and bystanders.undergoes(head, trigger):
        part = "target"
    if part == "target" and bystanders.has_said(head, trigger):
        part = "source"
    if part in _DOING and (not may_act(mention) or bystanders.stands_by(head, trigger, root)):
        return None
    if part == "target" and bystanders.is_answered(head, trigger):
        return None
    if part == "place" and (head.pos_ == "ADJ" or bystanders.is_above(head, trigger) or bystanders.is_beyond(head)):
        return None
    if part != "place" and mention.type == "Person" and bystanders.is_whose(head, trigger):
        return None
    return _Found(mention, part, sure, head)


def may_act(mention: Mention) -> bool:
    """Whether it means somebody, be it "we", or a place that stands for those in it; a lawsuit does nothing."""
    return mention.kind == "pronoun" or mention.type in ACTOR_TYPES | PLACE_TYPES


def _likely(part: str, mention: Mention, root: Root, likely: Floats) -> float:
    """How likely ``mention`` plays ``part``: who is on both sides does it, too; in what is done together either side
    may be called the doer; and a country that is invaded is where it happens, too."""
    parts = {part}
    if part in _DOING:
        parts |= set(_DOING)
    if part != "place" and root in MUTUAL:
        parts |= {*_DOING, "target"}
    if part == "target" and root in FORCE and mention.type in PLACE_TYPES:
        parts.add("place")
    return round(sum(float(likely[PARTS.index(name)]) for name in sorted(parts)), 3)


def _least(part: str, root: Root, chosen: Mapping[str, float]) -> float:
    """How likely a part must be; of who did violence or coercion, likelier than other parties."""
    return chosen["doer" if part != "target" and root in FORCE else "party"]


def _of_place(place: Token, trigger: Token, root: Root, chosen: Mapping[str, float]) -> float:
    """How likely a place must be: likelier in another sentence, and of what is done in words far likelier."""
    if root in SPOKEN:
        return WHERE_SAID
    return chosen["place"] + (FARTHER if place.sent.start != trigger.sent.start else 0.0)


def _apart(found: Iterable[_Found]) -> list[_Found]:
    """``found`` without those that hold, or are held by, a better one; a place and a party may do so."""
    kept: list[_Found] = []
    for one in sorted(found, key=_Found.rank):
        m = one.mention
        if all(
            m.end <= other.mention.start
            or other.mention.end <= m.start
            or (one.part == "place") != (other.part == "place")
            for other in kept
        ):
            kept.append(one)
    return kept


def _of_one_place(
    kept: list[_Found], trigger: Token, given: Sequence[tuple[Mention, Floats]], heads: Mapping[str, Token]
) -> list[_Found]:
    """``kept``; of places that other sentences name the likeliest one, and none where the trigger's own names any that
    might be meant."""
    meant = (m for m, likely in given if PARTS[int(likely.argmax())] == "place")
    own = any(heads[m.id].sent.start == trigger.sent.start for m in meant)
    places = [f for f in kept if f.part == "place"]
    here = [f for f in places if f.head.sent.start == trigger.sent.start]
    if not here and not own:
        here = sorted(places, key=_Found.rank)[:1]
    return [f for f in kept if f.part != "place" or f in here]


def _together(
    kept: list[_Found], trigger: Token, given: Sequence[tuple[Mention, Floats]], heads: Mapping[str, Token]
) -> list[_Found]:
    """``kept``; of what is done together, where its own phrase or clause names two or more, without all others; where
    it says with whom, beside these one list of others: "After talks with **Ana**, **Ben** wrote to Chad"."""
    doers, others = (
        {mention.entity for mention, _ in given if heads[mention.id].i in words} for words in bystanders.slots(trigger)
    )
    named = doers | others
    if doers and len({f.mention.entity for f in kept if f.part != "place"} & named) > 1:
        return [f for f in kept if f.part == "place" or f.mention.entity in named]
    beside = [f for f in kept if f.part != "place" and f.mention.entity not in named]
    if not others or not beside:
        return kept
    first = max(beside, key=lambda f: f.sure)
    return [f for f in kept if f not in beside or bystanders.are_listed(f.head, first.head)]


def _of_the_subject(
    kept: list[_Found], trigger: Token, given: Sequence[tuple[Mention, Floats]], heads: Mapping[str, Token]
) -> list[_Found]:
    """``kept`` without doers beside the subject, where the verb has one that can act: "Ana saw Ben **sue** Chad"."""
    words = bystanders.subjects(trigger)
    phrase = {t.i for word in words for t in word.subtree}
    acting = {m.entity for m, _ in given if heads[m.id] in words and m.type in ACTOR_TYPES}
    if not acting:
        return kept
    return [
        f
        for f in kept
        if f.part not in _DOING
        or f.mention.entity in acting
        or f.head.i in phrase
        or (f.part == "both" and trigger.is_ancestor(f.head))
    ]


def _of_the_object(kept: list[_Found], trigger: Token) -> list[_Found]:
    """``kept`` without those beyond a verb from the object, where that is one to whom it is done: "urged **Ana** that
    Ben resign"; of a noun without those beyond whose it is: "**Tanaka**'s arrest angered Chad"."""
    if trigger.pos_ in ("AUX", "VERB"):
        own = {token.i for token in syntax.object_heads(trigger)}
    else:
        own = {token.i for token in syntax.children(trigger, Role.POSSESSOR)}
    met = [f for f in kept if f.part == "target" and f.head.i in own]
    if not met:
        return kept
    return [f for f in kept if f.part != "target" or any(bystanders.are_listed(f.head, one.head) for one in met)]


def _of_one_list(kept: list[_Found]) -> list[_Found]:
    """``kept`` without doers who stand in no list with the likeliest one."""
    first = max((f for f in kept if f.part == "source"), key=lambda f: f.sure, default=None)
    if first is None:
        return kept
    return [f for f in kept if f.part != "source" or bystanders.are_listed(f.head, first.head)]


def joined(parties: Parties, root: Root) -> Parties:
    """``parties``; what several do together stands on both sides."""
    both = any(m in parties.target for m in parties.source)
    if both or (root in MUTUAL and len(parties.source) > 1 and not parties.target):
        found = {m.id: m for m in (*parties.source, *parties.target)}
        parties.source = sorted(found.values(), key=lambda m: (m.start, m.end))
        parties.target = list(parties.source) if len(found) > 1 else []
    return parties
