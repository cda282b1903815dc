"""Every format: it can be read by what reads it, holds what the graph holds, and comes out the same twice."""

from __future__ import annotations

import csv
from pathlib import Path
from xml.etree import ElementTree

import networkx as nx
import pytest
import rdflib
from made_graph import make

from kg.export.events import COLUMNS
from kg.export.formats import FORMATS, export_graph
from kg.export.projection import project
from kg.graph.store import GraphFolder

FILES = sorted(FORMATS)


def table(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as stream:
        return list(csv.DictReader(stream))


@pytest.mark.parametrize("target", FILES)
def test_the_same_graph_gives_the_same_bytes(folder: GraphFolder, tmp_path: Path, target: str) -> None:
    for name in ("one", "two"):
        export_graph(folder, target, str(tmp_path / name))
    first = (tmp_path / "one").read_bytes()
    assert first and first == (tmp_path / "two").read_bytes()


def test_a_format_that_fails_leaves_the_old_file(
    folder: GraphFolder, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out.write_text("old")

    def fail(job: object, stream: object) -> None:
        raise ValueError("stop")

    monkeypatch.setitem(FORMATS, "turtle", fail)
    with pytest.raises(ValueError, match="stop"):
        export_graph(folder, "turtle", str(out))
    assert [p.name for p in out.parent.iterdir()] == ["out"] and out.read_text() == "old"


def test_jsonld_is_the_turtle(folder: GraphFolder, tmp_path: Path) -> None:
    for target in ("jsonld", "turtle"):
        export_graph(folder, target, str(tmp_path / target))
    turtle, jsonld = rdflib.Graph(), rdflib.Graph()
    turtle.parse(tmp_path / "turtle", format="turtle")
    jsonld.parse(tmp_path / "jsonld", format="json-ld")
    assert set(turtle) == set(jsonld)


def test_the_property_graph_has_the_things_and_their_ties(folder: GraphFolder) -> None:
    graph = project(folder.store())
    kinds = {data["kind"] for _, data in graph.nodes(data=True)}
    assert {"Person", "Country", "Event", "Proposition", "Statement", "Article", "Disagreement"} <= kinds
    types = {data["type"] for _, _, data in graph.edges(data=True)}
    assert {"SAID", "REPORTS", "PARTICIPANT", "HAS_PLACE", "HOLDS_OFFICE", "MENTIONED_IN", "CONCERNS"} <= types
    assert not types & {"SPEAKER", "HAS_ACTOR", "TYPE", "READING"}
    office = next(data for _, _, data in graph.edges(data=True) if data["type"] == "HOLDS_OFFICE")
    assert office["articleCount"] == 1


@pytest.mark.parametrize(("target", "read"), [("graphml-mentions", nx.read_graphml), ("gexf-mentions", nx.read_gexf)])
def test_network_files_are_read_back(folder: GraphFolder, out: Path, target: str, read: object) -> None:
    export_graph(folder, target, str(out))
    graph, back = project(folder.store()), read(out)  # type: ignore[operator]
    assert set(back.nodes) == set(graph.nodes)
    assert back.number_of_edges() == graph.number_of_edges()
    assert {data["kind"] for _, data in back.nodes(data=True)} == {data["kind"] for _, data in graph.nodes(data=True)}


NETWORKS = [f"{name}{part}" for name in ("graphml", "gexf") for part in ("", "-actors", "-mentions")]


@pytest.mark.parametrize("target", NETWORKS)
def test_network_files_survive_control_characters(hostile: GraphFolder, out: Path, target: str) -> None:
    export_graph(hostile, target, str(out))
    assert (nx.read_graphml if target.startswith("graphml") else nx.read_gexf)(out).number_of_nodes()


def test_gexf_says_of_an_edge_whether_it_is_directed_and_nothing_else(folder: GraphFolder, out: Path) -> None:
    export_graph(folder, "gexf", str(out))
    edges = list(ElementTree.parse(out).iter("{http://www.gexf.net/1.2draft}edge"))
    assert {edge.get("type") for edge in edges} == {None} and "SAID" in {edge.get("label") for edge in edges}
    kinds = {data["kind"] for *_, data in nx.read_gexf(out).edges(data=True)}
    assert {"SAID", "HOLDS_OFFICE"} <= kinds and "MENTIONED_IN" not in kinds


def test_things_stay_whole_under_another_base(tmp_path: Path) -> None:
    made = make()
    with GraphFolder.create_or_open(tmp_path / "g", "https://example.org/x/") as graph:
        for extraction in made.extractions:
            graph.add(extraction)
        graph.publish(made.resolution)
    quantities = [q for _, data in project(graph.store()).nodes(data=True) for q in data.get("quantity", ())]
    assert quantities and all(q.startswith("https://example.org/x/article/") for q in quantities)


# ---------------------------------------------------------------- tables


def test_events_are_rows(folder: GraphFolder, out: Path) -> None:
    export_graph(folder, "events", str(out))
    rows = table(out)
    assert tuple(rows[0]) == COLUMNS and len(rows) == 7
    call = next(row for row in rows if row["type"] == "CONSULT" and row["factuality"] == "actual")
    assert call["source"] == call["target"] == "Ada Marrow|Oskar Tell" and call["reciprocal"] == "true"
    assert call["source_wikidata"] == "Q901|" and call["source_sector"] == "GOV|" and call["start"] == "2031-05-04"
    assert call["article_ids"] == "001|002" and len(call["text"].split("|")) == 2
    assert call["text"].startswith("President Ada Marrow spoke")
    planned = next(row for row in rows if row["factuality"] == "planned")
    assert (planned["type"], planned["plover"], planned["place"]) == ("CONSULT", "AGREE", "Port Lune")
    reported = next(row for row in rows if row["voice"] == "reported" and row["factuality"] == "actual")
    assert reported["reported_by"] == "Ada Marrow"
    said = next(row for row in rows if row["type"] == "STATEMENT" and row["articles"] == "2")
    assert said["text"] == "Khand had shelled the harbour|Khand bombarded the harbour" and said["lat"] == "10.5"


def test_polecat_has_the_columns_of_the_data_set(folder: GraphFolder, out: Path) -> None:
    export_graph(folder, "polecat", str(out))
    with out.open(newline="", encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream, delimiter="\t"))
    assert len(rows) == 2 and len(rows[0]) == 40
    assert {(row["Event Type"], row["Quad Code"]) for row in rows} == {
        ("CONSULT", "VERBAL COOPERATION"),
        ("AGREE", "VERBAL COOPERATION"),
    }
    assert rows[0]["Actor Name"] == "Ada Marrow; Oskar Tell"
    assert {row["Publication Date"] for row in rows} <= {row["published"].split("|")[0] for row in _events(folder, out)}


def _events(folder: GraphFolder, out: Path) -> list[dict[str, str]]:
    export_graph(folder, "events", str(out))
    return table(out)


def test_mentions_mean_the_same_node_in_both_articles(folder: GraphFolder, out: Path) -> None:
    export_graph(folder, "mentions", str(out))
    rows = table(out)
    marrow = {row["iri"] for row in rows if "Marrow" in row["text"] or row["text"] == "the president"}
    assert len(marrow) == 1 and {row["kind"] for row in rows if row["iri"] in marrow} == {"name", "nominal"}
    calls = {row["iri"] for row in rows if row["kind"] == "event" and row["text"] in ("spoke", "call")}
    assert len(calls) == 1
    assert {row["text"] for row in rows if row["kind"] == "statement"} == {"said", "denied"}
    assert all(row["iri"] for row in rows)  # what means no node ("a curfew") is no row
    texts = {e.article.id: e.article.text for e in folder.extractions()}
    assert all(texts[r["article_id"]][int(r["start"]) : int(r["end"])] == r["text"] for r in rows)


def test_no_field_of_a_table_is_a_formula(hostile: GraphFolder, tmp_path: Path) -> None:
    for target in ("events", "actors", "polecat"):
        export_graph(hostile, target, str(tmp_path / target))
        delimiter = "\t" if target == "polecat" else ","
        with (tmp_path / target).open(newline="", encoding="utf-8") as stream:
            fields = [field for row in csv.reader(stream, delimiter=delimiter) for field in row]
        assert any("calc" in field for field in fields)
        assert not any(field[:1] in "=+@\t\r" and field for field in fields)
