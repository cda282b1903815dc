"""Every format that a graph can leave in, by the name of ``kg export --to``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, TextIO

from kg.errors import CallError
from kg.export import events, html, mentions, networks, polecat
from kg.export.actor_network import actor_network, without_mentions
from kg.export.ftm.writer import write_ftm
from kg.export.neo4j.csv_files import write_csv
from kg.export.neo4j.rows import rows
from kg.export.neo4j.script import write_cypher
from kg.export.projection import Network, project
from kg.graph.serialise import serialise
from kg.graph.store import GraphFolder
from kg.graph.view import GraphView
from kg.lexicon.gazetteer import Gazetteer
from kg.output import STDOUT, as_text, writing

#: Writes the graph to a stream.
Writer = Callable[["Job", BinaryIO], None]


@dataclass(frozen=True, slots=True)
class Job:
    """One export: from which graph, at most how many nodes (html)."""

    folder: GraphFolder
    limit: int = html.NODES

    @property
    def view(self) -> GraphView:
        """The graph to look things up in."""
        return GraphView(self.folder.store(), self.folder.base)

    @property
    def network(self) -> Network:
        """The graph as nodes and edges with properties."""
        return project(self.folder.store())


def export_graph(folder: GraphFolder, target: str, path: str, limit: int | None = None) -> None:
    """Write the graph to ``path`` (``-``: standard output) in the format ``target``; a file appears whole or not.

    Raises CallError for a format that needs a folder and got ``-``, KgError where the path cannot be written.
    """
    job = Job(folder, limit or html.NODES)
    if target == NEO4J:
        if path == STDOUT:
            raise CallError("--to neo4j writes a folder: give its path with -o")
        write_csv(rows(job.network, folder.name), Path(path))
        return
    with writing(path) as stream:
        FORMATS[target](job, stream)


def _rdf(format_: str) -> Writer:
    return lambda job, stream: serialise(job.folder.store(), format_, stream)


def _table(rows: Callable[[GraphView, TextIO], None]) -> Writer:
    return lambda job, stream: rows(job.view, as_text(stream))


def _network(name: str, write: Callable[[Network, BinaryIO], None]) -> dict[str, Writer]:
    """A format for network tools: of the things and their ties, of these with their evidence, of the actors alone."""
    return {
        name: lambda job, stream: write(without_mentions(job.network), stream),
        f"{name}-mentions": lambda job, stream: write(job.network, stream),
        f"{name}-actors": lambda job, stream: write(actor_network(job.network), stream),
    }


#: The one format that is a folder.
NEO4J = "neo4j"
FORMATS: dict[str, Writer] = {
    **{name: _rdf(name) for name in ("turtle", "trig", "nquads", "jsonld")},
    "html": lambda job, stream: html.write_html(job.network, job.view, stream, job.limit),
    "cypher": lambda job, stream: write_cypher(rows(job.network, job.folder.name), as_text(stream)),
    **_network("graphml", networks.write_graphml),
    **_network("gexf", networks.write_gexf),
    "events": _table(lambda view, stream: events.write_events(view, Gazetteer.load(), stream)),
    "polecat": _table(lambda view, stream: polecat.write_polecat(events.rows(view, Gazetteer.load()), stream)),
    "actors": _table(lambda view, stream: mentions.write_actors(view, Gazetteer.load(), stream)),
    "mentions": _table(mentions.write_mentions),
    "ftm": _table(write_ftm),
}
