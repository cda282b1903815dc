"""``kg show``."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli import common
from kg.cli.console import Console
from kg.explore.text import described
from kg.graph.store import GraphFolder
from kg.graph.view import GraphView


@click.command()
@common.graph
@click.argument("what")
@click.option("--why", is_flag=True, help="Show its readings, and why they were taken for one.")
@common.errors
def show(graph: Path, what: str, why: bool) -> None:
    """Show an actor, event, statement or reading of the graph in DIR with its evidence.

    WHAT is a name, an IRI or the end of one, or a reading (ARTICLE#v3), which leads to what it is now merged in.

    Example: kg show my-graph "Pete Hegseth" --why
    """
    folder, console = GraphFolder.open(graph), Console(highlight=False, soft_wrap=True)
    for line in described(GraphView(folder.store(), folder.base), what, folder.why() if why else None):
        console.print(line)
