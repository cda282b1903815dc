"""The day on which an article was published, as its metadata or its text gives it. Full dates only.

A date without year ("Wednesday, February 12") is left to whoever reads the dates of the text.
"""

from __future__ import annotations

import re
from datetime import date
from email.utils import parsedate_to_datetime
from itertools import islice

from kg.articles.dateline import dateline
from kg.articles.lines import lines

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_ISO = re.compile(r"(?P<year>\d{4})-(?P<m>\d{1,2})-(?P<day>\d{1,2})(?!\d)")
_DAY_FIRST = re.compile(rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? {_MONTH},? (?P<year>\d{{4}})\b", re.IGNORECASE)
_MONTH_FIRST = re.compile(rf"\b{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year>\d{{4}})\b", re.IGNORECASE)
_DOTTED = re.compile(r"\b(?P<day>\d{1,2})\.(?P<m>\d{1,2})\.(?P<year>\d{4})\b")
_SLASHED = re.compile(r"\b(?P<a>\d{1,2})/(?P<b>\d{1,2})/(?P<year>\d{4})\b")

_LABEL = re.compile(
    r"(?:\b|-icon)(?P<label>(?:first |originally )?(?:published|posted|issued|released)(?: online)?|(?:last )?updated|"
    r"date)(?: on| at)? ?[:|]? ?",
    re.IGNORECASE,
)
_TIME = re.compile(r"(?:\d{1,2}[:.]\d{2}(?: ?[ap]\.?m\.?)?(?: [A-Z]{2,4}(?:[+-]\d{1,2})?)?,? )?", re.IGNORECASE)
_WEEKDAY = re.compile(r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,? )?", re.IGNORECASE)
#: What may follow a date that is a line's own: a time, an author.
_AFTER = re.compile(r"(?:[ ,T|·–-]+(?:at )?\d{1,2}[:.h]\d{2}.{0,50}| by .{1,40})?")
#: Where a text says of itself when it was published, in lines from its start or end.
_NEAR = 12
_LONGEST_LABELLED = 160


def parse_day(value: str) -> str:
    """The day that ``value`` names, as ``YYYY-MM-DD``; a time of day is passed over. ValueError if it names none.

    >>> parse_day("Wed, 12 Feb 2025 18:30:00 GMT"), parse_day("2025-02-12T23:30:00-05:00")
    ('2025-02-12', '2025-02-12')
    """
    value = " ".join(value.split())
    day = _day_at_start(_WEEKDAY.sub("", value, count=1))
    if day is not None:
        return day
    try:
        return parsedate_to_datetime(value).date().isoformat()
    except (TypeError, ValueError, IndexError, OverflowError):
        raise ValueError(f"{value!r} is no date") from None


def day_in_text(text: str) -> str | None:
    """The day that the text gives as that of its publication; None if it gives none or not a full date.

    Raises ValueError where it gives one that does not exist ("Published: 2025-13-45").
    """
    near = _near_edges(text)
    for wanted in ("published", "updated"):
        for line in near:
            for match in _LABEL.finditer(line[:_LONGEST_LABELLED]):
                if ("updated" in match["label"].lower()) == (wanted == "updated") and _labels(line, match):
                    day = _day_at_start(_WEEKDAY.sub("", _TIME.sub("", line[match.end() :].strip(), count=1), count=1))
                    if day is not None:
                        return day
    return _bare(near)


def _labels(line: str, match: re.Match[str]) -> bool:
    """True if ``match`` labels a date: at the start of the line or after an icon, not in the middle of a sentence."""
    return match.start() == 0 or match[0].startswith("-icon") or line[: match.start()].rstrip()[-1:] in "|·•-–—,"


def _near_edges(text: str) -> list[str]:
    spans = list(lines(text))
    edges = spans if len(spans) <= 2 * _NEAR else [*islice(spans, _NEAR), *spans[-_NEAR:]]
    return [text[start : min(end, start + 400)] for start, end in edges]


def _bare(near: list[str]) -> str | None:
    """A line that is nothing but a date, or the date in a dateline."""
    for line in near:
        rest = _WEEKDAY.sub("", line, count=1)
        if len(rest) <= 60 and (day := _day_at_start(rest, whole=True)):
            return day
        if (found := dateline(line, 0, len(line))) and (day := _in_dateline(line[: found.span[1]])):
            return day
    return None


def _in_dateline(value: str) -> str | None:
    """The full date after one of the commas of a dateline."""
    days = (_day_at_start(value[comma.end() :]) for comma in re.finditer(", ", value))
    return next((day for day in days if day), None)


def _day_at_start(value: str, *, whole: bool = False) -> str | None:
    """The full date that ``value`` begins with (``whole``: is, but for a time of day); ValueError if impossible."""
    for pattern in (_ISO, _DAY_FIRST, _MONTH_FIRST, _DOTTED, _SLASHED):
        match = pattern.match(value)
        if match is None:
            continue
        if whole and not _AFTER.fullmatch(value[match.end() :]):
            return None
        return _day(match)
    return None


def _day(match: re.Match[str]) -> str | None:
    parts = match.groupdict()
    if "a" in parts:
        first, second = int(parts["a"]), int(parts["b"])
        if first <= 12 and second <= 12 and first != second:
            return None
        month, day = (first, second) if second > 12 else (second, first)
    else:
        day = int(parts["day"])
        month = int(parts["m"]) if "m" in parts else _MONTHS.index(parts["month"][:3].lower()) + 1
    try:
        return date(int(parts["year"]), month, day).isoformat()
    except ValueError:
        raise ValueError(f"{match[0]!r} is no date") from None
