"""When something was, and when it was told: the same days in every format."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.graph.view import GraphView


@dataclass(frozen=True, slots=True)
class Days:
    """What the graph says of the time of a merged thing; a day that is not known is ``""``.

    ``start`` and ``end`` are the first and the last possible day; ``basis`` says where they are told.
    """

    start: str
    end: str
    basis: str
    precision: str
    assumed: str
    report_date: str

    @property
    def event_date(self) -> str:
        """The one day: the day that is told, or that of the news where nothing else dates what is new in it.

        "" where weeks, months or years are all that is told.
        """
        if self.basis == "publication":
            return self.end
        return self.start if self.start == self.end else ""

    @property
    def columns(self) -> dict[str, str]:
        """The columns of a table."""
        return {
            "event_date": self.event_date,
            "date_basis": self.basis,
            "report_date": self.report_date,
            "start": self.start,
            "end": self.end,
            "date_precision": self.precision,
            "date_assumed": self.assumed,
        }

    def within(self, since: str | None, until: str | None) -> bool:
        """Whether it was in these days, both included: its one day, else all days on which it may have been."""
        first, last = (self.event_date, self.event_date) if self.event_date else (self.start, self.end)
        return bool(first) and (since is None or since <= first) and (until is None or last <= until)


def days_of(view: GraphView, node: str, articles: Iterable[str]) -> Days:
    """The days of a merged thing that ``articles`` (IRIs) tell."""

    def value(name: str) -> str:
        return view.value(node, name) or ""

    assumed = value("kg:dateAssumed")
    basis = value("kg:dateBasis") or {"true": "publication", "false": "text"}.get(assumed, "")
    published = [view.value(article, "schema:datePublished") or "" for article in articles]
    return Days(value("kg:start"), value("kg:end"), basis, value("kg:datePrecision"), assumed, earliest(published))


def earliest(dates: Sequence[str]) -> str:
    """The earliest of some dates of publication; months and years count only where no day is known.

    >>> earliest(["", "2025-02-13", "2025-02", "2025-02-12"]), earliest(["2025-02", ""])
    ('2025-02-12', '2025-02')
    """
    whole = [date for date in dates if len(date) == len("2025-02-12")]
    return min(whole or filter(None, dates), default="")
