"""The Goldstein scale: every code that frames give has a value, on the side of its quad."""

from __future__ import annotations

import pytest

from kg.lexicon.frames import Frame, load
from kg.lexicon.goldstein import goldstein, scale
from kg.lexicon.plover import QUAD, filed
from kg.records import ROOTS, Root


@pytest.fixture(scope="module")
def frames() -> list[Frame]:
    return list(load())


def test_every_code_of_the_frames_has_a_value(frames: list[Frame]) -> None:
    codes = {frame.cameo for frame in frames if frame.cameo}
    assert len(codes) > 80
    assert not [code for code in codes if scale(code) is None]


def test_what_is_done_lies_on_the_side_of_its_quad(frames: list[Frame]) -> None:
    for frame in frames:
        value = goldstein(frame.root, frame.cameo, "actual")
        assert value is None or (value > 0) == (QUAD[filed(frame.root, frame.cameo)] <= 2), frame


@pytest.mark.parametrize("root", [root for root in ROOTS if root != "REJECT"])
def test_what_is_not_done_has_no_value_but_as_a_refusal(root: Root) -> None:
    assert goldstein(root, None, "negated") == (-4.0 if QUAD[root] <= 2 else None)
    assert goldstein(root, None, "requested") is None


def test_a_root_of_codes_of_unlike_value_has_none() -> None:
    assert goldstein("REQUEST", None, "actual") is None and goldstein("REQUEST", "100", "actual") == -5.0
