"""The graph in units, so that what of it changes can be told without making all of it anew.

A unit is a merged thing, an article's own graph, what the default graph says of an article, or the gazetteer's facts:
what its quads are made of, and the quads. Whatever is made of the same has the same quads; no quad is of two units.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Final

from kg.graph.article_graph import article_graph
from kg.graph.gazetteer import gazetteer_graph
from kg.graph.merged import Merged, Triples
from kg.graph.names import Names
from kg.graph.nodes import same_as
from kg.graph.provenance import provenance
from kg.graph.rdf import DefaultGraph, NamedNode, Quad, Store
from kg.graph.terms import DERIVED, MENTION, A, term
from kg.ids import digest, is_publisher
from kg.records import PREDICATES, Extraction, Resolution, Support

DEFAULT: Final = DefaultGraph()
GAZETTEER: Final = "gazetteer"
_ARTICLE: Final = "article/"
_PROVENANCE: Final = "provenance/"
_SAID, _HOLDS = term("kg:said"), term("org:holds")
#: What a node has of others: what it said is of the statement, how it is related of the relation.
_OF_OTHERS: Final = frozenset({_SAID, _HOLDS, *(term(f"kg:{name}") for name in PREDICATES)})


@dataclass(frozen=True, slots=True)
class Unit:
    """A part of the graph, by the key of what it tells of; ``made_of`` is a hash."""

    key: str
    made_of: str
    quads: Callable[[], Iterable[Quad]]


class Units:
    """The units of a graph that is merged as ``resolution`` says."""

    def __init__(self, resolution: Resolution, names: Names) -> None:
        self.resolution, self.names = resolution, names
        self._owners, self._publishers = _owners(resolution, names), _publishers(resolution)
        self._copies = dict(resolution.copies)

    def all(self, articles: Mapping[str, str], read: Callable[[str], Extraction]) -> Iterator[Unit]:
        """Every unit: of ``articles``, key → a hash of what is extracted, too, which ``read`` gives by the key."""
        yield from self._merged()
        read = lru_cache(maxsize=1)(read)  # both units of an article
        for key, extracted in articles.items():
            named = sorted(self._owners.get(key, ()))
            yield Unit(f"{_ARTICLE}{key}", digest(extracted, repr(named)), partial(self._article, read, key))
            owners = sorted((local, sorted(map(str, nodes))) for local, nodes in self._owners.get(key, {}).items())
            context = (owners, self._publishers.get(key), self._copies.get(key))
            yield Unit(f"{_PROVENANCE}{key}", digest(extracted, repr(context)), partial(self._provenance, read, key))

    def _merged(self) -> Iterator[Unit]:
        """The units of what is merged, and of the gazetteer's facts on it."""
        for key, record, triples in Merged(self.resolution, self.names).things():
            yield Unit(key, digest(repr(record)), partial(_in_default_graph, triples))
        linked = [(iri.value, node.key, node.label) for node in self.resolution.nodes for iri in same_as(node)]
        held = [(relation.key, relation.times) for relation in self.resolution.relations if relation.times]
        yield Unit(GAZETTEER, digest(repr((linked, held))), lambda: {*gazetteer_graph(self.resolution, self.names)})

    def _article(self, read: Callable[[str], Extraction], key: str) -> set[Quad]:
        """The quads of an article's own graph."""
        return {*article_graph(read(key), self.names, self._owners.get(key, {}))}

    def _provenance(self, read: Callable[[str], Extraction], key: str) -> set[Quad]:
        """The quads of the article itself, and of which merged things its characters tell of."""
        names = self.names
        found = {*provenance(read(key), self._owners.get(key, {}), self._publishers.get(key), names)}
        if key in self._copies:
            found.add(Quad(names.article(key), term("kg:nearCopyOf"), names.article(self._copies[key])))
        return found


def quads(units: Iterable[Unit]) -> Iterator[Quad]:
    """The quads of ``units``, each once, in an order that content alone sets."""
    for unit in units:
        yield from sorted(unit.quads(), key=str)


def stored(store: Store, key: str, names: Names) -> Iterator[Quad]:
    """The quads that a store has of the unit ``key``; some come more than once."""
    node = names.node(key)
    if key == GAZETTEER:
        yield from store.quads_for_pattern(None, None, None, names.gazetteer)
    elif key.startswith(_ARTICLE):
        yield from store.quads_for_pattern(None, None, None, node)
    elif key.startswith(_PROVENANCE):
        article = names.article(key.removeprefix(_PROVENANCE))
        yield from store.quads_for_pattern(article, None, None, DEFAULT)
        for mention in store.quads_for_pattern(None, A, MENTION, article):
            yield from store.quads_for_pattern(None, DERIVED, mention.subject, DEFAULT)
    else:
        yield from _stored_thing(store, key, node, names)


def _stored_thing(store: Store, key: str, node: NamedNode, names: Names) -> Iterator[Quad]:
    own = [
        quad
        for quad in store.quads_for_pattern(node, None, None, DEFAULT)
        if quad.predicate not in _OF_OTHERS and quad.predicate != DERIVED
    ]
    yield from own
    kind = key.partition("/")[0]
    if kind == "statement":
        yield from store.quads_for_pattern(None, _SAID, node, DEFAULT)
    elif kind == "relation":
        for tenure in store.quads_for_pattern(None, DERIVED, node, DEFAULT):
            yield from store.quads_for_pattern(tenure.subject, None, None, DEFAULT)
        says = {quad.predicate: quad.object for quad in own}
        subject, predicate, value = (says.get(term(f"kg:{end}")) for end in ("subject", "predicate", "object"))
        if isinstance(subject, NamedNode) and isinstance(predicate, NamedNode):
            yield from store.quads_for_pattern(subject, predicate, value, DEFAULT)
            if predicate == term("kg:holdsOffice"):
                yield from store.quads_for_pattern(subject, _HOLDS, value, DEFAULT)
    else:
        yield from store.quads_for_pattern(NamedNode(f"{node.value}#geometry"), None, None, DEFAULT)


def _in_default_graph(triples: Callable[[], Triples]) -> set[Quad]:
    return {Quad(subject, predicate, value) for subject, (predicate, value) in triples()}


def _publishers(resolution: Resolution) -> dict[str, str]:
    """article key → the node key of its publisher, by the readings ``ARTICLE#publisher``."""
    return {
        reading.partition("#")[0]: node.key
        for node in resolution.nodes
        for reading in node.readings
        if is_publisher(reading)
    }


def _owners(resolution: Resolution, names: Names) -> dict[str, dict[str, list[NamedNode]]]:
    """article key → local id → the merged nodes derived from it; an empty list where a reading is only named."""
    owners: dict[str, dict[str, list[NamedNode]]] = {}

    def local(reading: str) -> list[NamedNode]:
        article, _, name = reading.partition("#")
        return owners.setdefault(article, {}).setdefault(name, [])

    supported: list[tuple[str, Support]] = [
        *((s.key, s.support) for s in resolution.statements),
        *((e.key, e.support) for e in resolution.events),
        *((r.key, r.support) for r in resolution.relations),
    ]
    for key, support in supported:
        for reading in support.readings:
            local(reading).append(names.node(key))
    for node in resolution.nodes:
        for reading in node.readings:
            if not is_publisher(reading):
                local(reading)
    for event in resolution.events:
        for reading, _quantity in event.quantities:
            local(reading)
    for disagreement in resolution.disagreements:
        for reading in disagreement.readings:
            local(reading)
    return owners
