"""Rules for expressions that count from the article's day, or from a date that stands before them."""

from __future__ import annotations

from datetime import date, timedelta

from kg.annotate.temporal import calendar as cal
from kg.annotate.temporal.calendar import Grain, Period
from kg.annotate.temporal.grammar import Context, Match, NoDateError, UnknownDateError, rule, word_after, word_before
from kg.annotate.temporal.rules.absolute import PART, PART_OF_DAY
from kg.annotate.temporal.rules.units import nth_week
from kg.annotate.temporal.vocabulary import NUMBER, ORDINAL, WEEKDAY, WEEKDAY_ANY, number, weekday_number, words

UNIT = r"(?P<u>day|week|weekend|month|quarter|year|decade|century|centurie)"
PAST = r"last|past|previous|preceding|prior"
COMING = r"next|coming|following|upcoming"
_CALENDAR = ("day", "weekend", "week", "month", "quarter", "half", "year", "range")


def _unit(m: Match) -> Grain:
    unit = m["u"].lower()
    return "century" if unit.startswith("centur") else unit  # type: ignore[return-value]


def _need(unit: str) -> str:
    return {"month": "month", "quarter": "month", "year": "year", "decade": "year", "century": "year"}.get(unit, "day")


def _today(context: Context, unit: str) -> date:
    return context.reference(_need(unit))  # type: ignore[arg-type]


@rule(rf"(?:(?:early|earlier|late|later) )?(?P<w>today|tonight|yesterday|tomorrow){PART_OF_DAY}")
def near_day(m: Match, context: Context) -> Period:
    """Today, late yesterday."""
    step = {"yesterday": -1, "tomorrow": 1}.get(m["w"].lower(), 0)
    return cal.day(context.reference() + timedelta(days=step))


@rule(r"(?:the )?day (?P<w>before yesterday|after tomorrow)")
def second_day(m: Match, context: Context) -> Period:
    """The day before yesterday, the day after tomorrow."""
    return cal.day(context.reference() + timedelta(days=-2 if m["w"].lower().startswith("b") else 2))


@rule(r"this (?:morning|afternoon|evening)", r"(?P<last>last|overnight) ?(?:night|evening)")
def part_of_day(m: Match, context: Context) -> Period:
    """This morning, last night."""
    return cal.day(context.reference() - timedelta(days=1 if m.groupdict().get("last") else 0))


@rule(
    rf"(?:late |early |earlier |later )?(?:\d\d?(?::\d\d)? ?[ap]\.?m\.?,? (?:[A-Z]{{2,4}},? )?)?"
    rf"(?P<w>{WEEKDAY})(?!s\b){PART_OF_DAY}"
)
def weekday(m: Match, context: Context) -> Period:
    """On Friday: the last one in the past tense, today's own name included; the next one in the future tense."""
    before, after = word_before(context.text, m.start()), word_after(context.text, m.end())
    name = m["w"]
    if before in words()["weekday_not_after"] or (
        after and after[0].isupper() and after.lower() in words()["weekday_not_before"]
    ):
        raise NoDateError
    if len(name) <= 5 and not (name[0].isupper() and context.text[m.end() : m.end() + 1] == "."):
        raise NoDateError
    today, wanted = context.reference(), weekday_number(name)
    if context.direction(m.start("w")) == "future":
        return cal.day(today + timedelta(days=(wanted - today.weekday()) % 7))
    return cal.day(today - timedelta(days=(today.weekday() - wanted) % 7))


@rule(rf"(?:on |sometime )?(?P<this>this )?(?P<q>{PAST}|{COMING}|this)[ -](?P<w>{WEEKDAY_ANY})(?!s\b){PART_OF_DAY}")
def which_weekday(m: Match, context: Context) -> Period:
    """Last Friday: before yesterday; next Friday: after today; this Friday: of this week, or by the tense."""
    today, wanted, which = context.reference(), weekday_number(m["w"]), m["q"].lower()
    if which in PAST.split("|"):
        least = 2 if which == "last" and not m["this"] else 1
        return cal.day(today - timedelta(days=(today.weekday() - wanted - least) % 7 + least))
    if which in COMING.split("|"):
        return cal.day(today + timedelta(days=(wanted - today.weekday() - 1) % 7 + 1))
    here = today + timedelta(days=wanted - today.weekday())
    direction = context.direction(m.start("w"))
    return cal.day(here + timedelta(days=7 if direction == "future" and here < today else 0))


