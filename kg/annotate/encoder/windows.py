"""Overlapping stretches of a text, cut between paragraphs, else between sentences, that fit the encoder."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

#: How many word pieces the encoder reads at a time, its two marks aside, and how many of them may be context.
PIECES, CONTEXT = 222, 40


class Window(NamedTuple):
    """Words ``[start, end)``, of which ``[own, end)`` are read here and those before are context."""

    start: int
    own: int
    end: int


def windows(pieces: Sequence[int], sentences: Sequence[int], paragraphs: Sequence[int]) -> Iterator[Window]:
    """Cut words of so many pieces each; ``sentences`` and ``paragraphs`` are the numbers of the words they begin with.

    Every word is some window's own, and one window's only. A window depends on the words before it alone.
    """
    total = [0, *accumulate(pieces)]
    own = 0
    while own < len(pieces):
        start = bisect_left(total, total[own] - CONTEXT)
        limit = bisect_right(total, total[start] + PIECES) - 1
        end = max(_cut(own, limit, len(pieces), sentences, paragraphs), own + 1)
        yield Window(start, own, end)
        own = end


def _cut(own: int, limit: int, length: int, sentences: Sequence[int], paragraphs: Sequence[int]) -> int:
    """Where to end: the last paragraph's end that leaves the window half full, else a sentence's, else anywhere."""
    if limit >= length:
        return length
    for ends in (paragraphs, sentences):
        at = bisect_right(ends, limit) - 1
        if at >= 0 and ends[at] > own + (limit - own) // 2:
            return ends[at]
    at = bisect_right(sentences, limit) - 1
    return sentences[at] if at >= 0 and sentences[at] > own else limit
