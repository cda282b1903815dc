"""The rows of a view as a file: CSV with the columns of ``kg export --to events``, Turtle, or a page of its own."""

from __future__ import annotations

import io
from typing import Final

import numpy as np

from kg.errors import CallError
from kg.explore.explorer import Explorer
from kg.explore.filters import Filters
from kg.explore.page import render
from kg.export.events import table
from kg.graph.document import closed
from kg.graph.results import write_graph
from kg.graph.view import GraphView
from kg.lexicon.gazetteer import Gazetteer

#: Format → media type and what the file is called.
FORMATS: Final = {
    "csv": ("text/csv", "view.csv"),
    "turtle": ("text/turtle", "view.ttl"),
    "html": ("text/html", "view.html"),
}
#: The most rows of one file.
MOST: Final = 20_000


class _Part(GraphView):
    """A graph of which only some rows are seen."""

    def __init__(self, explorer: Explorer, rows: frozenset[str]) -> None:
        super().__init__(explorer.store, explorer.base)
        self.rows = rows

    def instances(self, name: str) -> list[str]:
        """Those of a class that are seen."""
        return [iri for iri in super().instances(name) if iri in self.rows]


def download(explorer: Explorer, filters: Filters, format: str) -> bytes:
    """The file's content. Raises CallError for another format, and for more rows than a file holds."""
    if format not in FORMATS:
        raise CallError(f"format: {format[:80]} is none of {', '.join(FORMATS)}")
    if format == "html":
        return render(explorer, filters).encode()
    found = np.flatnonzero(filters.mask(explorer.index))
    if len(found) > MOST:
        raise CallError(f"{len(found)} rows are too many for one file ({MOST} at most): narrow the view")
    iris = [explorer.index.iri(explorer.index.columns.thing[row]) for row in found]
    out = io.BytesIO()
    if format == "csv":
        table(_Part(explorer, frozenset(iris)), Gazetteer.load()).write("csv", out)
    else:
        write_graph(closed(explorer.store, iris, explorer.base), "turtle", out)
    return out.getvalue()
