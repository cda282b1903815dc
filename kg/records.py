"""What crosses from one stage to the next: frozen, plain, comparable values. Imports nothing of ``kg``.

Units: an offset is a Unicode code point into ``Article.text``; a span is half open, ``(start, end)``; a date is an ISO
string that may be a prefix (``"2014"``, ``"2022-02"``); a duration is in seconds; a country is ISO 3166-1 alpha-2.

``Extraction`` is what ``kg extract`` writes (see :func:`to_json` and :func:`from_json`) and what a graph keeps, so that
resolving again never parses again.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from math import exp
from typing import Any, Final, Literal, TypeVar, cast

SCHEMA = "kg.extraction/1"

Span = tuple[int, int]
Kind = Literal["name", "nominal", "pronoun"]
MentionType = Literal[
    "Person", "Country", "Government", "Organization", "IntergovernmentalOrganization", "ArmedGroup", "Media",
    "Group", "Place", "Facility", "Office", "Agreement", "Other",
]  # fmt: skip
Form = Literal["direct", "indirect", "mixed"]
Act = Literal[
    "assert", "deny", "demand", "promise", "threaten", "propose", "ask", "believe", "want", "intend", "decide",
    "support", "oppose", "decline",
]  # fmt: skip
Root = Literal[
    "AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
    "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "RETREAT",
]  # fmt: skip
Factuality = Literal["actual", "planned", "possible", "requested", "negated"]
Voice = Literal["article", "reported"]
#: How a part of a statement reads: as a clause, a quotation, a phrase with the verb that leads to it, or as neither.
Standing = Literal["clause", "quotation", "phrase", "none"]
#: Where a date is told: at the event itself, at another mention of it, or nowhere but in the date of publication.
Basis = Literal["text", "same", "publication"]
Predicate = Literal[
    "holdsOffice", "officeOf", "memberOf", "headOf", "partOf", "locatedIn", "citizenOf", "represents", "alliedWith",
    "opposes", "controls",
]  # fmt: skip
PublishedFrom = Literal["text", "metadata", "option", "none"]

MENTION_TYPES: tuple[str, ...] = typing.get_args(MentionType)
ACTS: tuple[str, ...] = typing.get_args(Act)
ROOTS: tuple[str, ...] = typing.get_args(Root)
FACTUALITIES: tuple[str, ...] = typing.get_args(Factuality)
PREDICATES: tuple[str, ...] = typing.get_args(Predicate)
#: Types that can act: what may speak, be the source or the target of an event.
ACTOR_TYPES: frozenset[str] = frozenset(
    {"Person", "Country", "Government", "Organization", "IntergovernmentalOrganization", "ArmedGroup", "Media", "Group"}
)
#: Types that can be where something happens.
PLACE_TYPES: frozenset[str] = frozenset({"Country", "Place", "Facility"})


# ---------------------------------------------------------------- articles/ gives


@dataclass(frozen=True, slots=True)
class Article:
    """One article as it was read. ``text`` is the input's, unchanged for .txt and .jsonl."""

    id: str
    text: str
    title: str | None = None
    published: str | None = None
    published_from: PublishedFrom = "none"
    url: str | None = None
    publisher: str | None = None
    #: SHA-256 of ``text`` (UTF-8), hexadecimal.
    sha256: str = ""
    #: The paragraphs that are the article's own, in order, headline included; menus and advertisements are not in it.
    paragraphs: tuple[Span, ...] = ()


# ---------------------------------------------------------------- extract/ gives


