"""What the encoder is fed, to the value: pieces, shapes, opinions, windows, marks, as its session gets them.

A number that changes here is another input than the weights were trained on: train again, or put it back.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from spacy.tokens import Doc

from docs import of_words
from kg.annotate.encoder.component import Reader, words_of
from kg.annotate.encoder.inputs import Side
from kg.annotate.encoder.session import Encoder
from kg.annotate.encoder.weights import load
from kg.annotate.encoder.word_features import OPINIONS, SHAPES, Words
from kg.lexicon.gazetteer import Gazetteer
from kg.records import Article

#: Two paragraphs with a menu's line between them, which is not the article's and is not read.
FIRST = ["Ruto", "met", "Tanzania", "'s", "envoy", "in", "Nairobi"]
MENU = ["Share", "Kenya"]
LAST = [
    "President",
    "William",
    "Ruto",
    "and",
    "Merkel",
    "saw",
    "CNN",
    ",",
    "F-16",
    "pilots",
    "of",
    "NATO",
    "in",
    "Georgia",
    ".",
]
CLS, SEP = 101, 102
#: The pieces of each word in the vocabulary of the shipped weights.
PIECES = {
    "Ruto": [21766, 3406], "met": [2777], "Tanzania": [11959], "'s": [1005, 1055], "envoy": [19918], "in": [1999],
    "Nairobi": [21124], "President": [2343], "William": [2520], "and": [1998], "Merkel": [21442, 11705],
    "saw": [2387], "CNN": [13229], ",": [1010], "F-16": [1042, 1011, 2385], "pilots": [8221], "of": [1997],
    "NATO": [10079], "Georgia": [4108], ".": [1012],
}  # fmt: skip
#: 0 small letters, 1 Capital, 2 CAPITALS, 5 with a digit, 6 no letter; seven more for the first word of a paragraph.
SHAPE_OF = {"CNN": 2, "NATO": 2, "F-16": 5, ",": 6, ".": 6}
#: 1 + class (1 person, 2 country, 3 place, 4 organization) + 6 if the name is weak + 12 if it is a later word of it.
OPINION_OF = {
    (0, "Ruto"): 2, (0, "Tanzania"): 3, (0, "Nairobi"): 4, (1, "William"): 2, (1, "Ruto"): 14, (1, "Merkel"): 8,
    (1, "CNN"): 5, (1, "NATO"): 5, (1, "Georgia"): 3,
}  # fmt: skip


class Spy:
    """Stands in for the session of the encoder, and keeps what it is given."""

    def __init__(self, session: Any) -> None:
        self.session, self.fed = session, list[dict[str, list[int]]]()

    def run(self, wanted: list[str], rows: dict[str, Any]) -> Any:
        assert {row.dtype for row in rows.values()} == {np.dtype(np.int64)}
        assert {row.shape[0] for row in rows.values()} == {1}
        self.fed.append({name: row[0].tolist() for name, row in rows.items()})
        return self.session.run(wanted, rows)


@pytest.fixture
def encoder(monkeypatch: pytest.MonkeyPatch) -> Encoder:
    made = Encoder(load(), threads=1)
    monkeypatch.setattr(made, "_session", Spy(made._session))
    return made


def fed(encoder: Encoder) -> list[dict[str, list[int]]]:
    spy = encoder._session
    assert isinstance(spy, Spy)
    return spy.fed


def article() -> Doc:
    words = [*FIRST, "\n\n", *MENU, "\n\n", *LAST]
    starts = (0, len(FIRST), len(FIRST) + 1, len(FIRST) + 4)
    doc = of_words(words, sent_starts=[n in starts for n in range(len(words))])
    end, begin = doc[len(FIRST)].idx, doc[len(FIRST) + 4].idx
    paragraphs = ((0, end - 1), (begin, len(doc.text)))
    doc._.article = Article("a", doc.text, published="2024-05-06", paragraphs=paragraphs)
    return doc


def shapes(paragraph: list[str]) -> list[int]:
    plain = [SHAPE_OF.get(word, int(word[0].isupper())) for word in paragraph]
    return [plain[0] + 7, *plain[1:]]


def opinions(paragraph: list[str], number: int) -> list[int]:
    return [OPINION_OF.get((number, word), 0) for word in paragraph]


def each_piece(words: list[str], values: list[int]) -> list[int]:
    """A word's value for each of its pieces."""
    return [value for word, value in zip(words, values, strict=True) for _ in PIECES[word]]


