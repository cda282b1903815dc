"""What is selected is a graph of its own: closed, nothing in it that was not asked for, the same in every format."""

from __future__ import annotations

import csv
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made_graph import make

from kg.errors import CallError
from kg.export.excerpt import excerpt
from kg.export.formats import FORMATS, export_graph
from kg.export.projection import project
from kg.export.selection import ALL, KINDS, Selection
from kg.graph.rdf import DefaultGraph, NamedNode
from kg.graph.serialise import ordered
from kg.graph.store import GraphFolder
from kg.graph.validate import validate
from kg.graph.view import GraphView

DAYS = st.none() | st.sampled_from(["2029", "2031-05-04", "2031-05-05", "2031-05", "2032"])


def rows(folder: GraphFolder, out: Path, selection: Selection, target: str = "events") -> list[dict[str, str]]:
    export_graph(folder, target, str(out), selection=selection)
    with out.open(newline="", encoding="utf-8") as stream:
        return list(csv.DictReader(stream))


@pytest.mark.parametrize(
    ("selection", "types"),
    [
        (Selection.of(only="facts"), ["CONSULT"]),
        (Selection.of(kinds=["assault"]), ["ASSAULT", "ASSAULT"]),
        (Selection.of(kinds=["event", "Statement"]), ["CONSULT", "STATEMENT", "STATEMENT", "STATEMENT"]),
        (Selection.of(kinds=["proposition"]), ["ASSAULT", "ASSAULT", "CONSULT"]),
        (Selection.of(min_confidence=0.8, kinds=["event", "proposition"]), ["ASSAULT", "CONSULT"]),
        (Selection.of(since="2031-05-04", until="2031-05-04"), ["CONSULT"]),
        (Selection.of(since="2031-05-05"), ["STATEMENT", "STATEMENT"]),  # of a third the month of the news is known
        (Selection.of(until="2031-05-03"), []),
        (Selection.of(since="2031", until="2031"), ["CONSULT", "STATEMENT", "STATEMENT", "STATEMENT"]),
    ],
)
def test_rows_are_those_that_are_asked_for(
    folder: GraphFolder, out: Path, selection: Selection, types: list[str]
) -> None:
    assert sorted(row["type"] for row in rows(folder, out, selection)) == types


def test_a_statement_without_a_day_goes_by_the_news_of_it(folder: GraphFolder, out: Path) -> None:
    kept = rows(folder, out, Selection.of(since="2031-05-05", until="2031-05-05", kinds=["statement"]))
    assert kept and {row["report_date"] for row in kept} == {"2031-05-05"}


def test_facts_take_along_who_takes_part_and_what_they_hold(folder: GraphFolder) -> None:
    with excerpt(folder, Selection.of(only="facts")) as part:
        network = project(part.store())
    labels = {data["label"] for _, data in network.nodes(data=True)}
    assert {"Ada Marrow", "Oskar Tell", "President"} <= labels and not labels & {"Khand", "Port Lune"}
    assert {"HOLDS_OFFICE", "PARTICIPANT"} <= {data["type"] for *_, data in network.edges(data=True)}


def test_a_relation_that_is_left_out_leaves_no_triple(folder: GraphFolder) -> None:
    with excerpt(folder, Selection.of(kinds=["consult"])) as part:
        view = GraphView(part.store(), part.base)
        marrow = view.find("Ada Marrow")
        assert not view.instances("kg:Relation") and not view.instances("kg:Tenure")
        assert not view.values(marrow, "kg:holdsOffice") and not view.values(marrow, "org:holds")
        assert not view.values(marrow, "kg:said")


def test_articles_that_tell_nothing_of_it_are_left_out(tmp_path: Path, out: Path) -> None:
    made = make()
    planned = [event for event in made.resolution.events if event.factuality == "planned"]
    resolution = replace(made.resolution, events=tuple(planned), disagreements=(), statements=())
    with GraphFolder.create_or_open(tmp_path / "g") as graph:
        for extraction in made.extractions:
            graph.add(extraction)
        graph.publish(resolution)
    assert [row["id"] for row in rows(graph, out, Selection.of(kinds=["consult"]), "articles")] == ["002"]
    assert {row["article_id"] for row in rows(graph, out, Selection.of(kinds=["consult"]), "mentions")} == {"002"}
    assert len(rows(graph, out, ALL, "articles")) == 2


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.sampled_from([None, "facts"]),
    DAYS,
    st.sets(st.sampled_from([*KINDS]), max_size=3),
    st.sampled_from([0.0, 0.6, 1.0]),
)
def test_what_is_selected_is_closed(
    folder: GraphFolder, only: str | None, since: str | None, kinds: set[str], least: float
) -> None:
    selection = Selection.of(only=only, since=since, kinds=kinds, min_confidence=least)
    with excerpt(folder, selection) as part:
        quads = list(ordered(part.store(), DefaultGraph()))
        whole = {str(quad) for quad in ordered(folder.store(), DefaultGraph())}
        described = {quad.subject for quad in quads}
        named = {q.object for q in quads if isinstance(q.object, NamedNode) and q.object.value.startswith(part.base)}
        texts = {node for node in named if node.value.endswith("#text")}
        assert named - texts <= described and {str(quad) for quad in quads} <= whole
        if quads:
            assert validate(part.store()) == []


#: What a page holds of the graph.
HELD = re.compile(rb'<script type="application/json"[^>]*>(.*?)</script>', re.DOTALL)


def test_every_format_takes_a_selection(folder: GraphFolder, tmp_path: Path) -> None:
    whole = {"trig", "nquads"}  # an article's own graph is all that it says
    for target in sorted({*FORMATS} - {"statements"}):
        for name in ("one", "two"):
            export_graph(folder, target, str(tmp_path / name), selection=Selection.of(only="facts"))
        first = (tmp_path / "one").read_bytes()
        assert first == (tmp_path / "two").read_bytes()
        said = b"".join(HELD.findall(first)) if target == "html" else first  # a page's script knows all roots
        assert said and (target in whole or b"ASSAULT" not in said)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"since": "yesterday"}, "yesterday: is no date"),
        ({"until": "2031-13"}, "2031-13: is no date"),
        ({"since": "2031", "until": "2030"}, "--from 2031 is after --until 2030"),
        ({"only": "fact"}, "fact: nothing can be had alone but facts"),
        ({"kinds": ["wars"]}, "wars: no such kind; there are: agree, consult"),
    ],
)
def test_what_makes_no_sense_is_said(given: dict[str, object], said: str) -> None:
    with pytest.raises(CallError, match=said):
        Selection.of(**given)  # type: ignore[arg-type]
    assert Selection.of() == ALL and ALL.is_all


def test_statements_are_no_facts(folder: GraphFolder, out: Path) -> None:
    with pytest.raises(CallError, match="--only facts leaves statements out"):
        export_graph(folder, "statements", str(out), selection=Selection.of(only="facts"))
    with pytest.raises(CallError, match="--to turtle has one form; --format is for actors, articles, dyads"):
        export_graph(folder, "turtle", str(out), table="jsonl")
    assert not out.exists()
