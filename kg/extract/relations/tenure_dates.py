"""Since when and until when the text says that an office is held, where it does: "since 2019", "took office in May"."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from spacy.tokens import Doc, Span

from kg.annotate.document import span_of, text_of
from kg.extract.dates import after_the_article, date_of, dates_in
from kg.extract.relations.patterns import lexicon
from kg.extract.relations.tie import Tie
from kg.lexicon.words import word_list
from kg.records import Date

_BEGINNING = word_list("extract.relations.tenure_dates", "beginning")
#: Whose an office is, after its title: "of Chile", "for the Arab League".
_OWNER = re.compile(
    r"(?: (?:of|for|at|in|to) (?:the )?[A-Z][\w.&’'-]*(?: (?:(?:of|the|for|and|&) )*[A-Z][\w.&’'-]*)*)?"
)
_JOINT = re.compile(r" ?[-–—] ?| (?:to|until|till|through|and) ")


class _Leads(NamedTuple):
    """What stands between a title and a date that begins or ends the time in office, or the range that it is."""

    since: re.Pattern[str]
    until: re.Pattern[str]
    range: re.Pattern[str]


@cache
def _leads() -> _Leads:
    return _Leads(*(re.compile("|".join(lexicon()["tenure"][name])) for name in _Leads._fields))


def time_in_office(doc: Doc, tie: Tie) -> Date | None:
    """The time that its sentence gives to the office of ``tie``, open where it does; None where it gives none."""
    told = _after(doc, span_of(doc, tie.start, tie.end).sent, tie.end) or _begun(doc, tie)
    if told is None or after_the_article(doc, told):
        return None
    return told


def _after(doc: Doc, sentence: Span, end: int) -> Date | None:
    """The time that stands right after the title, with whose it is between."""
    text, leads = text_of(doc), _leads()
    owner = _OWNER.match(text, end, sentence.end_char)
    starts = (end, owner.end() if owner else end)
    dates = [d for d in dates_in(doc, sentence) if d.text is not None and d.text[0] >= end and d.start]
    if not dates or dates[0].text is None:
        return None
    first, place = dates[0], dates[0].text
    for lead in {text[start : place[0]] for start in starts if start <= place[0]}:
        if leads.since.fullmatch(lead):
            return Date(first.start, None, place)
        if leads.until.fullmatch(lead):
            return Date(None, first.end, place)
        if leads.range.fullmatch(lead):
            return _range(text, dates)
    return None


def _range(text: str, dates: list[Date]) -> Date | None:
    """Both ends of "from 2014 to 2016"; None where there is but one."""
    first, *more = dates
    if first.text is None or not more or more[0].text is None or more[0].end is None:
        return None
    if not _JOINT.fullmatch(text[first.text[1] : more[0].text[0]]) or (first.start or "") > more[0].end:
        return None
    return Date(first.start, more[0].end, (first.text[0], more[0].text[1]))


def _begun(doc: Doc, tie: Tie) -> Date | None:
    """The date of a verb that says that the office was taken: "became president in 2019"."""
    verb = next((t for t in span_of(doc, tie.start, tie.end) if t.lower_ in _BEGINNING), None)
    when = date_of(doc, verb) if verb is not None else None
    return Date(when.start, None, when.text) if when is not None and when.start else None
