"""Rows counted: by time, by place, by what they can be filtered by.

Deeds are counted where they happened: unless a filter names kinds, timeline and map count events and statements, and
no proposition (what is planned, denied or only said).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

import numpy as np

from kg.errors import CallError
from kg.explore.columns import Numbers, Vector, runs
from kg.explore.filters import CHOICES, QUAD_NAMES, Filters, having
from kg.explore.index import Index
from kg.explore.values import ROW_KINDS, Json, iso

BY: Final = ("day", "month", "year", "auto")
_STATEMENT: Final = ROW_KINDS.index("statement")
#: Up to so many days are shown by day, by month.
_DAYS: Final = 120
_MONTHS: Final = 366 * 12


def timeline(index: Index, filters: Filters, by: str = "auto") -> Json:
    """Bins in order, empty ones left out; ``wider`` rows have a date that no one bin holds, ``undated`` none."""
    if by not in BY:
        raise CallError(f"by: {by[:80]} is none of {', '.join(BY)}")
    columns, mask = index.columns, filters.happened.mask(index)
    dated = np.flatnonzero(mask & (columns.start > 0))
    start, end = columns.start[dated], columns.end[dated]
    if by == "auto":
        exact = start[start == end]
        span = int(exact.max() - exact.min()) if len(exact) else 0
        by = "day" if span <= _DAYS else "month" if span <= _MONTHS else "year"
    first, last = _bins(start, by), _bins(end, by)
    within = first == last
    rows, keys = dated[within], first[within]
    order = np.argsort(keys, kind="stable")
    rows, keys = rows[order], keys[order]
    bins = [{**_span(int(keys[at]), by), **tally(index, rows[at:end])} for at, end in runs(keys)]
    return {"by": by, "bins": bins, "undated": int(mask.sum() - len(dated)), "wider": int((~within).sum())}


def tally(index: Index, rows: Vector) -> Json:
    """``quads`` of what was done, and the number of ``statements``, among rows."""
    columns = index.columns
    quads = np.bincount(columns.quad[rows], minlength=5)[1:5].tolist()
    return {
        "quads": dict(zip(QUAD_NAMES, quads, strict=True)),
        "statements": int((columns.kind[rows] == _STATEMENT).sum()),
    }


def places(index: Index, filters: Filters) -> Json:
    """The places that have a position, by how many rows happened or were said there; ``unplaced`` have none such."""
    columns, mask = index.columns, filters.happened.mask(index)
    links = columns.roles["place"]
    here = mask[links.left]
    row, place = links.left[here], links.right[here]
    sql = "SELECT id, iri, label, kind, lat, lon FROM thing WHERE lat IS NOT NULL AND id IN ({})"
    known = {found[0]: found[1:] for found in index.among(sql, np.unique(place))}
    order = np.argsort(place, kind="stable")
    row, place = row[order], place[order]
    found = []
    for begin, end in runs(place):
        if (thing := int(place[begin])) in known:
            ref = dict(zip(("iri", "label", "kind", "lat", "lon"), known[thing], strict=True))
            found.append({**ref, "count": end - begin, **tally(index, row[begin:end])})
    found.sort(key=lambda shown: (-shown["count"], shown["iri"]))
    placed = np.unique(row[np.isin(place, list(known))])
    return {"places": found, "unplaced": int(mask.sum() - len(placed))}


def facets(index: Index, filters: Filters) -> Json:
    """How many rows each choice would leave, all other filters kept; the most first."""
    columns, out = index.columns, {}
    hit = having(index, filters.q) if filters.q else []
    for name in ("kind", "root", "quad", "reality", "voice"):
        values = getattr(columns, name)[filters.without(name).mask(index, hit)]
        numbers = np.bincount(values[values >= 0], minlength=len(CHOICES[name]) + 1).tolist()
        shift = name == "quad"
        out[name] = _ranked((choice, numbers[place + shift]) for place, choice in enumerate(CHOICES[name]))
    mask = filters.without("publisher").mask(index, hit)
    codes = columns.publishers.right[mask[columns.publishers.left]]
    numbers = np.bincount(codes, minlength=len(columns.publisher_names)).tolist()
    out["publisher"] = _ranked(zip(columns.publisher_names, numbers, strict=True))
    return out


def _ranked(counted: Iterable[tuple[str, int]]) -> list[Json]:
    found = [(value, number) for value, number in counted if number]
    return [{"value": value, "count": n} for value, n in sorted(found, key=lambda pair: (-pair[1], pair[0]))]


def _bins(days: Numbers, by: str) -> Vector:
    """A number for each day's bin that grows with time."""
    if by == "day":
        return days.astype(np.int64)
    known, places = np.unique(days, return_inverse=True)
    numbers = [(d.year * 12 + d.month - 1 if by == "month" else d.year) for d in map(date.fromordinal, known.tolist())]
    return np.array(numbers, np.int64)[places] if numbers else np.zeros(0, np.int64)


def _span(key: int, by: str) -> Json:
    """The first and last day of a bin."""
    if by == "day":
        return {"start": iso(key), "end": iso(key)}
    if by == "year":
        return {"start": f"{key:04}-01-01", "end": f"{key:04}-12-31"}
    year, month = divmod(key, 12)
    following = date(year + month // 11, (month + 1) % 12 + 1, 1) if (year, month) != (9999, 11) else date.max
    last = iso(following.toordinal() - (following != date.max))
    return {"start": f"{year:04}-{month + 1:02}-01", "end": last}
