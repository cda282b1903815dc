"""One article's version of an event ready to compare (:class:`ComparableEvent`), and how two of them compare."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.resolve import intervals, vocabulary
from kg.resolve.clustering import Features
from kg.resolve.readings import EventReading
from kg.resolve.world import World

#: Roots of what is done together as a rule: who did it to whom says little.
MUTUAL = frozenset({"CONSULT", "AGREE", "COOPERATE"})
#: Roots of what is done in words: what a minister says is not what another of that government says.
SPOKEN = frozenset({"ACCUSE", "REQUEST", "REJECT", "THREATEN", "SUPPORT"})
#: What may come about, for all that is known: the same meeting is planned here, possible there.
AHEAD = frozenset({"planned", "possible"})
#: Days by which a day of publication may lie behind the event; days of publication of articles on one story.
LAG, STORY = 4, 4
SAME = 0.6


@dataclass(frozen=True, slots=True)
class ComparableEvent:
    """A :class:`EventReading` ready to compare. ``sources`` and ``targets`` are parties (a country is its government).

    Parties without a name ("his counterpart") may be anybody of their country: they are in ``vague``, and among the
    parties only where there are no others.
    """

    told: EventReading
    sources: frozenset[str]
    targets: frozenset[str]
    #: Everybody in it.
    parties: frozenset[str]
    vague: frozenset[str]
    named: bool
    #: The states for which people among its parties act, by party.
    states: Mapping[str, str]
    joint: bool
    places: tuple[str, ...]
    day: tuple[int, int] | None
    #: First day of publication of its article, where known.
    published: int | None

    @property
    def kind(self) -> tuple[str, str]:
        """Readings of different kinds are never one: what has happened, is only said to have, is ahead, denied, asked.

        Whose view it is counts only for what is told as a fact.
        """
        view = self.told.factuality
        if view == "actual":
            return (self.told.root, "reported" if self.told.reported else "actual")
        return (self.told.root, "ahead" if view in AHEAD else view)

    @property
    def full(self) -> bool:
        """Whether it says when, and who with or to whom."""
        return self.day is not None and len(self.parties) > 1 and not self.vague


def comparable_events(
    told: Iterable[EventReading], published: Mapping[str, str | None], world: World
) -> dict[str, ComparableEvent]:
    """The readings of events by reading key."""
    found = {}
    for happening in told:
        sources, targets = world.actors(happening.sources), world.actors(happening.targets)
        named = {node for node in (*sources, *targets) if world.named(node)} or {*sources, *targets}
        day = published.get(happening.article)
        found[happening.key] = ComparableEvent(
            told=happening,
            sources=frozenset(world.party(n) for n in sources if n in named),
            targets=frozenset(world.party(n) for n in targets if n in named),
            parties=frozenset(map(world.party, named)),
            vague=frozenset(n for n in (*sources, *targets) if not world.named(n)),
            named=any(world.named(n) for n in named),
            states={world.party(n): state for n in named if (state := world.state(n))},
            joint=bool(sources) and sources == targets,
            places=world.places(happening.places),
            day=intervals.stated(happening.date),
            published=intervals.first_day(day) if day else None,
        )
    return found


def compare(a: ComparableEvent, b: ComparableEvent, world: World) -> Features:
    """Why two readings of one kind may be one event, or not: features whose weights add up."""
    found = _actors(a, b)
    if found[0][1] < 0:
        return found
    return found + _vague(a, b, world) + _time(a, b) + _place(a, b, world) + _doing(a, b)


def _vague(a: ComparableEvent, b: ComparableEvent, world: World) -> Features:
    """Parties without a name on one side and those that only the other side names."""
    found: Features = ()
    for one, other in ((a, b), (b, a)):
        countries = {c for c in map(world.country, one.vague) if c}
        others = {c for c in map(world.country, other.parties - one.parties) if c}
        if countries and others:
            found += (("may be who is named", 0.25),) if countries & others else (("is somebody else", -0.5),)
    return found


def _actors(a: ComparableEvent, b: ComparableEvent) -> Features:
    if not a.parties or not b.parties:
        return (("names nobody", 0.0),)
    if a.joint or b.joint or a.told.root in MUTUAL:
        return _together(a, b)
    found: Features = ()
    for role, left, right in (("source", a.sources, b.sources), ("target", a.targets, b.targets)):
        if left and right:
            if not left & right:
                if a.told.root in SPOKEN or not _acting(a, left, right) & _acting(b, right, left):
                    return ((f"other {role}s", -1.0),)
                found += ((f"{role}s act for the same state", 0.2),)
                continue
            found += ((f"same {role}", 0.3) if left == right else (f"{role}s in common", 0.2),)
    return found or (("no role in common", 0.0),)


def _together(a: ComparableEvent, b: ComparableEvent) -> Features:
    left, right = a.parties, b.parties
    if left == right:
        return (("same participants", 0.6 if len(left) > 1 else 0.3),)
    for_left, for_right = _acting(a, left, right), _acting(b, right, left)
    if for_left == for_right and len(for_left) > 1:
        return (("people who act for the same states", 0.35),)
    if not a.named or not b.named:
        return (("names nobody", 0.0),)
    shared = left & right
    if not shared or (for_left - for_right and for_right - for_left):
        return (("other participants", -1.0),)
    return (("participants in common", 0.45 if len(shared) > 1 else 0.25),)


def _acting(deed: ComparableEvent, parties: frozenset[str], others: frozenset[str]) -> frozenset[str]:
    """``parties`` of ``deed``, for each who acts for a state that is among ``others``, without being so, that state."""
    return frozenset(
        state if party not in others and (state := deed.states.get(party)) in others else party for party in parties
    )


def _time(a: ComparableEvent, b: ComparableEvent) -> Features:
    if a.day and b.day:
        apart = intervals.gap(a.day, b.day)
        if apart == 0:
            narrow = max(a.day[1] - a.day[0], b.day[1] - b.day[0])
            return (("same day", 0.3),) if narrow == 0 else (("days overlap", 0.2 if narrow < 32 else 0.1),)
        if apart == 1 and a.told.root in MUTUAL and len(a.parties) > 1 and a.parties == b.parties:
            return (("a day apart", -0.1),)
        return (("other days", -1.0),)
    if a.day or b.day:
        return _undated(*((a, b) if a.day else (b, a)))
    if a.told.article == b.told.article:
        return (("one article", 0.1),)
    if a.published is None or b.published is None:
        return ()
    apart = abs(a.published - b.published)
    return (("published together", 0.1),) if apart <= STORY else (("published far apart", -0.3),)


def _undated(dated: ComparableEvent, other: ComparableEvent) -> Features:
    """One says when. The news is of these days; what lies long back is told without a date, too."""
    if dated.told.article == other.told.article:
        return (("one article", 0.1),)
    if other.published is None or dated.day is None:
        return ()
    behind = other.published - dated.day[1]
    if dated.told.factuality == "planned":
        behind = -behind
    assumed = other.told.date is not None and other.told.date.assumed
    if -1 <= behind <= LAG:
        return (("published thereabouts", 0.1),)
    return (("published at another time", -0.4 if assumed else -0.15),)


def _place(a: ComparableEvent, b: ComparableEvent, world: World) -> Features:
    if not a.places or not b.places:
        return ()
    if set(a.places) & set(b.places):
        return (("same place", 0.15),)
    if any(world.related(x, y) for x in a.places for y in b.places):
        return (("places go together", 0.05),)
    # A call has as many places as callers; two strikes in one day at two places are two strikes.
    return (("other places", -0.2 if a.told.root in MUTUAL else -0.5),)


def _doing(a: ComparableEvent, b: ComparableEvent) -> Features:
    same = vocabulary.doing(a.told.root, a.told.words, b.told.words)
    if same < 0:
        return (("another doing", -0.6),)
    if same == 0:
        return ()
    found: Features = (("same doing", 0.25 if a.told.article == b.told.article else 0.15),)
    # Without the lemmas, which come first: a verb and its lemma are one word.
    shared = set(map(vocabulary.stem, a.told.words[1:])) & set(map(vocabulary.stem, b.told.words[1:]))
    return (*found, ("the same words", 0.2)) if len(shared) > 1 else found
