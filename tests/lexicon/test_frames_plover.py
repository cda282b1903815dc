"""PLOVER's reading of what is planned, refused or requested."""

from __future__ import annotations

import pytest

from kg.lexicon.plover import QUAD, telling
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
