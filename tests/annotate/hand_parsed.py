"""Docs parsed by hand: one line a word, so that no model's upgrade can break a rule's test."""

from __future__ import annotations

from functools import cache

import spacy
from spacy.tokens import Doc, Span

from kg.annotate.annotator import Annotator
from kg.annotate.coreference import Coreference
from kg.annotate.names import Names, load_gazetteer
from kg.records import Article, Mention

PUBLISHED = "2025-02-14"


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
    doc = Doc(
        spacy.blank("en").vocab,
        words=words,
        heads=heads,
        deps=deps,
        tags=tags,
        pos=pos,
        lemmas=lemmas,
        sent_starts=starts,
    )
    doc.ents = _spans(doc, entities)
    doc._.article = Article("a", doc.text, published=published, paragraphs=((0, len(doc.text)),))
    return doc


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
    """The default pipeline, loaded once."""
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
