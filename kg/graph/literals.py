"""Python values → RDF literals. The text of an article is data: whatever it holds becomes the value of a literal."""

from __future__ import annotations

import calendar
import datetime
import math
import re
from decimal import Decimal

from kg.graph.rdf import Literal, NamedNode
from kg.graph.terms import term

_SURROGATE = re.compile("[\ud800-\udfff]")
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?", re.ASCII)
_BOOLEAN, _INTEGER, _DECIMAL = term("xsd:boolean"), term("xsd:integer"), term("xsd:decimal")
_OFFSET, _DAY = term("xsd:nonNegativeInteger"), term("xsd:date")
_PUBLISHED = {4: term("xsd:gYear"), 7: term("xsd:gYearMonth"), 10: _DAY}


def text(value: str) -> Literal:
    """A plain string. A lone surrogate, which RDF cannot hold, becomes U+FFFD, so that offsets stay as they are."""
    return Literal(_SURROGATE.sub("\ufffd", value))


def typed(value: str, datatype: str) -> Literal:
    """A literal of the datatype that ``datatype`` (a prefixed name) names."""
    return Literal(_SURROGATE.sub("\ufffd", value), datatype=term(datatype))


def boolean(value: bool) -> Literal:
    """``true`` or ``false``."""
    return Literal("true" if value else "false", datatype=_BOOLEAN)


def offset(value: int) -> Literal:
    """An offset in code points, typed as NIF has it."""
    return Literal(str(value), datatype=_OFFSET)


def number(value: float) -> Literal | None:
    """An xsd:integer for a whole number, else an xsd:decimal; None for what is no number.

    >>> number(5400.0).value, number(0.25).value
    ('5400', '0.25')
    """
    if not math.isfinite(value):
        return None
    if float(value).is_integer():
        return Literal(str(int(value)), datatype=_INTEGER)
    return Literal(format(Decimal(repr(value)), "f"), datatype=_DECIMAL)


def decimal(value: float) -> Literal | None:
    """An xsd:decimal, whole or not; None for what is no number."""
    return Literal(format(Decimal(repr(float(value))), "f"), datatype=_DECIMAL) if math.isfinite(value) else None


def score(value: float) -> Literal:
    """A confidence or salience as xsd:decimal with at most four places."""
    return Literal(format(Decimal(str(round(value, 4))), "f"), datatype=_DECIMAL)


def count(value: int) -> Literal:
    """A count as xsd:integer."""
    return Literal(str(value), datatype=_INTEGER)


def day(value: str) -> Literal:
    """A whole ISO day as xsd:date."""
    return Literal(value, datatype=_DAY)


def published(value: str | None) -> Literal | None:
    """A date of publication as xsd:date, xsd:gYearMonth or xsd:gYear, as far as it goes; None for what is no date."""
    if value is None or first_day(value) is None:
        return None
    return Literal(value, datatype=_PUBLISHED[len(value)])


def first_day(value: str | None) -> str | None:
    """The first day that an ISO prefix may mean: ``2022-02`` → ``2022-02-01``; None for what is no date."""
    return _whole(value, last=False)


def last_day(value: str | None) -> str | None:
    """The last day that an ISO prefix may mean: ``2022-02`` → ``2022-02-28``; None for what is no date."""
    return _whole(value, last=True)


def precision(start: str, end: str) -> str:
    """What two whole days span: ``day``, ``month``, ``year`` or ``range``."""
    if start == end:
        return "day"
    if start[:7] == end[:7] and start == first_day(start[:7]) and end == last_day(end[:7]):
        return "month"
    return "year" if start[:4] == end[:4] and (start[4:], end[4:]) == ("-01-01", "-12-31") else "range"


def _whole(value: str | None, *, last: bool) -> str | None:
    if value is None or not _DATE.fullmatch(value):
        return None
    year, month, rest = int(value[:4]), int(value[5:7] or (12 if last else 1)), value[8:]
    if not (year >= 1 and 1 <= month <= 12):
        return None
    last_of_month = calendar.monthrange(year, month)[1]
    number_of_day = int(rest) if rest else (last_of_month if last else 1)
    if not 1 <= number_of_day <= last_of_month:
        return None
    return datetime.date(year, month, number_of_day).isoformat()


def iri(value: str | None) -> NamedNode | None:
    """An IRI that came from data as a node; None for what is none (it is not worth an article)."""
    if value is None or not re.match(r"https?://[^/]", value):
        return None
    try:
        return NamedNode(value)
    except ValueError:
        return None
