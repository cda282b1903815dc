"""Rules for expressions that name a day, month, year … themselves; what they leave out comes from the article."""

from __future__ import annotations

from datetime import date, timedelta

from kg.annotate.temporal import calendar as cal
from kg.annotate.temporal.calendar import Period
from kg.annotate.temporal.grammar import Context, Match, NoDateError, rule, word_after, word_before
from kg.annotate.temporal.vocabulary import (
    DAY,
    MONTH,
    NUMBERS,
    WEEKDAY_ANY,
    YEAR,
    YEAR_FIGURES,
    month_number,
    number,
    weekday_number,
    words,
    year_number,
)

#: Parts of a day and of a longer period, which are left in the expression and not in its value.
PART_OF_DAY = r"(?: (?:early |late )?(?:morning|afternoon|evening|night)(?!\w))?"
PART = r"(?:(?:early|late|mid|earlier|later)[ -]|(?:the )?(?:end|start|beginning|middle|close|rest) of (?:the )?)?"
TAIL = rf"(?:,? ?,? ?(?:of |in )?(?P<year>{YEAR})|,? of ['’]?(?P<short>\d\d)(?!\d)|,? ['’](?P<apostrophe>\d\d)(?!\d)"
TAIL += r"|(?: of)? (?P<which>this|last|next|the same) year)"
_UNCOUNTED = rf"(?! (?:{'|'.join(words()['counted'])})\b)"
_TO = r"(?: to | and |-| - |–|—| through | until )(?:the )?"


def exact(year: int, month: int, day: int) -> date:
    """The day. Raises NoDateError if the calendar has none such."""
    found = possible(year, month, day)
    if found is None:
        raise NoDateError
    return found


