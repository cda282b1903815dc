"""Statements of an article, from its attributions (:mod:`kg.extract.attribution.extractors`).

What is none is left out, contents are made whole, and what lies inside another's content is nested in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from kg.annotate.document import span_of
from kg.annotate.mention_index import MentionIndex
from kg.annotate.syntax import Role, role
from kg.extract.attribution import circumstances
from kg.extract.attribution.completion import complete, within_paragraphs
from kg.extract.attribution.deeds import is_none, refused, unsaid
from kg.extract.attribution.draft import Context, Draft
from kg.extract.attribution.extractors import attributions
from kg.extract.attribution.propositions import parts
from kg.extract.attribution.sources import able
from kg.extract.attribution.spans import Range, runs, text_span, trimmed
from kg.extract.dates import date_of
from kg.lexicon import speech
from kg.records import ACTOR_TYPES, Form, Span, Statement

_QUOTES = ("“", "”", "„", '"', "''", "``", "«", "»")
#: Tags of words that are no content by themselves: "what she said", "as she pointed out".
_EMPTY = frozenset({"WP", "WDT", "WP$", "IN", "TO", "CC"})
_SINGLE = ("‘", "’", "'")


def statements(doc: Doc, index: MentionIndex) -> tuple[Statement, ...]:
    """The statements of ``doc``, in text order, numbered; one inside another's content names it in ``within``."""
    context = Context.of(doc, index)
    drafts = [d for d in attributions(context) if not is_none(doc, d, index)]
    for draft in drafts:
        able(draft, index)
    within_paragraphs(drafts, context.paragraphs)
    complete(doc, drafts)
    drafts = [refused(doc, d) for d in drafts if _says(doc, d) and not _ended(d.head)]
    drafts = sorted(
        _distinct(unsaid(drafts)), key=lambda d: (min(d.content | {d.cue_range[0]}), d.cue_range, len(d.content))
    )
    above = nesting(drafts)
    names = [f"s{n}" for n in range(1, len(drafts) + 1)]
    spoken = [circumstances.speakers(drafts[_voice(drafts, above, n)], index) for n in range(len(drafts))]
    return tuple(
        _spoken(_statement(doc, index, draft, name), by, index, None if over is None else names[over])
        for draft, name, over, by in zip(drafts, names, above, spoken, strict=True)
    )


def _spoken(said: Statement, by: tuple[str, ...], index: MentionIndex, within: str | None) -> Statement:
    """``said`` by somebody; what is told by its verb alone ("demand more room") is no proposition without who does."""
    acts = any(index.by_id[m].type in ACTOR_TYPES for m in by)
    told = tuple(replace(p, standing="none") if p.standing == "phrase" and not acts else p for p in said.parts)
    return replace(said, speaker=by, within=within, parts=told)


def _says(doc: Doc, draft: Draft) -> bool:
    """Whether anything is left as content: "what she said" and a lone bracket hand nothing to anybody."""
    worded = [doc[i] for i in draft.content if doc[i].is_alpha or doc[i].like_num]
    return any(t.tag_ not in _EMPTY and t.lower_ != "that" for t in worded)


def _ended(cue: Token) -> bool:
    """Whether a cue is what somebody stops or avoids: "to stop supporting the rebels", "refrained from blaming"."""
    above = cue.head
    if role(cue) == Role.PREP_CLAUSE:
        above = above.head
    elif role(cue) not in (Role.OPEN_CLAUSE, Role.COMPLEMENT, Role.OBJECT):
        return False
    return cue.tag_ == "VBG" and above.lemma_.lower() in speech.load().words["ending"]


def _voice(drafts: Sequence[Draft], above: Sequence[int | None], n: int) -> int:
    """Which attribution's source speaks in attribution ``n``: of "I want peace" in a quotation, the quotation's."""
    over = above[n]
    while over is not None and (source := drafts[n].source) is not None and source.lower_ == "i":
        n, over = over, above[over]
    return n


def _distinct(drafts: Sequence[Draft]) -> list[Draft]:
    """Without those whose cue another one's cue contains ("declined to say")."""
    kept: list[Draft] = []
    taken: set[int] = set()
    for draft in sorted(drafts, key=lambda d: (d.cue_range[0] - d.cue_range[1], d.cue_range)):
        if taken.isdisjoint(range(*draft.cue_range)):
            kept.append(draft)
            taken.update(range(*draft.cue_range))
    return kept


def nesting(drafts: Sequence[Draft]) -> list[int | None]:
    """For each attribution the smallest one in whose content its cue lies; never a circle."""
    heads = {draft.head.i for draft in drafts}
    holding: dict[int, list[tuple[int, int]]] = {}  # head → sizes and numbers of those whose content holds it
    for m, draft in enumerate(drafts):
        for i in draft.content & heads:
            holding.setdefault(i, []).append((len(draft.content), m))
    found: list[int | None] = []
    for n, draft in enumerate(drafts):
        own = (len(draft.content), -n)
        over = ((size, m) for size, m in holding.get(draft.head.i, ()) if m != n and (size, -m) > own)
        found.append(min(over, default=(0, None))[1])
    return found


def _statement(doc: Doc, index: MentionIndex, draft: Draft, name: str) -> Statement:
    content = _content(doc, draft)
    return Statement(
        id=name,
        speaker=(),
        source=(text_span(doc, draft.source_range),) if draft.source_range is not None else (),
        cue=(text_span(doc, draft.cue_range),),
        content=content,
        form=form(doc, content),
        act=draft.act,
        negated=draft.negated,
        addressee=circumstances.addressees(draft, index),
        place=circumstances.place(draft, index),
        date=date_of(doc, draft.head),
        medium=circumstances.medium(draft, index),
        parts=parts(doc, index, name, sorted(draft.content), draft),
    )


def _content(doc: Doc, draft: Draft) -> tuple[Span, ...]:
    pieces = [p for p in (trimmed(doc, r) for r in runs(draft.content)) if p is not None]
    worded = [p for p in pieces if any(t.is_alpha or t.like_num for t in doc[p[0] : p[1]])]
    return tuple(text_span(doc, p) for p in worded or pieces or [_all(draft)])


def _all(draft: Draft) -> Range:
    return min(draft.content), max(draft.content) + 1


def form(doc: Doc, content: Sequence[Span]) -> Form:
    """Direct if every piece stands between quotation marks, mixed if some of it does, else indirect."""
    marks = _QUOTES + _SINGLE
    pieces = [span_of(doc, s, e).text for s, e in content]
    if all(p.startswith(marks) and p.endswith(marks) for p in pieces):
        return "direct"
    return "mixed" if any(q in p for p in pieces for q in _QUOTES) else "indirect"
