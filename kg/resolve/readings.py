"""``Extraction`` → ``Profile``: what merging needs of one article, small enough to hold tens of thousands of them.

Ids of mentions become reading keys of entities (``ARTICLE#e1``); texts stay behind, but for the words of statements.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from sys import intern

from kg.ids import article_key, reading_key
from kg.lexicon import vocabulary
from kg.records import Act, Date, Event, Extraction, Factuality, Form, Mention, Part, Predicate, Quantity, Root, Span
from kg.records import Statement as Said
from kg.resolve.chain_names import people, small_words
from kg.resolve.demonyms import describes
from kg.resolve.former_offices import held
from kg.resolve.near_duplicates import Sketch, sketch
from kg.resolve.office_days import day_of

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


@dataclass(frozen=True, slots=True)
class Entity:
    """What some mentions of one article mean: ``names`` with their counts, or ``nominal``, the words it has instead."""

    key: str
    article: str
    type: str
    names: tuple[tuple[str, int], ...]
    nominal: str | None = None
    iri: str | None = None
    country: str | None = None
    sector: str | None = None
    lat: float | None = None
    lon: float | None = None
    geonames: str | None = None
    #: The gazetteer's id of what has no shared identifier.
    entry: str | None = None
    #: Of a group: whether its names only describe ("Norlandic demands"), so that no people need be meant.
    adjective: bool = False

    @property
    def link(self) -> str | None:
        """What it is linked to: a shared identifier, else the gazetteer's own."""
        return self.iri or self.entry


@dataclass(frozen=True, slots=True)
class StatementReading:
    """One article's version of one proposition of a statement (a ``Part``); entities as reading keys."""

    key: str
    article: str
    speakers: tuple[str, ...]
    act: Act
    #: That it was not said; ``denies``: what is said is a negative.
    negated: bool
    denies: bool
    form: Form
    #: Its own words, which are compared; ``told``: as it reads by itself, with what leads to them.
    text: str
    terms: tuple[str, ...]
    entities: tuple[str, ...]
    addressees: tuple[str, ...]
    places: tuple[str, ...]
    medium: str | None
    date: Date | None
    #: Reading keys of the propositions, relations and statements told inside it.
    reports: tuple[str, ...] = ()
    told: str = ""
    quotation: bool = False


@dataclass(frozen=True, slots=True)
class EventReading:
    """One article's version of an event or proposition; entities as reading keys."""

    key: str
    article: str
    root: Root
    cameo: str | None
    #: The lemma of its trigger, then the trigger's words.
    words: tuple[str, ...]
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    places: tuple[str, ...]
    date: Date | None
    factuality: Factuality
    reported: bool
    confidence: float
    salience: float
    quantities: tuple[tuple[str, Quantity], ...]
    #: Offset of its trigger: what stands nearest to it in its article.
    at: int = 0
    #: Lemmas of the words of its clause; stems of those of its sentence.
    terms: tuple[str, ...] = ()
    sentence: frozenset[str] = frozenset()
    #: The reading of the same article that it says again.
    same: str | None = None


@dataclass(frozen=True, slots=True)
class RelationReading:
    """One article's version of a relation; entities as reading keys."""

    key: str
    article: str
    predicate: Predicate
    subject: str
    object: str
    reported: bool
    date: Date | None
    #: The day on which the article says that an office is held.
    day: str | None = None


@dataclass(frozen=True, slots=True)
class Profile:
    """One article as merging sees it; ``sketch`` is the MinHash of its words.

    Entities that are no node (pronouns alone, type ``Other``), which are most, are left out, and relations of them.
    """

    article: str
    published: str | None
    sketch: Sketch
    entities: tuple[Entity, ...]
    statements: tuple[StatementReading, ...]
    events: tuple[EventReading, ...]
    relations: tuple[RelationReading, ...]
    #: Who held which office and holds it no more: (person, office).
    held: tuple[tuple[str, str], ...] = ()


