"""Events as POLECAT's tab-separated columns, so that scripts written for that data set read them.

Columns and their order are those of the data set (doi:10.7910/DVN/AJGVIT); what this project does not code stays empty.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TextIO, cast

from kg.export.cells import write
from kg.lexicon.plover import mode
from kg.records import Root

#: Column → ours that fills it; "" for what is not coded.
COLUMNS = {
    "Event ID": "id", "Event Date": "event_date", "Event Type": "plover", "Event Mode": "mode", "Intensity": "",
    "Quad Code": "quad", "Contexts": "", "Actor Name": "source", "Actor Country": "source_iso3", "Actor COW": "",
    "Primary Actor Sector": "source_primary", "Actor Sectors": "source_sector", "Actor Title": "",
    "Actor Name Raw": "source", "Wikipedia Actor ID": "", "Recipient Name": "target",
    "Recipient Country": "target_iso3", "Recipient COW": "", "Primary Recipient Sector": "target_primary",
    "Recipient Sectors": "target_sector", "Recipient Title": "", "Recipient Name Raw": "target",
    "Wikipedia Recipient ID": "", "Placename": "place", "City": "", "District": "", "Province": "",
    "Country": "place_country", "Latitude": "lat", "Longitude": "lon", "GeoNames ID": "geonames",
    "Raw Placename": "place", "Feature Type": "", "Source": "article_ids", "Publication Date": "report_date",
    "Story People": "", "Story Organizations": "", "Story Locations": "", "Language": "language", "Version": "",
}  # fmt: skip
_QUADS = {"1": "VERBAL COOPERATION", "2": "MATERIAL COOPERATION", "3": "VERBAL CONFLICT", "4": "MATERIAL CONFLICT"}


def write_polecat(rows: Iterable[dict[str, str]], stream: TextIO) -> None:
    """Write the rows of the table of events that an article tells in its own voice; statements are left out."""
    write(stream, tuple(COLUMNS), _polecat(rows), delimiter="\t")


def _polecat(rows: Iterable[dict[str, str]]) -> Iterator[dict[str, str]]:
    for row in rows:
        if row["type"] == "STATEMENT" or row["voice"] != "article":
            continue
        more = {
            "quad": _QUADS[row["quad"]],
            "source_primary": row["source_sector"].split("|")[0],
            "target_primary": row["target_sector"].split("|")[0],
            "mode": mode(row["cameo"], cast(Root, row["plover"])) or "",
            "language": "eng",
        }
        ours = {name: value.replace("|", "; ") for name, value in (row | more).items()}
        yield {column: ours.get(name, "") for column, name in COLUMNS.items()}
