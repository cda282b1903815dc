"""Where contents begin and end: what leads to one is cue, what the writer adds is nobody's, no phrase is cut in two."""

from __future__ import annotations

from collections.abc import Callable, Collection

from spacy.tokens import Doc, Token

from kg.annotate.syntax import Role, role
from kg.extract.attribution.draft import Draft
from kg.extract.attribution.spans import DASHES
from kg.lexicon.words import word_list

_JOINING = word_list("extract.attribution.edges", "joining")
_NOMINAL = frozenset({"NOUN", "PROPN", "NUM"})
#: So many tokens a place and a day before a dash may have, and what completes a phrase.
_DATELINE, _REST = 12, 25


def share(doc: Doc, draft: Draft) -> None:
    """Give the cue its preposition ("called **for** talks"), and the content the "to" of its infinitive.

    A preposition that leads elsewhere is nobody's: "said **in** a note that talks failed".
    """
    start, end = draft.cue_range
    if end >= len(doc):
        return
    if end not in draft.content:
        if end <= max(draft.content) and (draft.source_range is None or draft.source_range[0] < end):
            draft.cue_range = (start, _elsewhere(doc, draft))
        return
    last, word = doc[end - 1], doc[end]
    rest = draft.content - {end}
    if last.tag_ == "TO" and last.i > draft.head.i and last.head.i in draft.content:
        draft.cue_range = (start, end - 1)
        draft.content.add(end - 1)
    elif end == min(draft.content) and end + 1 in rest and not doc[end + 1].is_quote and _leads(word, draft.head):
        draft.cue_range = (start, end + 1)
        draft.content = rest


def _elsewhere(doc: Doc, draft: Draft) -> int:
    """Where the cue ends without a preposition that leads to something else than the content."""
    end = draft.cue_range[1]
    after = (doc[i] for i in range(draft.head.i + 1, end))
    return next((t.i for t in after if _is_prep(t) and t.head == draft.head and t.right_edge.i >= end), end)


def _is_prep(word: Token) -> bool:
    return word.pos_ == "ADP" and role(word) == Role.PREP


def _leads(word: Token, verb: Token) -> bool:
    return _is_prep(word) and word.head == verb and word.i == verb.i + 1


def begin(doc: Doc, draft: Draft) -> None:
    """Leave out what the writer begins a sentence with: "But" where nobody is quoted, "WASHINGTON — "."""
    first = min(draft.content)
    if not doc[first].is_sent_start:
        return
    joins = doc[first].lower_ in _JOINING and not any(doc[i].is_quote for i in draft.content)
    start = first + joins
    if joins and start < len(doc) and doc[start].text == ",":
        start += 1
    draft.content = (draft.content - set(range(first, _after_place(doc, start)))) or draft.content


def _after_place(doc: Doc, start: int) -> int:
    """Where a sentence from ``start`` goes on behind a place in capitals and a dash; ``start`` where it has none."""
    dash = next((i for i in range(start, min(start + _DATELINE, len(doc))) if doc[i].text in DASHES), start)
    words = [t for t in doc[start:dash] if t.is_alpha]
    named = all(t.text[0].isupper() and t.pos_ not in ("VERB", "AUX") for t in words)
    return dash + 1 if words and named and words[0].is_upper and len(words[0]) > 2 else start


def whole_noun(doc: Doc, draft: Draft, claimed: Collection[int]) -> None:
    """Add what belongs to the last noun and follows at once: "plans | **that failed**", "Mali | **and Chad**"."""
    carry_on(doc, draft, claimed, _end, _REST)


def carry_on(doc: Doc, draft: Draft, claimed: Collection[int], end: Callable[[Token], int], most: int) -> None:
    """Add what follows the last word of a content until the token that ``end`` gives of it, ``most`` tokens at most:
    nothing, where that is more, quoted or another's."""
    last = max((i for i in draft.content if not doc[i].is_space), default=None)
    if last is None:
        return
    rest = range(last + 1, end(doc[last]) + 1)
    if len(rest) <= most and not any(i in claimed or doc[i].is_quote for i in rest):
        draft.content.update(rest)


def _end(last: Token) -> int:
    """The last token of what belongs to the noun ``last``, or to a noun that ends with it, and begins right after."""
    noun = last.head if last.is_quote and last.head.i < last.i else last
    while noun.pos_ in _NOMINAL and noun.right_edge.i >= last.i:
        found = [c.right_edge.i for c in noun.rights if c.i > last.i and _belongs(c, last)]
        above = noun.head
        if found or above.i >= noun.i:
            return max(found, default=last.i)
        noun = above
    return last.i


def _belongs(part: Token, last: Token) -> bool:
    between = last.doc[last.i + 1 : part.left_edge.i]
    joined = len(between) == 1 and role(between[0]) == Role.COORDINATOR and part.pos_ in _NOMINAL
    follows = role(part) == Role.RELATIVE or (role(part) == Role.PREP and part.lower_ == "of")
    return (follows and not len(between)) or (role(part) == Role.CONJUNCT and joined)
