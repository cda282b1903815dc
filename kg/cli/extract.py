"""``kg extract``."""

from __future__ import annotations

import json
from typing import Any

import click

from kg.build import Options, extract_all
from kg.cli import common
from kg.cli.progress import progress
from kg.records import to_json


@click.command()
@common.inputs
@common.output
@click.option("--dates", is_flag=True, help="Add every date of the text, resolved.")
@common.extraction_options
@common.errors
def extract(inputs: tuple[str, ...], output: str, dates: bool, **options: Any) -> None:
    """Write what each article says as one JSON object a line, in input order; nothing is merged.

    INPUT is a file (.txt, .html, .jsonl), a folder, or - (standard input, JSONL).
    """
    faults = common.Faults()
    with progress(inputs) as step, common.writing(output) as stream:
        for extraction in extract_all(inputs, Options(**options), on_error=faults):
            json.dump(to_json(extraction, dates=dates), stream, ensure_ascii=False)
            stream.write("\n")
            step(extraction.article)
    faults.finish()
