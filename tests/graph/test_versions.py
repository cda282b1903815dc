"""Versions of an article: which one stands is decided by what they are, in whatever order they come."""

from __future__ import annotations

import itertools
import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.build import as_of, merge
from kg.errors import CallError, GraphError, UnknownThingError
from kg.graph import kept_repair
from kg.graph.kept import FILE, TABLES, Kept
from kg.graph.store import GraphFolder
from kg.graph.versions import Version, newest, together
from kg.ids import text_hash
from kg.records import Article, Extraction, Judgement

URL = "https://news.example/1"


def version(name: str, text: str, published: str | None = None, url: str | None = URL) -> Extraction:
    return Extraction(Article(name, text, published=published, url=url, sha256=text_hash(text)))


def texts(folder: GraphFolder) -> list[str]:
    return [extraction.article.text for extraction in folder.extractions()]


def folder_of(path: Path, *extractions: Extraction) -> GraphFolder:
    with GraphFolder.create_or_open(path) as folder:
        for extraction in extractions:
            folder.add(extraction)
    return folder


# ---------------------------------------------------------------- which is the newest


@pytest.mark.parametrize(
    ("versions", "said", "chosen"),
    [
        ([Version("k", "a", "2025-01-01"), Version("k", "b", "2025-01-02")], [], "b"),
        ([Version("k", "b", "2025-01-01"), Version("k", "a", "2025-01-02")], [], "a"),
        ([Version("k", "a"), Version("k", "b")], [], "b"),
        ([Version("k", "a", "2025"), Version("k", "b", "2025")], [], "b"),
        ([Version("k", "a"), Version("k", "b")], ["ab"], "a"),
        ([Version("k", "a"), Version("k", "b"), Version("k", "c")], ["ab", "bc"], "a"),
        ([Version("k", "a"), Version("k", "c")], ["ab", "bc"], "a"),  # by way of one that is not there
        ([Version("k", "a", "2025-01-01"), Version("k", "b", "2025-01-02")], ["ab"], "b"),  # published earlier
        ([Version("k", "a"), Version("k", "b", "2025-01-02")], ["ab"], "a"),
        ([Version("k", "a"), Version("k", "b")], ["ab", "ba"], "b"),  # each is said to replace the other
    ],
)
def test_the_newest_version(versions: list[Version], said: list[str], chosen: str) -> None:
    pairs = [(("k", both[0]), ("k", both[1])) for both in said]
    for order in itertools.permutations(versions):
        assert newest(order, pairs).sha256 == chosen


def test_versions_belong_together_by_what_is_said() -> None:
    said = [(("b", "1"), ("a", "1")), (("c", "1"), ("b", "1")), (("x", "1"), ("y", "1"))]
    assert together("a", said) == together("c", said) == {"a", "b", "c"} and together("z", said) == {"z"}


# ---------------------------------------------------------------- any order gives the same


VERSIONS = st.lists(
    st.builds(
        version,
        st.sampled_from(["a", "b", "c"]),
        st.sampled_from([f"Text {n}." for n in range(4)]),
        st.sampled_from([None, "2025-01-01", "2025-01-02", "2025-01"]),
        st.sampled_from([URL, "https://news.example/2"]),
    ),
    max_size=6,
    unique_by=lambda e: e.article.id + str(e.article.url) + e.article.text,
)


def named(extractions: Sequence[Extraction]) -> list[Extraction]:
    """With ids of which each stands for one URL."""
    found = (e.article for e in extractions)
    return [Extraction(replace(article, id=article.id + (article.url or "")[-1])) for article in found]


@settings(max_examples=60, deadline=None)
@given(VERSIONS.map(named), st.data())
def test_the_order_of_versions_decides_nothing(extractions: list[Extraction], data: st.DataObject) -> None:
    other = data.draw(st.permutations(extractions))
    days = ("2024-12-31", "2025-01-01", "2025-01-02", "2025-12-31")
    found = []
    for order in (extractions, other, [*other, *extractions]):
        with TemporaryDirectory() as place:
            folder = folder_of(Path(place) / "g", *order)
            with folder:
                known = [list(folder.as_of(day)) for day in days]
                with_names = Kept(folder.path / FILE, writable=False).names()
                found.append((list(folder.extractions()), known, with_names))
    assert found[0] == found[1] == found[2]


def test_the_graph_is_that_of_the_newest_alone(tmp_path: Path) -> None:
    old, new = version("a", "Old text.", "2025-01-01"), version("a", "New text.", "2025-01-02")
    names = set()
    for number, order in enumerate(([old, new], [new, old], [new])):
        with folder_of(tmp_path / str(number), *order) as folder:
            merge(folder)
            names.add(folder.reader().name)
    assert len(names) == 1


# ---------------------------------------------------------------- what somebody says


def test_a_text_without_url_replaces_another(tmp_path: Path) -> None:
    old, new = version("old", "Old text.", url=None), version("new", "New text.", url=None)
    with folder_of(tmp_path / "g", old) as folder:
        folder.replace(new.article, "old")
        assert texts(folder) == ["Old text."]  # until the new one is read
        folder.add(new)
        assert texts(folder) == ["New text."]
        assert folder.has(old.article) and not folder.add(old)
        assert texts(folder) == ["New text."]


