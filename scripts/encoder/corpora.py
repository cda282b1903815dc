"""Where the benchmark corpora stand, their rows, and the fifth of the pairs that a sentence is in."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zlib import crc32

BENCHMARKS = Path(__file__).parents[2].parent / "shared" / "benchmarks"
#: Into how many parts the sentences of pairs fall, to measure on what was not learned from.
FOLDS = 5
Row = dict[str, Any]


def lines(path: Path) -> Iterator[Row]:
    """The rows of a JSON-lines file, zipped or not."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as stream:
        for line in stream:
            yield json.loads(line)


def fold(sentence: str) -> int:
    """Which part a sentence is in, by its id."""
    return crc32(sentence.encode()) % FOLDS
