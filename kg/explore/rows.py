"""A row as JSON: one event, proposition or statement with all that a list, a map or a page shows of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, Final

import numpy as np

from kg.errors import CallError
from kg.explore.columns import REALITY, ROLES, ROOT, VOICE, Vector
from kg.explore.filters import Filters, hits
from kg.explore.index import Index
from kg.explore.values import ROW_KINDS, Json, Page, iso

#: The most rows of one answer.
MOST: Final = 500
_FIRST: Final = Page()
_LISTED: Final = tuple(role for role in ROLES if role not in ("medium", "place"))
_NOWHERE: Final[Json] = {"lat": None, "lon": None}
SORTS: Final = ("date", "-date", "confidence", "sources", "relevance")


def rows(index: Index, filters: Filters, sort: str = "", page: Page = _FIRST) -> Json:
    """``total`` and the ``rows`` of one page; sorted by relevance where words are asked for, else the latest first."""
    sort = sort or ("relevance" if filters.q else "-date")
    if sort not in SORTS:
        raise CallError(f"sort: {sort[:80]} is none of {', '.join(SORTS)}")
    rank = dict(hits(index, filters.q)) if sort == "relevance" else None
    found = np.flatnonzero(filters.mask(index, rank))
    ordered = found[_order(index, found, sort, rank or {})]
    return {"total": len(found), "rows": shown(index, ordered[page.of(MOST)])}


def _order(index: Index, found: Vector, sort: str, rank: dict[int, float]) -> Vector:
    """Places in ``found``; among equals the latest first, undated last."""
    columns = index.columns
    start = columns.start[found]
    late = np.where(start > 0, -start, 1)
    if sort == "date":
        return np.lexsort((found, start == 0))
    if sort == "-date":
        return np.lexsort((found, -columns.articles[found], late))
    if sort == "relevance":
        return np.lexsort((found, late, np.array([rank.get(int(row), 0.0) for row in found])))
    first = np.nan_to_num(columns.confidence[found], nan=-1) if sort == "confidence" else columns.sources[found]
    return np.lexsort((found, late, -columns.articles[found], -first))


def shown(index: Index, numbers: Iterable[int]) -> list[Json]:
    """The rows of these numbers, in their order."""
    wanted = [int(number) for number in numbers]
    columns = index.columns
    roles = {role: [columns.roles[role].of(row).tolist() for row in wanted] for role in ROLES}
    things = {thing for groups in roles.values() for group in groups for thing in group}
    refs = index.refs([*things, *(int(columns.thing[row]) for row in wanted)])
    texts = {row[0]: row for row in index.among("SELECT * FROM row WHERE id IN ({})", wanted)}
    points = _points(index, {thing for group in roles["place"] for thing in group})
    amounts = _quantities(index, wanted)
    return [
        {
            **refs[int(columns.thing[row])],
            **_numbers(index, row),
            **_text(texts[row]),
            **{role: [refs[thing] for thing in roles[role][place]] for role in _LISTED},
            "medium": next((refs[thing] for thing in roles["medium"][place]), None),
            "place": [{**refs[thing], **points.get(thing, _NOWHERE)} for thing in roles["place"][place]],
            "publishers": [columns.publisher_names[code] for code in columns.publishers.of(row)],
            "quantities": amounts[row],
        }
        for place, row in enumerate(wanted)
    ]


def _numbers(index: Index, row: int) -> Json:
    """What of a row stands in its columns."""
    columns = index.columns
    root, reality, voice = int(columns.root[row]), int(columns.reality[row]), int(columns.voice[row])
    confidence = float(columns.confidence[row])
    return {
        "kind": ROW_KINDS[columns.kind[row]],
        "root": ROOT[root] if root >= 0 else None,
        "quad": int(columns.quad[row]) or None,
        "start": iso(int(columns.start[row])),
        "end": iso(int(columns.end[row])),
        "reality": REALITY[reality] if reality >= 0 else None,
        "voice": VOICE[voice] if voice >= 0 else None,
        "confidence": None if np.isnan(confidence) else round(confidence, 4),
        "articles": int(columns.articles[row]),
        "sources": int(columns.sources[row]),
        "disputed": bool(columns.disputed[row]),
    }


def _text(row: Sequence[Any]) -> Json:
    _, cameo, act, words, precision, assumed, negated = row
    shown_as = {"cameo": cameo, "act": act, "text": words, "precision": precision}
    return {**shown_as, "assumed": bool(assumed), "negated": bool(negated)}


def _points(index: Index, things: Iterable[int]) -> dict[int, Json]:
    found = index.among("SELECT id, lat, lon FROM thing WHERE lat IS NOT NULL AND id IN ({})", things)
    return {thing: {"lat": lat, "lon": lon} for thing, lat, lon in found}


def _quantities(index: Index, wanted: Iterable[int]) -> dict[int, list[Json]]:
    found: dict[int, list[Json]] = defaultdict(list)
    sql = "SELECT row, of, min, max, unit, label FROM quantity WHERE row IN ({}) ORDER BY row, of"
    for row, of, least, most, unit, label in index.among(sql, wanted):
        found[row].append({"of": of, "min": least, "max": most, "unit": unit, "text": label})
    return found