@rule(
    rf"(?:on )?(?P<w>{WEEKDAY_ANY})(?: of|,)? (?:the )?(?P<q>{PAST}|{COMING}|this) week",
    rf"(?P<q>{PAST}|{COMING}|this) week(?: on| -|,)? (?P<w>{WEEKDAY_ANY})",
)
def weekday_of_week(m: Match, context: Context) -> Period:
    """Tuesday of last week, next week on Tuesday."""
    step = -1 if m["q"].lower() in PAST.split("|") else 1 if m["q"].lower() in COMING.split("|") else 0
    monday = cal.week(context.reference()).shift(step).first
    return cal.day(monday + timedelta(days=weekday_number(m["w"])))


@rule(rf"{PART}(?:the )?(?:this )?(?P<q>{PAST}|{COMING})[ -](?:calendar |fiscal )?{UNIT}(?!s\b|[\w-])(?P<n>)")
def neighbour(m: Match, context: Context) -> Period:
    """Last week, next year; "the following year" and "the previous day" count from the date before them."""
    unit, which = _unit(m), m["q"].lower()
    told = which in ("following", "previous", "preceding", "prior") or (which == "next" and unit == "day")
    step = 1 if which in COMING.split("|") else -1
    if unit == "day" and which in ("last", "past", "coming"):
        raise NoDateError
    if told and (found := _told(context, unit)) is not None:
        return found.shift(step)
    if unit == "weekend" and step < 0:
        return _last_weekend(context.reference())
    return cal.of(unit, _today(context, unit)).shift(step)


def _told(context: Context, unit: Grain) -> Period | None:
    """The period of ``unit`` in which the date lies that was read last, if it is told in at least that grain."""
    try:
        found = context.focus(*_CALENDAR[: _CALENDAR.index(unit) + 1] if unit in _CALENDAR else ("year",))
    except UnknownDateError:
        return None
    return cal.of(unit, found.first)


def _last_weekend(today: date) -> Period:
    here = cal.weekend(today)
    return here if here.last < today else here.shift(-1)


@rule(
    rf"{PART}(?:(?:later|earlier|so far) )?(?P<q>this|the current|current)(?: very| calendar| fiscal| current)*"
    rf"[ -]{UNIT}(?!s\b|[\w-])"
)
def current(m: Match, context: Context) -> Period:
    """This week, the current year."""
    unit = _unit(m)
    if unit == "weekend" and context.direction(m.start()) == "past":
        return _weekend_by_tense(m, context)
    return cal.of(unit, _today(context, unit))


@rule(r"(?:(?:over|during|at) )?(?P<x>the weekend|weekend(?=[.!?]?$))(?! (?:of|before|after)\b)")
def the_weekend(m: Match, context: Context) -> Period:
    """Over the weekend: the last one, or the next by the tense."""
    return _weekend_by_tense(m, context)


def _weekend_by_tense(m: Match, context: Context) -> Period:
    here = cal.weekend(context.reference())
    if context.direction(m.start("u" if "u" in m.groupdict() else "x")) == "future":
        return here
    return here if here.first <= context.reference() else here.shift(-1)


@rule(
    r"(?P<x>(?:earlier|later|earlier on|later on|late|early) in the (?P<u>day|week|month|year|decade))",
    r"(?P<x>(?:the )?(?:end|start|beginning|middle|rest|remainder|close) of the (?P<u>week|month|year|decade|century))",
    r"(?:for|of|in|during|by) (?P<x>the (?:full )?(?P<u>year))(?= *[.,;:)]|$| (?:to|ended|ending|before)\b)",
    r"(?P<x>(?P<u>year)[ -]end)(?!\w)",
)
def the_unit(m: Match, context: Context) -> Period:
    """Later in the day, the end of the month: of the article's own, or of the date told before."""
    unit = _unit(m)
    if unit == "day":
        return cal.of("day", context.reference())
    return cal.of(unit, _today(context, unit))


