"""A ``Resolution`` → the default graph's merged nodes: actors, statements, events, relations, disagreements."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from kg.graph import literals
from kg.graph.dated import Pair, tenure, when
from kg.graph.names import Names
from kg.graph.nodes import Roles, node_pairs
from kg.graph.rdf import NamedNode, Quad
from kg.graph.terms import (
    HAS_ACTOR,
    LABEL,
    READING,
    A,
    disagreement_on,
    event_class,
    term,
)  # fmt: skip
from kg.records import (
    Date,
    Disagreement,
    MergedEvent,
    MergedRelation,
    MergedStatement,
    Quantity,
    Resolution,
    Support,
    TimeInOffice,
)

Triples = Iterator[tuple[NamedNode, Pair]]


def merged_graph(resolution: Resolution, names: Names) -> Iterator[Quad]:
    """The quads of every merged node but ``prov:wasDerivedFrom``, which needs the articles (:mod:`provenance`)."""
    for _, _, triples in Merged(resolution, names).things():
        for subject, (predicate, value) in triples():
            yield Quad(subject, predicate, value)


class Merged:
    """What is merged, thing by thing."""

    def __init__(self, resolution: Resolution, names: Names) -> None:
        self.resolution, self.names = resolution, names
        self.labels = {node.key: node.label for node in resolution.nodes}

    def things(self) -> Iterator[tuple[str, object, Callable[[], Triples]]]:
        """(key, all that its triples are made of, the triples) of each merged thing."""
        roles = Roles.of(self.resolution)
        for node in self.resolution.nodes:
            yield node.key, (node, roles.of_node(node)), partial(node_pairs, node, roles, self.names)
        for statement in self.resolution.statements:
            yield statement.key, statement, partial(self._statement, statement)
        for event in self.resolution.events:
            yield event.key, event, partial(self._happening, event)
        for relation in self.resolution.relations:
            yield relation.key, (relation, self._named(relation)), partial(self._relation, relation)
        for disagreement in self.resolution.disagreements:
            yield disagreement.key, disagreement, partial(self._disagreement, disagreement)

    def _happening(self, event: MergedEvent) -> Triples:
        return self._described(event.key, event.label, self._event(event), event.support)

    def _described(self, key: str, label: str, pairs: Iterable[Pair], support: Support) -> Triples:
        subject = self.names.node(key)
        yield subject, (LABEL, literals.text(label))
        for pair in pairs:
            yield subject, pair
        for reading in support.readings:
            yield subject, (READING, self.names.reading(reading))
        yield subject, (term("kg:articleCount"), literals.count(support.articles))
        yield subject, (term("kg:independentSourceCount"), literals.count(support.independent_sources))

    def _statement(self, statement: MergedStatement) -> Triples:
        yield from self._described(statement.key, statement.label, self._said(statement), statement.support)
        for speaker in statement.speakers:
            yield self.names.node(speaker), (term("kg:said"), self.names.node(statement.key))

    def _said(self, statement: MergedStatement) -> Iterator[Pair]:
        yield A, term("kg:Statement")
        yield A, term("sem:Event")
        yield from self._refer("kg:speaker", statement.speakers)
        yield from self._refer("sem:hasActor", statement.speakers)
        yield term("kg:speechAct"), term(f"kg:{statement.act}")
        yield term("kg:isNegated"), literals.boolean(statement.negated)
        yield term("kg:text"), literals.text(statement.text)
        yield from self._refer("kg:addressee", statement.addressees)
        yield from self._refer("kg:medium", [statement.medium] if statement.medium else [])
        yield from self._refer("sem:hasPlace", statement.places)
        yield from when(statement.date)
        yield from self._refer("schema:mentions", statement.mentions)
        yield from self._refer("kg:reports", statement.reports)

    def _event(self, event: MergedEvent) -> Iterator[Pair]:
        if event.happened:
            yield A, event_class(event.type)
            yield A, term("kg:Event")
            yield A, term("sem:Event")
            for actor in sorted({*event.sources, *event.targets, *event.participants}):
                yield HAS_ACTOR, self.names.node(actor)
        else:
            yield A, term("kg:Proposition")
            yield from self._refer("kg:concerns", [event.concerns] if event.concerns else [])
        yield term("kg:eventType"), term(f"plover:{event.type}")
        if event.cameo:
            yield term("kg:cameo"), literals.text(event.cameo)
        yield from self._refer("kg:source", event.sources)
        yield from self._refer("kg:target", event.targets)
        yield from self._refer("kg:participant", event.participants)
        yield from self._refer("sem:hasPlace", event.places)
        yield from when(event.date)
        for reading in best_quantities(event.quantities):
            yield term("kg:quantity"), self.names.reading(reading)
        yield term("kg:factuality"), term(f"kg:{event.factuality}")
        yield term("kg:voice"), term(f"kg:{event.voice}")
        yield term("kg:confidence"), literals.score(event.confidence)
        yield term("kg:salience"), literals.score(event.salience)

    def _relation(self, relation: MergedRelation) -> Triples:
        label = self._named(relation)
        yield from self._described(relation.key, label, self._related(relation), relation.support)
        if not relation.asserted:
            return
        subject, value = self.names.node(relation.subject), self.names.node(relation.object)
        yield subject, (term(f"kg:{relation.predicate}"), value)
        if relation.predicate == "holdsOffice":
            yield subject, (term("org:holds"), value)
            told = relation.date or Date(None, None)
            for n, time in enumerate(relation.times or [TimeInOffice(told.start, told.end)]):
                yield from self._tenure(relation, label, time, n)

    def _named(self, relation: MergedRelation) -> str:
        return f"{self._label(relation.subject)} {relation.predicate} {self._label(relation.object)}"

    def _related(self, relation: MergedRelation) -> Iterator[Pair]:
        yield A, term("kg:Relation")
        yield term("kg:subject"), self.names.node(relation.subject)
        yield term("kg:predicate"), term(f"kg:{relation.predicate}")
        yield term("kg:object"), self.names.node(relation.object)
        yield term("kg:voice"), term("kg:article" if relation.asserted else "kg:reported")
        yield from when(relation.date)

    def _tenure(self, relation: MergedRelation, label: str, time: TimeInOffice, n: int) -> Triples:
        node = self.names.node(tenure_key(relation, n))
        yield node, (A, term("kg:Tenure"))
        yield node, (LABEL, literals.text(label))
        yield node, (term("kg:holder"), self.names.node(relation.subject))
        yield node, (term("kg:office"), self.names.node(relation.object))
        yield node, (term("prov:wasDerivedFrom"), self.names.node(relation.key))
        for pair in tenure(time):
            yield node, pair

    def _disagreement(self, disagreement: Disagreement) -> Triples:
        node = self.names.node(disagreement.key)
        yield node, (A, term("kg:Disagreement"))
        yield node, (LABEL, literals.text(disagreement.label))
        yield node, (term("kg:on"), disagreement_on(disagreement.on))
        for pair in self._refer("kg:about", disagreement.about):
            yield node, pair
        for reading in disagreement.readings:
            yield node, (READING, self.names.reading(reading))

    def _refer(self, predicate: str, keys: Iterable[str]) -> Iterator[Pair]:
        for key in keys:
            yield term(predicate), self.names.node(key)

    def _label(self, key: str) -> str:
        return self.labels.get(key, key)


def tenure_key(relation: MergedRelation, n: int) -> str:
    """The key of the ``n``-th time in an office; of several each has its first year in it."""
    key = f"tenure/{relation.key.rsplit('/', 1)[-1]}"
    return f"{key}-{relation.times[n].since or n}" if len(relation.times) > 1 else key


def best_quantities(quantities: Iterable[tuple[str, Quantity]]) -> list[str]:
    """The reading that speaks for each kind of quantity: of the value that most readings have, the smallest reading."""
    values: dict[str, dict[tuple[float, float, str], list[str]]] = {}
    for reading, quantity in quantities:
        value = (_bound(quantity.min), _bound(quantity.max), quantity.unit)
        values.setdefault(quantity.of, {}).setdefault(value, []).append(reading)
    best = [min(groups.values(), key=lambda group: (-len(group), min(group))) for groups in values.values()]
    return sorted(min(group) for group in best)


def _bound(value: float | None) -> float:
    return float("-inf") if value is None else value
