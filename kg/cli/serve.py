"""``kg serve``."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli import common
from kg.errors import CallError
from kg.graph.query_process import Limits


@click.command()
@common.graph
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="The port; 0: any that is free."
)
@click.option("--allow-origin", "origins", multiple=True, metavar="ORIGIN", help="A page elsewhere may ask; * for any.")
@click.option("--allow-host", "hosts", multiple=True, metavar="NAME", help="A name that this server goes by.")
@click.option(
    "--timeout", type=click.FloatRange(0, min_open=True), default=30, show_default=True, metavar="SECONDS",
    help="How long a query may take.",
)  # fmt: skip
@click.option(
    "--memory", type=click.IntRange(1024), default=2048, show_default=True, metavar="MB",
    help="How much memory a query may take.",
)  # fmt: skip
@click.option(
    "--max-rows", type=click.IntRange(1), default=100_000, show_default=True, metavar="N",
    help="Rows or triples after which a query is ended.",
)  # fmt: skip
@click.option("--at-once", type=click.IntRange(1), default=4, show_default=True, metavar="N", help="Queries at once.")
@common.errors
def serve(
    graph: Path,
    *,
    host: str,
    port: int,
    origins: tuple[str, ...],
    hosts: tuple[str, ...],
    timeout: float,
    memory: int,
    max_rows: int,
    at_once: int,
) -> None:
    """Serve the graph in DIR: the explorer at /, SPARQL at /sparql, an API at /api, a document behind every IRI.

    Nothing can be changed through it. A graph that is built anew meanwhile is followed. Ctrl-C ends it.

    Example: kg serve my-graph --port 8080
    """
    try:
        from kg.serve.server import run  # noqa: PLC0415
        from kg.serve.settings import Settings  # noqa: PLC0415 - they need what may not be installed
    except ModuleNotFoundError as error:
        raise CallError(f"kg serve needs {error.name}: pip install 'kg[serve]'") from error
    settings = Settings(host, origins, hosts, Limits(timeout, memory, max_rows), at_once)
    run(graph, port, settings, lambda address: click.echo(f"{address} (Ctrl-C ends it)"))
