"""An attribution in the making: the one value that every source of attributions yields."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from kg.extract.attribution.spans import Range
from kg.records import Act


@dataclass(slots=True, eq=False)
class Draft:
    """An attribution in the making; ``content`` are token indices."""

    head: Token
    act: Act
    source: Token | None
    source_range: Range | None
    cue_range: Range
    content: set[int]
    #: The frame that gave it (:mod:`kg.extract.attribution.cues`), or ``according``.
    frame: str
    negated: bool = False
