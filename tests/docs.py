"""Every Doc of the tests: parsed by hand, so that no model's upgrade can break a rule's test, or by the real model.

``of_words`` takes what spaCy's ``Doc`` takes; ``of_rows`` a table with a word a line, its columns named; ``parsed``
such a table of several sentences with an article to it, ``named`` and ``resolved`` what our components make of that.
The models are loaded once for all tests: ``nlp``, ``annotator``, ``annotated``.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

from kg.annotate.coreference.component import Coreference
from kg.annotate.names.component import Names
from kg.annotate.names.gazetteer_matcher import load_gazetteer
from kg.annotate.pipeline import DEFAULT_MODEL, Annotator
from kg.records import Article, Mention, MentionType

PUBLISHED = "2025-02-14"
#: The name of a column → the argument of ``Doc``.
_ARGUMENTS = {"word": "words", "lemma": "lemmas", "pos": "pos", "tag": "tags", "dep": "deps", "head": "heads"}


@cache
def blank() -> Language:
    """English without a model: a tokenizer alone."""
    return spacy.blank("en")


@cache
def nlp() -> Language:
    """spaCy's pipeline alone, without our components."""
    return spacy.load(DEFAULT_MODEL)


def of_words(words: list[str], **layers: Any) -> Doc:
    """A Doc of ``words``; ``layers`` are spaCy's own: ``heads`` (by number), ``deps``, ``pos``, ``spaces`` …"""
    return Doc(blank().vocab, words=words, **layers)


def of_rows(table: str, columns: str, separator: str = "\n", **layers: Any) -> Doc:
    """A Doc of a table with a word a row; ``columns`` names the cells: word, lemma, pos, tag, dep, head (a number)."""
    cells = [row.split() for row in table.strip().split(separator)]
    for name, column in zip(columns.split(), zip(*cells, strict=True), strict=True):
        layers[_ARGUMENTS[name]] = [int(cell) for cell in column] if name == "head" else list(column)
    return of_words(**layers)


def read_back(doc: Doc) -> Doc:
    """``doc`` written as bytes and read again."""
    return Doc(doc.vocab).from_bytes(doc.to_bytes())


def in_article(doc: Doc, published: str | None = PUBLISHED) -> Doc:
    """``doc`` as the text of an article of one paragraph."""
    doc._.article = Article("a", doc.text, published=published, paragraphs=((0, len(doc.text)),))
    return doc


def with_mentions(doc: Doc, **types: MentionType) -> Doc:
    """``doc`` with a name for each token whose text is in ``types``: that of token 3 is ``m3`` and means ``e3``."""
    doc._.mentions = tuple(
        Mention(f"m{t.i}", t.idx, t.idx + len(t), "name", types[t.text], f"e{t.i}") for t in doc if t.text in types
    )
    return doc


def parsed(table: str, published: str | None = PUBLISHED) -> Doc:
    """Lines of ``word head dep tag [LABEL]``; the head is a word's number in its sentence, a blank line ends one."""
    words: list[str] = []
    heads: list[int] = []
    deps, tags, entities = [], [], []
    starts: list[bool | int | None] = []
    for sentence in table.strip().split("\n\n"):
        base = len(words)
        for n, line in enumerate(sentence.strip().split("\n")):
            word, head, dep, tag, *label = line.split()
            words.append(word)
            heads.append(base + int(head))
            deps.append(dep)
            tags.append(tag)
            starts.append(n == 0)
            entities.append(label[0] if label else "")
    pos = [_POS.get(tag, "X") for tag in tags]
    lemmas = [w.lower() if tag != "VBD" else _LEMMAS.get(w, w) for w, tag in zip(words, tags, strict=True)]
    doc = of_words(words, heads=heads, deps=deps, tags=tags, pos=pos, lemmas=lemmas, sent_starts=starts)
    doc.ents = _spans(doc, entities)
    return in_article(doc, published)


_POS = {
    "NNP": "PROPN", "NNPS": "PROPN", "NN": "NOUN", "NNS": "NOUN", "VBD": "VERB", "VBZ": "AUX", "IN": "ADP", "DT": "DET",
    "JJ": "ADJ", "PRP": "PRON", "PRP$": "PRON", ".": "PUNCT", ",": "PUNCT", "``": "PUNCT", "''": "PUNCT", "POS": "PART",
    "CC": "CCONJ", "-LRB-": "PUNCT", "-RRB-": "PUNCT", "RB": "ADV",
}  # fmt: skip
_LEMMAS = {
    "said": "say",
    "met": "meet",
    "spoke": "speak",
    "arrived": "arrive",
    "resigned": "resign",
    "praised": "praise",
    "left": "leave",
}


def _spans(doc: Doc, labels: list[str]) -> list[Span]:
    """Runs of one label; ``B-`` before it begins a new one."""
    spans: list[Span] = []
    i = 0
    while i < len(labels):
        end = i + 1
        if labels[i]:
            label = labels[i].removeprefix("B-")
            while end < len(labels) and labels[end] == label:
                end += 1
            spans.append(Span(doc, i, end, label=label))
        i = end
    return spans


def named(table: str, published: str | None = PUBLISHED) -> Doc:
    """The Doc after ``kg_names``."""
    return Names(load_gazetteer(None))(parsed(table, published))


def resolved(table: str, published: str | None = PUBLISHED) -> Doc:
    """The Doc after ``kg_names`` and ``kg_coreference``."""
    return Coreference(load_gazetteer(None))(named(table, published))


@cache
def annotator() -> Annotator:
    """The default pipeline without the encoder."""
    return Annotator(fast=True)


def annotated(text: str, published: str | None = PUBLISHED) -> Doc:
    """``text`` by the default pipeline; each line is a paragraph."""
    spans, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            spans.append((at, at + len(line)))
        at += len(line) + 1
    return annotator()(Article("a", text, published=published, paragraphs=tuple(spans)))


def mention(doc: Doc, text: str, kind: str | None = None, type: str | None = None, nth: int = 0) -> Mention:
    """The ``nth`` mention with that text, of a kind and type."""
    found: list[Mention] = [
        m for m in doc._.mentions
        if doc.text[m.start : m.end] == text and kind in (None, m.kind) and type in (None, m.type)
    ]  # fmt: skip
    shown = [(doc.text[m.start : m.end], m.kind, m.type) for m in doc._.mentions]
    assert len(found) > nth, f"no {text!r} in {shown}"
    return found[nth]


def texts(doc: Doc, kind: str | None = None, type: str | None = None) -> list[str]:
    """The texts of the mentions of a kind and type, in order."""
    return [doc.text[m.start : m.end] for m in doc._.mentions if kind in (None, m.kind) and type in (None, m.type)]
