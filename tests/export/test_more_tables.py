"""Articles, statements, dyads, the map, and tables as JSON lines."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from made_graph import Made, make

from kg.export.formats import TABLES, export_graph
from kg.export.table import Table
from kg.graph.store import GraphFolder
from kg.records import Date, MergedEvent, Node, Support
from kg.resolve import resolve


def exported(folder: GraphFolder, target: str, out: Path) -> list[dict[str, str]]:
    export_graph(folder, target, str(out))
    with out.open(newline="", encoding="utf-8") as stream:
        return list(csv.DictReader(stream))


def folder_of(made: Made, path: Path) -> GraphFolder:
    with GraphFolder.create_or_open(path) as graph:
        for extraction in made.extractions:
            graph.add(extraction)
        graph.publish(made.resolution)
    return graph


# ---------------------------------------------------------------- JSON lines


@pytest.mark.parametrize("target", sorted(TABLES))
def test_json_lines_are_the_rows(folder: GraphFolder, tmp_path: Path, target: str) -> None:
    rows = exported(folder, target, tmp_path / "csv")
    export_graph(folder, target, str(tmp_path / "jsonl"), table="jsonl")
    lines = [json.loads(line) for line in (tmp_path / "jsonl").read_text(encoding="utf-8").splitlines()]
    assert len(lines) == len(rows)
    for line, row in zip(lines, rows, strict=True):
        assert list(line) == list(row)
        for name, value in line.items():
            assert (value in (None, [])) == (row[name] == "") or value == [None]
            assert not isinstance(value, str) or value == row[name] or row[name] == f"'{value}"


def test_values_are_what_they_are() -> None:
    table = Table(["n", "t", "a", "b", "s"], [], frozenset({"n"}), frozenset({"t"}), {"a": "b", "b": "b"})
    row = {"n": "1.5", "t": "false", "a": "|x", "b": r"true|p\|q", "s": "true"}
    assert table.values(row) == {"n": 1.5, "t": False, "a": [None, "x"], "b": ["true", "p|q"], "s": "true"}
    assert table.values({"b": "p"}) == {"n": None, "t": None, "a": [None], "b": ["p"], "s": None}
    assert table.values({})["a"] == []


# ---------------------------------------------------------------- articles, statements


def test_articles_say_which_is_a_near_copy(tmp_path: Path) -> None:
    made = make()
    one, two = made.extractions
    copy = replace(one, article=replace(one.article, id="003", url="https://news.example/3"))
    resolution = resolve(lambda: (one, two, copy))
    assert len(resolution.copies) == 1
    rows = exported(
        folder_of(Made((one, two, copy), resolution, made.keys), tmp_path / "g"), "articles", tmp_path / "o"
    )
    copies = {row["id"]: row["near_copy_of"] for row in rows}
    assert copies in ({"001": "", "002": "", "003": "001"}, {"001": "003", "002": "", "003": ""})
    first = rows[0]
    assert (first["publisher"], first["published"], first["headline"]) == ("Lune Gazette", "2031-05-05", "A long call")
    assert first["words"] == "28" and first["url"] == "" and len(first["sha256"]) == 64


def test_statements_name_speaker_wordings_and_what_they_report(folder: GraphFolder, out: Path) -> None:
    rows = exported(folder, "statements", out)
    assert len(rows) == 3
    told = next(row for row in rows if row["articles"] == "2")
    assert told["speaker"] == "Ada Marrow" and told["speaker_sector"] == "GOV" and told["act"] == "assert"
    assert told["wordings"] == "Khand had shelled the harbour|Khand bombarded the harbour"
    assert told["reports"] == "Khand: ASSAULT (reported)" and told["mentions"] == "Khand"


# ---------------------------------------------------------------- dyads


def dyads(made: Made, tmp_path: Path, *events: MergedEvent, **nodes: Any) -> list[tuple[str, ...]]:
    country = {"Ada Marrow": "RU", "Oskar Tell": "UA", "Khand": "FR"} | nodes
    changed = [replace(n, country=country.get(n.label, n.country)) for n in made.resolution.nodes]
    resolution = replace(made.resolution, nodes=tuple(changed), events=events, statements=(), disagreements=())
    rows = exported(folder_of(replace(made, resolution=resolution), tmp_path / "g"), "dyads", tmp_path / "out")
    return [tuple(row.values()) for row in rows]


def test_what_both_do_counts_for_either_direction(tmp_path: Path) -> None:
    made = make()
    assert dyads(made, tmp_path, made.resolution.events[0]) == [
        ("RUS", "UKR", "2031-05", "1", "1", "0", "0", "0", "1.00"),
        ("UKR", "RUS", "2031-05", "1", "1", "0", "0", "0", "1.00"),
    ]


def test_only_what_has_happened_in_a_known_month_is_counted(tmp_path: Path) -> None:
    made = make()
    call, planned, *_ = made.resolution.events
    marrow, tell = call.participants
    may, year = Date("2031-05", "2031-05"), Date("2031", "2031")
    struck = MergedEvent(
        "event/x", "x", "ASSAULT", "190", True, "actual", "article", 0.9, call.support, (marrow,), (tell,)
    )
    found = dyads(
        made, tmp_path, replace(call, date=year, key="event/y"), replace(planned, date=may), replace(struck, date=may)
    )
    assert found == [("RUS", "UKR", "2031-05", "1", "0", "0", "0", "1", "-10.00")]


def test_rebels_do_not_act_for_a_state(tmp_path: Path) -> None:
    made = make()
    call = made.resolution.events[0]
    nodes = [replace(n, sector="REB") if n.label == "Oskar Tell" else n for n in made.resolution.nodes]
    made = replace(made, resolution=replace(made.resolution, nodes=tuple(nodes)))
    assert dyads(made, tmp_path, call) == []


# ---------------------------------------------------------------- the map


def test_features_stand_where_the_narrowest_place_is(folder: GraphFolder, tmp_path: Path) -> None:
    export_graph(folder, "geojson", str(tmp_path / "map"))
    map_ = json.loads((tmp_path / "map").read_text(encoding="utf-8"))
    assert map_["type"] == "FeatureCollection" and len(map_["features"]) == 3
    for feature in map_["features"]:
        assert feature["geometry"] == {"type": "Point", "coordinates": [-3.25, 10.5]}  # longitude first
        assert feature["properties"]["place_kind"] == "Place" and feature["properties"]["iri"] == feature["id"]


def test_a_country_is_shown_only_where_no_place_in_it_is(tmp_path: Path) -> None:
    made = make()
    land = Node("country/land-1", "Country", "Land", (), (f"{made.keys[0]}#e5",), (), "FR", None, 46.0, 2.0)
    call, *others = made.resolution.events
    lune = next(n.key for n in made.resolution.nodes if n.label == "Port Lune")
    for places, expected in (((land.key,), ("Country", [2.0, 46.0])), ((land.key, lune), ("Place", [-3.25, 10.5]))):
        resolution = replace(
            made.resolution,
            nodes=(*made.resolution.nodes, land),
            events=(replace(call, places=places, support=Support(call.support.readings, 2, 2)), *others),
        )
        path = tmp_path / str(len(places))
        export_graph(folder_of(replace(made, resolution=resolution), path), "geojson", str(tmp_path / "map"))
        features = json.loads((tmp_path / "map").read_text(encoding="utf-8"))["features"]
        feature = next(f for f in features if f["properties"]["factuality"] == "actual")
        assert (feature["properties"]["place_kind"], feature["geometry"]["coordinates"]) == expected
