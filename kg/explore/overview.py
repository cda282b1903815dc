"""What the whole graph holds, in numbers."""

from __future__ import annotations

import numpy as np

from kg.explore.columns import ROOT
from kg.explore.index import Index
from kg.explore.network import actors
from kg.explore.values import ACTORS, QUADS, ROW_KINDS, Json, iso


def overview(index: Index, title: str, built: str, base: str) -> Json:
    """Counts, the first and last day of what happened, who matters; ``built`` names the store."""
    columns = index.columns
    kinds = dict(index.all("SELECT kind, COUNT(*) FROM thing GROUP BY kind"))
    happened = columns.kind == ROW_KINDS.index("event")
    exact = happened & (columns.start > 0) & (columns.start == columns.end)
    days = columns.start[exact]
    roots = np.bincount(columns.root[happened & (columns.root >= 0)], minlength=len(ROOT)).tolist()
    counted = [(root, number) for root, number in zip(ROOT, roots, strict=True) if number]
    sql = "SELECT publisher, COUNT(*) FROM article WHERE publisher IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1"
    return {
        "title": title,
        "counts": {
            "articles": kinds.get("Article", 0),
            "actors": sum(kinds.get(kind, 0) for kind in ACTORS),
            "events": kinds.get("Event", 0),
            "propositions": kinds.get("Proposition", 0),
            "statements": kinds.get("Statement", 0),
            "relations": kinds.get("Relation", 0),
            "places": kinds.get("Place", 0) + kinds.get("Facility", 0),
            "disagreements": kinds.get("Disagreement", 0),
            "single_source": int((happened & (columns.sources == 1)).sum()),
        },
        "first": iso(int(days.min())) if len(days) else None,
        "last": iso(int(days.max())) if len(days) else None,
        "actors": _actors(index),
        "publishers": [{"label": label, "articles": number} for label, number in index.all(sql)],
        "roots": [
            {"root": root, "quad": QUADS[root], "count": number}
            for root, number in sorted(counted, key=lambda r: (-r[1], r[0]))
        ],
        "built": built,
        "base": base,
    }


def _actors(index: Index, most: int = 20) -> list[Json]:
    """``events`` in which an actor takes part, ``statements`` that it makes."""
    columns, best = index.columns, actors(index, most)
    refs, spoken = index.refs(best), columns.roles["speaker"].right
    out = []
    for number in best:
        events = int((columns.kind[columns.by_thing.of(number)] == ROW_KINDS.index("event")).sum())
        out.append({**refs[number], "events": events, "statements": int((spoken == number).sum())})
    return out
