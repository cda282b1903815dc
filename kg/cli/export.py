"""``kg export``."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli import common
from kg.export.formats import FORMATS, NEO4J, export_graph
from kg.graph.store import GraphFolder


@click.command()
@common.graph
@click.option("--to", "target", required=True, type=click.Choice(sorted([*FORMATS, NEO4J])), help="The format.")
@common.output
@click.option("--limit", type=click.IntRange(1), default=None, help="html: how many nodes are shown.  [default: 120]")
@common.errors
def export(graph: Path, target: str, output: str, limit: int | None) -> None:
    """Write the graph in DIR as RDF, a page, tables, or for Neo4j and network tools.

    turtle and jsonld hold what is merged, trig and nquads everything; neo4j writes a folder, all others one file.
    """
    export_graph(GraphFolder.open(graph), target, output, limit=limit)
