"""Every format that a graph can leave in, by the name of ``kg export --to``."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from kg.errors import CallError, KgError
from kg.export import events, html, mentions, neo4j, networks, polecat
from kg.export.projection import project
from kg.graph.serialise import serialise
from kg.graph.store import GraphFolder
from kg.graph.view import GraphView
from kg.lexicon.gazetteer import Gazetteer

#: Writes the graph in a folder to a path (a file that does not exist yet; of ``neo4j`` a folder).
Writer = Callable[["Job"], None]


@dataclass(frozen=True, slots=True)
class Job:
    """One export: from which graph, to which path, at most how many nodes (html)."""

    folder: GraphFolder
    path: Path
    limit: int

    @property
    def view(self) -> GraphView:
        """The graph to look things up in."""
        return GraphView(self.folder.store(), self.folder.base)


def export_graph(folder: GraphFolder, target: str, path: str, limit: int | None = None) -> None:
    """Write the graph to ``path`` (``-``: standard output) in the format ``target``; a file appears whole or not.

    Raises CallError for a format that needs a folder and got ``-``, KgError where the path cannot be written.
    """
    write, nodes = FORMATS[target], limit or html.NODES
    if target == "neo4j":
        if path == "-":
            raise CallError("--to neo4j writes a folder: give its path with -o")
        write(Job(folder, Path(path), nodes))
    elif path == "-":
        with tempfile.TemporaryDirectory() as place:
            part = Path(place) / target
            write(Job(folder, part, nodes))
            _copy_out(part)
    else:
        _whole(lambda part: write(Job(folder, part, nodes)), Path(path))


def _whole(write: Callable[[Path], None], path: Path) -> None:
    part = path.with_name(f"{path.name}.part")
    try:
        write(part)
        part.replace(path)
    except OSError as error:
        raise KgError(f"{path}: {error.strerror}") from error
    finally:
        part.unlink(missing_ok=True)


def _copy_out(part: Path) -> None:
    with part.open("rb") as source:
        shutil.copyfileobj(source, sys.stdout.buffer)
    sys.stdout.buffer.flush()


def _rdf(format_: str) -> Writer:
    def write(job: Job) -> None:
        with job.path.open("wb") as stream:
            serialise(job.folder.store(), format_, stream)

    return write


def _table(rows: Callable[[GraphView, TextIO], None]) -> Writer:
    def write(job: Job) -> None:
        with job.path.open("w", encoding="utf-8", newline="") as stream:
            rows(job.view, stream)

    return write


FORMATS: dict[str, Writer] = {
    **{name: _rdf(name) for name in ("turtle", "trig", "nquads", "jsonld")},
    "html": lambda job: html.write_html(project(job.folder.store()), job.view, job.path, job.limit),
    "neo4j": lambda job: neo4j.write_csv(project(job.folder.store()), job.path),
    "cypher": _table(lambda view, stream: neo4j.write_cypher(project(view.store), stream)),
    "graphml": lambda job: networks.write_graphml(project(job.folder.store()), job.path),
    "gexf": lambda job: networks.write_gexf(project(job.folder.store()), job.path),
    "events": _table(lambda view, stream: events.write_events(view, Gazetteer.load(), stream)),
    "polecat": _table(lambda view, stream: polecat.write_polecat(events.rows(view, Gazetteer.load()), stream)),
    "actors": _table(lambda view, stream: mentions.write_actors(view, Gazetteer.load(), stream)),
    "mentions": _table(mentions.write_mentions),
}
