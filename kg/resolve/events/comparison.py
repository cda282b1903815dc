"""What an article tells of an event ready to compare, and how two such tellings compare.

A :class:`ComparableEvent` is one reading; a :class:`Telling` is what one article says of one event, in one reading or
several: what one leaves out another gives. Two tellings have features, each a number from 0 to 1 with a name; the
weights by which they are added up are learned (``weights.yaml``). :func:`barred` says of two tellings why they must
never be one; no score overrules it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import cast

from kg.lexicon import vocabulary
from kg.lexicon.word_weights import total as total_weight
from kg.records import Quantity, Root
from kg.resolve import intervals
from kg.resolve.readings import EventReading, commonest
from kg.resolve.world import World

#: Roots of what is done together as a rule: who did it to whom says little.
MUTUAL = frozenset({"CONSULT", "AGREE", "COOPERATE"})
#: Roots of what is done in words: what a minister says is not what another of that government says.
SPOKEN = frozenset({"ACCUSE", "REQUEST", "REJECT", "THREATEN", "SUPPORT"})
#: Roots of what is said or agreed: what it is about tells one from another.
WORDED = SPOKEN | {"AGREE", "CONCEDE"}
#: Roots of what is done to people: done to others, it is another deed.
FORCE = frozenset({"ASSAULT", "PROTEST", "COERCE", "MOBILIZE"})
#: Roots under which one deed is told: a halt to tests is RETREAT here, COERCE there.
_GROUPS = (
    ("CONSULT", "AGREE", "COOPERATE"), ("RETREAT", "COERCE", "CONCEDE"), ("ASSAULT", "COERCE"),
    ("ACCUSE", "REJECT"), ("SUPPORT", "AID"), ("SUPPORT", "AGREE"), ("THREATEN", "REQUEST"),
)  # fmt: skip
NEAR: Mapping[str, frozenset[str]] = {
    root: frozenset(other for group in _GROUPS if root in group for other in group if other != root)
    for root in sorted({root for group in _GROUPS for root in group})
}
#: What may come about, for all that is known: the same meeting is planned here, possible there.
AHEAD = frozenset({"planned", "possible"})
#: By so many days apart articles tell of other times: of what has happened, of what is ahead.
LONG, AGES = 21, 60
#: What share of the people of one article the other speaks of, where both tell one story.
STORY_OF = 0.15
#: So many signs must say that two articles tell of one event.
SIGNS = 3
#: Days of publication of articles on one story.
STORY = 4
#: Words in common of so much weight are no chance.
ENOUGH = 1.5
#: Of whom a number may be told, and so many times as many are others: no later count of the same.
_VICTIMS = frozenset({"killed", "wounded", "detained"})
FAR = 10
#: From so much on, it is told what a happening is about.
MUCH = 0.8


@dataclass(frozen=True, slots=True)
class ComparableEvent:
    """An :class:`EventReading` ready to compare. ``sources`` and ``targets`` are parties (a country is its government).

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
    joint: bool
    places: tuple[str, ...]
    day: tuple[int, int] | None
    #: First day of publication of its article, where known.
    published: int | None

    @property
    def reality(self) -> str:
        """Readings of different reality are never one: what has happened, is ahead, denied, asked for."""
        view = self.told.factuality
        return "ahead" if view in AHEAD else view


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
            joint=bool(sources) and sources == targets,
            places=world.places(happening.places),
            day=intervals.stated(happening.date),
            published=intervals.first_day(day) if day else None,
        )
    return found


