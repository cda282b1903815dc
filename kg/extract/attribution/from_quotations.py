"""Quotations joined to who says them: the parse where it shows it, else the verb of saying next to the marks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from kg.annotate.quotations import Quoted
from kg.annotate.syntax import SUBJECTS, role
from kg.extract.attribution.cues import Cue
from kg.extract.attribution.draft import Context, Draft
from kg.extract.attribution.from_parse import drafted, lemma
from kg.extract.attribution.statement_index import Drafts, overlap
from kg.lexicon.speech import Speech

#: Frames whose words a later quotation may go on with.
_SPEECH = frozenset({"that", "quote", "colon", "according"})
_NAMES = frozenset({"PROPN", "NOUN", "PRON"})
_BEFORE_NAME = _NAMES | {"DET", "ADJ"}
_STOP = frozenset({".", "?", "!", "…"})
#: How many tokens a cue may stand away from the quotation.
_REACH = 14


def quoted(context: Context, drafts: Sequence[Draft]) -> list[Draft]:
    """``drafts`` with the quotations in their contents, and new ones for quotations that had none."""
    doc, standing = context.doc, Drafts(drafts)
    owner: Draft | None = None
    before: Quoted | None = None
    for q in context.quotes:
        tokens = set(range(*q.tokens))
        held = _holding(doc, q, tokens, standing)
        if before is not None and owner is not None and before.carries_on and q.paragraph != before.paragraph:
            held = owner if held is None or not q.whole else held
        if held is None and owner is not None and before is not None and _resumes(doc, before, q, owner):
            held = owner
        if held is None and q.whole:
            held = _beside(doc, q, standing, context.lexicon)
            if held is not None:
                standing.add(held)
            if held is None and owner is not None and before is not None and _follows(doc, before, q, standing):
                held = owner
        if held is not None:
            standing.grow(held, tokens)
            if q.whole and held.source is not None and held.source.i in tokens:
                named_beside(doc, held)
            owner, before = (held, q) if held.frame in _SPEECH else (None, None)
    return standing.all


def _holding(doc: Doc, q: Quoted, tokens: set[int], drafts: Drafts) -> Draft | None:
    """The attribution whose content the parse shows in the quotation, or right before it."""
    holding = [d for d in drafts.holding(tokens) if not overlap(d.cue_range, q.tokens)]
    held = max(holding, key=lambda d: (len(d.content & tokens), -d.head.i), default=None)
    if held is None:
        first = q.tokens[0]
        return next((d for d in drafts.holding([first - 1]) if d.cue_range[1] <= first), None)
    if q.whole and held.frame in ("that", "quote") and len(held.content & tokens) * 2 > len(tokens):
        # "Asked about it, he said: “…”": the parser hangs the asking into what was said.
        stray = held.content.intersection(range(doc[q.tokens[0]].sent.start, q.tokens[0]))
        if held.cue_range[0] < q.tokens[0] and not any(doc[i].is_quote for i in stray):
            drafts.shrink(held, {i for i in stray if i < held.cue_range[0]})
        elif held.cue_range[0] >= q.tokens[1] and (doc[q.tokens[0] - 1].text in _STOP | {":"} or _mark(doc, q)):
            drafts.shrink(held, {i for i in stray if not doc[i].is_quote})
    return held


def named_beside(doc: Doc, draft: Draft) -> None:
    """Give ``draft`` the name next to its verb for a source, where the parser took one out of what is said."""
    start, end = draft.cue_range
    left, right = start - 1, end
    if left >= 0 and doc[left].pos_ in _NAMES and left not in draft.content:
        while start > 0 and doc[start - 1].pos_ in _BEFORE_NAME and start - 1 not in draft.content:
            start -= 1
        draft.source, draft.source_range = doc[left], (start, left + 1)
        return
    while end < len(doc) and doc[end].pos_ in _BEFORE_NAME and end not in draft.content:
        end += 1
    if end > right and doc[end - 1].pos_ in _NAMES:
        draft.source, draft.source_range = doc[end - 1], (right, end)


def _mark(doc: Doc, q: Quoted) -> bool:
    """Whether another quotation ends right before ``q``."""
    return q.tokens[0] > q.paragraph[0] and doc[q.tokens[0] - 1].is_quote


def _resumes(doc: Doc, before: Quoted, q: Quoted, owner: Draft) -> bool:
    """Whether only the cue's own clause parts the two: “First,” she said, “second.”"""
    between = doc[before.tokens[1] : q.tokens[0]]
    if q.paragraph != before.paragraph or not 0 < len(between) <= _REACH or owner.head not in between:
        return False
    return between[-1].text == "," and not any(t.text in _STOP for t in between)


def _beside(doc: Doc, q: Quoted, drafts: Drafts, lexicon: Speech) -> Draft | None:
    tokens = set(range(*q.tokens))
    for verb in (*_after(doc, q), *_ahead(doc, q)):
        act = lexicon.of("verb", lemma(verb)).get("quote")
        known = drafts.headed(verb.i)
        if act is None or (known is not None and known.frame not in ("that", "quote", "obj")):
            continue
        if known is not None:
            return known
        new = drafted(Cue(verb, "quote", ()), act, tokens)
        if new is not None and new.source is not None and new.source.i in tokens:
            named_beside(doc, new)
        if new is not None and (new.source is None or new.source.i not in tokens):
            return new
    return None


def _after(doc: Doc, q: Quoted) -> Iterator[Token]:
    """Verbs after the quotation, in the same sentence as a reader sees it."""
    for i in range(q.tokens[1], min(q.tokens[1] + _REACH, q.paragraph[1])):
        token = doc[i]
        if token.text in _STOP or token.is_quote:
            return
        if token.pos_ in ("VERB", "AUX") and any(role(c) in SUBJECTS for c in token.children):
            yield token


def _ahead(doc: Doc, q: Quoted) -> Iterator[Token]:
    """Verbs before the quotation, nearest first; in the paragraph above, if a colon ends it."""
    first, start = q.tokens[0] - 1, q.paragraph[0]
    while first >= 0 and first < start and doc[first].is_space:
        first -= 1
    if first < start:
        if first < 0 or doc[first].text != ":":
            return
        start = 0
    for i in range(first, max(first - _REACH, start - 1), -1):
        token = doc[i]
        if token.text in _STOP or token.is_quote:
            return
        if token.pos_ in ("VERB", "AUX"):
            yield token


def _follows(doc: Doc, before: Quoted, q: Quoted, drafts: Drafts) -> bool:
    """Whether ``q`` goes on with the words of ``before``: no other attribution between, no paragraph skipped."""
    if drafts.any_headed(max(before.tokens[1], before.paragraph[1] + 1), q.tokens[0]):
        return False
    if q.paragraph == before.paragraph:
        return True
    between = [t for t in doc[before.paragraph[1] : q.tokens[0]] if not t.is_space]
    return not between
