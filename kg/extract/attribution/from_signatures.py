"""Quotations that somebody signs: “We are tired of it.” — Ana Ferris, a nurse."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from kg.annotate.quotations import Quoted
from kg.extract.attribution.draft import Draft

_DASHES = ("—", "–", "―", "--", "-")
#: How many tokens the name may have, and all that follows the dash.
_NAME, _LINE = 8, 20


def signed(doc: Doc, quotes: Sequence[Quoted], drafts: Sequence[Draft]) -> list[Draft]:
    """``drafts`` with the signed quotations, which overrule what else claims their words or their signature."""
    return overruling(drafts, [d for q in quotes if (d := _signature(doc, q)) is not None])


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


def _used(draft: Draft) -> set[int]:
    return {*range(*draft.cue_range), *(range(*draft.source_range) if draft.source_range else ())}


def _claims(draft: Draft, line: set[int], words: set[int]) -> bool:
    if _used(draft) & line or draft.content & line:
        return True
    return draft.cue_range[0] not in words and len(draft.content & words) * 2 > len(words)
