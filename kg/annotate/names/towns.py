"""Which town of its name is meant where the text says what it lies in: "Perth, Scotland", "Palm Beach in Florida"."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import replace

from spacy.tokens import Doc

from kg.annotate.names.candidate import Candidate
from kg.annotate.names.gazetteer_matcher import GazetteerMatcher
from kg.annotate.names.subdivisions import is_part
from kg.lexicon.gazetteer import Entry


def in_what(doc: Doc, item: Candidate, after: Candidate | None, known: GazetteerMatcher) -> Candidate | None:
    """``item`` as the town in the country or part that ``after`` names, None where no such thing follows a comma, or
    after a place "in".

    A town that the gazetteer has only elsewhere is of that country, and of no entry.
    """
    if after is None or item.type not in ("Place", "Country", "Government", "Facility", "Person", "Organization"):
        return None
    between = doc[item.end].lower_
    inside = between == "in" and item.type == "Place"
    if not (between == "," or inside) or after.start != item.end + 1 or item.end - item.start > 3:
        return None
    holders = _holders(doc, after, known)
    towns = [h.entry for h in known.find(item.span(doc).text) if h.entry.type == "Place" and h.entry.population]
    found = [(town, holder) for holder in holders for town in towns if town.country == holder.country]
    if len({holder.country for _, holder in found}) == 1:
        entry = _nearest(found)
        return replace(
            item, type="Place", entry=entry, hits=(), country=entry.country, sector=entry.sector, weight=3, settled=True
        )
    if item.type != "Place" or found or len({h.country for h in holders}) != 1:
        return None
    if holders[0].type == "Country" and _listed(doc, after):
        return None
    return replace(item, entry=None, hits=(), country=holders[0].country, sector=None, weight=2, settled=True)


def _holders(doc: Doc, after: Candidate, known: GazetteerMatcher) -> list[Entry]:
    """The countries and first-level parts that ``after`` may mean."""
    entries = [h.entry for h in (after.hits or known.find(after.span(doc).text))]
    return [e for e in entries if e.country and (e.type == "Country" or is_part(e))]


def _nearest(found: Iterable[tuple[Entry, Entry]]) -> Entry:
    """Of towns, each with what holds it, the one nearest to the middle of a part; of a country the largest."""

    def rank(pair: tuple[Entry, Entry]) -> tuple[float, int, str]:
        town, holder = pair
        return (_apart(town, holder) if holder.type == "Place" else 0.0, -town.population, town.id)

    return min(found, key=rank)[0]


def _apart(town: Entry, part: Entry) -> float:
    """Degrees between the two, about; 0 where it is not known where they are."""
    if town.lat is None or town.lon is None or part.lat is None or part.lon is None:
        return 0.0
    return math.hypot(town.lat - part.lat, (town.lon - part.lon) * math.cos(math.radians(town.lat)))


def _listed(doc: Doc, after: Candidate) -> bool:
    """Whether a list goes on: "in Dorn, Peru and Chile" does not say where Dorn is."""
    i = after.end + (after.end < len(doc) and doc[after.end].text == ",")
    return i < len(doc) and doc[i].lower_ in ("and", "or", "&")
