"""``kg extract``."""

from __future__ import annotations

import json
from typing import Any

import click

from kg.build import Options, extract_all
from kg.cli import common
from kg.cli.progress import progress
from kg.output import writing_text
from kg.records import to_json


@click.command()
@common.inputs
@common.output
@click.option("--dates", is_flag=True, help="Add every date of the text, resolved.")
@click.option("--all-events", is_flag=True, help="Write the events that are more often wrong than right too.")
@common.extraction_options
@common.errors
def extract(inputs: tuple[str, ...], output: str, dates: bool, **options: Any) -> None:
    """Write what each article says as one JSON object a line, in input order; nothing is merged.

    INPUT is a file (text, page, note, feed, NewsML-G2, WARC, PDF, Word: .txt, .html, .md, .rss, .atom, .xml, .warc,
    .pdf, .docx; articles: .jsonl), a folder, or - (standard input, JSONL).

    Example: kg extract my-articles/ -o records.jsonl
    """
    faults = common.Faults()
    with progress(inputs) as bar, writing_text(output) as stream:
        for extraction in extract_all(inputs, Options(**options), on_error=bar.counting(faults)):
            stream.write(json.dumps(to_json(extraction, dates=dates), ensure_ascii=False) + "\n")
            bar.read(extraction.article)
    faults.finish()
