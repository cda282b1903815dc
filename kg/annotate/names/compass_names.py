"""Countries called by the quarter in their names: "the North" beside "North Korea"."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from spacy.tokens import Doc

from kg.annotate.names.candidate import Candidate
from kg.lexicon.gazetteer import Entry

_QUARTERS = frozenset({"North", "South", "East", "West"})


def quarters(doc: Doc, names: list[Candidate]) -> list[Candidate]:
    """``names`` with each bare quarter made the only country of the article whose name begins so."""
    countries: dict[str, dict[str, Entry]] = defaultdict(dict)
    for item in names:
        first = doc[item.start].text
        if first in _QUARTERS and item.type == "Country" and item.entry is not None and item.end - item.start > 1:
            countries[first].setdefault(item.entry.id, item.entry)
    return [_meant(item, list(countries.get(item.span(doc).text, {}).values())) for item in names]


def _meant(item: Candidate, countries: list[Entry]) -> Candidate:
    if len(countries) != 1 or item.entry is not None or item.type == "Person":
        return item
    entry = countries[0]
    return replace(item, type="Country", entry=entry, hits=(), country=entry.country, sector=entry.sector)
