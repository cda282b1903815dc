"""Kinds of nouns and words of gender: their examples, and what the reader refuses."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kg.errors import LexiconError
from kg.lexicon.words import FOLDER, gender, nouns


@pytest.mark.parametrize("example", nouns().examples, ids=str)
def test_examples(example: dict[str, Any]) -> None:
    assert nouns().type_of(example["noun"], example["plural"]) == example["type"]


def test_first_names_are_of_one_gender() -> None:
    text = (FOLDER / "gender.yaml").read_text(encoding="utf-8").split("\nf:")
    men, women = ({w for w in part.split("first_names: >-")[1].split() if w.isalpha()} for part in text)
    assert not men & women
    assert (gender().first_names["vladimir"], gender().nouns["queen"]) == ("m", "f")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("types:", "tipes:", "must have the keys"),
        ("\n  Person: ", "\n  Persson: ", "types.Persson is no type of mention"),
        ("government_verbs: >-\n  abandon", "government_verbs: 7\nx: >-\n  abandon", "must have the keys"),
        ("potus: president US", "potus: president", "handles.potus must be a title and a country's code"),
    ],
)
def test_a_file_that_breaks_the_schema_is_refused(tmp_path: Path, old: str, new: str, said: str) -> None:
    text = (FOLDER / "nouns.yaml").read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "nouns.yaml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(LexiconError, match=said) as error:
        nouns(path)
    assert "nouns.yaml" in str(error.value)
    assert "\n" not in str(error.value)
