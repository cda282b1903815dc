"""Measure what finding statements costs beside the rest: measure_finding.py [--runs N], on ../shared/articles.

Processor time, the least of N runs, with the encoder and with --fast: over that of reading and extracting, and over
that of spaCy's pipeline alone.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

from kg.annotate.mention_index import MentionIndex
from kg.annotate.pipeline import DEFAULT_MODEL, Annotator, load_model
from kg.articles import read
from kg.extract.attribution.statements import statements
from kg.extract.extractor import extract

ARTICLES = Path(__file__).parent.parent.parent / "shared" / "articles"
T = TypeVar("T")


def least(runs: int, step: Callable[[T], object], items: Iterable[T]) -> float:
    """Seconds of ``step`` over all ``items``."""
    items, times = list(items), []
    for _ in range(runs):
        began = time.process_time()
        for item in items:
            step(item)
        times.append(time.process_time() - began)
    return min(times)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    articles = list(read([str(ARTICLES)], published=None, on_error=print))
    alone = load_model(DEFAULT_MODEL)
    for fast in (False, True):
        annotate = Annotator(fast=fast)
        docs = [annotate(article) for article in articles]
        layers = [MentionIndex.of(doc) for doc in docs]
        whole = least(runs, annotate, articles) + least(runs, extract, docs)
        finding = least(runs, lambda both: statements(*both), zip(docs, layers, strict=True))
        bare = least(runs, lambda article: alone(article.text), articles)
        name = "--fast" if fast else "with the encoder"
        print(f"{name}: {finding / whole:.3f} of reading and extracting, {finding / bare:.3f} of spaCy alone")


if __name__ == "__main__":
    main()