def test_the_words_of_an_article() -> None:
    told = words_of(article(), Gazetteer.load())
    menu = len(FIRST) + len(MENU) + 2
    assert told == Words(
        tokens=(*range(len(FIRST)), *range(menu, menu + len(LAST))),
        texts=(*FIRST, *LAST),
        shapes=(*shapes(FIRST), *shapes(LAST)),
        opinions=(*opinions(FIRST, 0), *opinions(LAST, 1)),
        sentences=(0, len(FIRST)),
        paragraphs=(0, len(FIRST)),
    )
    assert (SHAPES, OPINIONS) == (14, 25)


def test_a_window_as_the_session_gets_it(encoder: Encoder) -> None:
    Reader(Gazetteer.load(), encoder)(article())
    words = [*FIRST, *LAST]
    (window,) = fed(encoder)
    assert window == {
        "ids": [CLS, *(piece for word in words for piece in PIECES[word]), SEP],
        "shapes": [0, *each_piece(words, [s + 1 for s in (*shapes(FIRST), *shapes(LAST))]), 0],
        "opinions": [0, *each_piece(words, [*opinions(FIRST, 0), *opinions(LAST, 1)]), 0],
    }


def test_a_long_article_is_fed_in_windows_with_what_comes_before_as_context(encoder: Encoder) -> None:
    """222 pieces at most, 40 of them context; cut after the last sentence that leaves the window half full."""
    sentence = ["Pilots", "saw", "Niger", "."]
    words = sentence * 100
    doc = of_words(words, sent_starts=[n % 4 == 0 for n in range(400)])
    doc._.article = Article("a", doc.text, published="2024-05-06", paragraphs=((0, len(doc.text)),))
    Reader(Gazetteer.load(), encoder)(doc)
    cut = encoder.pieces.of(sentence)
    assert [len(pieces) for pieces in cut] == [1, 1, 1, 1]
    ids = [piece for pieces in cut for piece in pieces] * 100
    windows = [(0, 220), (180, 400)]
    assert [w["ids"] for w in fed(encoder)] == [[CLS, *ids[start:end], SEP] for start, end in windows]
    assert [w["shapes"] for w in fed(encoder)] == [
        [0, 9, 1, 2, 7, *[2, 1, 2, 7] * 54, 0],
        [0, *[2, 1, 2, 7] * 55, 0],
    ]
    assert [w["opinions"] for w in fed(encoder)] == [[0, *[0, 0, 3, 0] * 55, 0]] * 2


def test_a_pair_as_the_session_gets_it(encoder: Encoder) -> None:
    """Marks 1 and 2 stand round the source, 3 and 4 round the target; shape and opinion of a mark are none."""
    words = ["Ruto", "met", "William", "Ruto", "in", "Georgia"]
    doc = of_words(words, sent_starts=[True] + [False] * 5)
    doc._.article = Article("a", doc.text, published="2024-05-06", paragraphs=((0, len(doc.text)),))
    told = encoder.told(words_of(doc, Gazetteer.load()))
    sides: dict[int, Side] = {0: "source", 2: "target", 3: "target", 5: "target"}
    encoder.roots(told, sides)
    (pair,) = fed(encoder)
    assert pair == {
        "ids": [CLS, 1, 21766, 3406, 2, 2777, 3, 2520, 21766, 3406, 4, 1999, 3, 4108, 4, SEP],
        "shapes": [0, 0, 9, 9, 0, 1, 0, 2, 2, 2, 0, 1, 0, 2, 0, 0],
        "opinions": [0, 0, 2, 2, 0, 0, 0, 2, 14, 14, 0, 0, 0, 3, 0, 0],
    }
    assert encoder.pieces.marks == {"source": (1, 2), "target": (3, 4)}


def test_a_sentence_with_nobody_marked_has_no_marks(encoder: Encoder) -> None:
    encoder.roots(encoder.told(words_of(of_words(["met"]), Gazetteer.load())), {})
    assert fed(encoder) == [{"ids": [CLS, 2777, SEP], "shapes": [0, 8, 0], "opinions": [0, 0, 0]}]
