"""How much a word says: less, the more articles hold it (inverse document frequency, of a sample of news)."""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import cache

from kg.lexicon.yaml_file import ENGLISH

#: What the commonest word weighs.
LEAST = 0.05


@cache
def _counts() -> tuple[int, dict[str, int]]:
    lines = (ENGLISH / "document_frequencies.txt").read_text(encoding="utf-8").splitlines()
    rows = (line.split(" ") for line in lines[2:])
    return int(lines[1]), {word: int(count) for word, count in rows}


@cache
def weight(stem: str) -> float:
    """The weight of a word by its stem, above 0 and at most 1; of one that the sample lacks 1."""
    articles, counts = _counts()
    return max(LEAST, 1 - math.log(1 + counts.get(stem, 0)) / math.log(1 + articles))


def total(stems: Iterable[str]) -> float:
    """The weight of ``stems`` together; in sorted order, so that it is the same on every machine."""
    return sum(map(weight, sorted(stems)))
