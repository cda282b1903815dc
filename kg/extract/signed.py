"""Quotations that somebody signs: “We are tired of it.” — Ana Ferris, a nurse."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from kg.extract.attributions import Draft
from kg.extract.direct import Quoted

_DASHES = ("—", "–", "―", "--", "-")
#: How many tokens the name may have, and all that follows the dash.
_NAME, _LINE = 8, 20


def signed(doc: Doc, quotes: Sequence[Quoted], drafts: Sequence[Draft]) -> list[Draft]:
    """``drafts`` with the signed quotations, which overrule what else claims their words or their signature."""
    out = list(drafts)
    for new in (d for q in quotes if (d := _signature(doc, q)) is not None):
        assert new.source_range is not None
        line = set(range(new.cue_range[0], new.source_range[1]))
        out = [d for d in out if not _claims(d, line, new.content)] + [new]
    return out


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


def _claims(draft: Draft, line: set[int], words: set[int]) -> bool:
    used = {*range(*draft.cue_range), *(range(*draft.source_range) if draft.source_range else ())}
    if used & line or draft.content & line:
        return True
    return draft.cue_range[0] not in words and len(draft.content & words) * 2 > len(words)
