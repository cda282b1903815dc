"""Events as the columns of GDELT 2.0's event files: tab-separated, without a line of names, a row a pair of actors.

The columns are those of its codebook (GDELT-Event_Codebook-V2.0). What it measures by its own means (tone, mentions
within fifteen minutes, the places of actors) is left empty; numbers of sources and articles are those of the graph.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TextIO

from kg.export.cells import safe
from kg.export.told import Party, Row, cameo, number, pairs, place, told
from kg.lexicon.countries import codes

_ACTOR = (
    "Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code", "Type1Code",
    "Type2Code", "Type3Code",
)  # fmt: skip
_GEO = ("Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")
COLUMNS = (
    "GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate",
    *(f"Actor{n}{name}" for n in (1, 2) for name in _ACTOR),
    "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale", "NumMentions",
    "NumSources", "NumArticles", "AvgTone",
    *(f"{what}Geo_{name}" for what in ("Actor1", "Actor2", "Action") for name in _GEO),
    "DATEADDED", "SOURCEURL",
)  # fmt: skip


def write_gdelt(rows: Iterable[Row], stream: TextIO) -> None:
    """Write what an article tells as a deed, CAMEO has a code for and a day is known of."""
    for row in _gdelt(rows):
        fields = (safe(" ".join(row.get(name, "").split())) for name in COLUMNS)
        stream.write("\t".join(fields) + "\n")


def _gdelt(rows: Iterable[Row]) -> Iterator[dict[str, str]]:
    for row in told(rows):
        code, day = cameo(row), row["event_date"].replace("-", "")
        for one, two in pairs(row) if code and day else ():
            yield {
                "GLOBALEVENTID": number(row["iri"], one.iri, two.iri),
                "SQLDATE": day,
                "MonthYear": day[:6],
                "Year": day[:4],
                **_actor("Actor1", one),
                **_actor("Actor2", two),
                "EventCode": code,
                "EventBaseCode": code[:3],
                "EventRootCode": code[:2],
                "QuadClass": quad_class(code),
                "GoldsteinScale": row["goldstein"],
                "NumSources": row["independent_sources"],
                "NumArticles": row["articles"],
                **_place(row),
                "SOURCEURL": next(filter(None, row["urls"].split("|")), ""),
            }


def quad_class(code: str) -> str:
    """GDELT's class of a CAMEO code: by its root, so that an appeal (02) is verbal cooperation and a protest material.

    >>> [quad_class(code) for code in ("020", "051", "060", "0871", "090", "130", "141", "190")]
    ['1', '1', '2', '2', '3', '3', '4', '4']
    """
    root = int(code[:2])
    return str(1 + (root > 5) + (root > 8) + (root > 13))


def _actor(which: str, party: Party) -> dict[str, str]:
    found = {"Code": party.iso3 + party.sector, "Name": party.name.upper(), "CountryCode": party.iso3}
    return {f"{which}{name}": value for name, value in (found | {"Type1Code": party.sector}).items()}


def _place(row: Row) -> dict[str, str]:
    """The one place; GDELT calls a country by FIPS 10-4."""
    where = place(row)
    country = codes(where.country)
    found = {
        "FullName": where.name,
        "CountryCode": country.fips if country else "",
        "Lat": where.lat,
        "Long": where.lon,
    }
    return {f"ActionGeo_{part}": value for part, value in found.items()}