@dataclass(frozen=True)
class Telling:
    """What is told of one event in some readings, of one article as a rule: all that any of them gives."""

    #: The readings' keys, sorted.
    readings: tuple[str, ...]
    articles: frozenset[str]
    root: Root
    reality: str
    sources: frozenset[str]
    targets: frozenset[str]
    parties: frozenset[str]
    #: Those of whom a reading says only what they are.
    vague: frozenset[str]
    joint: bool
    places: frozenset[str]
    day: tuple[int, int] | None
    #: Whether a date stands beside it, not only at another mention.
    dated: bool
    published: int | None
    #: Of victims of each kind, the lowest and the highest number told.
    victims: Mapping[str, tuple[float, float]]
    #: Stems of the words of their clauses; of their triggers.
    stems: frozenset[str]
    heads: frozenset[str]
    #: Stems of the words of their sentences.
    sentences: frozenset[str]
    #: The words of their triggers, the lemma first.
    words: tuple[tuple[str, ...], ...]
    #: Whom the articles speak of at all.
    cast: frozenset[str]
    world: World

    @staticmethod
    def of(members: Sequence[ComparableEvent], world: World) -> Telling:
        """What ``members`` tell together; parties of those that name somebody, if any does."""
        naming = [m for m in members if m.named] or members
        days = [m.told.date for m in members if m.day]
        articles = frozenset(m.told.article for m in members)
        published = [m.published for m in members if m.published is not None]
        return Telling(
            readings=tuple(sorted(m.told.key for m in members)),
            articles=articles,
            root=commonest_root(members),
            reality=members[0].reality,
            sources=frozenset().union(*(m.sources for m in naming)),
            targets=frozenset().union(*(m.targets for m in naming)),
            parties=frozenset().union(*(m.parties for m in naming)),
            vague=frozenset().union(*(m.vague for m in members)),
            joint=any(m.joint for m in members),
            places=frozenset().union(*(m.places for m in members)),
            day=intervals.days(intervals.best(days)),
            dated=any(when.basis == "text" for when in days if when),
            published=min(published, default=None),
            victims=_victims(q for m in members for _, q in m.told.quantities),
            stems=frozenset().union(*(_stems(m.told) for m in members)),
            heads=frozenset(vocabulary.stem(m.told.words[0]) for m in members if m.told.words),
            sentences=frozenset().union(*(m.told.sentence for m in members)),
            words=tuple(sorted({m.told.words for m in members})),
            cast=frozenset().union(*map(world.cast, sorted(articles))),
            world=world,
        )

    @cached_property
    def weight(self) -> float:
        """How much the words of its clauses say."""
        return total_weight(self.stems)

    @cached_property
    def rest(self) -> frozenset[str]:
        """The stems of its clauses besides its triggers and the names of its parties: what it is about."""
        return self.stems - self.heads - frozenset().union(*map(self.world.name_stems, self.parties | self.vague))

    @cached_property
    def rest_weight(self) -> float:
        """How much these say."""
        return total_weight(self.rest)

    @cached_property
    def sentence_weight(self) -> float:
        """How much the words of its sentences say."""
        return total_weight(self.sentences)

    @cached_property
    def lifted(self) -> frozenset[str]:
        """Its parties, and for whom these act: the state of a minister, the party of a committee."""
        return self.lift(self.parties) | {f"state:{c}" for c in map(self.world.country, self.vague) if c}

    def lift(self, parties: Iterable[str]) -> frozenset[str]:
        """``parties`` and for whom they act."""
        return frozenset().union(*(self.world.principals(p) | {p} for p in parties))


def _victims(told: Iterable[Quantity]) -> dict[str, tuple[float, float]]:
    """The lowest and the highest number of those killed, wounded, detained; no bound above is any number."""
    found: dict[str, tuple[float, float]] = {}
    for quantity in told:
        if quantity.of in _VICTIMS:
            low, high = found.get(quantity.of, (math.inf, 0.0))
            most = math.inf if quantity.max is None else quantity.max
            found[quantity.of] = min(low, quantity.min or 0.0), max(high, most)
    return found


def commonest_root(members: Sequence[ComparableEvent]) -> Root:
    """The root that most readings have; of equals the first of the alphabet."""
    return cast(Root, commonest(m.told.root for m in members))


def _stems(told: EventReading) -> frozenset[str]:
    return vocabulary.content(told.terms or told.words)[0]


