"""Learns ``kg/extract/events/coreference.yaml``: ``python -m encoder.fit_coreference [WEIGHTS]``.

What the signs of two triggers weigh is learned by logistic regression from the ``same`` of the articles in the training
part of ``news-events``; what the head's answer weighs beside them on the development part, since of the articles that
it was trained on it answers too well.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from encoder.corpora import BENCHMARKS, Row, lines
from encoder.happenings import articles
from encoder.scoring import logistic, reading_of, scorer
from kg.annotate.pipeline import Annotator
from kg.extract.events import coreference
from kg.extract.events.from_encoder import drafts, numbered, same_odds, vectors_of
from kg.extract.events.heads import Heads
from kg.records import Extraction, to_json

PARTS = {"train": "train/articles.jsonl.gz", "data": "data/articles.jsonl"}
#: How strongly weights are held to nothing: those of the signs, of the two sides, and what every pair begins with.
HELD, OF_SIDES, OF_START = 3.0, 0.1, 1e-3

#: The signs of a pair, what the head answers, and whether people say that it is one happening.
Labelled = tuple[dict[str, float], float, bool]


def main(weights: Path | None) -> None:
    """Fit and write."""
    told = {part: list(_pairs(BENCHMARKS / "news-events" / name, weights)) for part, name in PARTS.items()}
    names = sorted({name for pairs in told.values() for found, _, _ in pairs for name in found})
    start, *learned = logistic(*_table(told["train"], names), [OF_START, *[HELD] * len(names)])
    table, right = _table(told["data"], names)
    signs = table @ np.array([start, *learned])
    head = np.array([odds for _, odds, _ in told["data"]])
    sides = np.stack([np.ones(len(head)), signs, head], 1)
    base, of_signs, of_head = logistic(sides, right, [OF_START, OF_SIDES, OF_SIDES])
    found = {coreference.START: base + of_signs * start, coreference.HEAD: of_head}
    found |= {name: of_signs * weight for name, weight in zip(names, learned, strict=True)}
    rows = "".join(f"{name}: {weight:.2f}\n" for name, weight in found.items())
    coreference.WEIGHTS.write_text(f"{_HEADER}{rows}", encoding="utf-8")
    print(f"{len(told['train'])} and {len(right)} pairs, {int(right.sum())} of these one\n{rows}")


_HEADER = """\
# What the signs that two triggers tell one happening weigh (coreference.py), and what every pair begins with.
# Learned: scripts/encoder/fit_coreference.py.
"""


def _pairs(path: Path, weights: Path | None) -> Iterator[Labelled]:
    score = scorer()
    heads = Heads.of(weights)
    assert heads is not None
    rows: list[Row] = [row for row in lines(path) if len(row["events"]) > 1]
    for row, doc in articles(rows, Annotator(weights=weights)):
        read = reading_of(doc)
        found = drafts(read, heads)
        events = numbered(found, read, heads.calibration, all_events=True)
        made = score.Predicted(to_json(Extraction(doc._.article, doc._.mentions, (), events))).events
        gold = {n: row["events"][m] for n, m in score.match(made, row["events"])}
        pairs = [(n, k) for n, k in coreference.asked(found) if n in gold and k in gold]
        odds = same_odds(found, pairs, read, vectors_of(read), heads)
        for (n, k), said, signs in zip(pairs, odds, coreference.signs(found, pairs), strict=True):
            first, second = ((gold[m]["same"] or gold[m]["id"]) for m in (n, k))
            yield signs, said, first == second


def _table(pairs: list[Labelled], names: list[str]) -> tuple[Any, Any]:
    table = [[1.0, *(found.get(name, 0.0) for name in names)] for found, _, _ in pairs]
    return np.array(table), np.array([float(one) for _, _, one in pairs])


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
