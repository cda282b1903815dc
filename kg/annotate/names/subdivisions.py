"""Which of a name's places is meant where the words beside it say that it is a part of a country.

"Seattle, Washington", "the governor of New York", "Georgia Governor …", "Washington state".
"""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Doc

from kg.annotate.names.candidate import Candidate
from kg.lexicon.gazetteer import Entry, Hit
from kg.lexicon.words import word_list

#: What parts of countries have and cities, for the most part, do not; and what a part itself may be called.
_HELD = word_list("annotate.names.subdivisions", "held")
_CALLED = word_list("annotate.names.subdivisions", "called")


def part(doc: Doc, item: Candidate, before: Candidate | None, hits: Iterable[Hit]) -> Hit | None:
    """Which of ``hits`` is the part of a country that ``item`` must mean, if any; ``before`` is the name before it."""
    if item.type not in ("Place", "Country", "Government"):
        return None
    parts = [h for h in hits if is_part(h.entry)]
    if not parts:
        return None
    if _of_one(doc, item):
        return parts[0]
    if before is None or not _is_town(before) or not _beside(doc, before, item):
        return None
    return next((h for h in parts if h.entry.country == before.country), None)


def _is_town(item: Candidate) -> bool:
    """Also one that no source has, of which the words after it say where it lies."""
    return item.entry.population > 0 if item.entry is not None else item.settled and item.type == "Place"


def is_part(entry: Entry) -> bool:
    """Only cities have a population, only parts of countries and some cities a Wikidata id."""
    return entry.type == "Place" and not entry.population and entry.id.startswith("Q")


def _of_one(doc: Doc, item: Candidate) -> bool:
    after = doc[item.end].lower_ if item.end < len(doc) else ""
    if after in _HELD or (after in _CALLED and not doc[item.end].tag_.endswith("S")):
        return True
    return item.start > 1 and doc[item.start - 1].lower_ == "of" and doc[item.start - 2].lower_ in _HELD | _CALLED


def _beside(doc: Doc, town: Candidate, item: Candidate) -> bool:
    """ "Town, Part", which no list is: "in Paris, Georgia and …" may be one."""
    if town.end + 1 != item.start or doc[town.end].text != ",":
        return False
    return item.end + 1 >= len(doc) or doc[item.end].lower_ not in ("and", "or", "&")
