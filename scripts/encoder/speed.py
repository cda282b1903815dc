"""How many words a second the encoder alone reads: ``python -m encoder.speed FOLDER [WEIGHTS]``.

FOLDER holds articles; they are parsed first, so that only the encoder is timed (both its cutting of words and its run).
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from kg.annotate.encoder.component import words_of
from kg.annotate.encoder.session import Encoder
from kg.annotate.pipeline import Annotator
from kg.articles import read
from kg.lexicon.gazetteer import Gazetteer


def main(folder: str, weights: Path | None) -> None:
    """Print the best of three runs over the articles of ``folder``; words are those that white space parts."""
    annotate = Annotator(fast=True)
    articles = list(read([folder], published=None, on_error=lambda error: None))
    told = [words_of(annotate(article), Gazetteer.load()) for article in articles]
    count = sum(len(article.text.split()) for article in articles)
    encoder = Encoder.of(weights)
    times = []
    for _ in range(3):
        began = time.perf_counter()
        for words in told:
            encoder.read(words)
        times.append(time.perf_counter() - began)
    print(f"{count} words, {count / min(times):.0f} words a second")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]) if len(sys.argv) > 2 else None)
