"""The trained heads of events: small networks on the encoder's vectors and on clues. What they answer is in log odds.

Each head is two layers: the sum of what its vectors and its clues weigh, then a wide and a narrow product. The weights
are :class:`kg.annotate.encoder.weights.EventWeights`, and ``scripts/encoder`` trains them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

import numpy as np

from kg.annotate.encoder.session import DIGITS, softmax
from kg.annotate.encoder.weights import SHIPPED, Floats, load
from kg.extract.events.clues import Clues

Question = Literal["words", "deeds", "parties", "dates", "same"]


@dataclass(frozen=True, slots=True)
class Heads:
    """The heads of one set of weights."""

    arrays: Mapping[str, Floats]
    clues: Mapping[str, Mapping[str, int]]
    #: What was chosen on the development part of ``news-events``: thresholds, and how confidence is read off.
    calibration: Mapping[str, Any]

    @classmethod
    def of(cls, folder: Path | None = None) -> Heads | None:
        """The heads of the weights in ``folder`` (None: the shipped ones); None if they have none."""
        return _made(folder or SHIPPED)

    def ask(self, question: Question, words: Sequence[Floats], clues: Sequence[Clues]) -> Floats:
        """[N, answers] for N questions about words with vectors [N, V], and their clues."""
        weights = {
            part: self.arrays[f"{question}.{part}"]
            for part in ("bias", "clues", "middle", "middle_bias", "out", "out_bias")
        }
        hidden = weights["bias"] + self._told(question, clues, weights["clues"])
        for n, vectors in enumerate(words):
            hidden = hidden + vectors @ self.arrays[f"{question}.words{n}"]
        middle = _gelu(_gelu(hidden) @ weights["middle"] + weights["middle_bias"])
        return np.asarray(middle @ weights["out"] + weights["out_bias"], np.float32)

    def answers(self, question: Question) -> int:
        """How many answers the question has."""
        return len(self.arrays[f"{question}.out_bias"])

    def _told(self, question: Question, clues: Sequence[Clues], table: Floats) -> Floats:
        known = self.clues[question]
        out = np.zeros((len(clues), table.shape[1]), np.float32)
        for n, told in enumerate(clues):
            numbers = [known[clue] for clue in told if clue in known]
            if numbers:
                out[n] = table[numbers].sum(0)
        return out


def probabilities(scores: Floats) -> Floats:
    """Probabilities along the last axis, rounded."""
    return softmax(scores).round(DIGITS)


def _gelu(x: Floats) -> Floats:
    return np.asarray(0.5 * x * (1 + np.tanh(np.sqrt(2 / np.pi) * (x + 0.044715 * x**3))), np.float32)


@cache
def _made(folder: Path) -> Heads | None:
    events = load(folder).events
    if events is None:
        return None
    clues = {name: {clue: n for n, clue in enumerate(known)} for name, known in events.clues.items()}
    return Heads(events.heads, clues, events.calibration)
