"""Quotations: what stands between quotation marks, over sentences and paragraphs.

Works on characters, before any parse. Marks known: curly double and single, straight double and single, two
apostrophes or backticks, and guillemets. An apostrophe is told from a single quotation mark by what stands round it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.records import Span

#: Opening mark → what closes it.
PAIRS = {"“": "”", "«": "»", "„": "“", "``": "''", "''": "''", '"': '"', "‘": "’", "'": "'"}
_MARK = re.compile(r"``|''|[“”„«»\"‘’']")
_BEFORE_OPENING = re.compile(r"(?:^|[\s(\[—–―:…/-])$")
#: Abbreviations that begin with an apostrophe, and years ("the ’90s").
_ELISION = re.compile(r"(?:\d0s?\b|em\b|til\b|cause\b|tis\b|twas\b|n\b|s\b)", re.IGNORECASE)
#: Marks that close one another.
_DOUBLE = frozenset({"”", '"', "''"})
_END = ".,!?…—–-"
#: After so many marks more, the first that may close a single one does.
_SINGLE_MARKS = 100


@dataclass(frozen=True, slots=True)
class Quotation:
    """``[start, end)`` with its marks; ``carries_on`` where the next paragraph begins with the same speaker's words."""

    start: int
    end: int
    #: Offset of the first and of the last character but the marks.
    inner: Span
    carries_on: bool = False


def quotations(text: str, paragraphs: tuple[Span, ...]) -> tuple[Quotation, ...]:
    """The outermost quotations of ``text`` in order, none reaching over a paragraph's edge."""
    found: list[Quotation] = []
    for n, (start, end) in enumerate(paragraphs):
        following = text[paragraphs[n + 1][0] :][:2] if n + 1 < len(paragraphs) else ""
        found += _in_paragraph(text, start, end, following)
    return tuple(found)


def _in_paragraph(text: str, start: int, end: int, following: str) -> list[Quotation]:
    found: list[Quotation] = []
    at = start
    # Signs that nothing closes any more: looking again from each of thousands would take for ever.
    unclosed: set[str] = set()
    while (mark := _MARK.search(text, at, end)) is not None:
        at = mark.end()
        if not _opens(text, mark, start, end):
            continue
        close = None if mark.group() in unclosed else _close(text, mark, end)
        if close is None and mark.group() not in ('"', "''"):
            unclosed.add(mark.group())
        if close is not None:
            found.append(Quotation(mark.start(), close.end(), (mark.end(), close.start())))
            at = close.end()
        elif mark.group() not in ("'", "‘"):
            carries_on = following.startswith(mark.group())
            if carries_on or mark.start() == start:
                stop = start + len(text[start:end].rstrip())
                found.append(Quotation(mark.start(), stop, (mark.end(), stop), carries_on))
                break
    return found


def _opens(text: str, mark: re.Match[str], start: int, end: int) -> bool:
    sign = mark.group()
    if sign in ("“", "«", "„", "``"):
        return True
    if sign not in PAIRS or mark.end() >= end or text[mark.end()].isspace():
        return False
    if _BEFORE_OPENING.search(text[max(start, mark.start() - 1) : mark.start()]) is None:
        return False
    return sign not in ("'", "‘") or _ELISION.match(text, mark.end()) is None


def _close(text: str, mark: re.Match[str], end: int) -> re.Match[str] | None:
    return _close_single(text, mark, end) if mark.group() in ("'", "‘") else _close_double(text, mark, end)


def _close_double(text: str, mark: re.Match[str], end: int) -> re.Match[str] | None:
    """The mark that closes a double one. Papers mix curly and straight, so that either closes the other."""
    closing = PAIRS[mark.group()]
    inner = 0
    for m in _MARK.finditer(text, mark.end(), end):
        sign = m.group()
        if sign == closing or (closing in _DOUBLE and sign in _DOUBLE):
            if sign in ('"', "''") and _looks_opening(text, m, end):
                if sign == mark.group():
                    return None
                inner += 1
            elif inner and sign != closing:
                inner -= 1
            else:
                return m
    return None


def _close_single(text: str, mark: re.Match[str], end: int) -> re.Match[str] | None:
    """The mark that closes a single one: after punctuation, else the first that no letter follows."""
    closing, best, after_best = PAIRS[mark.group()], None, 0
    for m in _MARK.finditer(text, mark.end(), end):
        after_best += best is not None
        if after_best > _SINGLE_MARKS:
            break
        if m.group() == closing:
            after = text[m.end() : m.end() + 1]
            if after.isalnum() or text[m.start() - 1].isspace():
                continue
            if text[m.start() - 1] in _END or after in ",;":
                return m
            best = best or m
        elif best is not None and m.group() == mark.group():
            break
    return best


def _looks_opening(text: str, mark: re.Match[str], end: int) -> bool:
    """A straight mark after a space and before a word opens; met inside a quotation, one was left unclosed."""
    before, after = text[mark.start() - 1], text[mark.end() : mark.end() + 1]
    return before.isspace() and after.isalnum() and mark.end() < end
