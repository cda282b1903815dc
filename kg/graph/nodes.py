"""A merged ``Node`` → its triples: classes written out, labels, identifiers, country, position, readings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.graph import literals
from kg.graph.article_graph import position
from kg.graph.dated import Pair
from kg.graph.names import Names
from kg.graph.rdf import NamedNode
from kg.graph.terms import LABEL, NODE_CLASSES, READING, ROLE_ACTOR, ROLE_PLACE, A, term
from kg.ids import GEONAMES, is_publisher
from kg.records import Node, Resolution


@dataclass(frozen=True, slots=True)
class Roles:
    """Node keys by what they do: a report that is said to claim something acts, a summit can be where it was said."""

    actors: frozenset[str]
    places: frozenset[str]
    known: frozenset[str]

    @classmethod
    def of(cls, resolution: Resolution) -> Roles:
        """Who speaks or takes part in any event or proposition, and where anything happens."""
        actors = {key for s in resolution.statements for key in s.speakers}
        places = {key for s in resolution.statements for key in s.places}
        for event in resolution.events:
            actors.update(event.sources, event.targets, event.participants)
            places.update(event.places)
        return cls(frozenset(actors), frozenset(places), frozenset(node.key for node in resolution.nodes))

    def of_node(self, node: Node) -> tuple[bool, bool, bool]:
        """Whether a node acts, whether anything happens there, whether what it governs is a node."""
        return node.key in self.actors, node.key in self.places, node.government_of in self.known


def node_pairs(node: Node, roles: Roles, names: Names) -> Iterator[tuple[NamedNode, Pair]]:
    """The triples of one node, and of its geometry where it has a position."""
    subject = names.node(node.key)
    for pair in _pairs(node, roles, names):
        yield subject, pair
    if node.lat is not None and node.lon is not None:
        yield from _geometry(subject, node.label, node.lat, node.lon)


def same_as(node: Node) -> list[NamedNode]:
    """The shared identifiers of a node as IRIs, sorted; what is no IRI is passed over."""
    found = {*node.same_as, *([f"{GEONAMES}{node.geonames}/"] if node.geonames else [])}
    return [iri for value in sorted(found) if (iri := literals.iri(value)) is not None]


def _pairs(node: Node, roles: Roles, names: Names) -> Iterator[Pair]:
    classes = {*NODE_CLASSES[node.type]}
    if node.key in roles.actors:
        classes.update(ROLE_ACTOR)
    if node.key in roles.places:
        classes.update(ROLE_PLACE)
    for cls in sorted(classes, key=str):
        yield A, cls
    yield LABEL, literals.text(node.label)
    for label in node.alt_labels:
        yield term("skos:altLabel"), literals.text(label)
    for iri in same_as(node):
        yield term("owl:sameAs"), iri
    if node.country:
        yield term("kg:country"), literals.text(node.country)
        if node.type == "Country":
            yield term("kg:iso3166"), literals.text(node.country)
    if node.sector:
        yield term("kg:sector"), literals.text(node.sector)
    if node.government_of in roles.known:
        yield term("kg:governmentOf"), names.node(str(node.government_of))
    for reading in node.readings:
        if not is_publisher(reading):
            yield READING, names.reading(reading)


def _geometry(subject: NamedNode, label: str, lat: float, lon: float) -> Iterator[tuple[NamedNode, Pair]]:
    latitude, longitude = literals.number(lat), literals.number(lon)
    if latitude is None or longitude is None:
        return
    geometry = NamedNode(f"{subject.value}#geometry")
    yield subject, (A, term("geo:Feature"))
    yield subject, (term("geo:hasGeometry"), geometry)
    for pair in position(lat, lon):
        yield subject, pair
    yield geometry, (A, term("geo:Geometry"))
    yield geometry, (LABEL, literals.text(f"{label} ({latitude.value}, {longitude.value})"))
    wkt = f"POINT({longitude.value} {latitude.value})"
    yield geometry, (term("geo:asWKT"), literals.typed(wkt, "geo:wktLiteral"))
