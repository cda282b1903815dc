"""Country by country by month: how often, of which quad, how much conflict or cooperation."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from kg.export import events
from kg.export.cells import parts
from kg.export.table import Table
from kg.graph.view import GraphView
from kg.lexicon.gazetteer import Gazetteer

COLUMNS = ("source_iso3", "target_iso3", "month", "events", "quad1", "quad2", "quad3", "quad4", "goldstein")
Dyad = tuple[str, str, str]


def table(view: GraphView, gazetteer: Gazetteer) -> Table:
    """One row for who acts, whom he acts on and the month of it, sorted; only what has happened is counted.

    An event counts once for each pair of countries of its parties; what both do together counts for either direction.
    A country acts on itself where one of its own acts on another. Who fights a state (``REB``) does not act for it.
    What is not dated to a month is left out.
    """
    return Table(
        COLUMNS, _rows(events.rows(view, gazetteer)), numbers=frozenset(COLUMNS[3:]), whole=frozenset(COLUMNS[3:-1])
    )


def _rows(rows: Iterable[dict[str, str]]) -> Iterator[dict[str, str]]:
    quads: dict[Dyad, Counter[str]] = defaultdict(Counter)
    values: dict[Dyad, list[float]] = defaultdict(list)
    for row in rows:
        for dyad in _dyads(row):
            quads[dyad][row["quad"]] += 1
            if row["goldstein"]:
                values[dyad].append(float(row["goldstein"]))
    for dyad in sorted(quads):
        count, known = quads[dyad], values[dyad]
        yield {
            **dict(zip(COLUMNS, dyad, strict=False)),
            "events": str(count.total()),
            **{f"quad{quad}": str(count[str(quad)]) for quad in (1, 2, 3, 4)},
            "goldstein": f"{sum(known) / len(known):.2f}" if known else "",
        }


def _dyads(row: dict[str, str]) -> set[Dyad]:
    month = _month(row)
    if month is None or (row.get("factuality"), row.get("voice")) != ("actual", "article"):
        return set()
    return {
        (source, target, month)
        for who, source in _parties(row, "source")
        for whom, target in _parties(row, "target")
        if who != whom
    }


def _parties(row: dict[str, str], side: str) -> list[tuple[str, str]]:
    """(IRI, country) of each party that acts for one."""
    columns = (parts(row[f"{side}{part}"]) for part in ("_iri", "_iso3", "_sector"))
    return [(node, country) for node, country, sector in zip(*columns, strict=True) if country and sector != "REB"]


def _month(row: dict[str, str]) -> str | None:
    """The month of an event: of its one day, else of all days on which it may have been."""
    first, last = (row["event_date"][:7],) * 2 if row["event_date"] else (row["start"][:7], row["end"][:7])
    return first if first and first == last else None
