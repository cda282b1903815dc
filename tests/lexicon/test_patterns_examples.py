"""No entry of the patterns is without an example; the examples themselves run with what reads them (tests/extract)."""

from __future__ import annotations

import re

import pytest

from kg.extract.events.amounts import words
from kg.extract.relations.patterns import patterns


def test_every_pattern_of_a_relation_has_an_example() -> None:
    bare = [(p.predicate, sorted(p.subject), sorted(p.object)) for p in patterns() if not p.examples]
    assert bare == []


@pytest.mark.parametrize("name", ["bounds", "vague"])
def test_every_bound_and_vague_number_stands_in_an_example(name: str) -> None:
    examples = [example["text"] for example in words()["examples"] if example["amounts"]]
    bare = [p for p in words()[name] if not any(re.search(rf"\b{p}\b", text, re.IGNORECASE) for text in examples)]
    assert bare == []
