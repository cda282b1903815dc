"""Periods of the calendar: a day, week, weekend, month, quarter, half, year, decade, century, or a range of days."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Grain = Literal["day", "weekend", "week", "month", "quarter", "half", "year", "decade", "century", "range"]

#: Length in months of the grains that are whole months.
MONTHS: dict[str, int] = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A closed interval of days, ``first`` to ``last``, and what kind of thing it is."""

    first: date
    last: date
    grain: Grain

    def iso(self) -> tuple[str, str]:
        """First and last day as ISO dates, cut to the prefix that says the same (``"2022-02"``, ``"2014"``)."""
        cut = {"month": 7, "quarter": 7, "half": 7, "year": 4, "decade": 4, "century": 4}.get(self.grain, 10)
        return self.first.isoformat()[:cut], self.last.isoformat()[:cut]

    def shift(self, n: int) -> Period:
        """The ``n``-th period of the same grain after this one (before it, if negative). Raises ValueError."""
        if self.grain in MONTHS:
            return _months(self.grain, self.first.year, self.first.month - 1 + n * MONTHS[self.grain])
        step = {"day": 1, "weekend": 7, "week": 7}.get(self.grain, (self.last - self.first).days + 1)
        days = timedelta(days=step * n)
        return Period(self.first + days, self.last + days, self.grain)


def _months(grain: Grain, year: int, months: int) -> Period:
    """The period of a whole-month ``grain`` that begins ``months`` months after January of ``year``."""
    first = date(year + months // 12, months % 12 + 1, 1)
    end = first.year * 12 + first.month - 2 + MONTHS[grain]
    last_year, last_month = end // 12, end % 12 + 1
    return Period(first, date(last_year, last_month, calendar.monthrange(last_year, last_month)[1]), grain)


def day(d: date) -> Period:
    """One day."""
    return Period(d, d, "day")


def week(d: date) -> Period:
    """The ISO week, Monday to Sunday, of ``d``."""
    monday = d - timedelta(days=d.weekday())
    return Period(monday, monday + timedelta(days=6), "week")


def weekend(d: date) -> Period:
    """Saturday and Sunday of the ISO week of ``d``."""
    monday = d - timedelta(days=d.weekday())
    return Period(monday + timedelta(days=5), monday + timedelta(days=6), "weekend")


def month(year: int, number: int) -> Period:
    """A month, 1 to 12."""
    return _months("month", year, number - 1)


def quarter(year: int, number: int) -> Period:
    """A calendar quarter, 1 to 4."""
    return _months("quarter", year, 3 * (number - 1))


def half(year: int, number: int) -> Period:
    """A half-year, 1 or 2."""
    return _months("half", year, 6 * (number - 1))


def year(number: int) -> Period:
    """A calendar year."""
    return _months("year", number, 0)


def decade(first: int) -> Period:
    """Ten years from ``first``."""
    return _months("decade", first, 0)


def century(number: int) -> Period:
    """The ``number``-th century as the papers count it: the 20th is 1900 to 1999."""
    return _months("century", (number - 1) * 100, 0)


def of(grain: Grain, d: date) -> Period:
    """The period of ``grain`` in which ``d`` lies."""
    if grain == "week":
        return week(d)
    if grain == "weekend":
        return weekend(d)
    if grain in MONTHS:
        if grain in ("decade", "century"):
            return _months(grain, d.year - d.year % (10 if grain == "decade" else 100), 0)
        return _months(grain, d.year, (d.month - 1) // MONTHS[grain] * MONTHS[grain])
    return day(d)


def between(a: Period, b: Period) -> Period:
    """From the first day of ``a`` to the last of ``b``. Raises ValueError if that is backwards."""
    if b.last < a.first:
        raise ValueError("the end is before the start")
    return Period(a.first, b.last, "range")


def nth_weekday(year_: int, month_: int, weekday: int, n: int) -> date:
    """The ``n``-th ``weekday`` (0 is Monday) of a month; ``n`` = -1 is the last."""
    last = calendar.monthrange(year_, month_)[1]
    days = [d for k in range(1, last + 1) if (d := date(year_, month_, k)).weekday() == weekday]
    return days[n - 1 if n > 0 else n]


def easter(year_: int) -> date:
    """Easter Sunday of the Gregorian calendar (the anonymous algorithm of Meeus, Jones and Butcher)."""
    a, (b, c) = year_ % 19, divmod(year_, 100)
    g = (8 * b + 13) // 25
    h = (19 * a + b - b // 4 - g + 15) % 30
    m = (a + 11 * h) // 319
    r = (2 * (b % 4) + 2 * (c // 4) - c % 4 - h + m + 32) % 7
    number = (h - m + r + 90) // 25
    return date(year_, number, (h - m + r + number + 19) % 32)
