"""Every format that a graph can leave in, by the name of ``kg export --to``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, TextIO

from kg.errors import CallError
from kg.explore import drawing
from kg.explore.filters import Filters
from kg.explore.page import write_page
from kg.export import events, mentions, neo4j, networks, polecat
from kg.export.projection import Network, project
from kg.graph.serialise import serialise
from kg.graph.store import GraphFolder
from kg.graph.view import GraphView
from kg.lexicon.gazetteer import Gazetteer
from kg.output import STDOUT, as_text, writing

_ALL = Filters()
#: Writes the graph to a stream.
Writer = Callable[["Job", BinaryIO], None]


@dataclass(frozen=True, slots=True)
class Job:
    """One export: from which graph; of the page, on what, and how many nodes its network has at most."""

    folder: GraphFolder
    limit: int = drawing.NODES
    filters: Filters = _ALL

    @property
    def view(self) -> GraphView:
        """The graph to look things up in."""
        return GraphView(self.folder.store(), self.folder.base)

    @property
    def network(self) -> Network:
        """The graph as nodes and edges with properties."""
        return project(self.folder.store())


def export_graph(
    folder: GraphFolder, target: str, path: str, limit: int | None = None, filters: Filters | None = None
) -> None:
    """Write the graph to ``path`` (``-``: standard output) in the format ``target``; a file appears whole or not.

    ``filters`` are for the page. Raises CallError for them with another format, and for a format that needs a folder
    and got ``-``; KgError where the path cannot be written.
    """
    if target != "html" and filters not in (None, _ALL):
        raise CallError("--about, --from and --until choose what a page holds: they go with --to html")
    job = Job(folder, limit or drawing.NODES, filters or _ALL)
    if target == NEO4J:
        if path == STDOUT:
            raise CallError("--to neo4j writes a folder: give its path with -o")
        neo4j.write_csv(job.network, Path(path))
        return
    with writing(path) as stream:
        FORMATS[target](job, stream)


def _rdf(format_: str) -> Writer:
    return lambda job, stream: serialise(job.folder.store(), format_, stream)


def _table(rows: Callable[[GraphView, TextIO], None]) -> Writer:
    return lambda job, stream: rows(job.view, as_text(stream))


def _page(job: Job, stream: BinaryIO) -> None:
    folder = job.folder
    write_page(folder.store(), folder.base, folder.why(), stream, filters=job.filters, nodes=job.limit)


#: The one format that is a folder.
NEO4J = "neo4j"
FORMATS: dict[str, Writer] = {
    **{name: _rdf(name) for name in ("turtle", "trig", "nquads", "jsonld")},
    "html": _page,
    "cypher": _table(lambda view, stream: neo4j.write_cypher(project(view.store), stream)),
    "graphml": lambda job, stream: networks.write_graphml(job.network, stream),
    "gexf": lambda job, stream: networks.write_gexf(job.network, stream),
    "events": _table(lambda view, stream: events.write_events(view, Gazetteer.load(), stream)),
    "polecat": _table(lambda view, stream: polecat.write_polecat(events.rows(view, Gazetteer.load()), stream)),
    "actors": _table(lambda view, stream: mentions.write_actors(view, Gazetteer.load(), stream)),
    "mentions": _table(mentions.write_mentions),
}
