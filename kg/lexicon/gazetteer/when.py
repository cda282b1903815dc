"""Dates of office, and whom a surname alone means on a day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

#: A surname alone means its bearer from nomination until some time after leaving …
_AROUND = (timedelta(days=500), timedelta(days=365))
#: … and does so without support from the context in office, or nearly.
_IN_OFFICE = (timedelta(days=75), timedelta(days=60))


def bearers(rows: list[tuple[str, str, str, str]], on: date | None) -> Iterator[tuple[str, bool]]:
    """Who may be meant by one surname: (id, strong); strong only where one prominent person is in office.

    ``rows`` are (id, strength, since, until): ``p`` of a prominent person, else ``q``.
    """
    if on is None:
        yield from ((row[0], False) for row in rows if row[1] == "p")
        return
    in_office = {row[0] for row in rows if row[1] == "p" and within(on, row[2], row[3], _IN_OFFICE)}
    for entry_id, _, since, until in rows:
        if within(on, since, until, _AROUND):
            yield entry_id, in_office == {entry_id}


def within(on: date, since: str, until: str, slack: tuple[timedelta, timedelta] = (timedelta(), timedelta())) -> bool:
    """Whether a day lies between two ISO dates or prefixes, "" open; ``slack`` is what is allowed before and after.

    ``date.max`` asks for what is not over.
    """
    if since and on != date.max and on + slack[0] < _day(since, 1, 1):
        return False
    return not until or (on != date.max and on - slack[1] <= _day(until, 12, 28))


def _day(iso: str, month: int, day: int) -> date:
    parts = [int(part) for part in iso.split("-")]
    return date(parts[0], parts[1] if len(parts) > 1 else month, parts[2] if len(parts) > 2 else day)