def possible(year: int, month: int, day: int) -> date | None:
    """The day; None if the calendar has none such."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def tail_year(m: Match, context: Context) -> int | None:
    """The year that the tail of an expression says; None where it has none."""
    if text := m["year"] or m["short"] or m["apostrophe"]:
        return year_number(text)
    if not m["which"]:
        return None
    if m["which"].lower() == "the same":
        return context.focus("day", "month", "year").first.year
    return context.reference("year").year + {"this": 0, "last": -1, "next": 1}[m["which"].lower()]


def day_or_nearest(m: Match, context: Context, month: int, number_: int) -> Period:
    """The day of month and day, in the year that the tail says or that fits the tense."""
    year = tail_year(m, context)
    if year is not None:
        return cal.day(exact(year, month, number_))
    exact(2000, month, number_)
    here = context.reference("year").year
    days = [d for year in range(here - 8, here + 9) if (d := possible(year, month, number_)) is not None]
    weekday = m.groupdict().get("w")
    if weekday:
        fit = [d for d in days if d.weekday() == weekday_number(weekday)]
        days = sorted(fit, key=lambda d: abs((d - context.reference("year")).days))[:1] or days
    return context.choose(map(cal.day, days), m.start())


@rule(
    rf"(?P<y>{YEAR_FIGURES})(?P<sep>[-/.])(?P<m>\d\d?)(?P=sep)(?P<d>\d\d?)(?!\d|[.,]\d)",
    r"(?P<y>(?:19|20)\d\d)(?P<m>[01]\d)(?P<d>[0-3]\d)(?!\d|[.,]\d)",
    rf"(?P<y>{YEAR_FIGURES}) (?P<m>[01]\d) (?P<d>[0-3]\d)(?!\d|[.,]\d)",
)
def year_month_day(m: Match, context: Context) -> Period:
    """2025-02-12, 20250212."""
    return cal.day(exact(int(m["y"]), int(m["m"]), int(m["d"])))


@rule(r"(?<![\d/.-])(?P<a>\d\d?)(?P<sep>[/.-])(?P<b>\d\d?)(?P=sep)(?P<y>\d{4}|\d\d)(?![\d/]|[.-]\d)")
def figures(m: Match, context: Context) -> Period:
    """02/12/2025: month first, unless that cannot be or dots stand between (12.02.2025)."""
    a, b, year = int(m["a"]), int(m["b"]), year_number(m["y"])
    if m["sep"] == "." and len(m["y"]) < 4:
        raise NoDateError
    return cal.day(exact(year, b, a) if a > 12 or (m["sep"] == "." and b <= 12) else exact(year, a, b))


@rule(rf"(?:(?P<w>{WEEKDAY_ANY}),? )?(?:the )?(?P<d>{DAY})(?: |-|/)?(?:of )?(?P<m>{MONTH}){TAIL}?")
def day_month(m: Match, context: Context) -> Period:
    """12 February, the 12th of February 2025."""
    return day_or_nearest(m, context, month_number(m["m"]), number(m["d"]))


@rule(rf"(?:(?P<w>{WEEKDAY_ANY}),?(?: \(|[ -]))?(?P<m>{MONTH})[ -]?(?:the )?(?P<d>{DAY}){_UNCOUNTED}{TAIL}?")
def month_day(m: Match, context: Context) -> Period:
    """February 12, Wednesday, Feb. 12th, 2025."""
    return day_or_nearest(m, context, month_number(m["m"]), number(m["d"]))


@rule(
    rf"(?P<d>{DAY})[-/](?P<m>{MONTH})[-/](?P<y>{YEAR_FIGURES}|\d\d(?![\w/-]))",
    rf"(?P<m>{MONTH})[-/](?P<d>{DAY})[-/](?P<y>{YEAR_FIGURES})",
    rf"(?P<m>{MONTH})[-/](?P<y>{YEAR_FIGURES})[-/](?P<d>{DAY})",
    rf"(?P<y>{YEAR_FIGURES})[-/](?P<m>{MONTH})[-/](?P<d>{DAY})",
    rf"(?P<y>{YEAR_FIGURES})[-/](?P<d>{DAY})[-/](?P<m>{MONTH})",
    rf"(?P<d>{DAY})[-/](?P<y>{YEAR_FIGURES})[-/](?P<m>{MONTH})",
)
def joined(m: Match, context: Context) -> Period:
    """12-Feb-2025, in any order; 12-Feb-25."""
    return cal.day(exact(year_number(m["y"]), month_number(m["m"]), number(m["d"])))


@rule(
    rf"(?:from |between )?(?:the )?(?P<d>{DAY}){_TO}(?P<e>{DAY})(?: of)? (?P<m>{MONTH}){TAIL}?",
    rf"(?:from |between )?(?P<m>{MONTH}) (?P<d>{DAY}){_TO}(?P<e>{DAY})(?! (?:of )?{MONTH}){TAIL}?",
)
def days_of_month(m: Match, context: Context) -> Period:
    """From 3 to 5 March, March 3-5; "3 and 5 March" without "between" names two days and is none."""
    if " and " in m[0].lower() and not m[0].lower().startswith("between"):
        raise NoDateError
    first = day_or_nearest(m, context, month_number(m["m"]), number(m["d"])).first
    last = exact(first.year, first.month, number(m["e"]))
    if last <= first:
        raise NoDateError
    return Period(first, last, "range")


@rule(rf"(?P<x>(?:the )?(?P<d>{DAY}))(?= and (?:the )?{DAY} (?:of )?(?P<m>{MONTH}){TAIL}?)")
def first_of_two(m: Match, context: Context) -> Period:
    """The first day of "3 and 5 March"."""
    return day_or_nearest(m, context, month_number(m["m"]), number(m["d"]))


@rule(rf"(?:and|or|,) (?P<x>(?:the )?(?P<d>{DAY}))(?= *[.,;:)]|$| (?:in|at|when|that|as|and|with|to|by)\b)")
def second_of_two(m: Match, context: Context) -> Period:
    """The second day of "March 3 and 5": only right after a day of the same month."""
    if not context.read or context.read[-1][1] != m.start() - (m[0][0] != ","):
        raise NoDateError
    before = context.read[-1][2]
    if before is None or before.grain != "day" or m[0].startswith(","):
        raise NoDateError
    return cal.day(exact(before.first.year, before.first.month, number(m["d"])))


@rule(
    rf"(?:(?:this|next|last) )?(?P<w>{WEEKDAY_ANY}),? (?P<the>the )?(?P<d>{DAY})"
    r"(?= *[.,;:)!?]|$| (?:at|in|when|that|as|and|with|to|of)\b)",
    rf"(?:(?:this|next|last) )?(?P<w>{WEEKDAY_ANY}),? (?P<the>the )(?P<d>{DAY})",
)
def weekday_day(m: Match, context: Context) -> Period:
    """Thursday, 13; Thursday the 13th: the nearest day that is both; not "on Monday. The 7th Brigade"."""
    if m["the"] and m["the"][0].isupper():
        raise NoDateError
    today, wanted = context.reference(), weekday_number(m["w"])
    days = (today + timedelta(days=n) for n in range(-400, 400))
    fit = [d for d in days if d.day == number(m["d"]) and d.weekday() == wanted]
    near = min(fit, key=lambda d: (abs((d - today).days), d))
    if not m["the"] and not m["d"].lower().endswith(("st", "nd", "rd", "th")) and abs((near - today).days) > 60:
        raise NoDateError
    return cal.day(near)


@rule(
    rf"{PART}(?P<m>{MONTH}){TAIL}",
    rf"{PART}(?P<m>{MONTH})[-/](?P<year>{YEAR_FIGURES})(?P<short>)(?P<which>)(?P<apostrophe>)",
    rf"{PART}(?P<year>{YEAR_FIGURES}) (?P<m>{MONTH})(?P<short>)(?P<which>)(?P<apostrophe>)",
)
def month_year(m: Match, context: Context) -> Period:
    """February 2022, June last year."""
    year = tail_year(m, context)
    assert year is not None
    return cal.month(year, month_number(m["m"]))


@rule(rf"{PART}(?P<q>this|last|next|this past|this coming|coming|past)[ -](?P<m>{MONTH})(?! \d)")
def which_month(m: Match, context: Context) -> Period:
    """Last October, this September."""
    if m["m"].lower() in words()["ambiguous_months"] and not m["m"][0].isupper():
        raise NoDateError
    today, number_ = context.reference("month"), month_number(m["m"])
    here, which = cal.month(today.year, number_), m["q"].lower()
    if which.endswith(("last", "past")):
        return here if here.last < today and number_ != today.month else here.shift(-12)
    if which.endswith(("next", "coming")):
        return here if here.first > today else here.shift(12)
    return here


@rule(rf"{PART}(?P<m>{MONTH})(?![\w-]?\d)")
def month_alone(m: Match, context: Context) -> Period:
    """In October: the last one, or the next one by the tense."""
    name, before = m["m"].rstrip("."), word_before(context.text, m.start("m"))
    if not name[0].isupper() or (len(name) <= 3 and name != "May" and not m["m"].endswith(".")):
        raise NoDateError
    if name.lower() in words()["ambiguous_months"] and before not in words()["month_lead"]:
        raise NoDateError
    if word_after(context.text, m.end()).lower() in words()["month_not_before"]:
        raise NoDateError
    today = context.reference("month")
    here = cal.month(today.year, month_number(m["m"]))
    return context.choose((here.shift(-12), here, here.shift(12)), m.start("m"))


@rule(rf"{PART}(?:(?:the )?(?:calendar |fiscal )?year (?:of )?|cy ?|fy ?)(?P<y>{YEAR}|\d\d(?!\d))")
def year_named(m: Match, context: Context) -> Period:
    """The year 2008, fiscal 2019."""
    if len(m["y"]) == 2 and not m[0].lower().startswith(("cy", "fy")):
        raise NoDateError
    return cal.year(year_number(m["y"]))


@rule(rf"{PART}(?:fiscal )?(?P<y>{YEAR_FIGURES})(?![\w%/]|[.,:-]\d|['’]\d)")
def year_alone(m: Match, context: Context) -> Period:
    """2014, where nothing is counted or paid."""
    at, text = m.start("y"), context.text
    if at and text[at - 1] in "$€£¥#+.,/:&_@" and text[at - 2 : at - 1] != " ":
        raise NoDateError
    if at and text[at - 1] in "$€£¥#+-" and not text[at - 2 : at - 1].isalpha():
        raise NoDateError
    after, before = word_after(text, m.end()), word_before(text, at)
    if after.lower() in words()["counted"] or before in NUMBERS or (before.isdigit() and len(before) < 4):
        raise NoDateError
    if not 1700 <= int(m["y"]) <= 2100 and before not in words()["year_lead"]:
        raise NoDateError
    round_number = int(m["y"]) % 100 == 0 and before not in words()["year_lead"]
    if round_number and after and after[0].islower():
        raise NoDateError
    return cal.year(int(m["y"]))


@rule(rf"(?:in|of|by|since|until|the year|sales in) (?P<x>{YEAR})(?!-)")
def year_in_words(m: Match, context: Context) -> Period:
    """In nineteen ninety-six."""
    if m["x"][0].isdigit() or m["x"].lower() in ("nineteen", "twenty"):
        raise NoDateError
    value = year_number(m["x"])
    if value < 1600:
        raise NoDateError
    return cal.year(value)


@rule(rf"(?:from |between )?(?<![-–/])(?P<y>{YEAR_FIGURES})[-–/](?P<e>{YEAR_FIGURES}|\d\d(?!\d))(?![-–/]\d)")
def years(m: Match, context: Context) -> Period:
    """2014-2015, 1991–97."""
    first = int(m["y"])
    last = int(m["e"]) if len(m["e"]) == 4 else first - first % 100 + int(m["e"])
    if not first < last <= first + 100:
        raise NoDateError
    return Period(date(first, 1, 1), date(last, 12, 31), "range")


@rule(
    r"(?<![-\d/])(?P<y>(?:19|20)\d\d)-(?P<m>1[0-2]|0?[1-9])(?![-\d/])",
    r"(?<![-\d/])(?P<m>1[0-2]|0?[1-9])[-/](?P<y>(?:19|20)\d\d)(?![-\d/])",
)
def year_month(m: Match, context: Context) -> Period:
    """2015-12, 12/2015."""
    if len(m["m"]) == 2 and m["m"] > m["y"][2:] and m[0].startswith(m["y"]) and int(m["m"]) == int(m["y"][2:]) + 1:
        raise NoDateError
    return cal.month(int(m["y"]), int(m["m"]))
