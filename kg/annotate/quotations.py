"""The quotations of a Doc, in tokens: found once by their marks (:mod:`kg.annotate.quotation_marks`) and kept on it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc

from kg.annotate import document, quotation_marks

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation as token indices, marks included, with the paragraph that it stands in."""

    tokens: Range
    paragraph: Range
    #: Whether it is at least a sentence of its own.
    whole: bool
    #: Whether the next paragraph begins with the same speaker's words.
    carries_on: bool


def quotations(doc: Doc) -> tuple[Quoted, ...]:
    """The quotations of the article's own paragraphs, in order, none within another; also ``doc._.quotations``."""
    if not document.is_left(doc, "quotations"):
        doc._.quotations = _found(doc)
    found: tuple[Quoted, ...] = doc._.quotations
    return found


def _found(doc: Doc) -> Iterator[Quoted]:
    text = document.text_of(doc)
    bounds = [(p.start, p.end) for p in document.paragraphs(doc)]
    spans = tuple((doc[s].idx, doc[e - 1].idx + len(doc[e - 1])) for s, e in bounds)
    starts = [t.idx for t in doc]
    at = 0
    for q in quotation_marks.quotations(text, spans):
        first, end = bisect_left(starts, q.start), bisect_left(starts, q.end)
        while at + 1 < len(bounds) and bounds[at][1] <= first:
            at += 1
        if first < end:
            yield Quoted((first, end), bounds[at], _is_whole(doc, text, q, (first, end)), q.carries_on)


def _is_whole(doc: Doc, text: str, q: quotation_marks.Quotation, tokens: Range) -> bool:
    words = sum(t.is_alpha for t in doc[tokens[0] : tokens[1]])
    begins, ends = text[q.inner[0] : q.inner[0] + 1], text[q.inner[1] - 1 : q.inner[1]]
    return words >= 1 and (begins.isupper() or begins in "[…'‘’.") and (ends in ".,?!…—-’'" or words > 5)
