"""Who speaks where each turn is marked: "Q: Why did it fail?", "A: Nobody came.", and posts with their handle."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from kg.annotate.mention_index import MentionIndex
from kg.extract.attribution.draft import Context, Draft, overruling
from kg.extract.attribution.spans import DASHES, Range
from kg.lexicon.words import word_list

_ASKING = word_list("extract.attribution.from_interviews", "asking")
_ANSWERING = word_list("extract.attribution.from_interviews", "answering")
#: How many tokens the name before a handle may have, and all that follows it.
_NAME, _LINE = 8, 20
#: How many tokens the name before a colon may have, with it.
_LABEL = 5


def interviews(context: Context, drafts: Sequence[Draft]) -> list[Draft]:
    """``drafts`` with the turns of interviews and transcripts and the posts, which overrule what claims their words."""
    doc, paragraphs = context.doc, context.paragraphs
    said = [*turns(doc, paragraphs, context.index), *transcript(doc, paragraphs)]
    return overruling(drafts, [*said, *posts(doc, paragraphs)])


def turns(doc: Doc, paragraphs: Sequence[Range], index: MentionIndex) -> list[Draft]:
    """The turns of an interview that marks questions and answers; none unless both are there.

    The answers are those of the one person whom the paragraphs before them name; of several, nobody's.
    """
    marked = [(start, end, _mark(doc, start, end)) for start, end in paragraphs]
    labels = {doc[start].lower_ for start, _, colon in marked if colon is not None}
    if not labels & _ASKING or not labels & _ANSWERING:
        return []
    asked = _interviewee(doc, marked, index)
    return [_turn(doc, marked, n, asked) for n, (_, _, colon) in enumerate(marked) if colon is not None]


def _mark(doc: Doc, start: int, end: int) -> int | None:
    """Where the mark of a turn ends, behind "Q" or "A"; None where a paragraph has none."""
    labelled = start + 2 < end and doc[start].lower_ in _ASKING | _ANSWERING and doc[start + 1].text in (":", ".")
    return start + 1 if labelled and doc[start].text[0].isupper() else None


def _interviewee(doc: Doc, marked: Sequence[tuple[int, int, int | None]], index: MentionIndex) -> Token | None:
    first = next(start for start, _, colon in marked if colon is not None)
    named = [
        m
        for m in index.between(0, doc[first].idx)
        if m.type == "Person" and m.kind == "name" and m.end <= doc[first].idx
    ]
    if not named or len({m.entity for m in named}) > 1:
        return None
    span = doc.char_span(named[0].start, named[0].end, alignment_mode="expand")
    return span.root if span is not None else None


def _turn(doc: Doc, marked: Sequence[tuple[int, int, int | None]], n: int, asked: Token | None) -> Draft:
    """A turn, with the paragraphs up to the next one's mark; the last has its own alone."""
    start, end, colon = marked[n]
    assert colon is not None
    following = next((k for k in range(n + 1, len(marked)) if marked[k][2] is not None), None)
    end = marked[following - 1][1] if following is not None else end
    question = doc[start].lower_ in _ASKING
    return Draft(
        doc[start],
        "ask" if question else "assert",
        None if question else asked,
        (start, start + 1),
        (colon, colon + 1),
        {i for i in range(colon + 1, end) if not doc[i].is_space},
        "turn",
    )


def transcript(doc: Doc, paragraphs: Sequence[Range]) -> list[Draft]:
    """The turns that begin with a name in capitals ("RUIZ: Nobody came."); none unless two or more take turns."""
    marked = [(start, end, _label(doc, start, end)) for start, end in paragraphs]
    found = [(label, end) for _, end, label in marked if label is not None]
    names = [doc[start:colon].text for (start, colon), _ in found]
    if len(names) == len(set(names)) or len(set(names)) < 2:
        return []
    return [_spoken(doc, label, end) for label, end in found]


def _label(doc: Doc, start: int, end: int) -> Range | None:
    """The name before the colon with which a paragraph begins, also one that is quoted whole."""
    first = start + (start < end and doc[start].is_quote)
    colon = next((i for i in range(first, min(end, first + _LABEL)) if doc[i].text == ":"), None)
    if colon is None or colon + 1 >= end or not doc[first:colon].text.strip():
        return None
    return (first, colon) if all(t.is_alpha and t.is_upper and len(t) > 1 for t in doc[first:colon]) else None


def _spoken(doc: Doc, label: Range, end: int) -> Draft:
    start, colon = label
    while end - 1 > colon + 1 and (doc[end - 1].is_space or doc[end - 1].is_quote):
        end -= 1
    asks = doc[end - 1].text == "?"
    root = doc[start:colon].root
    content = set(range(colon + 1, end))
    return Draft(doc[colon], "ask" if asks else "assert", root, label, (colon, colon + 1), content, "turn")


def posts(doc: Doc, paragraphs: Sequence[Range]) -> Iterator[Draft]:
    """Paragraphs that are a post: what is written, a dash, a name and its handle ("— Ana Ruiz (@anaruiz)")."""
    for start, end in paragraphs:
        handle = next((i for i in range(max(start, end - _LINE), end) if doc[i].text.startswith("@")), None)
        if handle is None or doc[handle - 1].text != "(":
            continue
        dash = next((i for i in range(handle - 2, max(start, handle - _NAME), -1) if doc[i].text in DASHES), None)
        if dash is not None and dash > start and doc[dash + 1].pos_ == "PROPN":
            source = (dash + 1, handle - 1)
            root = doc[source[0] : source[1]].root
            yield Draft(doc[dash], "assert", root, source, (dash, dash + 1), set(range(start, dash)), "signed")
