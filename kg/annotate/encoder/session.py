"""The encoder at work: words in, what its heads see of each word out. One window at a time, rounded numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from kg.annotate.encoder.inputs import Input, Side, Told, of_pair, of_window
from kg.annotate.encoder.labels import CHAIN, HAPPENING, LINK, NAMES, ROLES, columns, tags
from kg.annotate.encoder.weights import SHIPPED, Floats, Weights, load
from kg.annotate.encoder.windows import Window, windows
from kg.annotate.encoder.word_features import Words
from kg.annotate.encoder.word_pieces import Pieces
from kg.errors import WeightsError

#: Makes reading slower: the layer norm that it brings is not vectorised for processors.
_SLOW = ["SkipLayerNormFusion"]
#: Words that may begin a cue or a content are asked where they belong; the likeliest answers are kept.
_ASKED, _KEPT = 0.05, 4
DIGITS = 3
#: Outputs that are asked of every window, and the layer on which the branch of events stands.
_HEADS, _BELOW = ("names", "said", "links", "chains"), "below"


@dataclass(frozen=True, slots=True)
class Link:
    """The number of a word to which another belongs, None for none, and how likely."""

    word: int | None
    probability: float


@dataclass(frozen=True, slots=True)
class Read:
    """What the heads see of N words; probabilities have three digits."""

    #: [N, tags of NAMES] and [N, tags of ROLES].
    names: Floats
    said: Floats
    #: The number of a word that may begin a cue → words of its source; of one that may begin a content → of its cue.
    sources: Mapping[int, tuple[Link, ...]]
    cues: Mapping[int, tuple[Link, ...]]
    #: [N, 4 CHAIN]: for coreference (:mod:`kg.annotate.encoder.pair_features`).
    chains: NDArray[np.float16]
    #: [N, HAPPENING]: for events (:mod:`kg.extract.events.heads`); [N, 0] where these are not learned.
    happenings: NDArray[np.float16]


class Encoder:
    """The weights, ready to read."""

    def __init__(self, weights: Weights, threads: int = 0) -> None:
        """``threads`` 0 takes all cores. Raises WeightsError if the weights do not fit this version."""
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.log_severity_level = 3
        try:
            self.pieces = Pieces(weights.tokenizer)
            self._session = _session(weights.encoder, options)
            self._branch = _session(weights.events.branch, options) if weights.events is not None else None
        except Exception as error:  # both libraries raise their own, and plain Exception
            raise WeightsError("the encoder's weights", f"cannot be used: {str(error).splitlines()[0]}") from error
        self.weights = weights

    @classmethod
    def of(cls, folder: Path | None = None, threads: int = 0) -> Encoder:
        """The encoder of the weights in ``folder`` (None: the shipped ones), made once a process."""
        return _made(folder or SHIPPED, threads)

    def told(self, words: Words) -> Told:
        """``words`` cut in pieces."""
        return Told.of(self.pieces.of(words.texts), words.shapes, words.opinions)

    def read(self, words: Words) -> Read:
        """Read the words of one article, window by window."""
        told = self.told(words)
        count = len(words.texts)
        names = np.zeros((count, len(tags(NAMES))), np.float32)
        said = np.zeros((count, len(tags(ROLES))), np.float32)
        chains = np.zeros((count, 4 * CHAIN), np.float16)
        happenings = np.zeros((count, HAPPENING if self._branch is not None else 0), np.float16)
        sources: dict[int, tuple[Link, ...]] = {}
        cues: dict[int, tuple[Link, ...]] = {}
        for window in windows(told.lengths(), words.sentences, words.paragraphs):
            made = of_window(told, window, self.pieces)
            seen = self._run(made, [*_HEADS, *([_BELOW] if self._branch is not None else [])])
            at = np.array(made.at)
            own = at[window.own - window.start :]
            names[window.own : window.end] = softmax(seen["names"][own])
            said[window.own : window.end] = softmax(seen["said"][own])
            chains[window.own : window.end] = seen["chains"][own]
            if self._branch is not None:
                branched = self._branch.run(["happenings"], {_BELOW: seen[_BELOW][None]})[0]
                happenings[window.own : window.end] = branched[0][own]
            self._link(window, at, seen["links"], said, (sources, cues))
        return Read(names.round(DIGITS), said.round(DIGITS), sources, cues, chains, happenings)

    def _link(
        self,
        window: Window,
        at: NDArray[np.int64],
        vectors: Floats,
        said: Floats,
        found: tuple[dict[int, tuple[Link, ...]], dict[int, tuple[Link, ...]]],
    ) -> None:
        """Where the words of ``window`` that may begin a cue or a content belong; piece 0 stands for nothing."""
        keys = np.array([0, *at])
        for side, role in enumerate(("cue", "content")):
            begins = said[window.own : window.end, columns(ROLES, role)[0]]
            asked = np.flatnonzero(begins > _ASKED) + window.own
            query = vectors[at[asked - window.start], 2 * side * LINK : (2 * side + 1) * LINK]
            key = vectors[keys, (2 * side + 1) * LINK : (2 * side + 2) * LINK]
            likely = softmax(query @ key.T / np.float32(LINK**0.5)).round(DIGITS)
            best = np.argsort(-likely, axis=-1, kind="stable")[:, :_KEPT]
            for n, row, kept in zip(asked.tolist(), likely, best.tolist(), strict=True):
                found[side][n] = tuple(Link(window.start + k - 1 if k else None, float(row[k])) for k in kept)

    def roots(self, told: Told, sides: Mapping[int, Side]) -> Floats:
        """How likely each of ROOTS is between the words that ``sides`` marks, by number: [roots], three digits."""
        made = of_pair(told, sides, self.pieces)
        hidden = self._run(made, ["hidden"])["hidden"]
        none = np.zeros(hidden.shape[1], np.float32)
        parts = [hidden.mean(0), *(hidden[side].mean(0) if side else none for side in made.parties)]
        heads = self.weights.heads
        scores: Floats = np.concatenate(parts) @ heads["pairs"] + heads["pairs_bias"]
        likely: Floats = softmax(scores / np.float32(self.weights.calibration["pairs_temperature"])).round(DIGITS)
        return likely

    def below(self, made: Input) -> Floats:
        """[pieces, D]: the layer on which the branch of events stands, which its training reads."""
        return self._run(made, [_BELOW])[_BELOW]

    def _run(self, made: Input, wanted: list[str]) -> dict[str, Floats]:
        """[pieces, …] of each output that is ``wanted``."""
        rows = {"ids": made.ids, "shapes": made.shapes, "opinions": made.opinions}
        found = self._session.run(wanted, {name: np.array([row], np.int64) for name, row in rows.items()})
        return {name: row[0] for name, row in zip(wanted, found, strict=True)}


def _session(model: bytes, options: onnxruntime.SessionOptions) -> onnxruntime.InferenceSession:
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"], disabled_optimizers=_SLOW)


@cache
def _made(folder: Path, threads: int) -> Encoder:
    return Encoder(load(folder), threads)


def softmax(scores: Floats) -> Floats:
    """Probabilities along the last axis."""
    raised = np.exp(scores - scores.max(-1, keepdims=True)) if scores.size else scores
    return np.asarray(raised / raised.sum(-1, keepdims=True), np.float32)