@rule(
    r"(?:the |its |a )?(?P<q>latest|recent|most recent)[ -](?:fiscal )?(?P<u>quarter|period)(?!s)",
    r"(?:the |its |a )?(?:fiscal )?(?P<q>)(?P<u>quarter)(?= *[.,;:)]|$| (?:ended|from|as|was|were|fell|rose|to|and)\b)",
)
def the_quarter(m: Match, context: Context) -> Period:
    """The quarter, the latest period: the quarter told before."""
    return context.focus("quarter")


@rule(
    r"(?:the )?(?P<y>19\d\d|20\d\d)[ -](?:fiscal )?period",
    r"(?:the |its |a )?(?:same )?(?:quarter|period)(?:,)? (?:a year|one year) (?:ago|earlier|before)(?P<y>)",
    r"(?:the |a )?year-?(?: |-)(?:ago|earlier)(?: (?:fiscal )?(?:quarter|period))?(?P<y>)",
    r"(?:a|one) year (?P<w>ago|earlier|before|previously)(?P<y>)(?! (?:the|that|it|he|she|they)\b)",
)
def year_before(m: Match, context: Context) -> Period:
    """A year ago, the year-earlier quarter: with the grain of what it is compared with (quarter, else year)."""
    try:
        quarter = context.focus("quarter")
        if m["y"]:
            return cal.quarter(int(m["y"]), (quarter.first.month + 2) // 3)
        here = context.day
        return quarter.shift(-4) if here is None or quarter.first.year >= here.year else quarter
    except UnknownDateError:
        if m["y"]:
            return cal.year(int(m["y"]))
    if (m.groupdict().get("w") or "").lower() not in ("ago", "") and (told := _told(context, "year")) is not None:
        return told.shift(-1)
    return cal.year(context.reference("year").year - 1)


_COARSE: dict[str, Grain] = {"day": "day", "week": "day", "month": "month", "year": "year", "decade": "decade"}
_COARSE |= {"century": "century", "quarter": "quarter"}


@rule(
    rf"(?:(?:about|around|nearly|almost|some|just|only|just over|more than|over|exactly) )?"
    rf"(?P<n>{NUMBER}|several|a few|many|some)(?: or so)?[ -]{UNIT}s?"
    rf"(?: or so)? (?P<w>ago|from now|from today|hence)(?!\w)",
    rf"(?P<w>in) (?P<n>(?!an? ){NUMBER}) (?P<u>day)s(?=[?.!,]|$)",
)
def distance(m: Match, context: Context) -> Period:
    """Two days ago; weeks are counted in days, "five months ago" is a month, "two years ago" a year."""
    unit = _unit(m)
    today = _today(context, unit)
    step = _count(m["n"]) * (-1 if m["w"].lower() == "ago" else 1)
    return _moved(today, unit, step)


def _count(text: str) -> int:
    if text.lower() in ("several", "a few", "many", "some"):
        raise UnknownDateError
    return number(text)


def _moved(start: date, unit: Grain, step: int) -> Period:
    try:
        return cal.of(_COARSE[unit], start).shift(step * (7 if unit == "week" else 1))
    except (ValueError, OverflowError) as error:
        raise NoDateError from error


@rule(
    rf"(?P<n>{NUMBER}|several|a few|some) {UNIT}s? (?P<w>earlier|later|afterwards)(?!\w)",
    rf"(?P<n>{NUMBER}|several|a few|some) {UNIT}s? (?P<w>before|after)(?= *[.,;:)]|$)",
)
def distance_told(m: Match, context: Context) -> Period:
    """Three days later: from the date told before; a decade, a century or an unknown number is not understood."""
    unit, step = _unit(m), _count(m["n"])
    told = context.focus(*(("day", "range") if unit in ("day", "week") else _CALENDAR))
    return _moved(told.first, unit, -step if m["w"].lower() in ("earlier", "before") else step)


@rule(
    r"(?:on )?the (?:very )?(?P<w>same|next|following|previous) day(?! (?:of|after|before)\b)",
    r"(?:on )?that (?P<w>same |very )?day(?! (?:of|after)\b)",
    r"the day (?P<w>before|after|earlier)(?= *[.,;:)]|$| (?:that|in|when|at)\b)",
)
def day_told(m: Match, context: Context) -> Period:
    """The next day, that day, the day before: from the day told before."""
    which = (m["w"] or "same").strip().lower()
    step = {"next": 1, "following": 1, "after": 1, "previous": -1, "before": -1, "earlier": -1}.get(which, 0)
    return cal.day(context.focus("day", "range").first).shift(step)


@rule(r"that (?:same |very )?(?P<u>week|month|year|decade)", r"the same (?P<u>week|month|year)")
def unit_told(m: Match, context: Context) -> Period:
    """That year: of the date told before."""
    found = _told(context, _unit(m))
    if found is None:
        raise UnknownDateError
    return found


@rule(rf"(?:the )?(?P<q>{PAST}|{COMING}) (?P<n>{NUMBER}) (?P<u>quarter|decade)s")
def several(m: Match, context: Context) -> Period:
    """The last two quarters, the next two decades: whole ones. Shorter ones are durations, and no dates."""
    unit, n = _unit(m), number(m["n"])
    here = cal.of(unit, _today(context, unit))
    if m["q"].lower() in PAST.split("|"):
        return cal.between(here.shift(-n), here.shift(-1))
    return cal.between(here.shift(1), here.shift(n))


@rule(
    rf"(?:the )?(?P<d>{ORDINAL})(?: day)? (?:of )?(?P<q>this|next|last|the) month",
    rf"(?:on |by |since |until )(?P<x>the (?P<d>{ORDINAL})(?P<q>))(?= *[.,;:!?)]|$)",
)
def day_of_month(m: Match, context: Context) -> Period:
    """The 12th of last month; "on the 12th"."""
    step = {"next": 1, "last": -1}.get(m["q"].lower(), 0)
    here = cal.of("month", context.reference("month")).shift(step)
    if not 1 <= number(m["d"]) <= here.last.day:
        raise NoDateError
    return cal.day(here.first.replace(day=number(m["d"])))


@rule(r"(?:the )?week (?P<n>\d\d?)(?! of \d)(?! of (?:last|next))", r"week (?P<n>\d\d?) of (?P<q>last|this|next) year")
def week_number(m: Match, context: Context) -> Period:
    """Week 31: ISO 8601."""
    which = (m.groupdict().get("q") or "this").lower()
    return nth_week(cal.year(context.reference("year").year + {"last": -1, "this": 0, "next": 1}[which]), m["n"])


@rule(
    rf"(?:the )?(?P<n>{ORDINAL}|last) (?P<u>week|month) of (?P<q>this|last|next) (?P<v>month|year)",
)
def nth_of_relative(m: Match, context: Context) -> Period:
    """The last week of this month, the 9th month of next year."""
    which = {"last": -1, "this": 0, "next": 1}[m["q"].lower()]
    span = cal.of("year" if m["v"].lower() == "year" else "month", context.reference("month")).shift(which)
    if m["u"].lower() == "week":
        return nth_week(span, m["n"])
    if span.grain != "year":
        raise NoDateError
    return cal.month(span.first.year, 12 if m["n"].lower() == "last" else number(m["n"]))


@rule(r"(?:the )?week after next")
def week_after_next(m: Match, context: Context) -> Period:
    """The week after next."""
    return cal.week(context.reference()).shift(2)


@rule(r"(?<=between )now(?= and )", r"(?<= and )now(?=[.!?]?$)", r"(?:the )?(?:current date|to date)(?=[.!?]?$)")
def now(m: Match, context: Context) -> Period:
    """Now, as one end of a range."""
    return cal.day(context.reference())
