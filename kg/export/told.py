"""The rows of the table of events as data sets of the trade have them: coded acts, one party to one party."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple, cast

from kg.export.cells import parts
from kg.ids import digest
from kg.lexicon.goldstein import ROOTS
from kg.lexicon.plover import filed
from kg.records import Root

Row = dict[str, str]


class Party(NamedTuple):
    """One party of an event, nobody in particular where none is known; "" for what is not known of it."""

    name: str = ""
    iri: str = ""
    iso3: str = ""
    sector: str = ""
    role: str = ""


def told(rows: Iterable[Row]) -> Iterator[Row]:
    """What an article tells in its own voice that was done, or is planned or refused, which is a deed to these coders.

    Statements are none of it, nor what may be, what is asked for, and what is said not to have happened.
    """
    for row in rows:
        if row["type"] == "STATEMENT" or row["voice"] != "article":
            continue
        refused = row["factuality"] == "negated" and row["plover"] == "REJECT"
        if row["factuality"] in ("actual", "planned") or refused:
            yield row


def cameo(row: Row) -> str:
    """The CAMEO code of what is told: that of the deed, else, where it is planned or refused, of a promise or refusal.

    A root without a code of its own has the general one (``CONSULT``: ``040``); REQUEST has none.
    """
    deed = filed(cast(Root, row["type"]), row["cameo"] or None)
    general = ROOTS.get(cast(Root, row["plover"]), "")
    return (row["cameo"] if row["plover"] == deed else "") or (general and f"{general}0")


def pairs(row: Row) -> list[tuple[Party, Party]]:
    """(who, whom) of an event, each with each; what both do together goes in either direction."""
    sources, targets = parties(row, "source"), parties(row, "target")
    if row["reciprocal"] == "true":
        return [(a, b) for a in sources for b in targets if a != b]
    return [(a, b) for a in sources or [Party()] for b in targets or [Party()]]


def parties(row: Row, side: str) -> list[Party]:
    """The parties on one side of an event."""
    if not row[f"{side}_iri"]:
        return []
    columns = (parts(row[side + name]) for name in _PARTS)
    return [Party(*values) for values in zip(*columns, strict=True)]


_PARTS = ("", "_iri", "_iso3", "_sector", "_role")


class Place(NamedTuple):
    """Where an event was; "" for what is not known, ``country`` is ISO 3166-1 alpha-2."""

    name: str = ""
    country: str = ""
    lat: str = ""
    lon: str = ""
    geonames: str = ""


def place(row: Row) -> Place:
    """The one place of an event: the first of which the position is known, else the first."""
    names = ("place", "place_country", "lat", "lon", "geonames")
    columns = (parts(row[name]) for name in names)
    places = [Place(*values) for values in zip(*columns, strict=True)]
    return next((found for found in places if found.lat), places[0])


def number(*parts: str) -> str:
    """A whole number of content below 2^31, as data sets number their events; two events may have the same."""
    return str(int(digest(*parts), 16) % 2**31)
