"""Events as POLECAT's tab-separated columns, so that scripts written for that data set read them.

Columns and their order are those of the data set (doi:10.7910/DVN/AJGVIT), several values are separated by ``; `` and
``None`` stands for what is not known, as there. Dates that are not known are empty, which its loaders pass over.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TextIO, cast

from kg.export.cells import parts, several, write
from kg.export.told import Row, place, told
from kg.lexicon.countries import codes
from kg.lexicon.plover import contexts, mode, score
from kg.records import Root

#: Column → ours that fills it; "" for what is not coded.
COLUMNS = {
    "Event ID": "id", "Event Date": "event_date", "Event Type": "plover", "Event Mode": "mode", "Intensity": "score",
    "Quad Code": "quad", "Contexts": "contexts", "Actor Name": "source", "Actor Country": "source_iso3",
    "Actor COW": "source_cow", "Primary Actor Sector": "source_primary", "Actor Sectors": "source_sector",
    "Actor Title": "source_role", "Actor Name Raw": "source", "Wikipedia Actor ID": "", "Recipient Name": "target",
    "Recipient Country": "target_iso3", "Recipient COW": "target_cow", "Primary Recipient Sector": "target_primary",
    "Recipient Sectors": "target_sector", "Recipient Title": "target_role", "Recipient Name Raw": "target",
    "Wikipedia Recipient ID": "", "Placename": "place", "City": "", "District": "", "Province": "",
    "Country": "place_iso3", "Latitude": "lat", "Longitude": "lon", "GeoNames ID": "geonames",
    "Raw Placename": "place", "Feature Type": "", "Source": "source_of", "Publication Date": "report_date",
    "Story People": "", "Story Organizations": "", "Story Locations": "", "Language": "language", "Version": "",
}  # fmt: skip
_QUADS = {"1": "VERBAL COOPERATION", "2": "MATERIAL COOPERATION", "3": "VERBAL CONFLICT", "4": "MATERIAL CONFLICT"}
_DATES = ("Event Date", "Publication Date")
_NONE = "None"


def write_polecat(rows: Iterable[Row], stream: TextIO) -> None:
    """Write what an article tells as a deed (:func:`kg.export.told.told`), one row an event."""
    write(stream, tuple(COLUMNS), _polecat(rows), delimiter="\t")


def _polecat(rows: Iterable[Row]) -> Iterator[dict[str, str]]:
    for row in told(rows):
        where = place(row)
        country = codes(where.country)
        root = cast(Root, row["plover"])
        more = {
            "quad": _QUADS[row["quad"]],
            "mode": mode(row["cameo"], root) or "",
            "score": str(score(root)),
            "contexts": several(contexts(row["cameo"])),
            "source_cow": _each(row["source_iso3"], "cow"),
            "target_cow": _each(row["target_iso3"], "cow"),
            "source_primary": parts(row["source_sector"])[0],
            "target_primary": parts(row["target_sector"])[0],
            **dict(zip(("place", "place_country", "lat", "lon", "geonames"), where, strict=True)),
            "place_iso3": country.iso3 if country else "",
            "source_of": row["publishers"] if row["publishers"].strip("|") else row["article_ids"],
            "language": "eng",
        }
        found = {column: (row | more).get(name, "") for column, name in COLUMNS.items()}
        yield {column: value if column in _DATES else _listed(value) for column, value in found.items()}


def _each(countries: str, name: str) -> str:
    """A code of each country in a field, places kept."""
    found = (codes(country) for country in countries.split("|"))
    return "|".join(getattr(country, name) if country else "" for country in found)


def _listed(value: str) -> str:
    return "; ".join(part or _NONE for part in parts(value))
