"""Quotations that somebody signs: “We are tired of it.” — Ana Ferris, a nurse."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from kg.annotate.document import text_of
from kg.annotate.quotations import Quoted
from kg.extract.attribution.draft import Context, Draft, overruling
from kg.extract.attribution.spans import DASHES

#: How many tokens the name may have, and all that follows the dash.
_NAME, _LINE = 8, 20


def signatures(context: Context, drafts: Sequence[Draft]) -> list[Draft]:
    """``drafts`` with the signed quotations, which overrule what else claims their words or their signature."""
    text = text_of(context.doc)
    return overruling(drafts, [d for q in context.quotes if (d := _signature(context.doc, text, q)) is not None])


def _signature(doc: Doc, text: str, q: Quoted) -> Draft | None:
    """The attribution of a quotation that a line begins with and a dash and a name end."""
    first, dash = q.tokens
    begins = first == q.paragraph[0] or "\n" in text[doc[first - 1].idx + len(doc[first - 1]) : doc[first].idx]
    end = min(q.paragraph[1], dash + 2 * _LINE)  # what goes on is no signature
    dash = _worded(doc, dash, end)
    start = _worded(doc, dash + 1, end)
    if not q.whole or not begins or start >= end or doc[dash].text not in DASHES or doc[start].pos_ != "PROPN":
        return None
    last = _line_end(doc, text, dash, end)
    if not start < last <= start + _LINE:
        return None
    until = next((i for i in range(start, last) if doc[i].text in (",", "(", ";")), last)
    if until - start > _NAME or any(doc[i].pos_ in ("VERB", "AUX") for i in range(start, until)):
        return None
    root = doc[start:until].root
    return Draft(doc[dash], "assert", root, (start, until), (dash, dash + 1), set(range(*q.tokens)), "signed")


def _worded(doc: Doc, start: int, end: int) -> int:
    """The first token of ``[start, end)`` that is no blank."""
    return next((i for i in range(start, end) if not doc[i].is_space), end)


def _line_end(doc: Doc, text: str, start: int, end: int) -> int:
    """The end of the line in which token ``start`` stands, without what is blank; ``end`` is a bound."""
    last = next((i for i in range(start, end) if "\n" in text[doc[i].idx + len(doc[i]) : _next(doc, i)]), end - 1) + 1
    while last > start and (doc[last - 1].is_space or doc[last - 1].text == "."):
        last -= 1
    return last


def _next(doc: Doc, i: int) -> int:
    return doc[i + 1].idx if i + 1 < len(doc) else doc[i].idx + len(doc[i])
