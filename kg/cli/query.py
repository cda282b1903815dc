"""``kg query``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TextIO

import click

from kg.cli import common
from kg.errors import QueryError
from kg.graph.query import named_queries, run, run_named
from kg.graph.results import FORMATS, write
from kg.graph.store import GraphFolder
from kg.graph.view import GraphView


def _shipped() -> str:
    """A line a named query for the help text."""
    return "\n".join(f"  {query.usage}" for query in named_queries().values())


@click.command(epilog="\b\nNamed queries:\n" + _shipped())
@common.graph
@click.argument("query", required=False)
@click.argument("parameters", nargs=-1, metavar="[KEY=VALUE]...")
@click.option("-f", "--file", type=click.File(encoding="utf-8"), help="Read the query from a file.")
@click.option("--format", "format_", type=click.Choice(FORMATS), default="table", show_default=True)
@click.option("--limit", type=click.IntRange(1), help="How many rows a named query gives at most.")
@common.errors
def query(
    graph: Path,
    query: str | None,
    parameters: tuple[str, ...],
    *,
    file: TextIO | None,
    format_: str,
    limit: int | None,
) -> None:
    """Ask the graph in DIR: a SPARQL query, or a shipped one by its name with parameters.

    Prefixes need not be declared. The default graph is what is merged; GRAPH ?g reaches what each article says.
    """
    if (query is None) == (file is None):
        raise click.UsageError("give either a query, the name of a shipped one, or -f FILE")
    folder = GraphFolder.open(graph)
    view = GraphView(folder.store(), folder.base)
    if query in named_queries():
        result = run_named(view, query, dict(map(_parameter, parameters)), limit)
    elif parameters:
        raise QueryError(f"{query}: no such named query; there are: {', '.join(named_queries())}")
    else:
        result = run(view.store, file.read() if file else query or "")
    write(result, format_, sys.stdout.buffer, folder.base)


def _parameter(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise click.UsageError(f"{text}: a parameter is KEY=VALUE")
    return name, value
