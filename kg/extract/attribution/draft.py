"""An attribution in the making: the one value that every extractor of attributions yields, and what each is given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from spacy.tokens import Doc, Token

from kg.annotate.document import paragraphs
from kg.annotate.mention_index import MentionIndex
from kg.annotate.quotations import Quoted, quotations
from kg.extract.attribution.spans import Range
from kg.lexicon import speech
from kg.lexicon.speech import Speech
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


@dataclass(frozen=True, slots=True)
class Context:
    """What every extractor of attributions is given of an article."""

    doc: Doc
    index: MentionIndex
    #: The article's own paragraphs, in tokens.
    paragraphs: Sequence[Range]
    quotes: Sequence[Quoted]
    lexicon: Speech = field(default_factory=speech.load)

    @classmethod
    def of(cls, doc: Doc, index: MentionIndex) -> Context:
        """That of ``doc``, by the shipped lexicon."""
        return cls(doc, index, [(p.start, p.end) for p in paragraphs(doc)], quotations(doc))


class Extractor(Protocol):
    """One kind of evidence for attributions."""

    def __call__(self, context: Context, drafts: Sequence[Draft]) -> list[Draft]:
        """``drafts``, which the extractors before it found, with its own added or put in their place."""


def overruling(drafts: Sequence[Draft], new: Sequence[Draft]) -> list[Draft]:
    """``drafts`` with ``new`` ones for those that claim the same words, cues or sources."""
    if not new:
        return list(drafts)
    left = dict(enumerate([*drafts, *new]))
    touching: dict[int, list[int]] = {}
    for n, draft in left.items():
        for i in (*draft.content, *_used(draft)):
            touching.setdefault(i, []).append(n)
    for number, draft in enumerate(new, len(drafts)):
        line = _used(draft)
        rivals = {n for i in draft.content | line for n in touching[i] if n < number and n in left}
        for n in rivals:
            if _claims(left[n], line, draft.content):
                del left[n]
    return list(left.values())


def _used(draft: Draft) -> set[int]:
    return {*range(*draft.cue_range), *(range(*draft.source_range) if draft.source_range else ())}


def _claims(draft: Draft, line: set[int], words: set[int]) -> bool:
    if _used(draft) & line or draft.content & line:
        return True
    return draft.cue_range[0] not in words and len(draft.content & words) * 2 > len(words)
