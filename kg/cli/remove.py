"""``kg remove``."""

from __future__ import annotations

from pathlib import Path

import click

from kg.build import merge
from kg.cli import common
from kg.cli.stopping import stoppable
from kg.errors import UnknownThingError
from kg.graph.store import GraphFolder
from kg.terminal import visible


@click.command()
@common.graph
@click.argument("article")
@common.errors
def remove(graph: Path, article: str) -> None:
    """Take ARTICLE (its id or IRI) back from the graph in DIR, with its earlier versions; what only it said goes.

    Example: kg remove my-graph ukraine/kyiv-call
    """
    with stoppable(), GraphFolder.open(graph) as folder:
        folder.check()
        try:
            folder.remove(article)
        except UnknownThingError:
            if not folder.is_being_removed(article):
                raise
        click.echo(visible(f"{graph}: {merge(folder)}"))
