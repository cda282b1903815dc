"""The dateline before an article's first sentence: "BRUSSELS, Feb. 12, 2025 (Reuters) - "."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.records import Span

_CAPITALS = r"[A-Z][A-Z.'’&/-]+(?: (?:[A-Z&][A-Z.'’&/-]*|of|de|el)){0,3}"
_WORD = r"[A-Z][\w.'’-]*"
_AGENCY = rf"\({_WORD}(?: {_WORD}){{0,3}}\)"
#: What may follow the place, each after a comma: region, country, day of the week, date.
_MORE = rf"(?:,{{1,2}} (?:{_WORD}|\d{{1,2}}|\d{{4}})(?: (?:{_WORD}|\d{{1,2}}|\d{{4}})){{0,3}}){{0,4}}"
_BREAK = r"(?:[ \xa0]*(?:--+|[—–]|_+)|[ \xa0]+-)[ \xa0]*(?=[A-Z0-9\"'“‘`])"
_DATELINE = re.compile(
    rf"(?P<line>{_CAPITALS}{_MORE}(?: {_AGENCY})?|(?!The ){_WORD}(?: {_WORD}){{0,3}}{_MORE} {_AGENCY}){_BREAK}"
)
_LONGEST = 90


@dataclass(frozen=True, slots=True)
class Dateline:
    """Where the dateline is, where the sentence after it starts, and whom it names in parentheses."""

    span: Span
    sentence: int
    agency: str | None


def dateline(text: str, start: int, end: int) -> Dateline | None:
    """The dateline at ``start``, None if there is none or nothing follows it before ``end``.

    A place in capitals, or any place where an agency follows it in parentheses.

    >>> dateline("OSLO, May 6 (Herald) - Ministers met.", 0, 37)
    Dateline(span=(0, 20), sentence=23, agency='Herald')
    """
    match = _DATELINE.match(text, start, min(end, start + _LONGEST))
    if match is None or match.end() >= end:
        return None
    _, bracket, agency = match["line"].rstrip(")").partition(" (")
    return Dateline(match.span("line"), match.end(), agency if bracket else None)
