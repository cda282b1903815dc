"""``kg watch``."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Any

import click

from kg.build import Options, Summary
from kg.cli import common
from kg.cli.stopping import stoppable
from kg.errors import GraphInUseError
from kg.ids import BASE
from kg.terminal import visible
from kg.watch import Watch


@click.command()
@click.argument("folder", metavar="FOLDER", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--graph", required=True, metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@click.option("--base", default=None, metavar="IRI", help=f"Where IRIs are minted.  [default: {BASE}]")
@click.option(
    "--every", default=2.0, show_default=True, type=click.FloatRange(0.05), metavar="SECONDS", help="Look so often."
)
@click.option("--once", is_flag=True, help="End when all that is there is read.")
@common.extraction_options
@common.errors
def watch(folder: Path, graph: Path, base: str | None, every: float, once: bool, **options: Any) -> None:
    """Add articles to the graph in DIR as their files come into FOLDER, or change there, until Ctrl-C.

    A file that is still being written is read when it stands still. The graph is that of a build of all files; what
    goes from FOLDER stays in it (kg remove takes it back).

    Example: kg watch clippings --graph graph
    """
    faults = common.Faults()
    with stoppable():
        watcher = Watch(folder, graph, Options(**options), base=base, on_error=faults)
        if sys.stderr.isatty():
            click.echo(visible(f"{folder}: watched; Ctrl-C ends"), err=True)
        waiting = False
        while True:
            summary: Summary | None = None
            try:
                summary = watcher.look()
                waiting = False
            except GraphInUseError as error:
                if not waiting:
                    common.complain(error)
                waiting = True
            if summary is not None:
                click.echo(visible(f"{graph}: {summary}"))
                sys.stdout.flush()
            if once and watcher.is_settled:
                break
            time.sleep(every)
    faults.finish()
