"""``kg export``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from kg.cli import common
from kg.explore.filters import Filters
from kg.export.formats import FORMATS, NEO4J, export_graph
from kg.graph.store import GraphFolder


@click.command()
@common.graph
@click.option("--to", "target", required=True, type=click.Choice(sorted([*FORMATS, NEO4J])), help="The format.")
@common.output
@click.option(
    "--limit", type=click.IntRange(1), default=None, help="html: how many actors the network shows.  [default: 60]"
)
@click.option(
    "--about", multiple=True, metavar="THING", help="html: what this actor or place has part in; several: together."
)
@click.option("--from", "since", metavar="DATE", help="html: not what ended before this day.")
@click.option("--until", metavar="DATE", help="html: not what began after this day.")
@common.errors
def export(graph: Path, target: str, output: str, limit: int | None, **part: Any) -> None:
    """Write the graph in DIR as RDF, a page, tables, or for Neo4j and network tools.

    turtle and jsonld hold what is merged, trig and nquads everything; neo4j writes a folder, all others one file.
    A page holds the best supported part of what is asked for, as much as stays under 10 MB.
    """
    given = {"about": part["about"], "from": [part["since"] or ""], "until": [part["until"] or ""]}
    export_graph(GraphFolder.open(graph), target, output, limit=limit, filters=Filters.read(given))
