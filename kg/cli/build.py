"""``kg build``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from kg.build import Options, build_graph
from kg.cli import common
from kg.cli.progress import progress
from kg.cli.stopping import stoppable
from kg.errors import InputError
from kg.ids import BASE
from kg.terminal import visible


@click.command()
@click.argument("inputs", nargs=-1, metavar="[INPUT]...")
@click.option("--graph", required=True, metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@click.option("--base", default=None, metavar="IRI", help=f"Where IRIs are minted.  [default: {BASE}]")
@click.option("--replaces", metavar="OLD", help="The article (id or IRI) that INPUT, one article, is a new version of.")
@click.option("--cluster", metavar="ADDRESS", help="Read by the workers of this Dask scheduler: tcp://HOST:8786.")
@common.extraction_options
@common.errors
def build(inputs: tuple[str, ...], graph: Path, base: str | None, replaces: str | None, **options: Any) -> None:
    """Read articles and add them to the graph in DIR, which is made if it is not there.

    INPUT is a file (text, page, note, feed, NewsML-G2, WARC, PDF, Word: .txt, .html, .md, .rss, .atom, .xml, .warc,
    .pdf, .docx; articles: .jsonl), a folder, or - (standard input, JSONL). Adding the same article again, or in
    another order, gives the same graph; a build that is stopped leaves the graph as it was, and goes on when repeated.
    Without INPUT the graph is made anew from the articles that it keeps, which mends one that is damaged.

    Of two texts from one URL the one that was published later is the article, of equals the one of the greater hash;
    the other is kept for --as-of.

    Example: kg build my-articles/ --graph my-graph --published 2025-02-13
    """
    if options["cluster"] is not None and options["jobs"] is not None:
        raise click.UsageError("--jobs is of this machine, --cluster of others: give one of them")
    faults = common.Faults()
    with stoppable(), progress(inputs, then="merging") as bar:
        summary = build_graph(
            inputs,
            graph,
            Options(**options),
            base=base,
            replaces=replaces,
            on_error=bar.counting(faults),
            on_article=bar.read,
            on_mended=_mended,
        )
    click.echo(visible(f"{graph}: {summary}"))
    faults.finish()


def _mended(error: InputError) -> None:
    """Say what was damaged and is whole again: it is no fault of this build."""
    common.complain(error)
