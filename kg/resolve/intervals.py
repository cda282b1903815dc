"""Dates as intervals of days: do two overlap, which says more."""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from datetime import date
from functools import cache

from kg.records import Date


@cache
def first_day(iso: str) -> int:
    """The first day (proleptic ordinal) of an ISO date or prefix."""
    numbers = [int(part) for part in iso.split("-")]
    return date(*[*numbers, 1, 1][:3]).toordinal()


@cache
def last_day(iso: str) -> int:
    """The last day (proleptic ordinal) of an ISO date or prefix."""
    numbers = [int(part) for part in iso.split("-")]
    year, month = numbers[0], numbers[1] if len(numbers) > 1 else 12
    day = numbers[2] if len(numbers) > 2 else calendar.monthrange(year, month)[1]
    return date(year, month, day).toordinal()


def days(when: Date | None) -> tuple[int, int] | None:
    """First and last possible day of a date that has both ends; None where one is open or nothing is known."""
    if when is None or when.start is None or when.end is None:
        return None
    return first_day(when.start), last_day(when.end)


def stated(when: Date | None) -> tuple[int, int] | None:
    """:func:`days` of a date that the text gives, not its day of publication."""
    return None if when is None or when.assumed else days(when)


def gap(a: tuple[int, int], b: tuple[int, int]) -> int:
    """Days between two intervals; 0 where they overlap."""
    return max(0, a[0] - b[1], b[0] - a[1])


def _holds(outer: tuple[int, int] | None, inner: tuple[int, int] | None) -> bool:
    return outer is not None and inner is not None and outer[0] <= inner[0] and inner[1] <= outer[1]


def best(dates: Iterable[Date | None]) -> Date | None:
    """Of ``dates`` the one that most others agree with, stated ones first, or what lies within it and says it closer:
    the narrowest, of equals the one told most often, then the earliest.

    Its offsets are left out: they lead into one article only.
    """
    known = [when for when in dates if when is not None and (when.start or when.end)]
    if not known:
        return None
    bounds = [days(when) for when in known]

    def width(index: int) -> int:
        own = bounds[index]
        return own[1] - own[0] if own else 10**6

    def told(index: int) -> tuple[str, str]:
        return known[index].start or "", known[index].end or ""

    def rank(index: int) -> tuple[bool, int, int, tuple[str, str]]:
        own = bounds[index]
        agreeing = sum(1 for other in bounds if own and other and gap(own, other) == 0)
        return known[index].assumed, -agreeing, width(index), told(index)

    def closer(index: int) -> tuple[int, int, tuple[str, str]]:
        return width(index), -bounds.count(bounds[index]), told(index)

    agreed = min(range(len(known)), key=rank)
    within = [
        n for n, own in enumerate(bounds) if known[n].assumed == known[agreed].assumed and _holds(bounds[agreed], own)
    ]
    chosen = known[min(within or [agreed], key=closer)]
    return Date(chosen.start, chosen.end, None, chosen.assumed, chosen.basis)
