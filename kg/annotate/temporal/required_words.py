"""What a text must hold for a pattern to match in it: words to look for before the pattern itself is tried.

Most paragraphs hold hardly any word of time, and looking for a word is a hundred times cheaper than trying a pattern at
every character. The words are read off the parsed pattern, so that they cannot disagree with it.
"""

from __future__ import annotations

import re
from typing import Any

try:
    from re import _constants as ops  # type: ignore[attr-defined, unused-ignore]
    from re import _parser as parser  # type: ignore[attr-defined, unused-ignore]
except ImportError:  # a Python that keeps them elsewhere: patterns are tried without looking first
    parser = None

#: One of these must stand in the text, in small letters; a figure is any digit. None: nothing is known.
Needs = frozenset[str] | None
FIGURE = "0"
_REPEATS = ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT")


def needs(pattern: str) -> Needs:
    r"""The words of which a match of ``pattern`` (letters in either case) holds at least one.

    >>> sorted(needs(r"(?:last|next) (?:week|month)s?") or ())
    ['last', 'next']
    >>> needs(r"\d+ ?") == {FIGURE}, needs(r"x?")
    (True, None)
    """
    return _of(parser.parse(pattern, re.IGNORECASE)) if parser else None


def standing(text: str, words: frozenset[str]) -> frozenset[str]:
    """Those of ``words`` that stand in ``text``."""
    small = text.lower()
    found = {word for word in words if word in small}
    return frozenset(found | {FIGURE}) if any(map(str.isdecimal, small)) else frozenset(found - {FIGURE})


def _of(sequence: Any) -> Needs:
    """Of a sequence all parts must match: the part that tells most."""
    best: Needs = None
    run = ""
    for op, value in [*sequence, (None, None)]:
        if op is not None and op is ops.LITERAL and chr(value).isalpha():
            run += chr(value).lower()
            continue
        if run:
            best = _better(best, frozenset({run}))
            run = ""
        best = _better(best, _of_part(op, value) if op is not None else None)
    return best


def _of_part(op: Any, value: Any) -> Needs:
    if op is ops.SUBPATTERN:
        return _of(value[3])
    if op is ops.BRANCH:
        return _of_branches([_of(branch) for branch in value[1]])
    if op is ops.IN:
        return frozenset({FIGURE}) if all(map(_is_figure, value)) else None
    if op is ops.LITERAL:
        return frozenset({FIGURE}) if chr(value).isdecimal() else None
    return _of(value[2]) if str(op) in _REPEATS and value[0] > 0 else None


def _of_branches(branches: list[Needs]) -> Needs:
    told = [branch for branch in branches if branch is not None]
    return frozenset().union(*told) if len(told) == len(branches) else None


def _is_figure(item: tuple[Any, Any]) -> bool:
    op, value = item
    if op is ops.CATEGORY:
        return value is ops.CATEGORY_DIGIT
    ends = value if op is ops.RANGE else (value, value) if op is ops.LITERAL else ()
    return bool(ends) and all(chr(end).isdecimal() for end in ends)


def _better(a: Needs, b: Needs) -> Needs:
    """The one that fewer texts hold: that of the longer words; a figure is rarer than a word of two letters."""
    return max(a, b, key=lambda n: -1 if n is None else min(3 if w == FIGURE else len(w) for w in n))
