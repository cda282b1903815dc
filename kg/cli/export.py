"""``kg export``."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from kg.cli import common
from kg.export.formats import FORMATS, NEO4J, export_graph
from kg.export.selection import Selection
from kg.export.table import FORMATS as TABLE_FORMATS


def selection_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """What of the graph is written, whatever the format."""
    for option in (
        click.option("--min-confidence", type=click.FloatRange(0, 1), default=0.0, help="Events as likely as this."),
        click.option("--kind", "kinds", multiple=True, help="A PLOVER root, event, proposition, statement, relation."),
        click.option("--until", metavar="DATE", help="Not after this day, month or year."),
        click.option("--from", "since", metavar="DATE", help="Not before this day, month or year."),
        click.option("--only", type=click.Choice(["facts"]), help="What articles themselves say has happened."),
    ):
        command = option(command)
    return command


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
@click.option(
    "--format", "table", type=click.Choice(TABLE_FORMATS), help="Tables: how they are written.  [default: csv]"
)
@selection_options
@common.as_of_option
@common.errors
def export(
    graph: Path,
    target: str,
    output: str,
    *,
    limit: int | None,
    about: tuple[str, ...],
    table: str | None,
    as_of: str | None,
    **selected: Any,
) -> None:
    """Write the graph in DIR as RDF, a page, tables, or for Neo4j and network tools.

    turtle and jsonld hold what is merged, trig and nquads everything; neo4j writes a folder, all others one file.
    ftm is FollowTheMoney's entities, for Aleph. graphml and gexf hold the things and their ties, graphml-mentions and
    gexf-mentions also in which characters of which article each is found; graphml-actors and gexf-actors who deals with
    whom: an edge for each PLOVER root, statement about, statement to and relation, weighted by how often. What is
    selected is a graph of its own: who takes part in it, the articles that tell it, and no more. A page holds the best
    supported part of what is asked for, as much as stays under 10 MB.

    \b
    kg export DIR --to events --only facts --from 2025-02 --until 2025-02 -o february.csv
    """
    selection = Selection.of(**selected)
    with common.opened(graph, as_of) as folder:
        export_graph(folder, target, output, limit=limit, selection=selection, table=table, about=about)
