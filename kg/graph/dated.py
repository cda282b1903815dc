"""A ``Date`` → the triples that say when: whole days, their precision, and SEM's own properties beside them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kg.graph import literals
from kg.graph.rdf import Literal, NamedNode
from kg.graph.terms import term
from kg.records import Date, TimeInOffice

Pair = tuple[NamedNode, NamedNode | Literal]


def interval(date: Date | None) -> tuple[str | None, str | None]:
    """The first and the last possible day of ``date``, whole; both None where they contradict each other."""
    if date is None:
        return None, None
    start, end = literals.first_day(date.start), literals.last_day(date.end)
    return (None, None) if start and end and start > end else (start, end)


#: SEM's names of the first and the last possible day, by ours.
STAMPS: Final = {
    term("kg:start"): term("sem:hasEarliestBeginTimeStamp"),
    term("kg:end"): term("sem:hasLatestEndTimeStamp"),
}


def when(date: Date | None, *, stamps: bool = True) -> Iterator[Pair]:
    """``kg:start`` and ``kg:end`` where both are known; else SEM's time stamp on the known side.

    With ``stamps`` SEM's are written beside ours, too.
    """
    start, end = interval(date)
    if start and (stamps or not end):
        yield term("sem:hasEarliestBeginTimeStamp"), literals.day(start)
    if end and (stamps or not start):
        yield term("sem:hasLatestEndTimeStamp"), literals.day(end)
    if start and end and date:
        yield term("kg:start"), literals.day(start)
        yield term("kg:end"), literals.day(end)
        yield term("kg:datePrecision"), literals.text(literals.precision(start, end))
        yield term("kg:dateAssumed"), literals.boolean(date.assumed)
        yield term("kg:dateBasis"), literals.text("publication" if date.assumed else date.basis)


def tenure(time: TimeInOffice) -> Iterator[Pair]:
    """``kg:from`` and ``kg:until`` of a time in office, and the days within which it is known, each where known."""
    start, end = interval(Date(time.since, time.until))
    for predicate, day in (
        ("kg:from", start), ("kg:until", end), ("kg:heldFrom", time.first), ("kg:heldUntil", time.last),
    ):  # fmt: skip
        if day:
            yield term(predicate), literals.day(day)
