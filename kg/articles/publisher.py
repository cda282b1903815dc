"""Who published an article, where the text has a line of credit for it."""

from __future__ import annotations

import re
from itertools import islice

from kg.articles.lines import lines

_NAME = r"(?P<name>[A-Z][\w.&'’-]*(?: (?:[A-Z][\w.&'’-]*|of|the|and|&)){0,4})"
_CREDIT = re.compile(rf"(?:(?:source|credited from|agency|publisher|published by)\s?: ?|reports ){_NAME}\.?")
_CREDIT_ANY_CASE = re.compile(_CREDIT.pattern.replace(_NAME, rf"(?-i:{_NAME})"), re.IGNORECASE)
#: "BRUSSELS, Feb. 12 (Reuters) - "
_DATELINE = re.compile(rf"[A-Z][A-Z]+[^.!?()]{{0,40}}(?:\.[^.!?()]{{0,20}})? ?\({_NAME}\) ?(?:--?|[–—_])")
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
        match = _CREDIT_ANY_CASE.fullmatch(line) or _DATELINE.match(line)
        if match is not None:
            return match["name"]
    return None
