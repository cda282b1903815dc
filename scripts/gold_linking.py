"""Whether readings of different articles that are one have one IRI in the table of mentions, and only they."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import combinations

from gold_samples import Gold
from gold_tally import Tally

from kg.records import Span

#: One annotated reading: its article, what it is one with, and the IRIs that the graph gives it.
Reading = tuple[str, str, frozenset[str]]


def score_linking(gold: Gold, rows: Iterable[Mapping[str, str]], tally: Tally) -> None:
    """Count the pairs of readings of different articles, events and statements apart."""
    table: dict[tuple[str, str], list[tuple[Span, str]]] = {}
    for row in rows:
        span = int(row["start"]), int(row["end"])
        table.setdefault((row["article_id"], row["kind"]), []).append((span, row["iri"]))
    group = {reading: min(readings) for readings in gold.same for reading in readings}
    for kind in ("event", "statement"):
        readings = [
            (key, group.get(key, key), _iris(table.get((key.rpartition("#")[0], kind), []), spans))
            for key, spans in sorted(_readings(gold, kind))
        ]
        for left, right in combinations(readings, 2):
            if left[0].rpartition("#")[0] != right[0].rpartition("#")[0]:
                _count(kind, left, right, tally)


def _readings(gold: Gold, kind: str) -> Iterable[tuple[str, tuple[Span, ...]]]:
    """Every annotated reading that counts, with its spans in the table: triggers, of a statement the cue."""
    for article in gold.articles.values():
        if kind == "event":
            for event in article.events:
                if not event.optional:
                    yield f"{article.id}#{event.id}", event.triggers
        else:
            for statement in article.statements:
                if not statement.optional:
                    yield f"{article.id}#{statement.id}", statement.cue


def _iris(rows: list[tuple[Span, str]], spans: Iterable[Span]) -> frozenset[str]:
    """The IRIs of the rows that overlap ``spans``."""
    return frozenset(iri for span in spans for (start, end), iri in rows if iri and start < span[1] and span[0] < end)


def _count(kind: str, left: Reading, right: Reading, tally: Tally) -> None:
    one, linked = left[1] == right[1], bool(left[2] & right[2])
    pair = f"{left[0]} {right[0]}"
    if one:
        tally.share(f"{kind}_link_r", linked, f"{pair} are one")
    if linked:
        tally.share(f"{kind}_link_p", one, f"{pair} are not one")
