"""``kg code``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from kg.build import Options, code_pairs
from kg.cli import common


@click.command()
@click.argument("pairs", type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path))
@common.output
@common.extraction_options
@common.errors
def code(pairs: Path, output: str, **options: Any) -> None:
    """Write the PLOVER root that the source does to the target in each marked sentence of PAIRS.tsv.

    PAIRS.tsv has the columns uid, sentence, source_start, source_end, target_start, target_end; tab-separated, without
    quoting; the offsets of a party that the sentence does not name are empty. Written are uid, type and confidence.
    """
    faults = common.Faults()
    with common.writing(output) as stream:
        for line in code_pairs(pairs, Options(**options), on_error=faults):
            stream.write(line)
    faults.finish()