def test_a_file_that_was_written_anew_replaces_itself(tmp_path: Path) -> None:
    with folder_of(tmp_path / "g", version("a", "Old text.", url=None)) as folder:
        new = version("a", "New text.", url=None)
        folder.replace(new.article, "a")
        folder.add(new)
        assert texts(folder) == ["New text."]
        folder.remove("a")
        assert texts(folder) == []


def test_what_was_published_earlier_replaces_nothing(tmp_path: Path) -> None:
    with folder_of(tmp_path / "g", version("new", "New text.", "2025-02-01", None)) as folder:
        old = version("old", "Old text.", "2025-01-01", None)
        folder.replace(old.article, "new")
        folder.add(old)
        assert texts(folder) == ["New text."]
        assert [e.article.text for e in folder.as_of("2025-01-31")] == ["Old text."]


def test_what_is_replaced_must_be_there(tmp_path: Path) -> None:
    with folder_of(tmp_path / "g", version("a", "A text.")) as folder:
        new = version("c", "Another.").article
        with pytest.raises(UnknownThingError, match="b: no such article"):
            folder.replace(new, "b")
        assert texts(folder) == ["A text."]


@pytest.mark.parametrize("which", ["old", "new"])
def test_an_article_is_taken_back_with_all_its_versions(tmp_path: Path, which: str) -> None:
    with folder_of(tmp_path / "g", version("other", "Other.", url=None), version("old", "Old.", url=None)) as folder:
        new = version("new", "New.", url=None)
        folder.replace(new.article, "old")
        folder.add(new)
        folder.remove(which)
        assert texts(folder) == ["Other."] and folder.is_being_removed("old") and folder.is_being_removed("new")
        merge(folder)
    with folder_of(tmp_path / "h", version("other", "Other.", url=None)) as never:
        merge(never)
    assert folder.reader().name == never.reader().name


def test_judgements_on_a_text_that_went_go_with_it(tmp_path: Path) -> None:
    old = version("a", "Old text.", "2025-01-01")
    with folder_of(tmp_path / "g", old) as folder:
        key = Kept(folder.path / FILE, writable=False).keys()[0]
        folder.add_judgements(
            [Judgement(f"{key}#e1", "x#e1", True, 1.0, (), "person"), Judgement("x#e1", "y#e1", True, 1.0)]
        )
        assert folder.forget_judgements(old.article) == 1 and [j.right for j in folder.judgements()] == ["y#e1"]


# ---------------------------------------------------------------- what was known when


def test_what_was_known_is_the_graph_of_the_articles_of_then(tmp_path: Path) -> None:
    january, february = version("a", "January text.", "2025-01-10"), version("a", "February text.", "2025-02-10")
    other, undated = version("b", "Other.", "2025-01", None), version("c", "Undated.", url=None)
    with folder_of(tmp_path / "g", january, february, other, undated) as folder:
        merge(folder)
        for day, expected in (("2025-01-10", [january]), ("2025-01", [january, other]), ("2025", [february, other])):
            with as_of(folder, day) as then, folder_of(tmp_path / f"g{day}", *expected) as now:
                merge(now)
                assert then.reader().name == now.reader().name and then.path != folder.path
                place = then.path
            assert not place.exists()
        with (
            pytest.raises(GraphError, match="is known to have been published by 2025-01-09"),
            as_of(folder, "2025-01-09"),
        ):
            pass
        with pytest.raises(CallError, match="soon: is no date"), as_of(folder, "soon"):
            pass


# ---------------------------------------------------------------- the file


def test_a_file_of_before_there_were_versions_is_read_and_written(tmp_path: Path) -> None:
    with folder_of(tmp_path / "g", version("a", "A text.", "2025-01-01")) as folder:
        merge(folder)
    path = tmp_path / "g" / FILE
    with sqlite3.connect(path) as database:
        for table in ("earlier", "replaces"):
            database.execute(f"DROP TABLE {table}")
    database.close()
    assert kept_repair.fault(path) is None and not kept_repair.is_first(path)
    reader = GraphFolder.open(tmp_path / "g")
    assert texts(reader) == ["A text."] and [e.article.id for e in reader.as_of("2025-01-01")] == ["a"]
    reader.close()
    with folder:
        folder.add(version("a", "B text.", "2025-01-02"))
        assert texts(folder) == ["B text."]
    assert kept_repair.fault(path) is None


def test_earlier_versions_outlive_damage(tmp_path: Path) -> None:
    old, new = version("a", "Old text.", "2025-01-01"), version("a", "New text.", "2025-01-02")
    with folder_of(tmp_path / "g", old, new, version("b", "Third.", url=None)) as folder:
        folder.replace(version("c", "Fourth.", url=None).article, "b")
        merge(folder)
    path = tmp_path / "g" / FILE
    data = bytearray(path.read_bytes())
    data[:100] = bytes(100)
    path.write_bytes(data)
    with folder:
        folder.repair()
        assert sorted(texts(folder)) == ["New text.", "Third."]
        assert [e.article.text for e in folder.as_of("2025-01-01")] == ["Old text."]
        folder.add(version("c", "Fourth.", url=None))
        assert sorted(texts(folder)) == ["Fourth.", "New text."]
    assert set(TABLES) == {"article", "name", "removed", "earlier", "replaces"}
