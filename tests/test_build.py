"""The build: one article that breaks it does not keep the others from being read."""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import Any

import pytest
from spacy.tokens import Doc

from kg.build import Options, build_graph, extract_all, merge
from kg.errors import InputError
from kg.extract import extractor
from kg.extract.extractor import extract
from kg.graph.store import GraphFolder
from kg.graph.view import GraphView
from kg.records import Extraction


def test_an_article_that_breaks_the_extractors_is_said_and_the_rest_read(
    articles: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaking(doc: Doc, *given: Any, **options: Any) -> Extraction:
        if doc._.article.id == "b":
            raise IndexError("out of range")
        return extract(doc, *given, **options)

    monkeypatch.setattr(extractor, "extract", breaking)
    faults: list[InputError] = []
    found = [e.article.id for e in extract_all([articles], Options(), on_error=faults.append)]
    assert found == ["a", "c"]
    assert [(f.where, "IndexError: out of range" in f.reason) for f in faults] == [("b", True)]


def test_an_error_crosses_processes() -> None:
    error = pickle.loads(pickle.dumps(InputError("a.txt", "is empty")))
    assert (str(error), error.where, error.reason) == ("a.txt: is empty", "a.txt", "is empty")


def test_a_line_of_the_gazetteer_that_cannot_be_used_is_said(tmp_path: Path) -> None:
    (tmp_path / "mine.csv").write_text("name,type\nZemblan Watch,Media\nZemblan Post,Nonsense\n", encoding="utf-8")
    (tmp_path / "a.txt").write_text("The Zemblan Watch said on Friday that the talks had failed.\n", encoding="utf-8")
    faults: list[InputError] = []
    options = Options(gazetteer=tmp_path / "mine.csv", fast=True)
    assert len(list(extract_all([tmp_path / "a.txt"], options, on_error=faults.append))) == 1
    assert [f.where for f in faults] == [f"{tmp_path / 'mine.csv'}:3"]


def test_a_graph_keeps_the_names_it_is_built_with(tmp_path: Path) -> None:
    names = tmp_path / "mine.csv"
    names.write_text(
        "name,type,wikidata,aliases\nZemblan Watch International,Media,Q99999001,Zemblan Watch\n", encoding="utf-8"
    )
    for name in ("a", "b"):
        text = f"The Zemblan Watch said on Friday that talks {name} had failed.\n"
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    graph, faults = tmp_path / "graph", list[InputError]()

    def labels() -> list[str]:
        with GraphFolder.open(graph) as folder:
            view = GraphView(folder.store(), folder.base)
            return [view.label(node) for node in view.instances("kg:Media")]

    build_graph([tmp_path / "a.txt"], graph, Options(gazetteer=names, fast=True), on_error=faults.append)
    names.unlink()
    with GraphFolder.open(graph) as folder:
        merge(folder)
    assert labels() == ["Zemblan Watch International"]
    build_graph([tmp_path / "b.txt"], graph, Options(fast=True), on_error=faults.append)
    assert (labels(), faults) == (["Zemblan Watch International"], [])
    other = tmp_path / "other.csv"
    other.write_text("name,type\nGrain Board,Organization\n", encoding="utf-8")
    build_graph([tmp_path / "b.txt"], graph, Options(gazetteer=other, fast=True), on_error=faults.append)
    assert len(list(graph.glob("gazetteer-*"))) == 1
    assert labels() == ["Zemblan Watch"]
