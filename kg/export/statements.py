"""The table of statements: who said what to whom, and what it is that he says has happened."""

from __future__ import annotations

from collections.abc import Iterator

from kg.export import events
from kg.export.cells import several
from kg.export.party import PARTS
from kg.export.table import Table
from kg.graph.view import GraphView
from kg.lexicon.gazetteer import Gazetteer

#: Column → that of the table of events; the parties of a statement have names of their own.
_SIDES = {
    f"{ours}{part}": f"{side}{part}"
    for ours, side in (("speaker", "source"), ("addressee", "target"))
    for part in PARTS
}
_SAME = (
    "event_date", "date_basis", "report_date", "start", "end", "date_precision", "date_assumed", "place", "place_iri",
    "place_country", "lat", "lon", "geonames", "medium", "articles", "article_ids", "independent_sources", "published",
    "urls", "publishers", "headlines",
)  # fmt: skip
COLUMNS = (
    "id", "iri", *_SIDES, "act", "negated", "text", "wordings", "mentions", "mentions_iri", "reports", "reports_iri",
    *_SAME,
)  # fmt: skip
_LISTS = {
    **{name: f"{name.partition('_')[0]}_iri" for name in _SIDES},
    **{name: events.LISTS[name] for name in _SAME if name in events.LISTS},
    "wordings": "article_ids",
    **{f"{name}{part}": f"{name}_iri" for name in ("mentions", "reports") for part in ("", "_iri")},
}


def table(view: GraphView, gazetteer: Gazetteer) -> Table:
    """One row a statement, in the order of the table of events.

    ``text`` is one wording, ``wordings`` are those of each article; ``mentions`` is whom and what it names, ``reports``
    what it says that was done, or will be.
    """
    found = (row for row in events.rows(view, gazetteer) if row["type"] == "STATEMENT")
    return Table(COLUMNS, _rows(view, found), events.NUMBERS, events.TRUTHS, _LISTS, events.WHOLE)


def _rows(view: GraphView, found: Iterator[dict[str, str]]) -> Iterator[dict[str, str]]:
    for row in found:
        node = row["iri"]
        named, reported = view.values(node, "schema:mentions"), view.values(node, "kg:reports")
        yield {
            **{name: row[name] for name in ("id", "iri", "act", "negated", *_SAME)},
            **{ours: row[name] for ours, name in _SIDES.items()},
            "text": " ".join((view.value(node, "kg:text") or "").split()),
            "wordings": row["text"],
            "mentions": several(map(view.label, named)),
            "mentions_iri": several(named),
            "reports": several(map(view.label, reported)),
            "reports_iri": several(reported),
        }
