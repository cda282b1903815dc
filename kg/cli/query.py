"""``kg query``."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import TextIO

import click

from kg.cli import common
from kg.graph.named_queries import named_queries
from kg.graph.query_process import FORMATS, Limits, Request, answer
from kg.output import STDOUT, writing

_MOST = Limits()


def _shipped() -> str:
    """A line a named query for the help text."""
    return "\n".join(f"  {query.usage}" for query in named_queries().values())


def _names(_context: click.Context, _parameter: click.Parameter, begun: str) -> list[str]:
    """What a shell completes the name of a shipped query to."""
    return [name for name in named_queries() if name.startswith(begun)]


def _keys(context: click.Context, _parameter: click.Parameter, begun: str) -> list[str]:
    """What a shell completes a parameter of the shipped query that stands before it to."""
    found = named_queries().get(context.params.get("query") or "")
    return [f"{p.name}=" for p in (found.parameters if found else ()) if p.name.startswith(begun)]


@click.command(epilog="\b\nNamed queries:\n" + _shipped())
@common.graph
@click.argument("query", required=False, shell_complete=_names)
@click.argument("parameters", nargs=-1, metavar="[KEY=VALUE]...", shell_complete=_keys)
@click.option("-f", "--file", type=click.File(encoding="utf-8"), help="Read the query from a file.")
@click.option("--format", "format_", type=click.Choice(FORMATS), default="table", show_default=True)
@click.option("--limit", type=click.IntRange(1), help="How many rows a named query gives at most.")
@click.option(
    "--timeout",
    type=click.FloatRange(0, min_open=True),
    default=_MOST.seconds,
    show_default=True,
    metavar="SECONDS",
    help="How long the query may take.",
)
@click.option(
    "--memory",
    type=click.IntRange(1024),
    default=_MOST.megabytes,
    show_default=True,
    metavar="MB",
    help="How much memory the query may take.",
)
@click.option(
    "--max-rows",
    type=click.IntRange(1),
    default=_MOST.rows,
    show_default=True,
    metavar="N",
    help="Rows or triples after which the query is ended.",
)
@common.as_of_option
@common.errors
def query(
    graph: Path,
    query: str | None,
    parameters: tuple[str, ...],
    *,
    file: TextIO | None,
    format_: str,
    limit: int | None,
    timeout: float,
    memory: int,
    max_rows: int,
    as_of: str | None,
) -> None:
    """Ask the graph in DIR: a SPARQL query, or a shipped one by its name with parameters.

    Prefixes need not be declared. All graphs are asked as one: what is merged, and what each article says, which
    GRAPH ?g tells apart. The query runs in a process of its own, which ends at the limits and at Ctrl-C.

    Who or what a parameter names is found by part of a name or another spelling, too; what it was taken for is said.

    Example: kg query my-graph who-said "speaker=Pete Hegseth"
    """
    if (query is None) == (file is None):
        raise click.UsageError("give either a query, the name of a shipped one, or -f FILE")
    asked, values = file.read() if file else query or "", dict(map(_parameter, parameters))
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
    with common.opened(graph, as_of) as folder, writing(STDOUT) as out:
        request = Request(str(folder.path), asked, values, limit, loosely=True, format=format_, width=width)
        answer(request, out, Limits(timeout, memory, max_rows), told=common.note)


def _parameter(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise click.UsageError(f"{text}: a parameter is KEY=VALUE")
    return name, value
