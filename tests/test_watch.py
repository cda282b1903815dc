"""A folder is followed: new files, changed files, files that are still being written; the graph is that of a build."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path

import pytest

import kg.watch
from kg.build import Options, Summary
from kg.errors import GraphError, InputError
from kg.graph.store import GraphFolder
from kg.ids import text_hash
from kg.records import Article, Extraction
from kg.watch import Watch

TEXT = "The foreign minister of Norway met her Danish counterpart in Oslo on Monday. They signed a treaty on fishing."
OTHER = "The president of Chile told reporters that the border would stay open. Peru welcomed the decision."


class Place:
    """A watched folder, and a graph that keeps what it is given without extracting anything."""

    def __init__(self, path: Path) -> None:
        self.folder, self.graph, self.errors = path / "in", path / "graph", list[str]()
        self.folder.mkdir()
        self.fails = False
        self.watch = self.anew()

    def anew(self) -> Watch:
        return Watch(self.folder, self.graph, Options(), on_error=lambda error: self.errors.append(str(error)))

    def build(self, articles: Sequence[Article], graph: Path, options: Options, **other: object) -> Summary:
        if self.fails:
            raise GraphError("the disk is full")
        with GraphFolder.create_or_open(graph) as folder:
            for article in articles:
                folder.add(Extraction(article))
            return Summary(len(folder), 0, 0, 0, 0, 0)

    def write(self, name: str, text: str = TEXT) -> None:
        path = self.folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)

    def look(self, times: int = 2) -> list[int]:
        """What the graph holds after each look that added something."""
        summaries = [self.watch.look() for _ in range(times)]
        return [summary.articles for summary in summaries if summary is not None]

    def kept(self) -> dict[str, str]:
        with GraphFolder.open(self.graph) as folder:
            return {e.article.id: e.article.text for e in folder.extractions()}


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    place = Place(tmp_path)
    monkeypatch.setattr(kg.watch, "build_graph", place.build)
    return place


def test_files_are_read_once_when_they_stand_still(place: Place) -> None:
    assert place.look() == []
    place.write("a.txt")
    assert place.look(1) == [] and not place.watch.is_settled
    assert place.look(1) == [1] and place.watch.is_settled
    assert place.look(3) == []
    place.write("d/b.txt", OTHER)
    assert place.look() == [2]
    assert place.kept() == {"a": TEXT, "d/b": OTHER} and not place.errors


def test_a_file_that_is_still_being_written_waits(place: Place) -> None:
    for end in (20, 50, len(TEXT)):
        place.write("a.txt", TEXT[:end])
        assert place.look(1) == []
    assert place.look(1) == [1]
    assert place.kept() == {"a": TEXT}


def test_a_changed_file_takes_the_place_of_what_it_said(place: Place) -> None:
    place.write("a.txt")
    place.look()
    place.write("a.txt", OTHER)
    assert place.look() == [1] and place.kept() == {"a": OTHER}
    place.write("a.txt", TEXT)
    place.watch = place.anew()
    assert place.look() == [1] and place.kept() == {"a": TEXT}
    assert not place.errors


def test_a_change_that_leaves_the_length_is_seen(place: Place) -> None:
    place.write("a.txt")
    place.look()
    place.write("a.txt", TEXT.replace("Monday", "Sunday"))
    os.utime(place.folder / "a.txt", ns=(1, 1))
    place.look()
    assert "Sunday" in place.kept()["a"]


def test_what_goes_from_the_folder_stays_in_the_graph(place: Place) -> None:
    place.write("a.txt")
    place.look()
    (place.folder / "a.txt").unlink()
    place.write("b.txt", OTHER)
    assert place.look() == [2]


def test_of_two_files_of_one_id_the_first_stays_in_whatever_order_they_come(place: Place) -> None:
    place.write("a.txt", OTHER)
    place.look()
    row = json.dumps({"id": "a", "text": TEXT})
    place.write("0.jsonl", row)
    place.look()
    assert place.kept() == {"a": TEXT} and not place.errors
    place.write("a.txt", OTHER + " It rained.")
    place.look()
    assert place.kept() == {"a": TEXT}
    assert place.errors == [f"{place.folder}/a.txt: another article of the folder has the id 'a'"]


def test_a_bad_file_is_said_once(place: Place) -> None:
    place.write("a.txt", "")
    place.write("b.odt")
    place.look(4)
    assert place.errors == [f"{place.folder}: not read: 1 .odt", f"{place.folder}/a.txt: empty file"]
    assert place.watch.is_settled


def test_what_could_not_be_added_is_tried_again(place: Place) -> None:
    place.write("a.txt")
    place.fails = True
    place.look(1)
    for _ in range(2):
        with pytest.raises(GraphError):
            place.look(1)
    place.fails = False
    assert place.look(1) == [1]


def test_the_graph_may_stand_in_the_folder(place: Place) -> None:
    place.graph = place.folder / "graph"
    place.watch = place.anew()
    place.write("a.txt")
    place.look()
    place.write("graph/notes.txt", OTHER)
    place.look()
    assert place.kept() == {"a": TEXT}


def test_the_text_that_stands_under_an_id(tmp_path: Path) -> None:
    with GraphFolder.create_or_open(tmp_path / "graph") as folder:
        folder.add(Extraction(Article("a", TEXT, sha256=text_hash(TEXT))))
        assert (folder.sha256_of("a"), folder.sha256_of("b")) == (text_hash(TEXT), None)
        with pytest.raises(InputError):
            folder.add(Extraction(Article("a", OTHER, sha256=text_hash(OTHER))))