def profile(extraction: Extraction) -> Profile:
    """What ``resolve`` keeps of one article. Raises ``ValueError`` where the extraction names an id that it has not."""
    article, text = extraction.article, extraction.article.text
    key = article_key(article)
    keys = {local: reading_key(key, local) for local in {m.entity for m in extraction.mentions}}
    entity = {m.id: keys[m.entity] for m in extraction.mentions}
    told = _told(extraction, key)
    #: Who has a full name or is linked: a surname alone may be that of somebody long gone ("President Nixon").
    known_by_name = {
        keys[m.entity]
        for m in extraction.mentions
        if m.iri or m.entry or (m.kind == "name" and " " in text[m.start : m.end])
    }
    try:
        sayings = tuple(
            _saying(
                key,
                text,
                s,
                part,
                entity=entity,
                keys=keys,
                reports=tuple(sorted(told.get(reading_key(key, part.id), ()))),
            )
            for s in extraction.statements
            for part in parts(s, text)
            if part.standing != "none"
        )
        happenings = tuple(_happening(key, extraction, event, entity) for event in extraction.events)
        ties = tuple(
            RelationReading(
                reading_key(key, r.id),
                key,
                r.predicate,
                entity[r.subject],
                entity[r.object],
                bool(r.reported_in),
                r.date,
                day_of(r, extraction) if entity[r.subject] in known_by_name else None,
            )
            for r in extraction.relations
        )
    except KeyError as error:
        raise ValueError(f"{article.id}: refers to {error.args[0]!r}, which it does not hold") from error
    entities = tuple(
        e for e in _entities(key, keys, text, extraction.mentions) if e.type != "Other" and (e.names or e.nominal)
    )
    if article.publisher and article.publisher.strip():
        name = " ".join(article.publisher.split())
        entities += (Entity(reading_key(key, "publisher"), key, "Media", ((name, 1),)),)
    known = {e.key for e in entities}
    return Profile(
        key,
        article.published,
        sketch("\n".join(text[start:end] for start, end in article.paragraphs) or text),
        entities,
        sayings,
        happenings,
        tuple(t for t in ties if t.subject in known and t.object in known),
        tuple(sorted({(entity[a], entity[b]) for a, b in held(text, extraction.mentions) if entity[a] in known})),
    )


def parts(statement: Said, text: str) -> tuple[Part, ...]:
    """The parts of ``statement``; one that has none is a part of its own, its terms the words of its content."""
    if statement.parts:
        return statement.parts
    words = re.findall(r"[^\W_]+(?:['’-][^\W_]+)*", _words(text, statement.content).lower())
    return (Part(statement.id, statement.content, tuple(sorted({w for w in words if len(w) > 2}))),)


def _words(text: str, spans: Iterable[Span]) -> str:
    return " ".join(" ".join(text[start:end] for start, end in spans).split())


def _told(extraction: Extraction, key: str) -> dict[str, set[str]]:
    """For each part, by reading key, the readings that it reports: of the part that covers them, else of all parts."""
    text = extraction.article.text
    split = {s.id: parts(s, text) for s in extraction.statements}
    inner: list[tuple[str, str, tuple[Span, ...]]] = [
        (e.reported_in, e.id, e.trigger) for e in extraction.events if e.reported_in
    ]
    inner += [(r.reported_in, r.id, r.evidence) for r in extraction.relations if r.reported_in]
    inner += [(s.within, p.id, p.spans) for s in extraction.statements if s.within for p in split[s.id]]
    told: dict[str, set[str]] = {}
    for outer, local, spans in inner:
        if outer not in split:
            raise ValueError(f"{extraction.article.id}: refers to {outer!r}, which it does not hold")
        standing = [part for part in split[outer] if part.standing != "none"]
        holding = [part for part in standing if _covers(part.spans, spans)] or standing
        for part in holding:
            told.setdefault(reading_key(key, part.id), set()).add(reading_key(key, local))
    return told


def _covers(outer: Iterable[Span], inner: Iterable[Span]) -> bool:
    first = next(iter(inner), None)
    return first is not None and any(start <= first[0] and first[1] <= end for start, end in outer)


def _saying(
    key: str,
    text: str,
    said: Said,
    part: Part,
    *,
    entity: dict[str, str],
    keys: dict[str, str],
    reports: tuple[str, ...],
) -> StatementReading:
    return StatementReading(
        key=reading_key(key, part.id),
        article=key,
        speakers=_distinct(entity[m] for m in said.speaker),
        act=said.act,
        negated=said.negated,
        denies=part.negated,
        form=said.form,
        text=_words(text, part.spans),
        terms=tuple(intern(t) for t in part.terms),
        entities=tuple(keys.get(e) or reading_key(key, e) for e in part.entities),
        addressees=_distinct(entity[m] for m in said.addressee),
        places=_distinct(entity[m] for m in said.place),
        medium=entity[said.medium] if said.medium else None,
        date=said.date,
        reports=reports,
        told=_words(text, part.wording) if part.wording else "",
        quotation=part.standing == "quotation",
    )


