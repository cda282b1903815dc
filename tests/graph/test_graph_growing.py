"""A graph that grows and shrinks: what is written as a difference is, to the byte, what a build at once would write."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_graph import make
from resolve_making import Told

from kg.build import merge
from kg.graph import store as graph_store
from kg.graph.checksums import fault
from kg.graph.published import STORE, Change, publish
from kg.graph.serialise import serialise
from kg.graph.store import GraphFolder
from kg.records import Extraction

WD = "http://www.wikidata.org/entity/"
TOLD = (
    ("alpha", "Norland", "Marrow", 3, "2021-05-04"), ("bravo", "Norland", "Tell", 5, "2021-05-04"),
    ("carol", "Norland", "Marrow", 3, "2021-05-05"), ("delta", "Sudland", "Tell", 3, "2021-05-04"),
    ("eagle", "Sudland", "Marrow", 9, "2021-05-06"),
)  # fmt: skip


@cache
def articles() -> tuple[Extraction, ...]:
    """Articles that share actors, events, statements and relations, and differ on numbers and days."""
    found = list(make().extractions)
    for name, country, person, dead, day in TOLD:
        told = Told(name, publisher=f"The {name.title()} Post")
        land = told.who(country, "Country", iri=f"{WD}Q{len(country) + ord(country[0])}", country=country[:2].upper())
        harbour = told.who("Port Lune", "Place", lat=1.5, lon=2.0)
        who = told.who(f"Ada {person}")
        post = told.who("foreign minister", "Office", kind="nominal")
        rebels = told.who("rebels of the north", "Group")
        said = told.says(who, "the raid on the harbour killed many people", "nobody will pay for it", names=[land])
        told.does("ASSAULT", "raid", [rebels], [land], day=day, place=(harbour,), amounts=[("killed", dead, dead, "")])
        told.does("ASSAULT", "shell", [land], [rebels], day=day, reported_in=said)
        told.does("CONSULT", "meet", both=(who, rebels), day=None)
        told.ties("holdsOffice", who, post)
        told.ties("officeOf", post, land)
        found.append(told.made())
    return tuple(found)


def grown(path: Path, steps: Iterable[Sequence[Extraction] | str]) -> GraphFolder:
    """A graph that is merged after each step: articles that come, or the id of one that goes."""
    for step in steps:
        with GraphFolder.create_or_open(path) as folder:
            if isinstance(step, str):
                folder.remove(step)
            else:
                for extraction in step:
                    folder.add(extraction)
            merge(folder)
    return GraphFolder.open(path)


def content(folder: GraphFolder) -> bytes:
    out = io.BytesIO()
    serialise(folder.store(), "nquads", out)
    return out.getvalue() + repr(folder.why()).encode()


@settings(max_examples=12, deadline=None)
@given(st.data())
def test_in_any_steps_it_becomes_what_a_build_at_once_gives(data: st.DataObject) -> None:
    left = list(data.draw(st.permutations(articles())))
    steps: list[Sequence[Extraction] | str] = []
    there: list[Extraction] = []
    while left:
        if len(there) > 1 and data.draw(st.booleans()):
            gone = there.pop(data.draw(st.integers(0, len(there) - 1)))
            steps.append(gone.article.id)
            continue
        number = data.draw(st.integers(1, len(left)))
        steps.append(left[:number])
        there += left[:number]
        left = left[number:]
    with TemporaryDirectory() as place:
        one, other = grown(Path(place) / "g/graph", steps), grown(Path(place) / "h/graph", [there])
        assert content(one) == content(other)
        assert one.reader().name == other.reader().name


def test_an_addition_is_written_as_a_difference(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[object] = []

    def watched(path: Path, what: Any, *others: Any) -> str:
        written.append(what)
        return publish(path, what, *others)

    monkeypatch.setattr(graph_store, "publish", watched)
    grown(tmp_path / "graph", [articles()[:6], articles()[6:]])
    first, second = written
    assert not isinstance(first, Change)
    assert isinstance(second, Change)
    everything = STORE.open(tmp_path / "graph" / GraphFolder.open(tmp_path / "graph").reader().name / "quads")
    assert len(second.added) < sum(1 for _ in everything.quads_for_pattern(None, None, None, None)) / 2


def test_who_reads_the_old_store_is_not_disturbed(tmp_path: Path) -> None:
    reader = grown(tmp_path / "graph", [articles()[:4]])
    before = content(reader)
    after = grown(tmp_path / "graph", [articles()[4:], "alpha"])
    assert fault(reader.reader().path) is None and fault(after.reader().path) is None
    assert content(reader) == before != content(after)
    reader.close()


def test_what_changes_nothing_is_known(tmp_path: Path) -> None:
    graph = grown(tmp_path / "graph", [articles()[:3]])
    with graph:
        counts = graph.unchanged()
        assert counts is not None and counts["articles"] == 3
        graph.add(articles()[3])
        assert graph.unchanged() is None
        graph.remove(articles()[3].article.id)
        assert graph.unchanged() is None, "that it is being taken back must be finished"
        merge(graph)
        assert graph.unchanged() == counts


@pytest.mark.parametrize("name", ["made-of.json", "made-of.units"])
@pytest.mark.parametrize("damage", [b"", b"{}", bytes(40)])
def test_without_the_help_the_graph_is_made_anew(tmp_path: Path, name: str, damage: bytes) -> None:
    path = tmp_path / "graph"
    with grown(path, [articles()[:3]]) as graph:
        (path / name).write_bytes(damage)
        assert (graph.unchanged() is None) == (name == "made-of.json")
    wanted = content(grown(tmp_path / "other/graph", [articles()[:4]]))
    assert content(grown(path, [articles()[3:4]])) == wanted
