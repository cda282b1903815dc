"""Every format that a graph can leave in, by the name of ``kg export --to``."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, TextIO

from kg.errors import CallError
from kg.explore import drawing
from kg.explore.filters import Filters
from kg.explore.page import write_page
from kg.export import (
    articles,
    dyads,
    events,
    gdelt,
    geojson,
    icews,
    mentions,
    networks,
    polecat,
    statements,
)
from kg.export.actor_network import actor_network, without_mentions
from kg.export.excerpt import Source, excerpt
from kg.export.ftm.writer import write_ftm
from kg.export.neo4j.csv_files import write_csv
from kg.export.neo4j.rows import rows
from kg.export.neo4j.script import write_cypher
from kg.export.projection import Network, project
from kg.export.selection import ALL, Selection
from kg.export.table import BINARY, CSV, Table
from kg.graph.serialise import serialise
from kg.graph.view import GraphView
from kg.lexicon.gazetteer import Gazetteer
from kg.output import STDOUT, as_text, writing

#: Writes the graph to a stream.
Writer = Callable[["Job", BinaryIO], None]


@dataclass(frozen=True, slots=True)
class Job:
    """One export: from which graph, how a table is written; of the page, how many actors its network has at most, and
    what it is about."""

    folder: Source
    table: str = CSV
    limit: int = drawing.NODES
    about: tuple[str, ...] = ()

    @property
    def view(self) -> GraphView:
        """The graph to look things up in."""
        return GraphView(self.folder.store(), self.folder.base)

    @property
    def network(self) -> Network:
        """The graph as nodes and edges with properties."""
        return project(self.folder.store())


def export_graph(
    folder: Source,
    target: str,
    path: str,
    limit: int | None = None,
    *,
    selection: Selection = ALL,
    table: str | None = None,
    about: Sequence[str] = (),
) -> None:
    """Write what is selected to ``path`` (``-``: standard output) in the format ``target``.

    A file appears whole or not. ``table`` is how one of :data:`TABLES` is written, of
    :data:`kg.export.table.FORMATS`; of the page, ``limit`` is how many actors its network shows, ``about`` names those
    who have part, all of them, in what it holds.
    Raises CallError for a call that makes no sense, KgError where the path cannot be written.
    """
    if target != PAGE and about:
        raise CallError("--about chooses what a page holds: it goes with --to html")
    if target == NEO4J and path == STDOUT:
        raise CallError("--to neo4j writes a folder: give its path with -o")
    if table is not None and target not in TABLES:
        raise CallError(f"--to {target} has one form; --format is for {', '.join(sorted(TABLES))}")
    if table in BINARY and path == STDOUT and sys.stdout.isatty():
        raise CallError(f"{table} is nothing for a terminal: give a path with -o")
    if target == "statements" and selection.facts:
        raise CallError("--only facts leaves statements out: what somebody says is no fact of the graph's own")
    with excerpt(folder, selection) as source:
        job = Job(source, table or CSV, limit or drawing.NODES, tuple(about))
        if target == NEO4J:
            write_csv(rows(job.network, source.name), Path(path))
            return
        with writing(path) as stream:
            FORMATS[target](job, stream)


def _rdf(format_: str) -> Writer:
    return lambda job, stream: serialise(job.folder.store(), format_, stream)


def _text(write: Callable[[GraphView, TextIO], None]) -> Writer:
    return lambda job, stream: write(job.view, as_text(stream))


def _network(name: str, write: Callable[[Network, BinaryIO], None]) -> dict[str, Writer]:
    """A format for network tools: of the things and their ties, of these with their evidence, of the actors alone."""
    return {
        name: lambda job, stream: write(without_mentions(job.network), stream),
        f"{name}-mentions": lambda job, stream: write(job.network, stream),
        f"{name}-actors": lambda job, stream: write(actor_network(job.network), stream),
    }


def _coded(write: Callable[[list[dict[str, str]], Gazetteer, TextIO], None]) -> Writer:
    """The columns of another data set, made of the table of events."""

    def written(job: Job, stream: BinaryIO) -> None:
        gazetteer = Gazetteer.load()
        write(events.rows(job.view, gazetteer), gazetteer, as_text(stream))

    return written


def _table(table: Callable[[GraphView, Gazetteer], Table]) -> Writer:
    return lambda job, stream: table(job.view, Gazetteer.load()).write(job.table, stream)


def _page(job: Job, stream: BinaryIO) -> None:
    folder = job.folder
    write_page(folder.store(), folder.base, folder.why(), stream, filters=Filters(about=job.about), nodes=job.limit)


#: What is rows and columns, in the forms of :data:`kg.export.table.FORMATS`.
TABLES: dict[str, Callable[[GraphView, Gazetteer], Table]] = {
    "events": events.table,
    "statements": statements.table,
    "articles": articles.table,
    "dyads": dyads.table,
    "actors": mentions.actors,
    "mentions": mentions.mentions,
}
#: The one format that is a folder.
NEO4J = "neo4j"
PAGE = "html"
FORMATS: dict[str, Writer] = {
    **{name: _rdf(name) for name in ("turtle", "trig", "nquads", "jsonld")},
    PAGE: _page,
    "cypher": lambda job, stream: write_cypher(rows(job.network, job.folder.name), as_text(stream)),
    **_network("graphml", networks.write_graphml),
    **_network("gexf", networks.write_gexf),
    "polecat": _coded(lambda rows, _names, stream: polecat.write_polecat(rows, stream)),
    "icews": _coded(icews.write_icews),
    "gdelt": _coded(lambda rows, _names, stream: gdelt.write_gdelt(rows, stream)),
    "geojson": _text(lambda view, stream: geojson.write_geojson(view, Gazetteer.load(), stream)),
    "ftm": _text(write_ftm),
    **{name: _table(table) for name, table in TABLES.items()},
}
