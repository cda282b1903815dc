"""PLOVER's reading of what is planned, refused or requested."""

from __future__ import annotations

import pytest

from kg.lexicon import frames
from kg.lexicon.plover import MODES, QUAD, mode, telling
from kg.records import ROOTS, Factuality, Root


@pytest.mark.parametrize(
    ("root", "factuality", "told"),
    [
        ("CONSULT", "planned", "AGREE"),
        ("AID", "possible", "AGREE"),
        ("COERCE", "planned", "THREATEN"),
        ("RETREAT", "negated", "REJECT"),
        ("ASSAULT", "negated", "ASSAULT"),
        ("ACCUSE", "planned", "ACCUSE"),
        ("CONSULT", "actual", "CONSULT"),
    ],
)
def test_what_telling_of_it_is(root: Root, factuality: Factuality, told: Root) -> None:
    assert telling(root, None, factuality) == told


def test_occupation_is_force_to_coders() -> None:
    assert telling("COERCE", "192", "actual") == "ASSAULT"


@pytest.mark.parametrize(
    ("factuality", "told"), [("actual", "ASSAULT"), ("planned", "THREATEN"), ("negated", "ASSAULT")]
)
def test_the_code_is_heeded_wherever_the_root_is_told(factuality: Factuality, told: Root) -> None:
    assert telling("COERCE", "192", factuality) == told


def test_every_root_has_a_quad() -> None:
    assert set(QUAD) == set(ROOTS)


def test_a_code_without_a_mode_has_that_of_the_code_it_narrows() -> None:
    assert (mode("1411", "PROTEST"), mode("173", "COERCE"), mode("040", "CONSULT")) == ("demo", "arrest", None)
    assert mode("042", "AGREE") is None  # a visit that is planned is told as an agreement


def test_modes_are_of_the_root_of_their_code() -> None:
    roots = {frame.cameo: frame.root for frame in frames.load() if frame.cameo in MODES}
    assert {code: MODES[code][0] for code in roots} == roots
