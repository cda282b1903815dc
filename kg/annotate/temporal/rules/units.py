"""Rules for quarters, decades, centuries, weeks by number, holidays and days with a name of their own."""

from __future__ import annotations

from datetime import date, timedelta

from kg.annotate.temporal import calendar as cal
from kg.annotate.temporal.calendar import Period
from kg.annotate.temporal.grammar import Context, Match, NoDateError, rule
from kg.annotate.temporal.rules.absolute import PART, TAIL, tail_year
from kg.annotate.temporal.vocabulary import MONTH, ORDINAL, YEAR_FIGURES, month_number, number, weekday_number, words

_QUARTER = rf"(?P<n>first|second|third|fourth|final|last|{ORDINAL})"


@rule(
    rf"{PART}(?:the )?(?:early|late|mid)?[ -]?(?P<y>1\d|20)?(?P<t>\d)0['’]?s(?!\w)",
    rf"{PART}(?:the )?(?:early|late|mid)?[ -]?['’](?P<t>\d)0['’]?s(?!\w)",
    rf"{PART}the (?:early |late |mid[ -])?(?:(?P<c>nineteen|eighteen)[- ])?(?P<w>{'|'.join(words()['decades'])})(?!\w)",
)
def decade(m: Match, context: Context) -> Period:
    """The 1990s, the late '70s, the eighties."""
    found = m.groupdict()
    if found.get("w"):
        hundred = 1800 if (found["c"] or "").lower() == "eighteen" else 1900
        return cal.decade(hundred + words()["decades"][found["w"].lower()])
    if found.get("y"):
        return cal.decade(int(found["y"] + found["t"] + "0"))
    if "the" not in m[0].lower() or m["t"] in "01":
        raise NoDateError
    return cal.decade(1900 + 10 * int(m["t"]))


@rule(rf"{PART}(?:the )?(?:early |late |mid[ -])?(?P<n>{ORDINAL})[ -]+centur(?:y|ies)")
def century(m: Match, context: Context) -> Period:
    """The 11th century."""
    return cal.century(number(m["n"]))


@rule(
    rf"{PART}(?:the |its |their |his |a )?(?:fiscal |flat )?{_QUARTER}[ -](?P<u>quarter|half)"
    rf"(?: of)?,? (?:the )?(?:year )?(?P<y>{YEAR_FIGURES})",
    rf"{PART}(?:the )?(?P<y>{YEAR_FIGURES})(?: fiscal)? {_QUARTER}[ -](?P<u>quarter|half)",
    rf"(?P<u>[QH])(?P<n>[1-4])[ -/]?(?P<y>{YEAR_FIGURES})(?!\w)",
    rf"(?P<y>{YEAR_FIGURES})[ -]?(?P<u>[QH])(?P<n>[1-4])(?!\w)",
)
def quarter_year(m: Match, context: Context) -> Period:
    """The third quarter of 1990, 2019 Q3, H1 2020."""
    return _part_of_year(m["u"], m["n"], int(m["y"]))


def _part_of_year(unit: str, nth: str, year: int) -> Period:
    halves = unit.lower().startswith("h")
    count = 2 if halves else 4
    n = count if nth.lower() in ("final", "last") else number(nth)
    if not 1 <= n <= count:
        raise NoDateError
    return cal.half(year, n) if halves else cal.quarter(year, n)


@rule(
    rf"{PART}(?:(?P<a>this|last|next) year['’]s )?(?:the |its |their |his |a )?"
    rf"(?:fiscal |flat |year-(?P<ago>ago|earlier) )*{_QUARTER}[ -]quarter(?:(?: of)? (?P<b>this|last|next) year)?(?!s)",
    r"(?P<n>Q[1-4])(?P<a>)(?P<b>)(?P<ago>)(?!\w)",
)
def quarter_alone(m: Match, context: Context) -> Period:
    """The third quarter: of this year, but of the last one where it has hardly begun."""
    if m["n"].lower() in ("last", "final") and not m["b"]:
        raise NoDateError
    today, nth = context.reference("month"), m["n"].lower().lstrip("q")
    which = (m["a"] or m["b"] or "").lower()
    year = today.year + {"last": -1, "next": 1}.get(which, 0)
    if not which and today.month <= 4 and number(nth) >= 3 and context.direction(m.start()) != "future":
        year -= 1
    return _part_of_year("quarter", nth, year - bool(m["ago"]))


def holiday_in(year: int, value: object) -> date:
    """The day of a holiday of the lexicon in ``year``."""
    if isinstance(value, int):
        return cal.easter(year) + timedelta(days=value)
    if isinstance(value, str):
        return date(year, int(value[:2]), int(value[3:]))
    assert isinstance(value, list)
    return cal.nth_weekday(year, value[0], weekday_number(value[1]), value[2])


def _holiday(value: object, pattern: str) -> None:
    @rule(rf"(?:(?P<q>last|next|previous|following|this) )?(?:{pattern})(?!\w)(?P<we> weekend)?{TAIL}?")
    def holiday(m: Match, context: Context) -> Period:
        year, period = tail_year(m, context), cal.weekend if m["we"] else cal.day
        if year is None:
            here, q = context.reference("year"), (m["q"] or "").lower()
            days = [period(holiday_in(here.year + n, value)) for n in (-1, 0, 1)]
            if q in ("last", "previous"):
                return [d for d in days if d.first < here][-1]
            if q in ("next", "following"):
                return next(d for d in days if d.first > here)
            return context.choose(days, m.start())
        return period(holiday_in(year, value))


for _pattern, _value in words()["holidays"].items():
    _holiday(_value, _pattern)


@rule(rf"black friday (?P<y>{YEAR_FIGURES})")
def black_friday(m: Match, context: Context) -> Period:
    """The day after Thanksgiving."""
    return cal.day(cal.nth_weekday(int(m["y"]), 11, 3, 4) + timedelta(days=1))


@rule(*(rf"(?P<n{n}>{pattern})(?!\w)" for n, pattern in enumerate(words()["named_days"])))
def named_day(m: Match, context: Context) -> Period:
    """9/11."""
    index = int(next(name for name, text in m.groupdict().items() if text)[1:])
    return cal.day(list(words()["named_days"].values())[index])


@rule(
    rf"(?:the )?(?P<n>{ORDINAL}|last) (?P<u>week|month) (?:of|in) (?P<m>{MONTH})?(?: |, )?(?P<y>{YEAR_FIGURES})",
    rf"week (?P<n>\d\d?)(?P<u>)(?P<m>) of (?P<y>{YEAR_FIGURES})",
)
def nth_of(m: Match, context: Context) -> Period:
    """The first week of 2015, week 3 of 2027; a week belongs to where its Thursday lies (ISO 8601)."""
    year, span = int(m["y"]), cal.year(int(m["y"]))
    if m["u"] and m["u"].lower() == "month":
        if m["m"]:
            raise NoDateError
        return cal.month(year, 12 if m["n"].lower() == "last" else number(m["n"]))
    if m["m"]:
        span = cal.month(year, month_number(m["m"]))
    return nth_week(span, m["n"])


def nth_week(span: Period, nth: str) -> Period:
    """The ``nth`` week ("first", "last", "3") of ``span``."""
    length = (span.last - span.first).days + 1
    thursdays = [d for k in range(length) if (d := span.first + timedelta(days=k)).weekday() == 3]
    if nth.lower() == "last":
        return cal.week(thursdays[-1])
    if not 1 <= number(nth) <= len(thursdays):
        raise NoDateError
    return cal.week(thursdays[number(nth) - 1])
