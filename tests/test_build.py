"""The build: one article that breaks it does not keep the others from being read."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
from spacy.tokens import Doc

import kg.build
from kg.build import Options, extract_all
from kg.errors import InputError
from kg.extract.extractor import extract
from kg.lexicon.frames import Frames
from kg.records import Extraction


def test_an_article_that_breaks_the_extractors_is_said_and_the_rest_read(
    articles: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaking(doc: Doc, frames: Frames | None = None) -> Extraction:
        if doc._.article.id == "b":
            raise IndexError("out of range")
        return extract(doc, frames)

    monkeypatch.setattr(kg.build, "extract", breaking)
    faults: list[InputError] = []
    found = [e.article.id for e in extract_all([articles], Options(), on_error=faults.append)]
    assert found == ["a", "c"]
    assert [(f.where, "IndexError: out of range" in f.reason) for f in faults] == [("b", True)]


def test_an_error_crosses_processes() -> None:
    error = pickle.loads(pickle.dumps(InputError("a.txt", "is empty")))
    assert (str(error), error.where, error.reason) == ("a.txt: is empty", "a.txt", "is empty")
