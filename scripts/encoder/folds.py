"""Scores the head of pairs on held-back fifths of the sentences; sets its temperature and the lexicon's voice.

``python -m encoder.folds WORK OUT.json [--exact]``: WORK holds ``fold-N-weights`` (``--exact``: in 32 bits) for
some N, as :mod:`encoder.ship` wrote them. OUT.json is the calibration that is shipped.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import numpy as np
from spacy.language import Language

from encoder.corpora import BENCHMARKS, FOLDS, fold, lines
from kg.annotate.document import span_of
from kg.annotate.encoder.labels import ROOTS
from kg.annotate.encoder.session import Encoder
from kg.annotate.encoder.weights import Floats
from kg.annotate.pipeline import DEFAULT_MODEL, load_model
from kg.extract.events.coding import code
from kg.extract.events.marked_pairs import filed, joined, seen
from kg.records import Root

KNOWN = ROOTS[: ROOTS.index("0")]


@dataclass(frozen=True)
class Coded:
    """A pair that the weights never saw: what the encoder and the lexicon say, and what is right."""

    seen: Floats
    known: Root
    sure: float
    gold: int


def main() -> None:
    """Print the figures of encoder, lexicon and both; write the calibration."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("work", type=Path)
    asked.add_argument("out", type=Path)
    asked.add_argument("--exact", action="store_true")
    given = asked.parse_args()
    nlp = load_model(DEFAULT_MODEL)
    coded = []
    for n in range(FOLDS):
        folder = given.work / f"fold-{n}-weights{'-float32' if given.exact else ''}"
        if folder.exists():
            coded += list(_fold(n, Encoder.of(folder), nlp))
    voice, temperature = min(
        product(np.arange(0, 2.01, 0.25), np.arange(0.6, 2.01, 0.1)), key=lambda c: _surprise(coded, c[0], c[1])
    )
    voice /= 2  # the lexicon was made beside these very sentences: elsewhere it is worth less
    for name, heard in (("encoder", 0.0), ("encoder and lexicon", float(voice))):
        print(f"{name}: {_figures(coded, heard, float(temperature))}")
    print(f"lexicon: accuracy {np.mean([KNOWN.index(filed(c.known)) == c.gold for c in coded]):.3f}")
    _curve(coded, float(voice), float(temperature))
    made = {"lexicon_voice": round(float(voice), 2), "pairs_temperature": round(float(temperature), 2)}
    given.out.write_text(json.dumps(made) + "\n")


def _fold(n: int, encoder: Encoder, nlp: Language) -> Iterator[Coded]:
    texts = {row["id"]: row["text"] for row in lines(BENCHMARKS / "events/data/sentences.jsonl")}
    for row in lines(BENCHMARKS / "events/data/pairs.jsonl"):
        if fold(row["sentence"]) == n:
            doc = nlp(texts[row["sentence"]])
            source, target = (span_of(doc, *row[side][0]) if row[side] else None for side in ("source", "target"))
            known, sure = code(doc, source, target)
            yield Coded(seen(encoder, doc, source, target), known, sure, KNOWN.index(row["root"]))


def _likely(coded: Coded, voice: float, temperature: float) -> Floats:
    cooled: Floats = np.maximum(coded.seen, np.float32(1e-3)) ** np.float32(1 / temperature)
    return joined(np.asarray(cooled / cooled.sum(), np.float32), coded.known, coded.sure, voice)


def _surprise(coded: list[Coded], voice: float, temperature: float) -> float:
    return -float(np.mean([np.log(max(_likely(c, voice, temperature)[c.gold], 1e-6)) for c in coded]))


def _figures(coded: list[Coded], voice: float, temperature: float) -> str:
    gold = np.array([c.gold for c in coded])
    said = np.array([_likely(c, voice, temperature).argmax() for c in coded])
    each = [
        2 * np.sum((gold == k) & (said == k)) / max(np.sum(gold == k) + np.sum(said == k), 1)
        for k in range(len(KNOWN))
    ]  # fmt: skip
    return f"{len(coded)} pairs, accuracy {np.mean(gold == said):.4f}, macro-F1 {np.mean(each):.4f}"


def _curve(coded: list[Coded], voice: float, temperature: float) -> None:
    """Of the pairs coded with about a confidence, the share that is right."""
    likely = [_likely(c, voice, temperature) for c in coded]
    best = np.array([row.max() for row in likely])
    right = np.array([row.argmax() == c.gold for row, c in zip(likely, coded, strict=True)])
    for low in np.arange(0.2, 1.0, 0.1):
        inside = (best >= low) & (best < low + 0.1 + (low > 0.85))
        if inside.any():
            print(f"confidence {best[inside].mean():.2f}: {right[inside].mean():.2f} right of {inside.sum()}")


if __name__ == "__main__":
    main()
