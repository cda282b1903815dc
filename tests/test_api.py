"""``import kg``: what a notebook needs, light to import, and bad input a warning while the rest goes on."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
import rdflib

import kg
from kg.articles import article
from kg.errors import CallError, GraphError, InputError, QueryError, UnknownThingError

TEXT = "Norway's foreign minister, Anna Berg, said on 3 March 2025 in Oslo that talks with Chile had failed."
GERMAN = "Die Gespräche sind gescheitert, sagte die Ministerin am Freitag in Oslo, und niemand wisse, warum das so ist."


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> kg.Graph:
    return kg.build([article(TEXT)], tmp_path_factory.mktemp("api") / "graph", fast=True)


def test_importing_it_imports_nothing_heavy() -> None:
    check = "import sys, kg; print(sorted({'spacy', 'numpy', 'rdflib', 'pyoxigraph', 'click'} & set(sys.modules)))"
    assert subprocess.check_output([sys.executable, "-c", check], text=True) == "[]\n"


def test_functions_stay_though_packages_have_their_names() -> None:
    from kg.build import Options
    from kg.extract.extractor import extract

    assert all(map(callable, (kg.build, kg.extract, kg.open, Options, extract)))


def test_a_text_in_memory() -> None:
    said = kg.extract(TEXT, fast=True)
    assert [said.article.text[m.start : m.end] for m in said.mentions if m.type == "Person" and m.kind == "name"] == [
        "Anna Berg"
    ]
    assert kg.extract(TEXT, fast=True) == said
    with pytest.raises(InputError, match="not in English"):
        kg.extract(GERMAN, fast=True)
    with pytest.raises(InputError, match="no date"):
        kg.extract(TEXT, fast=True, published="soon")


def test_of_several_texts_the_bad_ones_are_warnings() -> None:
    with pytest.warns(kg.InputWarning, match="not in English"):
        found = list(kg.extract([TEXT, GERMAN, f"{TEXT} It rained."], fast=True))
    assert [len(e.article.text) for e in found] == [len(TEXT), len(TEXT) + 11]


def test_files_are_read_as_by_the_command(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(b"\x00\xff")
    with pytest.warns(kg.InputWarning, match=r"b\.txt"):
        assert [a.id for a in kg.read(tmp_path, published="2025-03-04")] == ["a"]
    with pytest.raises(CallError, match="published"):
        kg.read(tmp_path, published="soon")


def test_a_graph_is_built_of_paths_and_articles_alike(tmp_path: Path, graph: kg.Graph) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    read = next(kg.read(tmp_path / "a.txt"))
    of_articles = kg.build([read], tmp_path / "one", fast=True)
    of_paths = kg.build(tmp_path / "a.txt", tmp_path / "two", fast=True)
    files = [g.export("nquads", tmp_path / f"{g.path.name}.nq").read_bytes() for g in (of_articles, of_paths)]
    assert files[0] == files[1] and b"Anna Berg" in files[0]
    assert repr(kg.open(str(graph.path))) == f"kg.open({str(graph.path)!r})"
    with pytest.raises(GraphError, match="not a graph folder"):
        kg.open(tmp_path)


def test_asking(graph: kg.Graph) -> None:
    rows = graph.query(
        "SELECT ?s ?start ?articles ?no { ?s a kg:Statement ; kg:start ?start ; kg:articleCount ?articles }"
    )
    assert [(row["start"], row["articles"], row["no"]) for row in rows] == [(date(2025, 3, 3), 1, None)]
    assert [row["who"] for row in graph.query("who-said", speaker="Anna Berg")] == ["Anna Berg"]
    assert graph.ask("ASK { ?x rdfs:label 'Anna Berg' }") and not graph.ask("ASK { ?x a kg:Assault }")
    assert len(graph.construct("CONSTRUCT WHERE { ?x a kg:Article }")) == 1
    assert isinstance(graph.construct("CONSTRUCT WHERE { ?x rdfs:label ?y }"), rdflib.Graph)
    with pytest.raises(QueryError, match="use ask"):
        graph.query("ASK { ?s ?p ?o }")
    with pytest.raises(QueryError, match="use query"):
        graph.ask("SELECT * { ?s ?p ?o }")
    with pytest.raises(UnknownThingError):
        graph.query("who-said", speaker="Nobody at all")


def test_looking(graph: kg.Graph, tmp_path: Path) -> None:
    shown = graph.show("Anna Berg", why=True)
    assert shown.startswith("Anna Berg Person\n") and "Norway's foreign minister, Anna Berg, said" in shown
    assert "Why" in shown and "\x1b" not in shown
    assert {data["kind"] for _, data in graph.network().nodes(data=True)} >= {"Person", "Statement", "Article"}
    assert graph.export("events", tmp_path / "events.csv").read_text(encoding="utf-8").startswith("id,iri,type")
    said = graph.export("events", tmp_path / "said.jsonl", table="jsonl", kinds=["statement"], since="2025-03")
    assert [json.loads(line)["type"] for line in said.read_text(encoding="utf-8").splitlines()] == ["STATEMENT"]
    with pytest.raises(CallError, match="nothing can be had alone but facts"):
        graph.export("events", tmp_path / "events.csv", only="fact")
