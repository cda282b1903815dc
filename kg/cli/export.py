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
    ftm is FollowTheMoney's entities, for Aleph. graphml and gexf hold the things and their ties, graphml-mentions and
    gexf-mentions also in which characters of which article each is found; graphml-actors and gexf-actors who deals with
    whom: an edge for each PLOVER root, statement about, statement to and relation, weighted by how often.
    """
    export_graph(GraphFolder.open(graph), target, output, limit=limit)