#: The features, in the order of the weights' file.
FEATURES = (
    "words in common, of the shorter", "words in common, of both", "about the same", "about nothing in common",
    "words of their sentences in common", "told by the same word", "the same doing", "another doing",
    "both participants in common", "the same people, in one story", "the same doer", "the same target",
    "another target", "one names nobody", "each names somebody else", "the same day", "the same place", "other places",
    "the same kind of act", "articles on the same people",
)  # fmt: skip
#: Those of them that speak against it.
AGAINST = frozenset(
    {
        "about nothing in common", "another doing", "another target", "one names nobody", "each names somebody else",
        "other places",
    }
)  # fmt: skip


def features(a: Telling, b: Telling) -> dict[str, float]:
    """The features of a pair that are not 0, by name, each from 0 to 1."""
    found = _wording(a, b) | _who(a, b) | _where_and_when(a, b) | _articles(a, b)
    return {name: round(value, 4) for name, value in found.items() if value}


def _wording(a: Telling, b: Telling) -> dict[str, float]:
    shared, about = total_weight(a.stems & b.stems), total_weight(a.rest & b.rest)
    doings = _doings(a, b)
    return {
        "words in common, of the shorter": min(1.0, shared / ENOUGH) * shared / max(0.1, min(a.weight, b.weight)),
        "words in common, of both": shared / max(0.1, a.weight + b.weight - shared),
        "about the same": min(1.0, about / ENOUGH) * about / max(0.1, min(a.rest_weight, b.rest_weight)),
        "about nothing in common": float(_about_something_else(a, b)),
        "words of their sentences in common": total_weight(a.sentences & b.sentences)
        / max(1.0, min(a.sentence_weight, b.sentence_weight)),
        "told by the same word": float(bool(a.heads & b.heads)),
        "the same doing": max(0.0, *doings),
        "another doing": float(doings == {-1.0}),
        "the same kind of act": float(a.root == b.root),
    }


def _doings(a: Telling, b: Telling) -> set[float]:
    """How alike their triggers are, each with each: 1 is the same doing, -1 another."""
    return {vocabulary.doing(a.root, x, y) for x in a.words for y in b.words} if a.root == b.root else {0.0}


def _about_something_else(a: Telling, b: Telling) -> bool:
    """Whether both tell what it is about, and have no word of it in common."""
    return min(a.rest_weight, b.rest_weight) >= MUCH and not a.rest & b.rest


def _who(a: Telling, b: Telling) -> dict[str, float]:
    if not a.parties or not b.parties:
        return {"one names nobody": 1.0}
    found = {"each names somebody else": float(bool(a.parties - b.lifted and b.parties - a.lifted))}
    if _joint(a, b):
        same = _same_two(a, b)
        people = same and len(_persons(a, a.parties & b.parties)) > 1 and _one_story(a, b) and -1.0 not in _doings(a, b)
        return found | {"both participants in common": float(same), "the same people, in one story": float(people)}
    return found | {
        "the same doer": float(bool(a.lift(a.sources) & b.lift(b.sources))),
        "the same target": float(bool(a.lift(a.targets) & b.lift(b.targets))),
        "another target": float(_others(a, b, a.targets, b.targets)),
    }


def _same_two(a: Telling, b: Telling) -> bool:
    """Whether two do together in one what they, or those they act for, do in the other: a call is at two places."""
    return _joint(a, b) and len(a.parties) > 1 and len(b.parties) > 1 and len(a.lifted & b.lifted) > 1


def _one_story(a: Telling, b: Telling) -> bool:
    """Whether one article tells both, or two on the same people of the same days."""
    return bool(a.articles & b.articles) or (_of_the_same_days(a, b) and _same_people(a, b) >= STORY_OF)


def _of_the_same_days(a: Telling, b: Telling) -> bool:
    """Whether their articles came within the days of one story, for all that is known."""
    return a.published is None or b.published is None or abs(a.published - b.published) <= STORY


def _joint(a: Telling, b: Telling) -> bool:
    """Whether they tell of something done together."""
    return a.joint or b.joint or {a.root, b.root} <= MUTUAL