def _happening(key: str, extraction: Extraction, event: Event, entity: dict[str, str]) -> EventReading:
    text = extraction.article.text
    at = min((start for start, _ in event.trigger), default=0)
    quantities: dict[str, Quantity] = {}
    for quantity in event.quantities:
        quantities.setdefault(quantity.of, quantity)
    return EventReading(
        key=reading_key(key, event.id),
        article=key,
        root=event.type,
        cameo=event.cameo,
        words=tuple(intern(w) for w in (event.lemma, *_words(text, event.trigger).lower().split()) if w),
        sources=_distinct(entity[m] for m in event.source),
        targets=_distinct(entity[m] for m in event.target),
        places=_distinct(entity[m] for m in event.place),
        date=event.date,
        factuality=event.factuality,
        reported=event.voice == "reported",
        confidence=event.confidence,
        salience=event.salience,
        quantities=tuple((reading_key(key, f"{event.id}.{of}"), q) for of, q in sorted(quantities.items())),
        at=at,
        sentence=_stems(text, extraction.sentences, at),
        terms=tuple(intern(t) for t in event.terms),
        same=reading_key(key, event.same) if event.same else None,
    )


def _stems(text: str, sentences: Sequence[Span], at: int) -> frozenset[str]:
    """The stems of the words of the sentence in which the character ``at`` stands."""
    number = bisect_right(sentences, (at, len(text))) - 1
    if number < 0 or sentences[number][1] <= at:
        return frozenset()
    start, end = sentences[number]
    return vocabulary.content(tuple(_WORD.findall(text[start:end].lower())))[0]


def _distinct(keys: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(keys))


_NAMED_BY_NOUN = frozenset({"Facility", "Organization", "Government", "ArmedGroup", "Media"})
_ANY = re.compile(
    r"(?:an?|some|any|another|other|many|several|few|more|most|two|three|four|five|\d+|his|her|their|our|its|"
    r"my|your|all|both|each|every|no|these|those|this|that)\b",
    re.IGNORECASE,
)


def _entities(key: str, keys: dict[str, str], text: str, mentions: Iterable[Mention]) -> tuple[Entity, ...]:
    chains: dict[str, list[Mention]] = {}
    for mention in mentions:
        chains.setdefault(mention.entity, []).append(mention)
    small = small_words(text)
    return tuple(_entity(keys[local], key, text, chain, small) for local, chain in sorted(chains.items()))


def _entity(key: str, article: str, text: str, chain: list[Mention], small: frozenset[str]) -> Entity:
    """Values are those of the most mentions, names before nominals; ties go to the first of the alphabet."""
    named = [m for m in chain if m.kind == "name" or m.type == "Office"]
    named = named or [m for m in chain if _as_good_as_named(m, text)]
    nominals = [m for m in chain if m.kind == "nominal"]
    speaking = named or nominals or chain
    kind = _told_most(speaking, "type") or "Other"
    names = Counter(intern(_words(text, [(m.start, m.end)])) for m in named)
    names = people(names, small) if kind == "Person" else names
    first = min(nominals, key=lambda m: (m.start, m.end), default=None)
    located = next((m for m in chain if m.lat is not None and m.lon is not None), None)
    return Entity(
        key=key,
        article=article,
        type=kind,
        names=_shared(tuple(sorted(names.items()))),
        nominal=_words(text, [(first.start, first.end)]) if first and not named else None,
        iri=_told_most(chain, "iri"),
        country=_told_most(speaking, "country") or _told_most(chain, "country"),
        sector=_told_most(speaking, "sector") or _told_most(chain, "sector"),
        lat=located.lat if located else None,
        lon=located.lon if located else None,
        geonames=_told_most(chain, "geonames"),
        entry=_told_most(chain, "entry"),
        adjective=bool(named) and all(m.type == "Group" and describes(text, m.start, m.end) for m in named),
    )


@lru_cache(maxsize=100_000)
def _shared(names: tuple[tuple[str, int], ...]) -> tuple[tuple[str, int], ...]:
    """One value for all who are called the same."""
    return names


def _as_good_as_named(mention: Mention, text: str) -> bool:
    """Whether a noun phrase is as good as a name: a name in it sets it apart ("Norland's parliament")."""
    if mention.kind != "nominal" or mention.type not in _NAMED_BY_NOUN:
        return False
    words = text[mention.start : mention.end].split()
    return not _ANY.match(words[0]) and any(w[0].isupper() and w.lower() not in ("the", "our") for w in words)


def _told_most(mentions: Sequence[Mention], field: str) -> str | None:
    """The commonest value of ``field`` that is not None: mostly there is one mention."""
    if len(mentions) == 1:
        value: str | None = getattr(mentions[0], field)
        return value
    return commonest(getattr(m, field) for m in mentions)


def commonest(values: Iterable[str | None]) -> str | None:
    """The commonest of ``values`` that is not None; of equals the first of the alphabet."""
    held = [value for value in values if value is not None]
    if len(held) < 2:
        return held[0] if held else None
    counts = Counter(held)
    return min(counts, key=lambda value: (-counts[value], value))
