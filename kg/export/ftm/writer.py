"""All entities of a graph."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TextIO

from kg.export.ftm import parties, told
from kg.export.ftm.entity import Entity
from kg.export.ftm.named import Named
from kg.graph.view import GraphView


def write_ftm(view: GraphView, stream: TextIO) -> None:
    """Write one entity a line, sorted by schema and id."""
    for entity in sorted(_entities(view), key=lambda entity: (entity.schema, entity.id)):
        stream.write(entity.line)


def _entities(view: GraphView) -> Iterator[Entity]:
    named = Named(view)
    yield from told.articles(view)
    yield from parties.actors(view, named)
    yield from parties.positions(view, named)
    yield from parties.ties(view, named)
    yield from told.events(view, named)
    yield from told.mentions(view, named)
