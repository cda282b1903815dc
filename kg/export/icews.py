"""Events as ICEWS's tab-separated columns (doi:10.7910/DVN/28075): a row for each pair of source and target.

Numbers of events and stories are made of their ids, below 2^31, since its loaders read them as whole numbers. CAMEO's
codes keep their zero, countries are called as in the gazetteer, and ``Intensity`` is Goldstein's, as there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TextIO

from kg.export.cells import write
from kg.export.told import Party, Row, cameo, number, pairs, place, told
from kg.lexicon.countries import codes
from kg.lexicon.gazetteer import Gazetteer

COLUMNS = (
    "Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code",
    "Intensity", "Target Name", "Target Sectors", "Target Country", "Story ID", "Sentence Number", "Publisher", "City",
    "District", "Province", "Country", "Latitude", "Longitude",
)  # fmt: skip


def write_icews(rows: Iterable[Row], gazetteer: Gazetteer, stream: TextIO) -> None:
    """Write what an article tells as a deed and CAMEO has a code for; of several places and articles the first."""
    write(stream, COLUMNS, _icews(rows, gazetteer), delimiter="\t")


def _icews(rows: Iterable[Row], gazetteer: Gazetteer) -> Iterator[dict[str, str]]:
    def country(iso: str) -> str:
        known = codes(iso)
        entry = gazetteer.country(known.iso2) if known else None
        return entry.name if entry else ""

    for row in told(rows):
        where, story, publisher = place(row), *(row[name].split("|")[0] for name in ("article_ids", "publishers"))
        for source, target in pairs(row) if cameo(row) else ():
            yield {
                "Event ID": number(row["iri"], source.iri, target.iri),
                "Event Date": row["event_date"],
                **_party("Source", source, country(source.iso3)),
                "CAMEO Code": cameo(row),
                "Intensity": row["goldstein"],
                **_party("Target", target, country(target.iso3)),
                "Story ID": number(story),
                "Publisher": publisher,
                "Country": country(where.country),
                "Latitude": where.lat,
                "Longitude": where.lon,
            }


def _party(side: str, party: Party, country: str) -> dict[str, str]:
    return {f"{side} Name": party.name, f"{side} Sectors": party.sector, f"{side} Country": country}
