"""Finds the time expressions of a text and reads them: leftmost first, of those the longest that makes a date."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

from kg.annotate.temporal import calendar
from kg.annotate.temporal.calendar import Period
from kg.annotate.temporal.grammar import RULES, Context, Direction, Match, NoDateError, Rule, UnknownDateError
from kg.annotate.temporal.required_words import standing
from kg.annotate.temporal.rules import (
    absolute,  # noqa: F401  (registers the rules)
    relative,  # noqa: F401  (registers the rules)
    units,  # noqa: F401  (registers the rules)
)
from kg.annotate.temporal.vocabulary import NUMBER, number

#: Rules whose dates are compared with and not told: what follows does not count from them.
ASIDE = frozenset({"year_before"})
#: Where what was told in an earlier text stands: nowhere near anything in this one.
_BEFORE = -1_000_000


@dataclass(frozen=True, slots=True)
class Expression:
    """A time expression: offsets into the text, the rule that read it, what it means (None: not understood)."""

    start: int
    end: int
    rule: str
    period: Period | None


def read(
    text: str,
    day: date | None,
    grain: Literal["day", "month", "year"] = "day",
    direction: Callable[[int], Direction] = lambda at: None,
    told: Iterable[Period] = (),
) -> list[Expression]:
    """The expressions of ``text`` in order; ``day`` (known to ``grain``) is that from which relative ones count.

    ``told`` are the periods that the text before this one told, in order: what "the quarter" goes back to.
    """
    context = Context(text, day, grain, direction)
    for before in told:
        context.tell(_BEFORE, _BEFORE, before)
    found: list[Expression] = []
    end = 0
    for start, stop, match, rule in _candidates(text):
        if start < end:
            continue
        try:
            period: Period | None = rule.read(match, context)
        except NoDateError:
            continue
        except (UnknownDateError, OverflowError, ValueError):  # the last two: no such year in the calendar
            period = None
        found.append(Expression(start, stop, rule.name, period))
        context.tell(start, stop, None if rule.name in ASIDE else period)
        end = stop
    return _ranges(text, _distances(text, found))


_NEEDED = frozenset().union(*(rule.needs for rule in RULES if rule.needs))


@lru_cache(maxsize=256)  # an article that says no day of its own is read twice
def _candidates(text: str) -> list[tuple[int, int, Match, Rule]]:
    found = []
    words = standing(text, _NEEDED)
    for order, rule in enumerate(RULES):
        if rule.needs is not None and words.isdisjoint(rule.needs):
            continue
        for match in rule.pattern.finditer(text):
            start, stop = match.span("x" if "x" in rule.pattern.groupindex else 0)
            found.append((start, -stop, order, match, rule))
    found.sort(key=lambda f: f[:3])
    return [(start, -stop, match, rule) for start, stop, _, match, rule in found]


_DISTANCE = re.compile(rf"(?<!\w)({NUMBER}) (day|week)s? (after|from|before|following) (?:the )?$", re.IGNORECASE)


def _distances(text: str, found: list[Expression]) -> list[Expression]:
    """Joins "two days after" with the day that follows it."""
    out = []
    for e in found:
        before = _DISTANCE.search(text, max(0, e.start - 40), e.start)
        if before and e.period is not None and e.period.grain == "day":
            step = number(before[1]) * (7 if before[2].lower() == "week" else 1)
            out.append(Expression(before.start(), e.end, e.rule, _moved(e.period, step, before[3].lower())))
        else:
            out.append(e)
    return out


def _moved(day: Period, step: int, word: str) -> Period | None:
    """The day so many after (or "before") ``day``; None where the calendar has none."""
    try:
        return day.shift(-step if word == "before" else step)
    except (OverflowError, ValueError):
        return None


_TO = re.compile(r" ?(?:to|through|until|till|-|–|—)(?: the)? ?", re.IGNORECASE)


def _ranges(text: str, found: list[Expression]) -> list[Expression]:
    """Joins "from DAY to DAY" and "between DAY and DAY"; ranges of months and years stay two expressions."""
    out: list[Expression] = []
    for e in found:
        joined = _joined(text, out[-1], e) if out else None
        if joined is not None:
            out[-1] = joined
        else:
            out.append(e)
    return out


def _joined(text: str, a: Expression, b: Expression) -> Expression | None:
    if a.period is None or b.period is None or "day" not in (a.period.grain, b.period.grain):
        return None
    lead = re.search(r"(?i)\b(from|between) (?:the )?$", text[max(0, a.start - 15) : a.start])
    gap = text[a.end : b.start]
    both = lead is not None and lead[1].lower() == "between" and re.fullmatch(r" and (?:the )?", gap)
    if not both and not _TO.fullmatch(gap):
        return None
    try:
        first = _with_year(a, text, b.period) if b.period.grain == "day" else a.period
        period = calendar.between(first, b.period)
    except ValueError:
        return None
    return Expression(a.start - (len(lead[0]) if lead else 0), b.end, "range", period)


def _with_year(a: Expression, text: str, last: Period) -> Period:
    """The first day of a range that leaves its year to the last: "28 March to 2 April 2024"."""
    if a.period is None:
        raise ValueError("not understood")
    if a.rule not in ("day_month", "month_day") or re.search(r"\d{4}", text[a.start : a.end]):
        return a.period
    days = (calendar.day(a.period.first.replace(year=last.first.year - n)) for n in (0, 1))
    return next(d for d in days if d.first <= last.first)
