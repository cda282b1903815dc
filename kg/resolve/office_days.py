"""Whether an article speaks of an office as of its own day: "President Ana Ruiz", not "Ana Ruiz became president"."""

from __future__ import annotations

import re

from kg.lexicon.words import word_list
from kg.records import Extraction, Relation
from kg.resolve import intervals

_NOT_OF_THE_DAY = word_list("resolve.office_days", "not_of_the_day")
#: Of the day only where the text says since when.
_ONCE = word_list("resolve.office_days", "once")
_WORD = re.compile(r"[^\W\d_]+")
_YEAR = re.compile(r"(?<!\d)(?:1[6-9]|20)\d\d(?!\d)")


def day_of(relation: Relation, extraction: Extraction) -> str | None:
    """The day of its article, where that speaks of an office as of its day: nothing tells of another time."""
    text, day = extraction.article.text, extraction.article.published
    if relation.predicate != "holdsOffice" or day is None or len(day) != len("2025-02-13"):
        return None
    start, end = min(relation.evidence)[0], max(end for _, end in relation.evidence)
    words = _WORD.findall(text[start:end].lower())
    if _NOT_OF_THE_DAY.intersection(words) or (relation.date is None and _ONCE.intersection(words)):
        return None
    ended = relation.date.end if relation.date is not None else None
    if ended is not None and intervals.last_day(ended) < intervals.first_day(day):
        return None
    around = next(((a, b) for a, b in extraction.sentences if a <= start < b), (start, end))
    years = [int(year) for year in _YEAR.findall(text[slice(*around)])]
    return None if any(year < int(day[:4]) - 1 for year in years) and not relation.date else day
