"""Tables as Parquet and as workbooks, read by others' readers: the rows of JSON lines, and no text a formula."""

from __future__ import annotations

import io
import json
import sys
import zipfile
from pathlib import Path
from typing import Any, BinaryIO

import duckdb
import openpyxl
import pytest

from kg.errors import CallError, KgError
from kg.export import xlsx
from kg.export.cells import safe
from kg.export.events import COLUMNS
from kg.export.formats import TABLES, export_graph
from kg.export.table import PARQUET, XLSX, Table
from kg.graph.store import GraphFolder
from kg.graph.view import GraphView
from kg.lexicon.gazetteer import Gazetteer

Rows = list[dict[str, Any]]


def exported(folder: GraphFolder, target: str, path: Path, form: str) -> Path:
    export_graph(folder, target, str(path), table=form)
    return path


def lines(folder: GraphFolder, target: str, path: Path) -> Rows:
    return [json.loads(line) for line in exported(folder, target, path, "jsonl").read_text("utf-8").splitlines()]


def parquet(path: Path) -> Rows:
    found = duckdb.read_parquet(str(path))
    return [dict(zip(found.columns, row, strict=True)) for row in found.fetchall()]


def cells(stream: BinaryIO) -> list[list[Any]]:
    return [list(row) for row in openpyxl.load_workbook(stream)["kg"].iter_rows()]


def workbook(folder: GraphFolder, target: str, path: Path) -> list[list[Any]]:
    with exported(folder, target, path, XLSX).open("rb") as stream:
        return cells(stream)


@pytest.mark.parametrize("form", [PARQUET, XLSX])
@pytest.mark.parametrize("target", sorted(TABLES))
def test_the_same_graph_gives_the_same_bytes(folder: GraphFolder, tmp_path: Path, target: str, form: str) -> None:
    one, two = (exported(folder, target, tmp_path / name, form).read_bytes() for name in ("one", "two"))
    assert one == two


def test_a_workbook_says_nothing_of_when_it_was_made(folder: GraphFolder, out: Path) -> None:
    with zipfile.ZipFile(exported(folder, "events", out, XLSX)) as archive:
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}
        assert archive.read("docProps/core.xml").count(b"2000-01-01T00:00:00Z") == 2


@pytest.mark.parametrize("target", sorted(TABLES))
def test_parquet_holds_what_json_lines_hold(folder: GraphFolder, tmp_path: Path, target: str) -> None:
    expected = lines(folder, target, tmp_path / "jsonl")
    assert parquet(exported(folder, target, tmp_path / "parquet", PARQUET)) == expected


def test_the_type_of_a_column_is_that_of_its_kind(folder: GraphFolder, out: Path) -> None:
    found = duckdb.read_parquet(str(exported(folder, "events", out, PARQUET)))
    kinds = dict(zip(found.columns, map(str, found.types), strict=True))
    assert tuple(found.columns) == COLUMNS
    assert (kinds["articles"], kinds["money"], kinds["reciprocal"]) == ("BIGINT", "DOUBLE", "BOOLEAN")
    assert (kinds["cameo"], kinds["lat"], kinds["source"]) == ("VARCHAR", "DOUBLE[]", "VARCHAR[]")


@pytest.mark.parametrize("target", sorted(TABLES))
def test_a_workbook_holds_what_csv_holds(folder: GraphFolder, tmp_path: Path, target: str) -> None:
    expected = lines(folder, target, tmp_path / "jsonl")
    names, *rows = workbook(folder, target, tmp_path / "xlsx")
    columns = TABLES[target](GraphView(folder.store(), folder.base), Gazetteer.load()).columns
    assert [cell.value for cell in names] == list(columns)
    assert len(rows) == len(expected)
    for row, line in zip(rows, expected, strict=True):
        for cell, value in zip(row, line.values(), strict=True):
            if isinstance(value, list):
                assert cell.data_type == "s" or value in ([], [None])
            else:
                assert cell.value == value and (type(value) is not str or cell.data_type == "s")


def test_no_cell_is_a_formula_or_a_link(hostile: GraphFolder, tmp_path: Path) -> None:
    for target in sorted(TABLES):
        found = [cell for row in workbook(hostile, target, tmp_path / target) for cell in row]
        assert not [cell for cell in found if cell.data_type == "f" or cell.hyperlink]
        texts = [cell.value for cell in found if isinstance(cell.value, str)]
        assert not [text for text in texts if safe(text) != text]
        with zipfile.ZipFile(tmp_path / target) as archive:
            assert not [name for name in archive.namelist() if "_rels/sheet" in name]
    assert any("calc" in text for text in texts)


def test_text_of_every_kind_stays_as_it_is() -> None:
    texts = ["007", "https://e.org/a b", "{=1}", "a\x07b", "_x0041_", " blank ", "two\nlines", "ünï\U0001f600", "TRUE"]
    stream = io.BytesIO()
    Table(["a", "b"], [{"a": text, "b": text} for text in texts], lists={"b": "b"}).write(XLSX, stream)
    rows = cells(stream)[1:]
    read = [cell.value.replace("_x0007_", "\x07") for row in rows for cell in row]
    assert read == [text for text in texts for _ in "ab"]


def test_a_cell_takes_what_the_format_allows() -> None:
    whole, over = "\U0001f600" * (xlsx.CHARACTERS // 2), "x" + "\U0001f600" * (xlsx.CHARACTERS // 2 + 1)
    assert xlsx.fitting(whole) == whole and xlsx.fitting("") == ""
    cut = xlsx.fitting(over)
    assert cut.endswith("\U0001f600 […]") and over.startswith(cut.removesuffix(xlsx.CUT))
    assert xlsx.CHARACTERS - 2 < len(cut.encode("utf-16-le")) / 2 <= xlsx.CHARACTERS
    stream = io.BytesIO()
    Table(["a"], [{"a": over}]).write(XLSX, stream)
    assert cells(stream)[1][0].value == cut


def test_a_sheet_that_is_full_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "LINES", 3)
    Table(["a"], [{"a": "1"}] * 2).write(XLSX, io.BytesIO())
    with pytest.raises(KgError, match="more than the 2 rows"):
        Table(["a"], [{"a": "1"}] * 3).write(XLSX, io.BytesIO())


@pytest.mark.parametrize(("form", "library"), [(PARQUET, "pyarrow"), (XLSX, "xlsxwriter")])
def test_a_missing_library_is_said_and_nothing_is_written(
    folder: GraphFolder, out: Path, monkeypatch: pytest.MonkeyPatch, form: str, library: str
) -> None:
    monkeypatch.delitem(sys.modules, f"kg.export.{form}", raising=False)
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(CallError, match=rf"--format {form} needs {library}: pip install 'kg\[tables\]'"):
        exported(folder, "events", out, form)
    assert list(out.parent.iterdir()) == []


def test_a_terminal_is_no_place_for_bytes(folder: GraphFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    with pytest.raises(CallError, match="nothing for a terminal"):
        export_graph(folder, "events", "-", table=PARQUET)
