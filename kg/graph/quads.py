"""Extractions + ``Resolution`` → every quad that is stored of a graph, in an order that content alone sets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.graph.names import Names
from kg.graph.rdf import Quad
from kg.graph.units import Units
from kg.ids import BASE
from kg.records import Extraction, Resolution


def quads(extractions: Iterable[Extraction], resolution: Resolution, base: str = BASE) -> Iterator[Quad]:
    """All quads that are stored of the graph, each once; ``extractions`` are read once, one at a time."""
    units = Units(resolution, Names(base))
    for unit in units.merged():
        yield from sorted(unit.quads(), key=str)
    for extraction in extractions:
        yield from sorted(units.article(extraction), key=str)
