"""Words as the encoder reads them: a window of a text, or a sentence with the two parties of a pair marked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from kg.annotate.encoder.windows import Window
from kg.annotate.encoder.word_pieces import Pieces

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
    """The pieces of words with the shape (one more than the word's) and the opinion of each, in one row."""

    ids: Sequence[int]
    shapes: Sequence[int]
    opinions: Sequence[int]
    #: Where the pieces of each word begin, and where those of the last end.
    starts: Sequence[int]

    @classmethod
    def of(cls, cut: Sequence[Sequence[int]], shapes: Sequence[int], opinions: Sequence[int]) -> Told:
        """Words cut in pieces, with the shape and the opinion of each word."""
        made = Input()
        starts = [0]
        for ids, shape, opinion in zip(cut, shapes, opinions, strict=True):
            made.add(ids, shape + 1, opinion)
            starts.append(len(made.ids))
        return cls(made.ids, made.shapes, made.opinions, starts)

    def lengths(self) -> list[int]:
        """How many pieces each word has."""
        return [end - start for start, end in pairwise(self.starts)]


def of_window(told: Told, window: Window, pieces: Pieces) -> Input:
    """The words of ``window``."""
    start, end = told.starts[window.start], told.starts[window.end]
    return Input(
        [pieces.first, *told.ids[start:end], pieces.last],
        [0, *told.shapes[start:end], 0],
        [0, *told.opinions[start:end], 0],
        [at - start + 1 for at in told.starts[window.start : window.end]],
    )


def of_pair(told: Told, sides: Mapping[int, Side], pieces: Pieces) -> Input:
    """All the words, with marks around those that ``sides`` gives to a party, by number."""
    made = Input()
    made.add((pieces.first,))
    before: Side | None = None
    words = len(told.starts) - 1
    for n in range(words + 1):
        now = sides.get(n)
        if before is not None and now != before:
            made.add(pieces.marks[before][1:])
        if now is not None and now != before:
            made.parties[SIDES.index(now)].append(len(made.ids))
            made.add(pieces.marks[now][:1])
        if n < words:
            start, end = told.starts[n], told.starts[n + 1]
            made.add(told.ids[start:end], told.shapes[start], told.opinions[start])
        before = now
    made.add((pieces.last,))
    return made
