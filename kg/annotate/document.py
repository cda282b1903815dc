"""What the annotators leave on a Doc, and how the extractors find it again: token → mention."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import partial
from typing import Any, cast

from spacy.tokens import Doc, Span, Token

from kg.annotate import serialisation
from kg.records import Mention

#: What the components leave on a Doc: one value, or several, which are a tuple whatever they went through as bytes.
#: ``text`` is the article's text as it is read (:mod:`kg.annotate.bounds`), ``left_out`` what of it is not, in words.
_ONE = ("article", "anchor", "gazetteer_matcher", "encoded", "text")
_SEVERAL = ("mentions", "dates", "candidates", "quotations", "left_out")


def _values(name: str, doc: Doc) -> tuple[Any, ...]:
    return tuple(_kept(doc).get(_key(name), ()))


def _set_values(name: str, doc: Doc, values: Iterable[Any]) -> None:
    _kept(doc)[_key(name)] = tuple(values)


def is_left(doc: Doc, name: str) -> bool:
    """Whether a component has left ``name`` on ``doc``, be it nothing."""
    return _key(name) in _kept(doc)


def _kept(doc: Doc) -> dict[Any, Any]:
    """Where spaCy keeps the values of extensions, and from where it writes them."""
    return doc.user_data


def _key(name: str) -> tuple[str, str, None, None]:
    """Under which spaCy itself keeps the value of an extension."""
    return "._.", name, None, None


serialisation.register()
for name in _ONE:
    if not Doc.has_extension(name):
        Doc.set_extension(name, default=None)
for name in _SEVERAL:
    if not Doc.has_extension(name):
        Doc.set_extension(name, getter=partial(_values, name), setter=partial(_set_values, name))


def text_of(doc: Doc) -> str:
    """The text of ``doc``, without making it anew from the tokens as ``doc.text`` does at every call.

    It is as long as the article's and has its line breaks, but blanks for what shows nothing and is not looked at.
    """
    if doc._.text is None:
        return str(doc._.article.text) if doc._.article is not None else doc.text
    return str(doc._.text)


def leave_out(doc: Doc, words: str) -> None:
    """Say in ``words`` what of ``doc`` is not looked at: whoever reads an article is told once."""
    doc._.left_out = (*doc._.left_out, words)


def span_of(doc: Doc, start: int, end: int) -> Span:
    """The tokens that the characters ``[start, end)`` touch. Raises ValueError if there are none."""
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None:
        raise ValueError(f"[{start}, {end}) touches no token")
    return span


def day(doc: Doc) -> date | None:
    """The day of publication, else the one that the text's dates count from; of a month or year, the first."""
    published = doc._.article.published if doc._.article is not None else None
    if published is None:
        return cast("date | None", doc._.anchor)
    parts = [int(part) for part in published[:10].split("-")]
    return date(*[*parts, 1, 1][:3])


def head(doc: Doc, mention: Mention) -> Token:
    """The syntactic head of a mention."""
    return span_of(doc, mention.start, mention.end).root


def paragraphs(doc: Doc) -> Iterator[Span]:
    """The tokens of each of the article's own paragraphs; the whole Doc where no article is attached."""
    if doc._.article is None:
        yield doc[:]
        return
    for start, end in doc._.article.paragraphs:
        yield span_of(doc, start, end)


def sentences(doc: Doc) -> Iterator[Span]:
    """The sentences of the article's own paragraphs, in order; boilerplate has none."""
    bounds = [(p.start, p.end) for p in paragraphs(doc)]
    at = 0
    for sentence in doc.sents:
        while at < len(bounds) and bounds[at][1] <= sentence.start:
            at += 1
        if at < len(bounds) and bounds[at][0] <= sentence.start and not sentence.text.isspace():
            yield sentence
