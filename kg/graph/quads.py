"""Extractions + ``Resolution`` → every quad of a graph, article by article, in an order that content alone sets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.graph.article_graph import article_graph
from kg.graph.gazetteer import gazetteer_graph
from kg.graph.merged import merged_graph
from kg.graph.names import Names
from kg.graph.provenance import provenance
from kg.graph.rdf import NamedNode, Quad
from kg.graph.terms import term
from kg.ids import BASE, article_key, is_publisher
from kg.records import Extraction, Resolution, Support


def quads(extractions: Iterable[Extraction], resolution: Resolution, base: str = BASE) -> Iterator[Quad]:
    """All quads that are stored of the graph; ``extractions`` are read once, one at a time. Some come more than once."""
    names = Names(base)
    owners, differing = _owners(resolution, names), _differing(resolution)
    publishers, copies = _publishers(resolution), dict(resolution.copies)
    yield from merged_graph(resolution, names)
    yield from gazetteer_graph(resolution, names)
    for extraction in extractions:
        key = article_key(extraction.article)
        mine = owners.get(key, {})
        yield from article_graph(extraction, names, mine, differing.get(key, ()))
        yield from provenance(extraction, mine, publishers.get(key), names)
        if key in copies:
            yield Quad(names.article(key), term("kg:nearCopyOf"), names.article(copies[key]))


def _publishers(resolution: Resolution) -> dict[str, str]:
    """article key → the node key of its publisher, by the readings ``ARTICLE#publisher``."""
    return {
        reading.partition("#")[0]: node.key
        for node in resolution.nodes
        for reading in node.readings
        if is_publisher(reading)
    }


def _differing(resolution: Resolution) -> dict[str, set[str]]:
    """article key → local ids of the readings that are a side of a disagreement."""
    found: dict[str, set[str]] = {}
    for disagreement in resolution.disagreements:
        for reading in disagreement.readings:
            article, _, local = reading.partition("#")
            found.setdefault(article, set()).add(local)
    return found


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
