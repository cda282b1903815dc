"""What is fitted and chosen on ``news-events`` has in common: its scorer, an article as it is read, the regression."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.machinery import SourceFileLoader
from types import ModuleType

import numpy as np
from spacy.tokens import Doc

from encoder.corpora import BENCHMARKS
from kg.annotate.mention_index import MentionIndex
from kg.extract.attribution.statements import statements
from kg.extract.events.clues import Reading

STEPS = 30


def scorer() -> ModuleType:
    """The executable ``score`` of the benchmark, as a module."""
    return SourceFileLoader("score", str(BENCHMARKS / "news-events/score")).load_module()


def reading_of(doc: Doc) -> Reading:
    """What the heads of events are asked about, of an annotated article."""
    index = MentionIndex.of(doc)
    return Reading.of(doc, index, statements(doc, index))


def logistic(table: np.ndarray, right: np.ndarray, held: Sequence[float]) -> np.ndarray:
    """The weights [K] of a logistic regression on ``table`` [N, K] by Newton's method; ``held``: how strongly each is
    held to nothing."""
    hold = np.diag(held)
    weights = np.zeros(table.shape[1])
    for _ in range(STEPS):
        likely = 1 / (1 + np.exp(-table @ weights))
        slope = table.T @ (right - likely) - hold @ weights
        bend = (table * (likely * (1 - likely))[:, None]).T @ table + hold
        weights = weights + np.linalg.solve(bend, slope)
    return weights
