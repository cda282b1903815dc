"""An ``Extraction`` → the named graph of its article: its text, and its readings in full.

Readings here have the properties of what they are readings of, with other readings as values, but neither their classes
nor anything merged: a store that queries the union of all graphs counts nothing twice. What follows from what is
written here is left out, and put back by :mod:`kg.graph.complete`; ``docs/graph.md`` says what each triple is for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence

from kg.graph import literals
from kg.graph.dated import Pair, when
from kg.graph.names import Names
from kg.graph.rdf import Literal, NamedNode, Quad
from kg.graph.readings import Reading, best_mention, entities, quantity_ids, readings, usual_kind
from kg.graph.terms import (
    DERIVED,
    HAS_PLACE,
    IN_ARTICLE,
    KIND,
    LABEL,
    MENTION,
    QUANTITY,
    READ,
    TYPE,
    A,
    quantity_kind,
    term,
)
from kg.ids import article_key
from kg.records import Event, Extraction, Mention, Quantity, Relation, Span, Statement, Voice


def article_graph(extraction: Extraction, names: Names, merged: Collection[str]) -> Iterator[Quad]:
    """The quads of an article's own graph, in no particular order; some come more than once.

    ``merged`` are the local ids of the readings that the default graph names. Raises ValueError where one of them is
    no reading of the article: the resolution is of other extractions.
    """
    return _ArticleGraph(extraction, names, merged).quads()


class _ArticleGraph:
    def __init__(self, extraction: Extraction, names: Names, merged: Collection[str]) -> None:
        self.extraction, self.names, self.merged = extraction, names, merged
        self.key = article_key(extraction.article)
        self.graph = names.article(self.key)
        self.readings = readings(extraction)
        self.entity = {mention.id: mention.entity for mention in extraction.mentions}
        self.kinds: dict[Span, set[str]] = defaultdict(set)
        for mention in extraction.mentions:
            self.kinds[mention.start, mention.end].add(mention.kind)
        self._nodes: dict[str, NamedNode] = {}
        if unknown := min((local for local in merged if local not in self.readings), default=None):
            raise ValueError(f"the resolution names {self.key}#{unknown}, which the article has not")

    def quads(self) -> Iterator[Quad]:
        for subject, (predicate, value) in self._triples():
            yield Quad(subject, predicate, value, self.graph)

    def _triples(self) -> Iterator[tuple[NamedNode, Pair]]:
        yield from self._text()
        for local, reading in self.readings.items():
            node = self._reading(local)
            for pair in self._described(reading):
                yield node, pair
        yield from self._words()
        for entity, mentions in entities(self.extraction).items():
            for pair in _entity(best_mention(mentions), mentions):
                yield self._reading(entity), pair
        for statement in self.extraction.statements:
            for pair in self._statement(statement):
                yield self._reading(statement.id), pair
            yield from self._parts(statement)
        for event in self.extraction.events:
            for pair in self._event(event):
                yield self._reading(event.id), pair
        for relation in self.extraction.relations:
            for pair in self._relation(relation):
                yield self._reading(relation.id), pair

    def _text(self) -> Iterator[tuple[NamedNode, Pair]]:
        context = self.names.text(self.key)
        yield context, (A, term("nif:Context"))
        yield context, (term("nif:isString"), literals.text(self.extraction.article.text))
        for span in self.extraction.sentences:
            yield self._characters(span), (A, term("nif:Sentence"))

    def _words(self) -> Iterator[tuple[NamedNode, Pair]]:
        """The characters that merged readings lead to, and what mentions are where that is not as usual."""
        text, merged = self.extraction.article.text, [self.readings[local] for local in self.merged]
        for start, end in {span for reading in merged for span in reading.spans}:
            node = self._characters((start, end))
            yield node, (A, MENTION)
            yield node, (term("nif:beginIndex"), literals.offset(start))
            yield node, (term("nif:endIndex"), literals.offset(end))
            yield node, (term("nif:anchorOf"), literals.text(text[start:end]))
            yield node, (term("nif:referenceContext"), self.names.text(self.key))
            yield node, (IN_ARTICLE, self.graph)
        known = {span for reading in merged if reading.entity for span in reading.spans}
        for span, kinds in self.kinds.items():
            if kinds != {usual_kind(merged=span in known)}:
                for kind in sorted(kinds):
                    yield self._characters(span), (KIND, Literal(kind))

    def _described(self, reading: Reading) -> Iterator[Pair]:
        yield LABEL, literals.text(reading.label)
        if reading.local in self.merged:
            yield A, READ
            yield IN_ARTICLE, self.graph
            if reading.quantity:
                yield A, QUANTITY
        if reading.text is not None:
            yield term("kg:text"), literals.text(reading.text)
        for span in reading.spans:
            yield DERIVED, self._characters(span)
        if reading.quantity:
            yield from quantity_values(reading.quantity)

    def _statement(self, statement: Statement) -> Iterator[Pair]:
        yield from self._refer("kg:speaker", statement.speaker)
        yield from self._refer("kg:addressee", statement.addressee)
        yield from self._refer("sem:hasPlace", statement.place)
        yield from self._refer("kg:medium", [statement.medium] if statement.medium else [])
        for name, spans in (("kg:sourceSpan", statement.source), ("kg:cueSpan", statement.cue)):
            for span in spans:
                yield term(name), self._characters(span)
        yield term("kg:form"), Literal(statement.form)
        yield term("kg:speechAct"), term(f"kg:{statement.act}")
        yield term("kg:isNegated"), literals.boolean(statement.negated)
        if statement.within:
            yield term("kg:reportedIn"), self._reading(statement.within)
        yield from when(statement.date, stamps=False)

    def _parts(self, statement: Statement) -> Iterator[tuple[NamedNode, Pair]]:
        for part in statement.parts:
            node = self._reading(part.id)
            for entity in part.entities:
                yield node, (term("schema:mentions"), self._reading(entity))
            if part.id != statement.id:
                yield node, (term("kg:partOfStatement"), self._reading(statement.id))
                yield node, (term("kg:isNegated"), literals.boolean(part.negated))

    def _event(self, event: Event) -> Iterator[Pair]:
        yield term("kg:eventType"), term(f"plover:{event.type}")
        if event.cameo:
            yield term("kg:cameo"), literals.text(event.cameo)
        if together(event):
            yield from self._refer("kg:participant", event.source)
        else:
            yield from self._refer("kg:source", event.source)
            yield from self._refer("kg:target", event.target)
        yield from self._refer(HAS_PLACE, event.place)
        yield from when(event.date, stamps=False)
        yield term("kg:factuality"), term(f"kg:{event.factuality}")
        yield from self._voice(event.voice, event.reported_in)
        yield term("kg:confidence"), literals.score(event.confidence)
        yield term("kg:salience"), literals.score(event.salience)
        if event.lemma:
            yield term("kg:lemma"), literals.text(event.lemma)
        for local, _ in quantity_ids(event):
            yield term("kg:quantity"), self._reading(local)

    def _relation(self, relation: Relation) -> Iterator[Pair]:
        yield from self._refer("kg:subject", [relation.subject])
        yield term("kg:predicate"), term(f"kg:{relation.predicate}")
        yield from self._refer("kg:object", [relation.object])
        yield from self._voice("reported" if relation.reported_in else "article", relation.reported_in)
        yield from when(relation.date, stamps=False)

    def _voice(self, voice: Voice, reported_in: str | None) -> Iterator[Pair]:
        yield term("kg:voice"), term(f"kg:{voice}")
        if reported_in:
            yield term("kg:reportedIn"), self._reading(reported_in)

    def _refer(self, predicate: str | NamedNode, mentions: Sequence[str]) -> Iterator[Pair]:
        node = term(predicate) if isinstance(predicate, str) else predicate
        for entity in sorted({self.entity[mention] for mention in mentions}):
            yield node, self._reading(entity)

    def _reading(self, local: str) -> NamedNode:
        if local not in self._nodes:
            self._nodes[local] = self.names.reading(f"{self.key}#{local}")
        return self._nodes[local]

    def _characters(self, span: Span) -> NamedNode:
        return self.names.characters(self.key, span)


def together(event: Event) -> bool:
    """Whether the parties do it together: both lists hold both."""
    return len(set(event.source)) > 1 and set(event.source) == set(event.target)


def quantity_values(quantity: Quantity) -> Iterator[Pair]:
    """The properties of a ``kg:Quantity`` but its class."""
    yield term("kg:of"), quantity_kind(quantity.of)
    for name, value in (("kg:min", quantity.min), ("kg:max", quantity.max)):
        literal = None if value is None else literals.number(value)
        if literal is not None:
            yield term(name), literal
    yield term("kg:unit"), literals.text(quantity.unit)


def _entity(best: Mention, mentions: Sequence[Mention]) -> Iterator[Pair]:
    """What the article knows of an entity; the first mention that says something speaks for it."""
    yield TYPE, term(f"kg:{best.type}")

    def first(name: str) -> str | None:
        return next((value for m in mentions if (value := getattr(m, name)) is not None), None)

    linked, country, sector, geonames = first("iri"), first("country"), first("sector"), first("geonames")
    if node := literals.iri(linked):
        yield term("kg:linkedTo"), node
    if country:
        yield term("kg:country"), literals.text(country)
    if sector:
        yield term("kg:sector"), literals.text(sector)
    if geonames:
        yield term("kg:geonames"), literals.text(geonames)
    placed = next((m for m in mentions if m.lat is not None and m.lon is not None), None)
    if placed and placed.lat is not None and placed.lon is not None:
        yield from position(placed.lat, placed.lon)


def position(lat: float, lon: float) -> Iterator[Pair]:
    """``geo84:lat`` and ``geo84:long`` in degrees."""
    for name, value in (("geo84:lat", lat), ("geo84:long", lon)):
        literal = literals.decimal(value)
        if literal is not None:
            yield term(name), literal
