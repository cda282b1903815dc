"""``kg push``."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from rich.console import Console
from rich.progress import Progress

from kg.cli import common
from kg.cli.stopping import stoppable
from kg.errors import CallError
from kg.export.neo4j.rows import rows
from kg.export.projection import project
from kg.graph.store import GraphFolder
from kg.terminal import visible


@click.command()
@common.graph
@click.argument("url", metavar="URL")
@click.option("--name", help="What its nodes are marked with in the database.  [default: the folder's name]")
@common.errors
def push(graph: Path, url: str, name: str | None) -> None:
    """Write the graph in DIR into the Neo4j at URL, as bolt://localhost:7687.

    User and password come from NEO4J_USERNAME and NEO4J_PASSWORD, the database's name from NEO4J_DATABASE if it is not
    the default one. Each node and relationship has the property `graph`, the name; what of that name the graph no
    longer has is deleted, a property that others gave to such a node too. All else in the database stays as it is. A
    push may be repeated, and carries on where one was interrupted.

    Example: NEO4J_PASSWORD=… kg push my-graph bolt://localhost:7687
    """
    try:
        from kg.export.neo4j.connection import session  # noqa: PLC0415 - the driver is an extra
        from kg.export.neo4j.push import push as push_rows  # noqa: PLC0415
    except ModuleNotFoundError as error:
        raise CallError("kg push needs Neo4j's driver: pip install 'kg[neo4j]'") from error
    logging.getLogger("neo4j").addHandler(logging.NullHandler())  # what the driver says, an error of ours says again
    folder = GraphFolder.open(graph)
    with stoppable(), session(url, os.environ) as opened, _progress() as progress:
        found = rows(project(folder.store()), folder.name if name is None else name)
        changes = push_rows(found, opened, progress)
    written, deleted, size = (_counted(*pair) for pair in (changes.written, changes.deleted, found.size))
    click.echo(visible(f"{graph}: {written} written, {deleted} deleted; {url} has {size} of {found.graph}"))


def _counted(nodes: int, edges: int) -> str:
    return f"{nodes} node{'s' * (nodes != 1)} and {edges} relationship{'s' * (edges != 1)}"


@contextmanager
def _progress() -> Iterator[Callable[[int, int], None]]:
    """A function to call with how much of how much is done; it moves a bar on a terminal, else does nothing."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda done, of: None
        return
    with Progress(console=console, transient=True) as bar:
        task = bar.add_task("rows", total=None)
        yield lambda done, of: bar.update(task, completed=done, total=of)