def _where_and_when(a: Telling, b: Telling) -> dict[str, float]:
    same = bool(a.places & b.places)
    related = same or _places_go_together(a, b)
    return {
        "the same day": float(_same_day(a, b)),
        "the same place": 1.0 if same else 0.3 if related else 0.0,
        "other places": float(bool(a.places and b.places) and not related),
    }


def _articles(a: Telling, b: Telling) -> dict[str, float]:
    return {} if a.articles & b.articles else {"articles on the same people": _same_people(a, b)}


def barred(a: Telling, b: Telling) -> str:
    """Why two tellings are never one, whatever else they have in common; empty where nothing bars it."""
    if a.reality != b.reality:
        return "one has happened, the other has not" if "actual" in (a.reality, b.reality) else "told as another thing"
    return unlike(a, b)


def unlike(a: Telling, b: Telling) -> str:
    """The same, whether it has happened or not: what sets a plan apart from an event that it is not the plan of."""
    if a.root != b.root and b.root not in NEAR.get(a.root, ()):
        return "another kind of act"
    if {a.root, b.root} == {"AGREE", "CONSULT"} and not a.articles & b.articles:
        return "another kind of act"
    if a.root in MUTUAL and -1.0 in _doings(a, b):
        return "another doing"
    if reason := _other_times(a, b) or _too_little(a, b):
        return reason
    if {a.root, b.root} <= WORDED and _about_something_else(a, b):
        return "about something else"
    if any(_far_apart(a.victims[of], b.victims[of]) for of in a.victims.keys() & b.victims.keys()):
        return "numbers of victims far apart"
    if a.places and b.places and not _same_two(a, b) and not _at_one_place(a, b):
        return "other places"
    if _persons(a, a.parties - b.parties) and _persons(b, b.parties - a.parties):
        return "other people"
    return _other_participants(a, b) if _joint(a, b) else _other_roles(a, b)


def _far_apart(a: tuple[float, float], b: tuple[float, float]) -> bool:
    return FAR * a[1] < b[0] or FAR * b[1] < a[0]


def _other_times(a: Telling, b: Telling) -> str:
    """Days apart; or, where not both say when, articles of other times, or one that came before it had happened."""
    if a.day and b.day:
        return "other days" if other_days(a, b) else ""
    long = LONG if a.reality == b.reality == "actual" else AGES
    if a.published is not None and b.published is not None and abs(a.published - b.published) > long:
        return "published at other times"
    for dated, other in ((a, b), (b, a)):
        if dated.day and other.published is not None and "actual" in (a.reality, b.reality):
            if dated.reality == other.reality and other.published < dated.day[0] - 1:
                return "published before it happened"
            if other.published > dated.day[1] + long:
                return "published long after it happened"
    return ""


def _too_little(a: Telling, b: Telling) -> str:
    """Two articles must have more in common than a word for what was done: people are arrested everywhere. Of whom it
    names, what it is about, its day, its place, and whether the articles tell one story in one week, three must be the
    same; where one names nobody, what it is about; where neither does, its day or place too."""
    if a.articles & b.articles:
        return ""
    shared = sum(map(a.world.named_party, a.lifted & b.lifted))
    about = total_weight(a.rest & b.rest) >= MUCH
    day = _same_day(a, b)
    place = bool(a.places & b.places)
    signs = (
        shared > 0,
        shared > 1,
        about,
        day,
        place,
        _same_people(a, b) >= STORY_OF,
        _of_the_same_days(a, b),
    )
    told = (a.parties and b.parties) or (about and (a.parties or b.parties or day or place))
    return "" if told and sum(signs) >= SIGNS else "too little in common"


def _same_day(a: Telling, b: Telling) -> bool:
    return a.day is not None and b.day is not None and intervals.gap(a.day, b.day) == 0


def _same_people(a: Telling, b: Telling) -> float:
    """What share of the people and bodies of one's articles the other's speak of, too."""
    return len(a.cast & b.cast) / max(1, min(len(a.cast), len(b.cast)))