@dataclass(frozen=True, slots=True)
class Date:
    """A closed interval of days; ``start`` and ``end`` may be prefixes. ``text`` is where the article says it."""

    start: str | None
    end: str | None
    text: Span | None = None
    #: True where only the date of publication speaks for it.
    assumed: bool = False
    basis: Basis = "text"


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount that belongs to an event: ``of`` is duration, killed, wounded, detained, money, territory …"""

    of: str
    min: float | None
    max: float | None
    unit: str
    text: Span


@dataclass(frozen=True, slots=True)
class Mention:
    """A name, noun phrase or pronoun that means somebody or something; ``entity`` joins those of one article."""

    id: str
    start: int
    end: int
    kind: Kind
    type: MentionType
    entity: str
    iri: str | None = None
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    geonames: str | None = None
    #: The kind of actor by its noun or gazetteer entry (GOV, MIL, REB …), where known.
    sector: str | None = None
    #: Id of the gazetteer's entry, which may have no shared identifier: joins "the defence secretary" with a name.
    entry: str | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """One proposition of a statement's content: what is compared when statements of two articles are merged.

    ``id`` is the statement's id where it has one part only, else ``s1.1``, ``s1.2`` …; ``terms`` are the lemmas of its
    content words, sorted, without the words of mentions; ``entities`` the entity ids that it names, sorted. ``wording``
    are the characters that tell it as a sentence, in the order in which they are told (none: ``spans``), and
    ``standing`` says what they make; what stands as "none" is no proposition, and no node of a graph.
    """

    id: str
    spans: tuple[Span, ...]
    terms: tuple[str, ...]
    entities: tuple[str, ...] = ()
    negated: bool = False
    wording: tuple[Span, ...] = ()
    standing: Standing = "clause"


@dataclass(frozen=True, slots=True)
class Statement:
    """Somebody says, thinks or wants something; spans as PolNeAR's guidelines mark them."""

    id: str
    speaker: tuple[str, ...]
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    form: Form
    act: Act
    negated: bool = False
    addressee: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    date: Date | None = None
    medium: str | None = None
    within: str | None = None
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """A PLOVER event of one article. ``source`` and ``target`` are mention ids; a joint event lists both in both."""

    id: str
    type: Root
    cameo: str | None
    trigger: tuple[Span, ...]
    source: tuple[str, ...]
    target: tuple[str, ...]
    place: tuple[str, ...] = ()
    date: Date | None = None
    factuality: Factuality = "actual"
    #: Whether the article itself tells it, or it stands only in what somebody says, thinks or fears.
    voice: Voice = "article"
    #: The statement that reports it, where one does.
    reported_in: str | None = None
    #: The first mention of the very same happening in the article; None in the first itself.
    same: str | None = None
    confidence: float = 0.5
    salience: float = 0.5
    quantities: tuple[Quantity, ...] = ()
    #: Lemma of the trigger's head ("call", "invade"): tells a visit from a call where both are CONSULT.
    lemma: str = ""
    #: Lemmas of the words of its clause, sorted: what it is told with.
    terms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Relation:
    """A lasting tie between two mentions; ``evidence`` is where the text says it."""

    id: str
    predicate: Predicate
    subject: str
    object: str
    evidence: tuple[Span, ...]
    reported_in: str | None = None
    date: Date | None = None


