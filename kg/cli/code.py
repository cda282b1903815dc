"""``kg code``."""

from __future__ import annotations

from pathlib import Path
from typing import TextIO

import click

from kg.annotate.encoder.session import Encoder
from kg.annotate.pipeline import DEFAULT_MODEL, load_model
from kg.cli import common
from kg.extract.events.marked_pairs import by_encoder, by_lexicon, code_file
from kg.lexicon import frames
from kg.output import writing_text

_EXISTING = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.argument("file", metavar="PAIRS.tsv", type=click.File(encoding="utf-8", errors="replace"))
@common.output
@common.encoder_options
@click.option("--model", default=DEFAULT_MODEL, metavar="NAME", help="Another English spaCy pipeline, by its name.")
@click.option("--lexicon", type=_EXISTING, help="Event frames of your own (YAML), before ours.")
@common.errors
def code(file: TextIO, output: str, *, fast: bool, weights: Path | None, model: str, lexicon: Path | None) -> None:
    """Write the PLOVER root that the source does to the target in each marked sentence of PAIRS.tsv.

    PAIRS.tsv has the columns uid, sentence, source_start, source_end, target_start, target_end; tab-separated, without
    quoting; the offsets of a party that the sentence does not name are empty. Written are uid, type and confidence.

    Example: kg code pairs.tsv -o codes.tsv
    """
    faults = common.Faults()
    own = frames.load(lexicon)
    coder = by_lexicon(own) if fast else by_encoder(Encoder.of(weights), own)
    with writing_text(output) as stream:
        stream.writelines(code_file(file, file.name, load_model(model), coder, on_error=faults))
    faults.finish()
