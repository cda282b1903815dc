"""Who deals with whom: the neighbourhood of actors."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

import numpy as np

from kg.explore.columns import Vector, runs
from kg.explore.counts import tally
from kg.explore.filters import QUAD_NAMES, Filters
from kg.explore.index import Index
from kg.explore.values import ACTORS, Json

#: The most nodes of a network.
MOST: Final = 500
_KINDS: Final = ",".join(f"'{kind}'" for kind in ACTORS)


def actors(index: Index, limit: int) -> list[int]:
    """The actors that matter: on which the graph has most."""
    sql = f"SELECT id FROM thing WHERE kind IN ({_KINDS}) AND weight > 0 ORDER BY weight DESC, id LIMIT ?"
    return [row[0] for row in index.all(sql, (limit,))]


def network(index: Index, around: Sequence[int], filters: Filters, limit: int = 60) -> Json:
    """The actors ``around`` (none: those that matter) with their nearest, and every edge among them."""
    limit = min(limit, MOST)
    edges, mask = index.columns.edges, filters.happened.mask(index)
    here = mask[edges.row]
    a, b, row = edges.a[here], edges.b[here], edges.row[here]
    nodes = _nodes(index, a, b, around, limit)
    inside = np.isin(a, nodes) & np.isin(b, nodes)
    found: dict[tuple[int, int], Json] = {}
    for pair, rows in _grouped(a[inside], b[inside], row[inside]):
        told = tally(index, rows)
        found[pair] = {"count": len(rows), **told, "relations": []}
    for pair, predicate in _related(index, set(nodes)):
        edge = found.setdefault(
            pair, {"count": 0, "quads": dict.fromkeys(QUAD_NAMES, 0), "statements": 0, "relations": []}
        )
        edge["relations"] = sorted({*edge["relations"], predicate})
    degree = Counter(end for pair in found for end in pair)
    refs = index.refs(nodes)
    weight = dict(index.among("SELECT id, weight FROM thing WHERE id IN ({})", nodes))
    return {
        "nodes": [{**refs[node], "weight": weight[node], "degree": degree[node]} for node in nodes],
        "edges": [{"source": refs[x]["iri"], "target": refs[y]["iri"], **found[x, y]} for x, y in sorted(found)],
    }


def _nodes(index: Index, a: Vector, b: Vector, around: Sequence[int], limit: int) -> list[int]:
    """``around`` first, then what deals with it most often."""
    if not around:
        return _acting(index, a, b, limit)
    near = np.concatenate([b[np.isin(a, around)], a[np.isin(b, around)]])
    counted = Counter(near.tolist())
    known = index.columns.relations
    for subject, target in ((known.subject, known.object), (known.object, known.subject)):
        counted.update(target[np.isin(subject, around)].tolist())
    others = sorted((node for node in counted if node not in around), key=lambda node: (-counted[node], node))
    return [*dict.fromkeys(around), *others][: max(limit, len(set(around)))]


def _acting(index: Index, a: Vector, b: Vector, limit: int) -> list[int]:
    counted = np.bincount(np.concatenate([a, b])) if len(a) else np.zeros(0, np.int64)
    best = [int(node) for node in np.argsort(-counted, kind="stable")[: 4 * limit] if counted[node]]
    kinds = dict(index.among("SELECT id, kind FROM thing WHERE id IN ({})", best))
    return [node for node in best if kinds[node] in ACTORS][:limit]


def _grouped(a: Vector, b: Vector, row: Vector) -> Iterable[tuple[tuple[int, int], Vector]]:
    """The rows of each pair."""
    order = np.lexsort((row, b, a))
    a, b, row = a[order], b[order], row[order]
    for start, end in runs(a, b):
        yield (int(a[start]), int(b[start])), row[start:end]


def _related(index: Index, nodes: set[int]) -> Iterable[tuple[tuple[int, int], str]]:
    known = index.columns.relations
    both = np.isin(known.subject, list(nodes)) & np.isin(known.object, list(nodes))
    for place in np.flatnonzero(both).tolist():
        ends = int(known.subject[place]), int(known.object[place])
        if ends[0] != ends[1]:
            yield (min(ends), max(ends)), known.predicate[place]