@dataclass(frozen=True, slots=True)
class Extraction:
    """What one article says, before anything is merged with another."""

    article: Article
    mentions: tuple[Mention, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    relations: tuple[Relation, ...] = ()
    #: Every date of the text, resolved; written with ``--dates``.
    dates: tuple[Date, ...] = ()
    #: Spans of the sentences, in order: evidence is shown with its sentence.
    sentences: tuple[Span, ...] = ()


# ---------------------------------------------------------------- resolve/ gives
#
# A *reading key* names one article's version of something: ``ARTICLE#LOCAL``, where ARTICLE is the article's key
# (``kg.ids.article_key``) and LOCAL the id in its extraction: ``e1`` an entity, ``s1`` or ``s1.2`` a statement's part,
# ``v3`` an event, ``r2`` a relation, ``v1.duration`` one quantity of an event. A *node key* names what is merged:
# the path of its IRI below the base, ``person/donald-trump-Q22686``.


#: The feature with which every pair begins where weights are learned.
BEGINNING: Final = "to begin with"


def likelihood(features: Iterable[tuple[str, float]]) -> float:
    """How likely it is that two are the same, from 0 to 1, by features that are log odds."""
    return round(1 / (1 + exp(-sum(weight for _, weight in features))), 4)


@dataclass(frozen=True, slots=True, order=True)
class Judgement:
    """Two readings are, or are not, the same; ``features`` are (name, weight) pairs that add up to ``score``."""

    left: str
    right: str
    same: bool
    score: float
    features: tuple[tuple[str, float], ...] = ()
    by: Literal["rule", "person"] = "rule"

    @property
    def reasons(self) -> tuple[tuple[str, float], ...]:
        """The features without what every pair starts with."""
        return tuple(pair for pair in self.features if pair[0] != BEGINNING)

    @property
    def likelihood(self) -> float | None:
        """How likely the two are the same, where weights are learned and add up to log odds; else None."""
        learned = any(name == BEGINNING for name, _ in self.features)
        return likelihood(self.features) if learned else None


@dataclass(frozen=True, slots=True)
class Node:
    """An actor, place, office or other thing, merged. ``readings`` are the entities (``ARTICLE#e1``) that it is."""

    key: str
    type: MentionType
    label: str
    alt_labels: tuple[str, ...]
    readings: tuple[str, ...]
    same_as: tuple[str, ...] = ()
    country: str | None = None
    sector: str | None = None
    lat: float | None = None
    lon: float | None = None
    geonames: str | None = None
    #: Node key of the country that a government governs.
    government_of: str | None = None


@dataclass(frozen=True, slots=True)
class Support:
    """Which readings say it, in how many articles, and how many of those are no near-copies of one another."""

    readings: tuple[str, ...]
    articles: int
    independent_sources: int


@dataclass(frozen=True, slots=True)
class MergedStatement:
    """One proposition said by one speaker, whichever articles say so. References are node keys."""

    key: str
    label: str
    text: str
    act: Act
    negated: bool
    speakers: tuple[str, ...]
    support: Support
    addressees: tuple[str, ...] = ()
    medium: str | None = None
    places: tuple[str, ...] = ()
    date: Date | None = None
    mentions: tuple[str, ...] = ()
    #: Keys of the propositions, events, relations and statements that it reports.
    reports: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MergedEvent:
    """An event, or a proposition of one where ``happened`` is false. Joint ones have ``participants`` only."""

    key: str
    label: str
    type: Root
    cameo: str | None
    happened: bool
    factuality: Factuality
    voice: Voice
    confidence: float
    support: Support
    sources: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    participants: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    date: Date | None = None
    #: (reading key, quantity) for each article that gives one.
    quantities: tuple[tuple[str, Quantity], ...] = ()
    #: Of a proposition: the event that it plans or denies.
    concerns: str | None = None
    salience: float = 0.5


@dataclass(frozen=True, slots=True)
class TimeInOffice:
    """When somebody held an office: ``since`` and ``until`` are ISO dates or prefixes, None where nothing is known.

    ``first`` and ``last`` are whole days, the first and the last on which it is known to have been held.
    """

    since: str | None = None
    until: str | None = None
    first: str | None = None
    last: str | None = None
    #: The gazetteer's id of the person whose tenure it tells.
    source: str | None = None


@dataclass(frozen=True, slots=True)
class MergedRelation:
    """A relation between two nodes; ``asserted`` where an article says it in its own voice."""

    key: str
    predicate: Predicate
    subject: str
    object: str
    asserted: bool
    support: Support
    date: Date | None = None
    #: Of an office that is held.
    times: tuple[TimeInOffice, ...] = ()


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Readings that cannot all be right: ``on`` is the property (``duration``, ``factuality``, ``start`` …)."""

    key: str
    label: str
    about: tuple[str, ...]
    on: str
    readings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Resolution:
    """Everything merged, sorted by key: what the default graph is made from."""

    nodes: tuple[Node, ...] = ()
    statements: tuple[MergedStatement, ...] = ()
    events: tuple[MergedEvent, ...] = ()
    relations: tuple[MergedRelation, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    #: (article key, key of the article that it is a near-copy of).
    copies: tuple[tuple[str, str], ...] = ()


# ---------------------------------------------------------------- to and from JSON

T = TypeVar("T")
_PART_DEFAULTS = {"wording": (), "standing": "clause"}
_MENTION_OPTIONAL = ("lat", "lon", "geonames", "sector", "entry")


def to_json(extraction: Extraction, *, dates: bool = False) -> dict[str, Any]:
    """The record of the contract (section 1) as plain JSON values; ``dates`` adds every date of the text."""
    record = dataclasses.asdict(extraction)
    article, text = record["article"], record["article"].pop("text")
    for mention in record["mentions"]:
        for name in _MENTION_OPTIONAL:
            if mention[name] is None:
                del mention[name]
    for part in (p for s in record["statements"] for p in s["parts"]):
        for name, value in _PART_DEFAULTS.items():
            if part[name] == value:
                del part[name]
    out = {"schema": SCHEMA, "article": article, "text": text}
    out |= {name: record[name] for name in ("mentions", "statements", "events", "relations", "sentences")}
    if dates:
        out["dates"] = [
            {"start": d.text[0], "end": d.text[1], "from": d.start, "to": d.end} for d in extraction.dates if d.text
        ]
    return out


def from_json(record: Mapping[str, Any]) -> Extraction:
    """Read what :func:`to_json` gave (its ``dates`` aside). Raises KeyError, TypeError or ValueError if it is none."""
    if record["schema"] != SCHEMA:
        raise ValueError(f"schema {record['schema']!r} is not {SCHEMA!r}")
    fields = {name: record[name] for name in ("mentions", "statements", "events", "relations", "sentences")}
    fields["events"] = [_voiced(event) for event in fields["events"]]
    return _read(Extraction, {"article": {**record["article"], "text": record["text"]}, **fields})


def _voiced(event: Mapping[str, Any]) -> Mapping[str, Any]:
    """``event`` with its voice, which older records leave to be seen from ``reported_in``."""
    return event if "voice" in event else {**event, "voice": "reported" if event["reported_in"] else "article"}


def _read(cls: type[T], value: Mapping[str, Any]) -> T:
    return cls(**{name: reader(value[name]) for name, reader in _readers(cast(Hashable, cls)).items() if name in value})


@cache
def _readers(cls: Hashable) -> Mapping[str, Callable[[Any], Any]]:
    """For each field of the dataclass ``cls``, what turns its JSON value back into the field's value."""
    return {name: _reader(hint) for name, hint in typing.get_type_hints(cls).items()}


def _reader(hint: Any) -> Callable[[Any], Any]:
    arguments = typing.get_args(hint)
    if isinstance(hint, types.UnionType):
        inner = _reader(next(a for a in arguments if a is not types.NoneType))
        return lambda value: None if value is None else inner(value)
    if typing.get_origin(hint) is tuple:
        inner = _reader(arguments[0])
        return lambda value: tuple(map(inner, value))
    if isinstance(hint, type) and dataclasses.is_dataclass(hint):
        return lambda value: _read(hint, value)
    return lambda value: value
