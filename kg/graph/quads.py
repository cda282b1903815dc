"""Extractions + ``Resolution`` → every quad of a graph, article by article, in an order that content alone sets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import NamedNode, Quad

from kg.graph import literals
from kg.graph.article_graph import article_graph
from kg.graph.gazetteer import gazetteer_graph
from kg.graph.merged import merged_graph
from kg.graph.names import Names
from kg.graph.provenance import provenance
from kg.graph.terms import LABEL, NODE_CLASSES, A
from kg.ids import BASE, article_key, digest, slug
from kg.records import Extraction, Resolution, Support


def quads(extractions: Iterable[Extraction], resolution: Resolution, base: str = BASE) -> Iterator[Quad]:
    """All quads of the graph; ``extractions`` are read once, one at a time. Some quads come more than once."""
    names = Names(base)
    owners = _owners(resolution, names)
    publishers = Publishers(resolution)
    yield from merged_graph(resolution, names)
    yield from gazetteer_graph(resolution, names)
    for extraction in extractions:
        publisher = publishers.key(extraction.article.publisher)
        mine = owners.get(article_key(extraction.article), {})
        found = {*publisher_quads(publisher, extraction.article.publisher, publishers, names)}
        found.update(provenance(extraction, mine, publisher, names))
        found.update(article_graph(extraction, names))
        yield from sorted(found, key=str)


class Publishers:
    """Who publishes: the ``kg:Media`` node of that name, else one of its own that is named by it."""

    def __init__(self, resolution: Resolution) -> None:
        self._nodes: dict[str, str] = {}
        for node in sorted(resolution.nodes, key=lambda n: n.key, reverse=True):
            if node.type == "Media":
                for label in (*node.alt_labels, node.label):
                    self._nodes[_folded(label)] = node.key
        self.merged = frozenset(self._nodes.values())

    def key(self, publisher: str | None) -> str | None:
        """The node key of a publisher by its name; None where an article names none."""
        if publisher is None or not publisher.strip():
            return None
        name = _folded(publisher)
        return self._nodes.get(name) or f"media/{slug(name)}-{digest('publisher', name, length=10)}"


def publisher_quads(key: str | None, name: str | None, publishers: Publishers, names: Names) -> Iterator[Quad]:
    """A publisher that no article mentions: a node that only articles lead to."""
    if key is None or name is None or key in publishers.merged:
        return
    for cls in NODE_CLASSES["Media"]:
        yield Quad(names.node(key), A, cls)
    yield Quad(names.node(key), LABEL, literals.text(" ".join(name.split())))


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()


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
            local(reading)
    for event in resolution.events:
        for reading, _quantity in event.quantities:
            local(reading)
    for disagreement in resolution.disagreements:
        for reading in disagreement.readings:
            local(reading)
    return owners
