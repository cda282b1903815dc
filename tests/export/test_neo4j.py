"""The files for Neo4j fit together and say what the graph says; scripts/check_neo4j.sh has Neo4j itself read them."""

from __future__ import annotations

import csv
import dataclasses
import json
import os
import re
import subprocess
from datetime import date
from io import StringIO
from pathlib import Path

import networkx as nx
import pytest
from made_graph import make

from kg.errors import CallError
from kg.export.formats import export_graph
from kg.export.neo4j.csv_files import write_csv
from kg.export.neo4j.rows import rows
from kg.export.neo4j.script import literal, write_cypher
from kg.export.neo4j.statements import SCHEMA
from kg.export.projection import Network, project
from kg.graph.store import GraphFolder


def table(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as stream:
        return list(csv.DictReader(stream))


def network(*things: dict[str, object]) -> Network:
    graph: Network = nx.MultiDiGraph()
    for number, data in enumerate(things):
        graph.add_node(f"urn:{number}", **{"kind": "Place", **data})
    return graph


def test_neo4j_needs_a_folder(folder: GraphFolder) -> None:
    with pytest.raises(CallError, match="folder"):
        export_graph(folder, "neo4j", "-")


def test_the_files_fit_together(folder: GraphFolder, out: Path) -> None:
    export_graph(folder, "neo4j", str(out))
    ids = {row["iri:ID"] for path in out.glob("nodes-*.csv") for row in table(path)}
    ends = [row for path in out.glob("edges-*.csv") for row in table(path)]
    assert ids and ends and all({row[":START_ID"], row[":END_ID"]} <= ids for row in ends)
    command = (out / "import.sh").read_text()
    assert all(path.name in command for path in out.glob("*.csv"))
    event = table(out / "nodes-Event.csv")[0]
    assert event[":LABEL"] == "Event;Thing" and event["articleCount:long"] == "2"


def test_an_absent_value_is_not_an_empty_string(tmp_path: Path) -> None:
    write_csv(rows(network({"label": "a", "sector": "GOV"}, {"label": ""}), "my"), tmp_path)
    lines = (tmp_path / "nodes-Place.csv").read_text().splitlines()
    assert lines[1:] == ['"urn:0","my","a","GOV","Place;Thing"', '"urn:1","my","",,"Place;Thing"']


def test_lists_keep_their_semicolons(tmp_path: Path) -> None:
    write_csv(rows(network({"altLabel": ["a;b", "c\ue000"]}), "my"), tmp_path)
    (row,) = table(tmp_path / "nodes-Place.csv")
    assert row["altLabel:string[]"].split("\ue001") == ["a;b", "c\ue000"] and row[":LABEL"] == "Place\ue001Thing"
    assert "--array-delimiter='U+E001'" in (tmp_path / "import.sh").read_text()


def test_a_property_has_one_type_in_the_whole_graph(tmp_path: Path) -> None:
    graph = network({"size": 1, "on": "x", "mixed": True}, {"kind": "Office", "size": 0.5, "on": ["y"], "mixed": "z"})
    write_csv(rows(graph, "my"), tmp_path)
    for kind in ("Place", "Office"):
        assert {"size:double", "on:string[]", "mixed:string"} <= set(table(tmp_path / f"nodes-{kind}.csv")[0])
    stream = StringIO()
    write_cypher(rows(graph, "my"), stream)
    assert "`mixed`: 'true', `on`: ['x'], `size`: 1.0" in stream.getvalue()


def test_days_and_places_are_of_neo4js_own_types(tmp_path: Path) -> None:
    graph = network(
        {"start": date(2031, 5, 4), "lat": 10.5, "long": -3.0}, {"lat": 91.0, "long": 0.0}, {"lat": 0.0, "long": 181.0}
    )
    write_csv(rows(graph, "my"), tmp_path)
    place, *nowhere = table(tmp_path / "nodes-Place.csv")
    assert place["start:date"] == "2031-05-04" and {row["location:point{crs:WGS-84}"] for row in nowhere} == {""}
    assert place["location:point{crs:WGS-84}"] == "{longitude: -3.0, latitude: 10.5}"
    stream = StringIO()
    write_cypher(rows(graph, "my"), stream)
    assert "`location`: point({`latitude`: 10.5, `longitude`: -3.0})" in stream.getvalue()
    assert "`start`: date('2031-05-04')" in stream.getvalue()


def test_a_month_of_publication_is_no_day(folder: GraphFolder, out: Path) -> None:
    export_graph(folder, "neo4j", str(out))
    (first, second) = sorted(table(out / "nodes-Article.csv"), key=lambda row: row["identifier:string"])
    assert (first["datePublished:date"], first["datePublishedPrefix:string"]) == ("2031-05-05", "")
    assert (second["datePublished:date"], second["datePublishedPrefix:string"]) == ("", "2031-05")


def test_a_property_of_relationships_has_a_type_for_each_of_theirs(tmp_path: Path) -> None:
    """``start`` is a day of a relation, and an offset of a mention."""
    graph = network({"label": "a"}, {"label": "b"})
    graph.add_edge("urn:0", "urn:1", key="1", type="MENTIONED_IN", start=7)
    graph.add_edge("urn:0", "urn:1", key="2", type="MEMBER_OF", start=date(2020, 1, 1))
    write_csv(rows(graph, "my"), tmp_path)
    assert table(tmp_path / "edges-MENTIONED_IN.csv")[0]["start:long"] == "7"
    assert table(tmp_path / "edges-MEMBER_OF.csv")[0]["start:date"] == "2020-01-01"


def test_whole_degrees_are_reals(tmp_path: Path) -> None:
    made = make()
    nodes = tuple(dataclasses.replace(n, lat=n.lat and 10.0, lon=n.lon and -3.0) for n in made.resolution.nodes)
    with GraphFolder.create_or_open(tmp_path) as graph:
        graph.publish(dataclasses.replace(made.resolution, nodes=nodes))
    places = [data for _, data in project(graph.store()).nodes(data=True) if "lat" in data]
    assert places and all(type(data[name]) is float for data in places for name in ("lat", "long"))


@pytest.mark.parametrize("database", ["", "news"])
def test_import_runs_from_anywhere(folder: GraphFolder, tmp_path: Path, database: str) -> None:
    out = tmp_path / "-a 'folder' of $HOME"
    export_graph(folder, "neo4j", str(out))
    admin = tmp_path / "bin" / "neo4j-admin"
    admin.parent.mkdir()
    admin.write_text('#!/bin/sh\npwd >called\nprintf "%s\\n" "$@" >>called\n')
    admin.chmod(0o755)
    environment = {"PATH": f"{admin.parent}{os.pathsep}{os.environ['PATH']}", "CDPATH": "/", "DATABASE": database}
    subprocess.run(["sh", f"./{out.name}/import.sh"], cwd=tmp_path, env=environment, check=True, capture_output=True)
    where, *arguments = (out / "called").read_text().splitlines()
    assert Path(where) == out.resolve() and arguments[:3] == ["database", "import", "full"]
    assert arguments[-2:] == ["--", database or "neo4j"]
    named = {a.split("=")[1] for a in arguments if a.startswith(("--nodes=", "--relationships="))}
    assert named == {path.name for path in out.glob("*.csv")}


STATEMENT = re.compile(
    r"UNWIND \$rows AS row\n"
    r"(?:MERGE \(n:Thing \{graph: row\.graph, iri: row\.iri\}\)\nSET n = row SET n:[A-Za-z]+ REMOVE n(?::[A-Za-z]+)+"
    r"|MATCH \(a:Thing \{graph: row\.set\.graph, iri: row\.start\}\), "
    r"\(b:Thing \{graph: row\.set\.graph, iri: row\.end\}\)\n"
    r"MERGE \(a\)-\[r:[A-Z_]+ \{graph: row\.set\.graph, id: row\.set\.id\}\]->\(b\) SET r = row\.set);\n"
)


def test_cypher_merges_by_identity_and_only_merges(folder: GraphFolder, hostile: GraphFolder, out: Path) -> None:
    for graph in (folder, hostile):
        export_graph(graph, "cypher", str(out))
        schema = "".join(f"{statement};\n" for statement in SCHEMA)
        whole = out.read_text(encoding="ascii")
        assert whole.startswith(schema) and all(" IF NOT EXISTS " in statement for statement in SCHEMA)
        script = whole.removeprefix(schema)
        bound = re.findall(r"^:param rows => (.*);$", script, re.MULTILINE)
        rest = re.sub(r"^:param rows => .*;\n", "", script, flags=re.MULTILINE)
        assert bound and STATEMENT.sub("", rest) == "" and len(STATEMENT.findall(rest)) == len(bound)
        outside = re.sub(r"'(?:\\.|[^'\\])*'", "", "".join(bound))
        assert re.fullmatch(r"(?:`\w+`|-?[0-9.]+|date\(\)|point\(\{[^()]+\}\)|true|false|[\[\]{}:, ])*", outside)


@pytest.mark.parametrize("text", ["it's", "\\", "\\'", "\\u0027", "a\nb", "é😀", "\x00\x1b"])
def test_cypher_strings_stay_strings(text: str) -> None:
    escaped = literal(text)
    assert re.fullmatch(r"'(?:\\u[0-9A-F]{4}|\\[\\']|[\x00 -&(-\[\]-~])*'", escaped)
    assert json.loads('"' + escaped[1:-1].replace('"', '\\"').replace("\\'", "'") + '"', strict=False) == text
