"""Tables: no field is run by a spreadsheet or breaks a row, and files, folders and devices are written as such."""

from __future__ import annotations

import csv
import io
import os
from dataclasses import replace
from pathlib import Path

import pytest
from made_graph import make

from kg.build import merge
from kg.errors import KgError
from kg.export.cells import safe, write
from kg.export.formats import FORMATS, export_graph
from kg.graph.store import GraphFolder

FORMULAS = (
    "=1+1",
    "+1+cmd|' /C calc'!A0",
    "-2+3+cmd",
    "@SUM(1)",
    "\t=1",
    "\r=1",
    "\n=1",
    " =1",
    "＝1+1",
    "＠x",
    "\r\n=1+1",
)
DELIMITERS = {"events": ",", "statements": ",", "articles": ",", "actors": ",", "mentions": ",", "polecat": "\t"}


@pytest.fixture(scope="module")
def graphs(tmp_path_factory: pytest.TempPathFactory) -> list[GraphFolder]:
    """For each formula the invented graph, of articles whose fields are all that."""
    folders = []
    for evil in FORMULAS:
        made = make()
        with GraphFolder.create_or_open(tmp_path_factory.mktemp("graph")) as graph:
            for number, extraction in enumerate(made.extractions):
                article = replace(extraction.article, url=f"{evil}{number}", publisher=evil, title=evil)
                graph.add(replace(extraction, article=replace(article, id=f"{evil}{number}")))
            merge(graph)
        folders.append(graph)
    return folders


@pytest.mark.parametrize("target", sorted(DELIMITERS))
def test_no_field_is_a_formula(graphs: list[GraphFolder], out: Path, target: str) -> None:
    for graph, evil in zip(graphs, FORMULAS, strict=True):
        export_graph(graph, target, str(out))
        with out.open(newline="", encoding="utf-8") as stream:
            rows = list(csv.reader(stream, delimiter=DELIMITERS[target], strict=True))
        assert len(rows) > 1 and {len(row) for row in rows} == {len(rows[0])}
        assert not [cell for row in rows for cell in row if cell[:1] in "=+-@\t\r\n＝＋－＠" and safe(cell) != cell]
        assert target != "mentions" or any(f"'{evil}0" in cell for row in rows for cell in row)


@pytest.mark.parametrize("value", ["", "-3.5", "+1|-2", "12", "a=b", "−1", "1-2", "it's", "- "])
def test_other_fields_stay_as_they_are(value: str) -> None:
    assert safe(value) == value or value == "- "


@pytest.mark.parametrize("delimiter", [",", "\t"])
def test_rows_are_those_of_the_library(delimiter: str) -> None:
    values = [
        "plain",
        "",
        'a "quoted" one',
        "a,b\tc",
        "two\nlines",
        "ends\r\n",
        "half\rline",
        "ünï|cödé",
        "'",
        " blank ",
    ]
    ours = io.StringIO()
    write(ours, ["a", "b"], [{"a": value, "b": "x"} for value in values], delimiter)
    assert [row[0] for row in csv.reader(io.StringIO(ours.getvalue(), newline=""), delimiter=delimiter)][1:] == values
    theirs = io.StringIO()
    writer = csv.writer(theirs, delimiter=delimiter, lineterminator="\n")
    writer.writerows([["a", "b"], *([value, "x"] for value in values if "half" not in value)])
    assert ours.getvalue().replace('"half\rline"' + delimiter + "x\n", "") == theirs.getvalue()


# ---------------------------------------------------------------- where they go


def test_a_device_is_written_and_stays_one(folder: GraphFolder) -> None:
    with pytest.raises(KgError, match="/dev/full: No space left on device"):
        export_graph(folder, "turtle", "/dev/full")
    assert Path("/dev/full").is_char_device() and not Path("/dev/full.part").exists()


def test_a_pipe_is_written(folder: GraphFolder, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    reader = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    export_graph(folder, "polecat", str(tmp_path / "pipe"))
    assert os.read(reader, 1 << 16).startswith(b"Event ID\t")
    os.close(reader)


@pytest.mark.parametrize("target", ["events", "html", "gexf"])
def test_a_folder_is_no_place_for_a_file(folder: GraphFolder, tmp_path: Path, target: str) -> None:
    with pytest.raises(KgError, match="is a folder"):
        export_graph(folder, target, str(tmp_path))
    with pytest.raises(KgError, match="No such file"):
        export_graph(folder, target, str(tmp_path / "no" / "x"))
    assert not list(tmp_path.iterdir())


def test_a_file_is_no_place_for_a_folder(folder: GraphFolder, out: Path) -> None:
    out.write_text("mine")
    with pytest.raises(KgError, match="out: is no folder, and neo4j writes one"):
        export_graph(folder, "neo4j", str(out))
    with pytest.raises(KgError, match="Not a directory"):
        export_graph(folder, "neo4j", str(out / "x"))
    assert out.read_text() == "mine"


def test_a_link_is_written_through(folder: GraphFolder, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("real")
    export_graph(folder, "actors", str(tmp_path / "link"))
    assert (tmp_path / "link").is_symlink() and (tmp_path / "real").read_text(encoding="utf-8").startswith("iri,")


@pytest.mark.parametrize("target", sorted(FORMATS))
def test_a_disk_that_is_full_leaves_the_old_file(
    folder: GraphFolder, out: Path, target: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    out.write_text("old")
    (out.parent / "out.part").symlink_to("/dev/full")
    with pytest.raises(KgError, match="out: No space left on device"):
        export_graph(folder, target, str(out))
    assert out.read_text() == "old" and [p.name for p in out.parent.iterdir()] == ["out"]
