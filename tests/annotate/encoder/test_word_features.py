"""What the encoder is told of each word, and how a text is cut for it."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docs import of_words
from kg.annotate.encoder.inputs import Told, of_pair, of_window
from kg.annotate.encoder.weights import load
from kg.annotate.encoder.windows import CONTEXT, PIECES, Window, windows
from kg.annotate.encoder.word_features import OPINIONS, SHAPES, shape, words
from kg.annotate.encoder.word_pieces import MOST, Pieces
from kg.annotate.names.candidate import Candidate


@pytest.mark.parametrize(
    ("word", "expected"),
    [("envoy", 0), ("Oslo", 1), ("NATO", 2), ("McKay", 3), ("A", 4), ("F-16", 5), ("—", 6), ("’", 6), ("Ż", 4)],
)
def test_the_shape_gives_the_case_back(word: str, expected: int) -> None:
    assert shape(word) == expected


def test_words_are_told_their_shape_and_the_gazetteers_opinion() -> None:
    doc = of_words(["In", "New", "York", "\n", "talks", "end"], sent_starts=[1, 0, 0, 0, 1, 0])
    told = words(doc, [Candidate(1, 3, "name", "Place", weight=3), Candidate(4, 5, "name", "Person", weight=0)])
    assert told.tokens == (0, 1, 2, 4, 5)
    assert told.texts == ("In", "New", "York", "talks", "end")
    assert told.shapes[0] == shape("In") + SHAPES // 2, "the first word of a paragraph is told apart"
    assert told.shapes[1:] == (1, 1, 0, 0)
    assert told.opinions[0] == told.opinions[4] == 0
    assert len({told.opinions[1], told.opinions[2], told.opinions[3]}) == 3
    assert max(told.opinions) < OPINIONS
    assert told.sentences == (0, 3)


@given(
    st.lists(st.integers(1, MOST), max_size=600),
    st.sets(st.integers(0, 599)),
    st.sets(st.integers(0, 599)),
)
def test_every_word_is_read_once_and_windows_fit(cut: list[int], starts: set[int], breaks: set[int]) -> None:
    breaks = {n for n in breaks if n < len(cut)} | ({0} if cut else set())
    starts = {n for n in starts if n < len(cut)} | breaks
    made = list(windows(cut, sorted(starts), sorted(breaks)))
    assert [n for w in made for n in range(w.own, w.end)] == list(range(len(cut)))
    for window in made:
        assert window.start <= window.own < window.end
        assert sum(cut[window.start : window.end]) <= PIECES
        assert sum(cut[window.start : window.own]) <= CONTEXT
    for before, after in pairwise(made):
        assert before.start <= after.start < after.own, "what comes before is context"


def test_a_text_is_cut_between_paragraphs() -> None:
    cut = [1] * 400
    made = list(windows(cut, [0, 20, 100, 150, 200, 290], [0, 150, 290]))
    assert made == [Window(0, 0, 150), Window(110, 150, 290), Window(250, 290, 400)]


@pytest.fixture(scope="module")
def pieces() -> Pieces:
    return Pieces(load().tokenizer)


def test_a_word_has_at_least_one_piece_and_few(pieces: Pieces) -> None:
    cut = pieces.of(["envoy", "\u200b", "https://example.org/" + "x" * 400])
    assert [len(c) >= 1 for c in cut] == [True] * 3
    assert len(cut[2]) == MOST
    assert cut[1] == (pieces.unknown,)


def test_a_window_and_a_pair_keep_words_and_marks_apart(pieces: Pieces) -> None:
    cut = pieces.of(["Chad", "attacked", "Niger"])
    told = Told.of(cut, (1, 0, 1), (2, 0, 2))
    assert told.lengths() == [len(c) for c in cut]
    window = of_window(told, Window(0, 1, 3), pieces)
    assert [window.ids[n] for n in window.at] == [c[0] for c in cut]
    assert window.shapes[0] == 0
    assert window.shapes[window.at[0]] == 2
    pair = of_pair(told, {0: "source", 2: "target"}, pieces)
    source, target = pair.parties
    assert [pair.ids[n] for n in source] == [pieces.marks["source"][0]]
    assert [pair.ids[n] for n in target] == [pieces.marks["target"][0]]
    assert pair.ids[-2] == pieces.marks["target"][1], "a party at the end is closed"
    assert len(pair.ids) == len(pair.shapes) == len(pair.opinions)
