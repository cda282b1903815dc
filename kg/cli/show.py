"""``kg show``."""

from __future__ import annotations

import shutil
import sys
from itertools import islice
from pathlib import Path

import click
from rich.text import Text

from kg.cli import common
from kg.cli.console import Console
from kg.explore.text import described
from kg.graph.naming import likeliest
from kg.graph.store import GraphFolder
from kg.graph.view import GraphView

#: So many lines are shown at once on a terminal; what it has no room for beside them is paged.
OPENING = 10


@click.command()
@common.graph
@click.argument("what")
@click.option("--why", is_flag=True, help="Show its readings, and why they were taken for one.")
@common.errors
def show(graph: Path, what: str, why: bool) -> None:
    """Show an actor, event, statement or reading of the graph in DIR with its evidence.

    WHAT is a name or part of one, an IRI or the end of one, or a reading (ARTICLE#v3), which leads to what it is now
    merged in. On a terminal, what comes after the first lines is paged.

    Example: kg show my-graph "Pete Hegseth" --why
    """
    folder = GraphFolder.open(graph)
    view = GraphView(folder.store(), folder.base)
    iri = likeliest(view, what, common.note)
    lines = described(view, iri, folder.why() if why else None)
    console = Console(highlight=False, soft_wrap=True)
    if not sys.stdout.isatty():
        for line in lines:
            console.print(line)
        return
    for line in islice(lines, OPENING):
        console.print(line)
    _page(console, list(lines))


def _page(console: Console, lines: list[Text]) -> None:
    """Show what comes after the opening, through a pager where the terminal has no room for it."""
    with console.capture() as shown:
        for line in lines:
            console.print(line)
    text, (width, height) = shown.get(), shutil.get_terminal_size()
    needed = sum(1 + line.cell_len // max(width, 1) for line in lines)
    if needed < height - OPENING:
        click.echo(text, nl=False)
        return
    click.echo(f"… {len(lines)} more lines")
    click.echo_via_pager(text)
