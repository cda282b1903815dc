"""A line that tells things of one name apart: whose minister, of which country, on which day."""

from __future__ import annotations

from collections.abc import Sequence

from kg.explore.index import Index
from kg.explore.values import ROW_KINDS, iso
from kg.graph.view import GraphView


def notes(index: Index, view: GraphView, things: Sequence[int]) -> dict[int, str]:
    """The line for each thing that has one."""
    sql = "SELECT id, iri, kind, country FROM thing WHERE id IN ({})"
    return {row[0]: note(index, view, *row[1:]) for row in index.among(sql, things)}


def note(index: Index, view: GraphView, iri: str, kind: str, country: str | None) -> str:
    """The line on one thing."""
    number = index.number(iri)
    if number is None:
        return ""
    if kind == "Article":
        publisher, published = index.one("SELECT publisher, published FROM article WHERE id = ?", (number,)) or ("", "")
        return ", ".join(part for part in (publisher, published) if part)
    if kind.lower() in ROW_KINDS:
        row = index.columns.row_of[number]
        articles = int(index.columns.articles[row])
        when = _when(index, row)
        return ", ".join(part for part in (when, f"{articles} article{'s' * (articles != 1)}") if part)
    offices = [view.label(office) for _, office, _, _ in tenures(view, "kg:holder", iri)] if kind == "Person" else []
    return "; ".join(dict.fromkeys(offices[:2])) or (country or "")


def tenures(view: GraphView, side: str, iri: str) -> list[tuple[str, str, str | None, str | None]]:
    """(holder, office, from, until) of each tenure that has ``iri`` on a side, the latest first, undated last."""
    found = []
    for tenure in view.subjects(side, iri):
        holder, office = view.value(tenure, "kg:holder"), view.value(tenure, "kg:office")
        if holder and office:
            found.append((holder, office, view.value(tenure, "kg:from"), view.value(tenure, "kg:until")))
    found.sort(key=lambda t: (t[0], t[1]))
    return sorted(found, key=lambda t: t[3] or t[2] or "", reverse=True)


def _when(index: Index, row: int) -> str:
    """The day of a row; of one with several, the first and the last possible one."""
    start, end = iso(int(index.columns.start[row])), iso(int(index.columns.end[row]))
    return start or "" if start == end else f"{start} – {end}"
