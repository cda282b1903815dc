"""The day from which an article's relative dates count, where its publication does not say it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Literal

from spacy.tokens import Doc

from kg.annotate import document
from kg.annotate.names.gazetteer_matcher import load_gazetteer
from kg.annotate.temporal.grammar import Direction, Match, word_before
from kg.annotate.temporal.tagger import read
from kg.annotate.temporal.tense import tenses
from kg.annotate.temporal.tenure_evidence import in_office
from kg.annotate.temporal.vocabulary import (
    DAY,
    MONTH,
    WEEKDAY_ANY,
    YEAR_FIGURES,
    month_number,
    number,
    weekday_number,
)
from kg.lexicon.words import word_list
from kg.records import Span

_YEAR = rf"(?:,? (?P<y>{YEAR_FIGURES}))?"
_NAMED = [
    re.compile(rf"(?<!\w)(?P<w>{WEEKDAY_ANY}),? (?:the )?(?P<d>{DAY}) (?:of )?(?P<m>{MONTH}){_YEAR}", re.IGNORECASE),
    re.compile(rf"(?<!\w)(?P<w>{WEEKDAY_ANY}),? (?P<m>{MONTH}) (?:the )?(?P<d>{DAY}){_YEAR}", re.IGNORECASE),
]
_LATER = word_list("annotate.temporal.reference_date", "later")
_EARLIER = word_list("annotate.temporal.reference_date", "earlier")
#: How many years on from the latest year named a day is looked for: each weekday comes round in them.
_YEARS = 12
#: Days within which an article names days of its own news.
_SPAN = 60
Precision = Literal["day", "month", "year"]
_LABEL = re.compile(r"(?:published|updated|posted|issued|released)[ :|]{1,3}(?P<day>[^\n]{6,30})", re.IGNORECASE)


def anchor(
    paragraphs: Iterable[tuple[str, Callable[[int], Direction]]],
    start: str = "",
    holders: Callable[[date], int] = lambda day: 0,
) -> date | None:
    """The latest day named by weekday and day of month, in a year that fits, from the latest year named on.

    ``paragraphs`` are texts, each with a function from a character to its tense; what lies ahead does not count.
    ``start`` is a prefix that the day must have ("2025-02"). Of several years that fit it is the one in which most of
    the people named were in office (``holders``), then the first. None where no day is named so, or no year.
    """
    years = [int(start[:4])] if start else []
    named: list[Match] = []
    for text, tense in paragraphs:
        years += _past_years(text, tense)
        named += (m for p in _NAMED for m in p.finditer(text) if tense(m.start()) != "future")
    since = max(years, default=None)
    days = [d for m in named for d in _fitting(m, since) if d.isoformat().startswith(start)]
    if not days:
        return None
    held = {d: holders(d) for d in set(days)}
    most = max(held.values())
    first = min(d for d in held if held[d] == most)
    return max(d for d in days if (d - first).days < _SPAN)


def _past_years(text: str, tense: Callable[[int], Direction]) -> Iterator[int]:
    """The years named of what lies behind: an article is not older than they are."""
    for e in read(text, None):
        before = word_before(text, e.start)
        ahead = before in _LATER or (before not in _EARLIER and tense(e.start) == "future")
        if e.period is not None and e.period.grain in ("day", "month", "year") and not ahead:
            yield e.period.first.year


def _fitting(m: Match, since: int | None) -> Iterator[date]:
    """The days that are both the weekday and the day of month, in the year named, else in those from ``since`` on."""
    first = int(m["y"]) if m["y"] else since
    if first is None:
        return
    for year in range(first, first + (1 if m["y"] else _YEARS)):
        try:
            day = date(year, month_number(m["m"]), number(m["d"]))
        except ValueError:
            continue
        if day.weekday() == weekday_number(m["w"]):
            yield day


def reference(doc: Doc, spans: list[Span], gazetteer: str | None = None) -> tuple[date | None, Precision]:
    """The day from which relative dates count, and how exactly it is known.

    A publication date that is only a month or a year is made a day by a day that the text names in it, by weekday and
    day of month; else "last month" can still be told from it, and "Friday" cannot.
    """
    published = doc._.article.published if doc._.article is not None else None
    if published and len(published) >= 10:
        return date.fromisoformat(published[:10]), "day"
    texts, is_parsed = [], doc.has_annotation("DEP")
    for start, end in spans:
        tense = tenses(doc, start, is_parsed=is_parsed)
        texts.append((document.text_of(doc)[start:end], tense))
    holders = in_office((t for t, _ in texts), load_gazetteer(gazetteer))
    found = anchor(texts, published or "", holders) or anchor([*texts, *_labelled(doc)], published or "", holders)
    if found is not None or not published:
        return found, "day"
    year, _, month = published.partition("-")
    return date(int(year), int(month or 1), 1), "month" if month else "year"


def _labelled(doc: Doc) -> Iterator[tuple[str, Callable[[int], Direction]]]:
    """What stands anywhere on the page as its day of publication: "Updated: Thursday, February 13"."""
    for m in _LABEL.finditer(document.text_of(doc)):
        yield m["day"], lambda at: "past"
