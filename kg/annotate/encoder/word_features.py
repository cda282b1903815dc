"""What the encoder is told of each word beside its letters: its shape and what the gazetteer takes it for.

The encoder's vocabulary is without case; the shape gives it back.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from kg.annotate import document
from kg.annotate.names.candidate import Candidate

#: How many kinds of shape there are: seven, and as many for the first word of a paragraph.
SHAPES = 14
_CLASS = {
    "Person": 1,
    "Country": 2,
    "Place": 3,
    "Facility": 3,
    "Organization": 4,
    "IntergovernmentalOrganization": 4,
    "Government": 4,
    "ArmedGroup": 4,
    "Media": 4,
    "Group": 5,
}
_CLASSES = 6
#: None, or a class by its strength (strong, weak) and place (first word, later word).
OPINIONS = 1 + 4 * _CLASSES


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a Doc's own paragraphs, white space left out; all sequences are of one length."""

    #: The index of each in the Doc.
    tokens: tuple[int, ...]
    texts: tuple[str, ...]
    shapes: tuple[int, ...]
    opinions: tuple[int, ...]
    #: Numbers of the words that begin a sentence, and of those that begin a paragraph.
    sentences: tuple[int, ...]
    paragraphs: tuple[int, ...]


def words(doc: Doc, known: Iterable[Candidate]) -> Words:
    """The words of ``doc``; ``known`` are the names in it that the gazetteer lists."""
    opinion = _opinions(known)
    tokens: list[Token] = []
    sentences: list[int] = []
    paragraphs: list[int] = []
    for paragraph in document.paragraphs(doc):
        paragraphs.append(len(tokens))
        for token in paragraph:
            if token.is_sent_start:
                sentences.append(len(tokens))
            if not token.is_space:
                tokens.append(token)
    starts = set(paragraphs)
    return Words(
        tuple(t.i for t in tokens),
        tuple(t.text for t in tokens),
        tuple(shape(t.text) + (SHAPES // 2 if n in starts else 0) for n, t in enumerate(tokens)),
        tuple(opinion.get(t.i, 0) for t in tokens),
        tuple(dict.fromkeys(sentences)),
        tuple(dict.fromkeys(paragraphs)),
    )


def shape(word: str) -> int:
    """0 small letters, 1 Capital, 2 CAPITALS, 3 miXed, 4 one capital letter, 5 with a digit, 6 no letter or digit."""
    letters = [c for c in word if c.isalpha()]
    if any(c.isdigit() for c in word):
        return 5
    if not letters:
        return 6
    if not any(c.isupper() for c in letters):
        return 0
    if len(letters) == 1:
        return 4
    if all(c.isupper() for c in letters):
        return 2
    return 1 if letters[0].isupper() and not any(c.isupper() for c in letters[1:]) else 3


def _opinions(known: Iterable[Candidate]) -> dict[int, int]:
    """Token → what the gazetteer takes it for, 1 to OPINIONS - 1."""
    out: dict[int, int] = {}
    for name in known:
        code = 1 + _CLASS.get(name.type, 0) + _CLASSES * (name.weight < 3)
        for i in range(name.start, name.end):
            out[i] = code + 2 * _CLASSES * (i > name.start)
    return out
