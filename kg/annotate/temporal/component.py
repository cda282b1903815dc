"""A spaCy component: time expressions and the days that they mean.

The days count from the article's publication; where that is not known, from the latest day that the text names by
weekday and day of month, in the first year that fits after the years it names. Never from the clock.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from kg.annotate import document
from kg.annotate.temporal.calendar import Period
from kg.annotate.temporal.reference_date import reference
from kg.annotate.temporal.tagger import ASIDE, read
from kg.annotate.temporal.tense import tenses
from kg.records import Date, Span

#: How many of the periods told last a paragraph may go back to.
_TOLD = 20


@Language.factory("kg_dates", default_config={"gazetteer": None})
def make_dates(nlp: Language, name: str, gazetteer: str | None) -> Dates:
    """Registered as ``kg_dates``; ``gazetteer`` is the path of a user's own file."""
    return Dates(gazetteer)


class Dates:
    """Gives ``doc._.dates`` (in text order) and ``doc._.anchor``."""

    def __init__(self, gazetteer: str | None = None) -> None:
        """``gazetteer`` (a user's file, before the shipped one) is read only for articles that say no day of theirs."""
        self._gazetteer = gazetteer

    def __call__(self, doc: Doc) -> Doc:
        """Annotate ``doc`` in place."""
        spans = _paragraphs(doc)
        is_parsed = doc.has_annotation("DEP")
        day, precision = reference(doc, spans, self._gazetteer)
        found, told = [], list[Period]()
        for start, end in spans:
            tense = tenses(doc, start, is_parsed=is_parsed)
            for e in read(document.text_of(doc)[start:end], day, precision, tense, tuple(told[-_TOLD:])):
                first, last = (None, None) if e.period is None else e.period.iso()
                found.append(Date(first, last, (start + e.start, start + e.end)))
                if e.period is not None and e.rule not in ASIDE:
                    told.append(e.period)
        doc._.dates = tuple(found)
        doc._.anchor = day if precision == "day" else None
        return doc


def _paragraphs(doc: Doc) -> list[Span]:
    return [(p.start_char, p.end_char) for p in document.paragraphs(doc)]
