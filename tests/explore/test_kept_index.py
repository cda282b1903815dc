"""The index beside its store: made once, thrown away when it does not fit, never in the way."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kg.explore import indexing
from kg.explore.explorer import Explorer
from kg.graph.checksums import fault
from kg.graph.store import GraphFolder
from kg.records import Resolution
from kg.serve.following import Opened


@pytest.fixture
def copy(folder: GraphFolder, tmp_path: Path) -> Path:
    shutil.copytree(folder.path, tmp_path / "graph", ignore=shutil.ignore_patterns(".explorer-*"))
    return tmp_path / "graph"


def answers(explorer: Explorer) -> list[object]:
    asked = ("overview", "rows", "timeline", "map", "facets", "network", "articles")
    found = [getattr(explorer, ask)() for ask in asked]
    things = ("Ada Marrow", "Port Lune", "statement/9c1e", "relation/e2b1", "001")
    found += [explorer.thing(what) for what in things] + [explorer.evidence(what) for what in things]
    return [*found, explorer.search("marrow"), explorer.search("harbour"), explorer.between("Ada Marrow", "Khand")]


def kept(path: Path) -> list[Path]:
    return sorted(path.glob("store-*/.explorer-*"))


def test_who_opens_a_store_again_has_its_index(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = Opened(copy)
    expected = answers(first.explorer)
    first.close()
    assert len(kept(copy)) == 1 and fault(kept(copy)[0].parent) is None
    monkeypatch.setattr(indexing, "_Indexing", lambda *_: pytest.fail("the index is made anew"))
    again = Opened(copy)
    assert answers(again.explorer) == expected and again.explorer.index.path == kept(copy)[0]
    again.close()
    assert len(kept(copy)) == 1


def test_an_index_that_does_not_fit_is_thrown_away(copy: Path) -> None:
    Opened(copy).close()
    (path,) = kept(copy)
    whole = path.read_bytes()
    path.write_bytes(whole[:-100] + bytes(100 * [7]))
    other = path.with_name(".explorer-0123456789abcdef-4-00000000")
    other.write_bytes(b"else")
    opened = Opened(copy)
    assert len(opened.explorer.rows()["rows"]) == 7
    opened.close()
    assert kept(copy) == [path] and path.read_bytes() == whole


def test_an_index_goes_with_its_store(copy: Path) -> None:
    Opened(copy).close()
    before = kept(copy)
    with GraphFolder.open(copy) as graph:
        graph.publish(Resolution())
    assert before and kept(copy) == []
    opened = Opened(copy)
    assert opened.explorer.rows()["total"] == 0
    opened.close()


def test_where_nothing_can_be_written_the_index_is_made_and_goes(folder: GraphFolder, tmp_path: Path) -> None:
    explorer = Explorer(folder.store(), folder.base, folder.why(), folder=tmp_path / "not there")
    path = explorer.index.path
    assert explorer.rows()["total"] == 7 and path.exists()
    explorer.close()
    assert not path.exists()


def test_a_graph_is_found_from_where_one_stands(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(copy.parent)
    for _ in range(2):  # the index is made, and then found
        opened = Opened(Path(copy.name))
        assert opened.explorer.overview()
        opened.close()
