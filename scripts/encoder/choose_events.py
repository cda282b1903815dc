"""Chooses the thresholds of events on the development part: ``python -m encoder.choose_events WEIGHTS OUT.json``.

Confidence is read off by a logistic regression on what the heads answered: whether an event of
``news-events`` has the right root, no wrong party and the right view. Thresholds are then tried and the figures
printed; OUT gets the set with the best share of what is fact found, of those with at least ``LEAST`` of it right.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from encoder.corpora import BENCHMARKS, Row, lines
from encoder.happenings import articles
from encoder.scoring import logistic, reading_of, scorer
from encoder.ship_events import UNSET
from kg.annotate.pipeline import Annotator
from kg.extract.events.clues import Reading
from kg.extract.events.drafts import Draft
from kg.extract.events.from_encoder import drafts, numbered
from kg.extract.events.heads import Heads
from kg.records import Extraction, to_json

#: What share of the events that are told as facts must be right, and who did violence or coercion at most wrong.
LEAST, MOST = 0.81, 0.15
#: How strongly the weights of confidence are held to nothing.
HELD = 0.1
#: How sure an event must be that is not told as a fact: what is ahead, denied, or said.
EVENT = 0.1
#: How sure a trigger must be; a party, who did violence or coercion: nobody is better than the wrong one.
TRIGGER, PARTY, DOER = 0.35, 0.55, 0.8
#: How sure it must be that a mention tells what another has told.
SAME = 0.35
CONFIDENCES = tuple(round(0.3 + 0.01 * n, 2) for n in range(36))
#: What is chosen for itself, by which figure.
APART = {
    "place": ((0.2, 0.25, 0.3, 0.4), "where"),
    "date": ((0.0, 0.5, 0.6, 0.7, 0.8), "dated"),
}


def main(weights: Path, out: Path) -> None:
    """Try them all."""
    score = scorer()
    rows = list(lines(BENCHMARKS / "news-events/data/articles.jsonl"))
    read = [(row, reading_of(doc)) for row, doc in articles(rows, Annotator(weights=weights))]
    heads = Heads.of(weights)
    assert heads is not None
    best: tuple[float, dict[str, float]] = (-1.0, {})

    def tried(chosen: Mapping[str, float]) -> Found:
        again = Heads(heads.arrays, heads.clues, chosen)
        return [(row, reading, drafts(reading, again)) for row, reading in read]

    chosen = {**UNSET, "trigger": TRIGGER, "party": PARTY, "doer": DOER, "same": SAME}
    found = tried(chosen)
    chosen |= _fitted(found, score)
    for least in CONFIDENCES:
        figures = _figures(found, chosen | {"fact": least, "event": EVENT}, score)
        print(json.dumps({"fact": least} | figures), flush=True)
        held = figures["fact_p"] >= LEAST and figures["false_doer"] <= MOST
        if held and figures["fact_r"] > best[0]:
            best = (figures["fact_r"], chosen | {"fact": least})
    chosen = best[1] | {"event": EVENT}
    for name, (values, figure) in APART.items():
        asked = []
        for value in values:
            figures = _figures(tried(chosen | {name: value}), chosen, score)
            print(json.dumps({name: value} | figures), flush=True)
            asked.append((figures[figure], value))
        chosen = chosen | {name: max(asked)[1]}
    out.write_text(json.dumps(chosen, indent=1) + "\n")


Found = Sequence[tuple[Row, Reading, list[Draft]]]


def _figures(found: Found, chosen: Mapping[str, float], score: ModuleType) -> dict[str, float]:
    made = {row["id"]: _predicted(reading, of, chosen, score) for row, reading, of in found}
    figures, _, _ = score.score([row for row, _, _ in found], made)
    kept = ("trigger_f1", "typed_f1", "source_f1", "target_f1", "place_f1", "factuality_acc", "voice_acc", "fact_p",
            "fact_r", "false_doer", "whole_f1", "date_r", "date_p", "near_r", "same_p", "same_r")  # fmt: skip
    both = {"dated": ("date_p", "date_r"), "where": ("place_p", "place_r")}
    means = {name: _precise(figures[p], figures[r]) for name, (p, r) in both.items()}
    return {name: figures[name] for name in kept} | means


def _precise(precision: float, recall: float) -> float:
    """F 0.5: precision counts twice as much as recall."""
    return 1.25 * precision * recall / (0.25 * precision + recall or 1)


def _predicted(reading: Reading, of: list[Draft], chosen: Mapping[str, float], score: ModuleType) -> Any:
    doc = reading.doc
    events = numbered(of, reading, chosen)
    return score.Predicted(to_json(Extraction(doc._.article, doc._.mentions, (), events)))


def _fitted(found: Found, score: ModuleType) -> dict[str, float]:
    """How the answers of the heads add up to the odds that an event is right."""
    told, right = [], []
    for row, reading, of in found:
        made = _predicted(reading, of, UNSET, score).events
        pairs = dict(score.match(made, row["events"]))
        for n, draft in enumerate(of):
            gold = row["events"][pairs[n]] if n in pairs else None
            nobody = float(not (draft.parties.source or draft.parties.target))
            told.append([1.0, nobody, *np.log([max(x, 1e-3) for x in (draft.sure, draft.parties.sure, draft.sure_so)])])
            right.append(gold is not None and _is_right(made[n], gold, row["text"], score))
    weights = logistic(np.array(told), np.array(right, float), [HELD] * len(told[0]))
    return dict(
        zip(
            ("bias", "of_nobody", "of_root", "of_parties", "of_view"),
            (round(float(w), 3) for w in weights),
            strict=True,
        )
    )


def _is_right(made: Any, gold: Row, text: str, score: ModuleType) -> bool:
    sides = score.parties(made, gold, text)
    clean = all(right == predicted for right, predicted, _ in sides)
    some = any(right for right, _, _ in sides) or not any(marked for _, _, marked in sides)
    return bool(made["root"] == gold["root"] and clean and some and made["factuality"] == gold["factuality"])


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
