"""The day from which an article's relative dates count, where its publication does not say it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date

from kg.annotate.time_reader import read
from kg.annotate.time_rule import Direction, Match, word_before
from kg.annotate.time_words import DAY, MONTH, WEEKDAY_ANY, YEAR_FIGURES, month_number, number, weekday_number

_YEAR = rf"(?:,? (?P<y>{YEAR_FIGURES}))?"
_NAMED = [
    re.compile(rf"(?<!\w)(?P<w>{WEEKDAY_ANY}),? (?:the )?(?P<d>{DAY}) (?:of )?(?P<m>{MONTH}){_YEAR}", re.IGNORECASE),
    re.compile(rf"(?<!\w)(?P<w>{WEEKDAY_ANY}),? (?P<m>{MONTH}) (?:the )?(?P<d>{DAY}){_YEAR}", re.IGNORECASE),
]
_LATER = frozenset({"by", "until", "till", "through", "before", "due"})


def anchor(paragraphs: Iterable[tuple[str, Callable[[int], Direction]]], start: str = "") -> date | None:
    """The latest day named by weekday and day of month, in the first year that fits from the latest year named on.

    ``paragraphs`` are texts, each with a function from a character to its tense; what lies ahead does not
    count. ``start`` is a prefix that the day must have ("2025-02"). None where nothing is named so, or no year is.
    """
    years = [int(start[:4])] if start else []
    named: list[Match] = []
    for text, tense in paragraphs:
        for e in read(text, None):
            ahead = tense(e.start) == "future" or word_before(text, e.start) in _LATER
            if e.period is not None and e.period.grain in ("day", "month", "year") and not ahead:
                years.append(e.period.first.year)
        named += (m for p in _NAMED for m in p.finditer(text) if tense(m.start()) != "future")
    days = (_first_fit(m, max(years, default=None)) for m in named)
    return max((d for d in days if d is not None and d.isoformat().startswith(start)), default=None)


def _first_fit(m: Match, since: int | None) -> date | None:
    first = int(m["y"]) if m["y"] else since
    if first is None:
        return None
    for year in range(first, first + (1 if m["y"] else 12)):
        try:
            day = date(year, month_number(m["m"]), number(m["d"]))
        except ValueError:
            continue
        if day.weekday() == weekday_number(m["w"]):
            return day
    return None
