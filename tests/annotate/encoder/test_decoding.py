"""From probabilities of tags to spans."""

from __future__ import annotations

import numpy as np

from kg.annotate.encoder.decoding import spans
from kg.annotate.encoder.labels import ROLES, tags

TAGS = tags(ROLES)


def _rows(*likely: dict[str, float]) -> np.ndarray:
    rows = np.zeros((len(likely), len(TAGS)), np.float32)
    for row, given in zip(rows, likely, strict=True):
        for tag, value in given.items():
            row[TAGS.index(tag)] = value
    return rows


def test_spans_begin_with_b_and_go_on_with_i() -> None:
    found = spans(
        _rows({"B-source": 1}, {"I-source": 0.8, "O": 0.2}, {"B-cue": 1}, {"B-content": 1}, {"B-content": 1}, {"O": 1}),
        ROLES,
    )
    assert [(f.label, f.start, f.end) for f in found] == [
        ("source", 0, 2), ("cue", 2, 3), ("content", 3, 4), ("content", 4, 5),
    ]  # fmt: skip
    assert found[0].probability == 0.9


def test_no_i_follows_another_label() -> None:
    found = spans(_rows({"O": 0.9, "B-cue": 0.1}, {"I-content": 0.6, "B-cue": 0.4}), ROLES)
    assert [(f.label, f.start, f.end) for f in found] == [("cue", 1, 2)]


def test_white_space_inside_cuts_nothing() -> None:
    found = spans(_rows({"B-content": 1}, {}, {"I-content": 1}), ROLES)
    assert [(f.label, f.start, f.end) for f in found] == [("content", 0, 3)]


def test_nothing_gives_nothing() -> None:
    assert spans(np.zeros((0, len(TAGS)), np.float32), ROLES) == []
    assert spans(np.zeros((3, len(TAGS)), np.float32), ROLES) == []
