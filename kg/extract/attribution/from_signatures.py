"""Quotations that somebody signs: “We are tired of it.” — Ana Ferris, a nurse."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from kg.annotate.quotations import Quoted
from kg.extract.attribution.draft import Context, Draft, overruling

_DASHES = ("—", "–", "―", "--", "-")
#: How many tokens the name may have, and all that follows the dash.
_NAME, _LINE = 8, 20


def signatures(context: Context, drafts: Sequence[Draft]) -> list[Draft]:
    """``drafts`` with the signed quotations, which overrule what else claims their words or their signature."""
    return overruling(drafts, [d for q in context.quotes if (d := _signature(context.doc, q)) is not None])


def _signature(doc: Doc, q: Quoted) -> Draft | None:
    """The attribution of a quotation that a paragraph consists of, but for a dash and a name at its end."""
    first, dash = q.tokens
    start, last = dash + 1, q.paragraph[1]
    while last > start and doc[last - 1].is_space:
        last -= 1
    if not q.whole or first != q.paragraph[0] or not start < last <= start + _LINE:
        return None
    if doc[dash].text not in _DASHES or doc[start].pos_ != "PROPN":
        return None
    until = next((i for i in range(start, last) if doc[i].text in (",", "(", ";")), last)
    if until - start > _NAME or any(doc[i].pos_ in ("VERB", "AUX") for i in range(start, until)):
        return None
    root = doc[start:until].root
    return Draft(doc[dash], "assert", root, (start, until), (dash, dash + 1), set(range(first, dash)), "signed")
