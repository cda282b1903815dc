"""The codebook tells of every column of every table, and of no other."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kg.export import polecat
from kg.export.formats import TABLES
from kg.graph.store import GraphFolder
from kg.graph.view import GraphView
from kg.lexicon.gazetteer import Gazetteer

BOOK = (Path(__file__).parents[2] / "docs" / "codebook.md").read_text(encoding="utf-8")
TOLD = set(re.findall(r"`([^`]+)`", BOOK))


@pytest.mark.parametrize("table", sorted(TABLES))
def test_every_column_is_told(folder: GraphFolder, table: str) -> None:
    columns = TABLES[table](GraphView(folder.store(), folder.base), Gazetteer.load()).columns
    assert [column for column in columns if column not in TOLD] == []
    assert f"`{table}`" in BOOK


def test_what_is_not_known_is_told() -> None:
    unknown = [column for column, ours in polecat.COLUMNS.items() if not ours]
    assert unknown and [column for column in unknown if column not in TOLD] == []
