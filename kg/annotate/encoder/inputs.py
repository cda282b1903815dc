"""Words as the encoder reads them: a window of a text, or a sentence with the two parties of a pair marked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from kg.annotate.encoder.pieces import Pieces
from kg.annotate.encoder.windows import Window

Side = Literal["source", "target"]
SIDES: tuple[Side, Side] = ("source", "target")


@dataclass(slots=True)
class Input:
    """Word pieces with what is told of each: shape (0 is none, else one more than the word's) and opinion."""

    ids: list[int] = field(default_factory=list)
    shapes: list[int] = field(default_factory=list)
    opinions: list[int] = field(default_factory=list)
    #: Of a window: the first piece of each of its words.
    at: list[int] = field(default_factory=list)
    #: Of a pair: the marks before the words of the source and of the target.
    parties: tuple[list[int], list[int]] = field(default_factory=lambda: ([], []))

    def add(self, ids: Sequence[int], shape: int = 0, opinion: int = 0) -> None:
        """Append pieces that are told the same."""
        self.ids.extend(ids)
        self.shapes.extend([shape] * len(ids))
        self.opinions.extend([opinion] * len(ids))


@dataclass(frozen=True, slots=True)
class Told:
    """Words cut in pieces, with the shape and the opinion of each."""

    cut: Sequence[tuple[int, ...]]
    shapes: Sequence[int]
    opinions: Sequence[int]


def of_window(told: Told, window: Window, pieces: Pieces) -> Input:
    """The words of ``window``."""
    made = Input()
    made.add((pieces.first,))
    for n in range(window.start, window.end):
        made.at.append(len(made.ids))
        made.add(told.cut[n], told.shapes[n] + 1, told.opinions[n])
    made.add((pieces.last,))
    return made


def of_pair(told: Told, sides: Mapping[int, Side], pieces: Pieces) -> Input:
    """All the words, with marks around those that ``sides`` gives to a party, by number."""
    made = Input()
    made.add((pieces.first,))
    before: Side | None = None
    for n in range(len(told.cut) + 1):
        now = sides.get(n)
        if before is not None and now != before:
            made.add(pieces.marks[before][1:])
        if now is not None and now != before:
            made.parties[SIDES.index(now)].append(len(made.ids))
            made.add(pieces.marks[now][:1])
        if n < len(told.cut):
            made.add(told.cut[n], told.shapes[n] + 1, told.opinions[n])
        before = now
    made.add((pieces.last,))
    return made


def side_by_side(inputs: Sequence[Input]) -> dict[str, NDArray[np.int64]]:
    """``ids``, ``mask`` (1 where there is a piece), ``shapes`` and ``opinions``, each [inputs, pieces]."""
    length = max(len(i.ids) for i in inputs)

    def rows(values: Sequence[Sequence[int]]) -> NDArray[np.int64]:
        return np.array([[*row, *[0] * (length - len(row))] for row in values], dtype=np.int64)

    return {
        "ids": rows([i.ids for i in inputs]),
        "mask": rows([[1] * len(i.ids) for i in inputs]),
        "shapes": rows([i.shapes for i in inputs]),
        "opinions": rows([i.opinions for i in inputs]),
    }
