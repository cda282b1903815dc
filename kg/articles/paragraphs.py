"""Which blocks of a text are the article's own: nothing is cut, what is not the article's is passed over.

A *sentence block* reads as sentences: it ends as one does, or is long. The rest are *fragments*: headlines, headings,
but menus, credits and advertisements too. A fragment between sentence blocks is a heading and stays; those before the
first are headline or menu; those after the last belong to the page, but for a list that one of them opens. In doubt a
block stays. A dateline ("OSLO, May 6 (Herald) -") is a paragraph of its own, so that the sentence after it is whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile

from kg.articles.boilerplate import Group, boilerplate
from kg.articles.dateline import dateline
from kg.articles.lines import blocks, stripped
from kg.records import Span

_SENTENCE_END = re.compile(r"""[.!?…]["'”’»)\]*]*$|["”’]$""")
#: A block of so many words is no fragment, however it ends.
_MANY_WORDS = 21
#: A headline has at least so many words where there are several fragments to choose from.
_HEADLINE_WORDS = 4
#: A sentence block of so many words that stands there already is a box's.
_REPEATED_WORDS = 8
#: A single fragment at the end with so many words may be a sentence that was cut off.
_CUT_OFF_WORDS = 8
#: A dateline stands before one of so many sentence blocks: those of a headline, a summary, the article.
_OPENING = 3
#: A stamp before a headline on the same line.
_STAMP = re.compile(r"date:? \d{4}-\d{2}-\d{2}[ :|–-]+(?=\w.*\w)", re.IGNORECASE)
#: What a page's title adds to the headline: " - NAME OF THE SITE".
_SITE = re.compile(r"(?<!\s)\s+[-–—|:»]\s+[^-–—|»]{2,40}$")
#: What an item of a list begins with.
_ITEM = re.compile(r"[-–•*·▪] ?\S|\(?(?:\d{1,2}|[a-z])[.)] ")
#: A logo and its text run together: "forbesFORBES".
_DOUBLED = re.compile(r"[a-z]{3,}[A-Z]{3,}")


@dataclass(frozen=True, slots=True)
class Block:
    """A block with what is known of it; ``group`` is the boilerplate that it is."""

    span: Span
    text: str
    words: int
    sentence: bool
    group: Group | None


def own_paragraphs(text: str, title: str | None = None) -> tuple[Span, ...]:
    """The spans of ``text`` that are the article's own, in order, headline included; () if there are none.

    >>> own_paragraphs("Home\\n\\nEnvoys meet in Lima on Friday\\n\\nEnvoys of both sides met in Lima. Share")
    ((6, 35), (37, 76))
    """
    read = [_block(text, span) for span in blocks(text)]
    if len(read) == 1 and read[0].words >= _HEADLINE_WORDS:
        return tuple(_datelines_apart(text, [read[0].span]))
    kept = _without_lists(read)
    if not any(block.sentence for block in kept):
        return tuple(block.span for block in kept)
    head = list(takewhile(lambda block: not block.sentence, kept))
    body = kept[len(head) :]
    tail = list(takewhile(lambda block: not block.sentence, reversed(body)))
    body = body[: len(body) - len(tail)]
    own = [block.span for block in [*_headlines(head, title), *body, *(_listed(tail[::-1]) or _cut_off(tail))]]
    return tuple(_datelines_apart(text, own))


def sentence_blocks(text: str, paragraphs: tuple[Span, ...]) -> bool:
    """True if one of ``paragraphs`` reads as sentences."""
    return any(_reads_as_sentences(text[start:end]) for start, end in paragraphs)


def _block(text: str, span: Span) -> Block:
    start, end = span
    if stamp := _STAMP.match(text, start, end):
        start, end = stripped(text, stamp.end(), end)
    line = text[start:end]
    sentence = _reads_as_sentences(line)
    group = boilerplate(line, sentence=sentence)
    return Block((start, end), line, len(re.findall(r"[^\W_]+", line)), sentence, group)


def _reads_as_sentences(line: str) -> bool:
    words = line.split()
    if len(words) >= _MANY_WORDS:
        return sum(bool(_DOUBLED.fullmatch(word)) for word in words) < len(words) / 3
    return bool(_SENTENCE_END.search(line)) and len(words) > 1


def _without_lists(read: list[Block]) -> list[Block]:
    """Without boilerplate, repeated sentences, and the fragments that go with the head of a list ("News sources:").

    A list ends with the next sentence, other boilerplate, or the article's headline given once more.
    """
    kept: list[Block] = []
    names: set[str] = set()
    said: set[str] = set()
    in_list = False
    for block in read:
        if not block.words:
            continue
        if block.group is not None:
            in_list = block.group.opens
            continue
        line = _comparable(block.text)
        in_list = in_list and not block.sentence and line not in names
        if in_list or (line in said and block.words >= _REPEATED_WORDS):
            continue
        kept.append(block)
        names |= _names(block)
        if block.sentence:
            said.add(line)
    return kept


def _datelines_apart(text: str, spans: list[Span]) -> Iterator[Span]:
    """``spans``, with the dateline before one of the first sentences split off."""
    sentences = 0
    for start, end in spans:
        found, body = None, start
        if sentences < _OPENING and _reads_as_sentences(text[start:end]):
            sentences += 1
            found = dateline(text, start, end)
        if found is not None:
            sentences = _OPENING
            yield found.span
            body = found.sentence
        yield body, end


def _headlines(head: list[Block], title: str | None) -> list[Block]:
    """Of the fragments before the first sentence, those that are no menu; a repeated headline once."""
    plain = [_comparable(block.text) for block in head]
    lines, seen = set(plain), set[str]()
    wanted = _comparable(title) if title else None
    out: list[Block] = []
    for block, line in zip(head, plain, strict=True):
        repeated = line in seen or not lines.isdisjoint(_names(block) - {line})
        if not repeated and (block.words >= _HEADLINE_WORDS or line == wanted):
            out.append(block)
        seen.add(line)
    return out or head[:1]


def _names(block: Block) -> set[str]:
    """What the line says, as it is and without the name of the site at its end."""
    return {_comparable(block.text), _comparable(_SITE.sub("", block.text))}


def _comparable(line: str) -> str:
    return " ".join(re.findall(r"\w+", line.casefold()))


def _listed(tail: list[Block]) -> list[Block]:
    """Of the fragments after the last sentence, the list that one of them opens: "They agreed on:" and its items."""
    if not tail or not tail[0].text.endswith(":"):
        return []
    items = list(takewhile(lambda block: _ITEM.match(block.text), tail[1:]))
    return [tail[0], *items] if items else []


def _cut_off(tail: list[Block]) -> list[Block]:
    """Of the fragments after the last sentence (last one first), the one that may be a sentence that was cut off."""
    long = [block for block in tail if block.words >= _CUT_OFF_WORDS]
    return long if len(tail) == 1 else []


def first_fragment(text: str, paragraphs: tuple[Span, ...]) -> str | None:
    """The first paragraph if it looks like a headline: short, no full stop at its end, no dateline, and more follows.

    What stands behind a bar is the name of the site.
    """
    if len(paragraphs) < 2:
        return None
    start, end = paragraphs[0]
    if (found := dateline(text, start, paragraphs[1][1])) and found.span == (start, end):
        return None
    line = " ".join(text[start:end].split()).partition(" | ")[0]
    closed = line.endswith((".", ":", ";", ",")) or len(line.split()) >= _MANY_WORDS
    return None if closed else line
