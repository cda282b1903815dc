"""The lines of a text, and the paragraphs that they make up where lines are broken at a fixed width.

Spans are ``[start, end)`` in code points, without the white space (and byte-order marks) around them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from kg.invisible import FORMATS
from kg.records import Span

_LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")
_EDGE = re.compile(rf"[\s\u200d{FORMATS}]+")
_BREAK = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
#: A text is wrapped at a width between these, in characters.
_WIDTH = (45, 100)
#: Of the lines that follow another directly, so many go on in lower case where a text is wrapped.
_GOING_ON = 0.2
#: A line broken in mid-sentence has so many characters before the break.
_LONG = 40


def lines(text: str) -> Iterator[Span]:
    """The lines of ``text`` that are not blank, stripped."""
    for match in _LINE.finditer(text):
        span = stripped(text, match.start(), match.end())
        if span[0] < span[1]:
            yield span


def stripped(text: str, start: int, end: int) -> Span:
    """``[start, end)`` without the white space at its ends."""
    if lead := _EDGE.match(text, start, end):
        start = lead.end()
    while end > start and _EDGE.match(text, end - 1, end):
        end -= 1
    return start, end


def blocks(text: str) -> list[Span]:
    """The paragraphs of ``text`` as laid out: a line each, or several where lines are broken at a fixed width.

    >>> blocks("One line.\\nAnother line.")
    [(0, 9), (10, 23)]
    """
    spans = list(lines(text))
    width = _wrapped_at(text, spans)
    return list(_joined(text, spans, width))


def _joined(text: str, spans: Iterable[Span], width: int | None) -> Iterator[Span]:
    """Lines put together where one goes on in the next."""
    last: Span | None = None
    start = 0
    for span in spans:
        if last is not None and not (_full(text, last, span, width) or _mid_sentence(text, last, span)):
            yield start, last[1]
            last = None
        if last is None:
            start = span[0]
        last = span
    if last is not None:
        yield start, last[1]


def _wrapped_at(text: str, spans: list[Span]) -> int | None:
    """The width at which the lines of ``text`` are broken, None if they are not.

    They are if nearly none is longer than 100 characters and many go on in lower case on the next line.
    """
    following = [(a, b) for a, b in pairwise(spans) if _adjacent(text, a, b)]
    short = [(a, b) for a, b in following if a[1] - a[0] <= _WIDTH[1]]
    if not short or len(short) < 0.9 * len(following) or any(e - s > 4 * _WIDTH[1] for s, e in spans):
        return None
    width = max(a[1] - a[0] for a, _ in short)
    going_on = sum(text[b[0]].islower() for a, b in short if 2 * (a[1] - a[0]) > width)
    return width if width >= _WIDTH[0] and going_on >= _GOING_ON * len(short) else None


def _adjacent(text: str, first: Span, second: Span) -> bool:
    return len(_BREAK.findall(text, first[1], second[0])) == 1


def _full(text: str, first: Span, second: Span, width: int | None) -> bool:
    """True if the next line's first word would not have fitted on the line, which is how lines are wrapped."""
    if width is None or not _adjacent(text, first, second) or _indent(text, second) > _indent(text, first) + 1:
        return False
    word = re.compile(r"\S+").match(text, second[0])
    return first[1] - first[0] + 1 + (word.end() - word.start() if word else 0) > width - 2


def _indent(text: str, span: Span) -> int:
    start = span[0]
    while start and text[start - 1] in " \t\xa0":
        start -= 1
    return span[0] - start


def _mid_sentence(text: str, first: Span, second: Span) -> bool:
    """True if a break tears a sentence: a long line ends in a comma, or in a word just above one in lower case."""
    if first[1] - first[0] < _LONG or not text[second[0]].islower():
        return False
    end = text[first[1] - 1]
    return end == "," or (end.isalpha() and _adjacent(text, first, second) and text.find(" ", *second) > 0)
