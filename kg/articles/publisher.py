"""Who published an article, where the text has a line of credit for it."""

from __future__ import annotations

import re
from itertools import islice

from kg.articles.dateline import dateline
from kg.articles.lines import lines

_NAME = r"(?P<name>[A-Z][\w.&'’-]*(?: (?:[A-Z][\w.&'’-]*|of|the|and|&)){0,4})"
_CREDIT = re.compile(rf"(?i:(?:source|credited from|agency|publisher|published by)\s?: ?|reports ){_NAME}\.?")
_NEAR = 12


def publisher_in_text(text: str) -> str | None:
    """The name in a line such as "Source: Reuters" or a dateline's "(Reuters)"; None if there is no such line.

    >>> publisher_in_text("Talks ended on Friday without a deal.\\nSource: Reuters")
    'Reuters'
    """
    spans = list(lines(text))
    edges = spans if len(spans) <= 2 * _NEAR else [*islice(spans, _NEAR), *spans[-_NEAR:]]
    for start, end in edges:
        line = text[start : min(end, start + 200)]
        if match := _CREDIT.fullmatch(line):
            return match["name"]
        if (found := dateline(line, 0, len(line))) and found.agency:
            return found.agency
    return None