def other_days(a: Telling, b: Telling) -> bool:
    """Whether both say when, and more than a day lies between; of attacks, which go on from day to day, any, where each
    day stands beside the deed."""
    if not a.day or not b.day:
        return False
    apart = intervals.gap(a.day, b.day)
    return apart > 1 or (apart == 1 and "ASSAULT" in (a.root, b.root) and a.dated and b.dated)


def _at_one_place(a: Telling, b: Telling) -> bool:
    """Whether both can be of one place; where one names nobody, only if a place is the same. A place that no source
    knows may be any, or none."""
    if a.places & b.places or not all(any(map(a.world.is_known_place, each.places)) for each in (a, b)):
        return True
    return bool(a.parties and b.parties and _places_go_together(a, b))


def _places_go_together(a: Telling, b: Telling) -> bool:
    return any(a.world.related(x, y) for x in a.places for y in b.places)


def _persons(telling: Telling, parties: Iterable[str]) -> set[str]:
    nodes = telling.world.nodes
    return {p for p in parties if p in nodes and nodes[p].type == "Person" and telling.world.named(p)}


def _named(telling: Telling, parties: Iterable[str]) -> set[str]:
    return set(filter(telling.world.named_party, parties))


def _other_participants(a: Telling, b: Telling) -> str:
    """Who meets whom: where both name two or more, they are the same states, bodies, people on both sides."""
    left, right = _named(a, a.parties), _named(b, b.parties)
    people, people_there = _persons(a, left), _persons(b, right)
    if not left or not right or (len(people) > 1 and people == people_there):
        return ""
    if len(left) < 2 or len(right) < 2:
        return "" if a.lift(left) & b.lift(right) else "other participants"
    if _sides(a, left) != _sides(b, right):
        return "other participants"
    more, fewer = sorted((people, people_there), key=len, reverse=True)
    return "other participants" if len(fewer) > 1 and more - fewer else ""


def _sides(telling: Telling, parties: Iterable[str]) -> set[frozenset[str]]:
    """The parties, or for whom they act."""
    return {telling.world.principals(party) or frozenset((party,)) for party in parties}


def _other_roles(a: Telling, b: Telling) -> str:
    if _others(a, b, a.sources, b.sources, own_words=True):
        return "another doer"
    if {a.root, b.root} & FORCE and _others(a, b, a.targets, b.targets, described=True):
        return "another target"
    turned = a.sources & b.targets and not a.sources & b.sources
    turned_back = b.sources & a.targets and not a.targets & b.targets
    return "roles turned round" if turned or turned_back else ""


def _others(
    a: Telling,
    b: Telling,
    left: Iterable[str],
    right: Iterable[str],
    *,
    own_words: bool = False,
    described: bool = False,
) -> bool:
    """Whether somebody is told of on both sides, and none of ``left`` is, or acts for, one of ``right``.

    ``own_words``: of what is done in words a minister does not speak for his state, but a committee for its party.
    ``described``: whether only those count who are described on both sides, or on one.
    """
    one, other = set(left), set(right)
    if not one or not other or one & other:
        return False
    named, named_there = _named(a, one), _named(b, other)
    if not named or not named_there:
        one_story = not a.articles & b.articles and _same_people(a, b) >= STORY_OF
        words = not named and not named_there and (described or not one_story)
        return _described_apart(a.world, one, other, words=words)
    if described:
        return False
    spoken = own_words and (a.root in SPOKEN or b.root in SPOKEN)
    return all(spoken and party.startswith("state:") for party in a.lift(named) & b.lift(named_there))


def _described_apart(world: World, left: Iterable[str], right: Iterable[str], *, words: bool) -> bool:
    """Whether a description cannot mean who is told of on the other side: it is of another country, or (``words``) has
    no word in common with it: the prosecutors are not the opposition."""
    countries, countries_there = ({c for c in map(world.country, side) if c} for side in (left, right))
    if countries and countries_there:
        return not countries & countries_there
    names, names_there = (frozenset().union(*map(world.name_stems, side)) for side in (left, right))
    return words and not names & names_there
