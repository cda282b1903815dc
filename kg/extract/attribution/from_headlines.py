"""Who says it in a headline or a transcript: "Envoy: No deal this year", "Envoy Rejects New Deal"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Span, Token

from kg.annotate.mention_index import MentionIndex
from kg.annotate.syntax import Role, role
from kg.extract.attribution.draft import Context, Draft
from kg.extract.attribution.spans import Range
from kg.extract.attribution.statement_index import Drafts
from kg.lexicon import speech
from kg.lexicon.speech import Speech
from kg.records import Act

_NAMED = frozenset({"PROPN", "NOUN", "ADJ", "DET", "PART", "PUNCT", "NUM", "ADP", "SPACE"})
#: How many tokens may stand before the colon, or before the verb of a headline.
_REACH = 9
_OF_HEADLINE = ("that", "obj", "to", "for", "on", "obj-to", "against")


def headlines(context: Context, drafts: Sequence[Draft]) -> list[Draft]:
    """``drafts`` with what headlines and the lines of a transcript say."""
    told = Drafts(drafts)
    lines = (context.doc[start:end] for start, end in context.paragraphs)
    return [*drafts, *(d for line in lines for d in _of_line(line, context.index, told, context.lexicon))]


def _of_line(paragraph: Span, index: MentionIndex, drafts: Drafts, lexicon: Speech) -> Iterator[Draft]:
    """What the colon, or a verb that the parser takes for a name, hands to somebody in ``paragraph``."""
    colon = _colon(paragraph, index)
    if colon is not None:
        head = paragraph.doc[colon]
        source = (paragraph.start, colon)
        content = set(range(colon + 1, paragraph.end))
        act: Act = "ask" if _asks(paragraph) else "assert"
        yield Draft(head, act, _head(source, head), source, (colon, colon + 1), content, "colon")
    elif capitalized(paragraph) and not drafts.any_headed(paragraph.start, paragraph.end):
        yield from _verb(paragraph, lexicon)


def _asks(paragraph: Span) -> bool:
    return next((t.text == "?" for t in reversed(paragraph) if not t.is_space and not t.is_quote), False)


def _head(source: Range, within: Token) -> Token:
    return within.doc[source[0] : source[1]].root


def _colon(paragraph: Span, index: MentionIndex) -> int | None:
    for token in paragraph[: _REACH + 1]:
        if token.text == ":":
            left = paragraph.doc[paragraph.start : token.i]
            named = (
                len(left) > 0 and all(t.pos_ in _NAMED for t in left) and left[0].pos_ not in ("ADP", "PUNCT", "NUM")
            )
            rest = [t for t in paragraph.doc[token.i + 1 : paragraph.end] if t.is_alpha]
            label = left.text.lower() in speech.load().words["labels"] if len(left) else True
            return token.i if named and not label and len(rest) > 1 and index.actor(left.root) is not None else None
        if token.is_quote or token.text in ".,;?!":
            return None
    return None


def capitalized(paragraph: Span) -> bool:
    """Whether ``paragraph`` Is Written Like This, as headlines are."""
    words = [t for t in paragraph if t.is_alpha and len(t) > 3]
    last = paragraph[len(paragraph) - 1].text
    return 3 <= len(words) <= 20 and last != "." and sum(t.text[0].isupper() for t in words) >= 0.8 * len(words)


def _verb(paragraph: Span, lexicon: Speech) -> Iterator[Draft]:
    for token in paragraph[1:_REACH]:
        act = _third_person(token, lexicon)
        if act is None:
            continue
        end = token.i + 1
        source, content = (paragraph.start, token.i), set(range(end, paragraph.end))
        if any(t.is_alpha for t in paragraph.doc[end : paragraph.end]):
            yield Draft(token, act, _head(source, token), source, (token.i, end), content, "headline")
        return


def _third_person(token: Token, lexicon: Speech) -> Act | None:
    """The act of a word that looks like "Rejects"."""
    word = token.lower_
    if not word.endswith("s") or token.pos_ == "ADP" or role(token) == Role.POSSESSOR:
        return None
    for lemma in (word[:-1], word[:-2], word[:-3] + "y"):
        frames = lexicon.of("verb", lemma)
        for frame in _OF_HEADLINE:
            if frame in frames:
                return frames[frame]
    return None
