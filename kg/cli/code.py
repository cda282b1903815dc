"""``kg code``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TextIO

import click

from kg.annotate.annotator import DEFAULT_MODEL
from kg.cli import common
from kg.errors import InputError
from kg.extract.coding import Pair, code_pairs, pairs, parser
from kg.lexicon import frames

_EXISTING = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.argument("file", metavar="PAIRS.tsv", type=click.File(encoding="utf-8", errors="replace"))
@common.output
@click.option("--fast", is_flag=True, help="No encoder: spaCy and rules alone (so far, always).")
@click.option("--model", default=DEFAULT_MODEL, metavar="NAME", help="Another English spaCy pipeline, by its name.")
@click.option("--lexicon", type=_EXISTING, help="Event frames of your own (YAML), before ours.")
@common.errors
def code(file: TextIO, output: str, fast: bool, model: str, lexicon: Path | None) -> None:
    """Write the PLOVER root that the source does to the target in each marked sentence of PAIRS.tsv.

    PAIRS.tsv has the columns uid, sentence, source_start, source_end, target_start, target_end; tab-separated, without
    quoting; the offsets of a party that the sentence does not name are empty. Written are uid, type and confidence.
    """
    faults = common.Faults()
    with common.writing(output) as stream:
        stream.write("uid\ttype\tconfidence\n")
        rows = _good(pairs(file, file.name), faults)
        for uid, root, confidence in code_pairs(rows, parser(model), frames.load(lexicon)):
            stream.write(f"{uid}\t{root}\t{confidence}\n")
    faults.finish()


def _good(rows: Iterable[Pair | InputError], on_error: Callable[[InputError], None]) -> Iterator[Pair]:
    for row in rows:
        if isinstance(row, InputError):
            on_error(row)
        else:
            yield row
