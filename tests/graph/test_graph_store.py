"""The folder of a graph: what it keeps, who may write, what a killed build leaves."""

from __future__ import annotations

import dataclasses
import json
import os
import signal
import sqlite3
import subprocess
import sys
import textwrap
import zlib
from pathlib import Path

import pytest
from made_graph import Made

from kg.errors import GraphError, InputError, UnknownThingError
from kg.graph.rdf import Store
from kg.graph.store import GraphFolder
from kg.ids import article_key, text_hash
from kg.records import Article, Extraction, Judgement, Resolution

ROOT = Path(__file__).parents[2]


def plain(name: str, text: str, url: str | None = None) -> Extraction:
    return Extraction(Article(name, text, sha256=text_hash(text), url=url))


def built(path: Path, made: Made, order: int = 1) -> GraphFolder:
    with GraphFolder.create_or_open(path) as folder:
        for extraction in made.extractions[::order]:
            folder.add(extraction)
        folder.publish(made.resolution)
    return folder


def lines(store: Store) -> list[str]:
    return sorted(map(str, store.quads_for_pattern(None, None, None, None)))


def test_extractions_come_back_whole_and_sorted(tmp_path: Path, made: Made) -> None:
    folder = built(tmp_path / "g", made)
    assert list(folder.extractions()) == sorted(made.extractions, key=lambda e: article_key(e.article))
    assert len(folder) == 2


def test_the_order_of_additions_changes_nothing(tmp_path: Path, made: Made) -> None:
    one, two = built(tmp_path / "1", made), built(tmp_path / "2", made, -1)
    assert lines(one.store()) == lines(two.store())
    assert (tmp_path / "1/current").read_bytes() == (tmp_path / "2/current").read_bytes()


def test_publishing_again_keeps_one_store(tmp_path: Path, made: Made) -> None:
    folder = built(tmp_path / "g", made)
    with folder:
        folder.publish(made.resolution)
        folder.publish(Resolution())
    assert len([p for p in (tmp_path / "g").iterdir() if p.name.startswith(("store-", "building-"))]) == 1


def test_the_same_text_is_kept_once_under_its_smallest_id(tmp_path: Path) -> None:
    for name, order in (("up", 1), ("down", -1)):
        with GraphFolder.create_or_open(tmp_path / name) as folder:
            for extraction in [plain("a", "Same."), plain("b", "Same."), plain("c", "Same.")][::order]:
                if not folder.has(extraction.article):
                    folder.add(extraction)
            assert [e.article.id for e in folder.extractions()] == ["a"]
            assert folder.has(plain("b", "Same.").article)


def test_an_id_stands_for_one_article(tmp_path: Path) -> None:
    with GraphFolder.create_or_open(tmp_path / "g") as folder:
        folder.add(plain("a", "One."))
        folder.add(plain("b", "Two.", "https://x.example/"))
        with pytest.raises(InputError, match=r"^a: this id"):
            folder.add(plain("a", "Three."))
        assert len(folder) == 2


def test_other_settings_replace_what_was_extracted(tmp_path: Path) -> None:
    with GraphFolder.create_or_open(tmp_path / "g") as folder:
        folder.add(plain("a", "One."), "old")
        assert folder.has(plain("a", "One.").article, "old")
        assert not folder.has(plain("a", "One.").article, "new")
        assert folder.add(plain("b", "One."), "new")
        assert not folder.add(plain("a", "One."), "new")
        assert [e.article.id for e in folder.extractions()] == ["a"]


@pytest.mark.parametrize("form", ["{id}", "{key}", "{base}article/{key}", "{base}article/{key}#s1"])
def test_an_article_is_removed_by_id_key_or_iri(tmp_path: Path, form: str) -> None:
    kept = plain("a", "One.")
    with GraphFolder.create_or_open(tmp_path / "g") as folder:
        folder.add(kept)
        key = article_key(kept.article)
        assert folder.remove(form.format(id="a", key=key, base=folder.base)) == key
        assert len(folder) == 0
        with pytest.raises(UnknownThingError, match=r"^a: no such article"):
            folder.remove("a")
        folder.add(plain("a", "Another."))  # its id is free again


def test_hostile_ids_and_texts_are_kept_as_they_are(tmp_path: Path) -> None:
    kept = plain("'; DROP TABLE article; --\ud800\0", "\ud83d lone \0 \x1b[2J")
    with GraphFolder.create_or_open(tmp_path / "g") as folder:
        folder.add(kept)
        assert list(folder.extractions()) == [kept]
        folder.publish(Resolution())
    folder.store()


def test_judgements_are_kept_and_the_later_one_wins(tmp_path: Path) -> None:
    same = Judgement("a#e1", "b#e2", True, 1.0, (("person", 1.0),), "person")
    with GraphFolder.create_or_open(tmp_path / "g") as folder:
        folder.add_judgement(same)
        folder.add_judgement(Judgement("a#e1", "b#e3", True, 1.0, (), "person"))
        folder.add_judgement(dataclasses.replace(same, left="b#e2", right="a#e1", same=False))
    judged = GraphFolder.open(tmp_path / "g").judgements()
    assert [(j.left, j.right, j.same) for j in judged] == [("a#e1", "b#e3", True), ("b#e2", "a#e1", False)]


def test_the_reasons_of_a_merge_stand_beside_the_store(tmp_path: Path, made: Made) -> None:
    assert built(tmp_path / "g", made).why() == made.resolution.judgements


# ---------------------------------------------------------------- one writer, undisturbed readers


def test_a_second_writer_is_turned_away_at_once(tmp_path: Path) -> None:
    with GraphFolder.create_or_open(tmp_path / "g"):
        other = GraphFolder.open(tmp_path / "g")
        with pytest.raises(GraphError, match="in use by another process"), other:
            pass
        with pytest.raises(GraphError, match="in use by another process"), other:
            pass


def test_nothing_is_changed_without_the_lock(tmp_path: Path) -> None:
    folder = GraphFolder.create_or_open(tmp_path / "g")
    with pytest.raises(RuntimeError):
        folder.add(plain("a", "One."))


def test_a_reader_keeps_its_store_while_others_are_published(tmp_path: Path, made: Made) -> None:
    writer = built(tmp_path / "g", made)
    reader = GraphFolder.open(tmp_path / "g")
    before, old = lines(reader.store()), reader.reader().name
    with writer:
        writer.publish(Resolution())
        writer.publish(dataclasses.replace(made.resolution, judgements=()))
    assert lines(reader.store()) == before
    assert (tmp_path / "g" / old).is_dir()
    reader.refresh()
    with writer:
        writer.publish(Resolution())
    assert not (tmp_path / "g" / old).exists()


def test_reading_needs_no_right_to_write(tmp_path: Path, made: Made) -> None:
    built(tmp_path / "g", made)
    before = {p: p.stat().st_mtime_ns for p in (tmp_path / "g").rglob("*")}
    reader = GraphFolder.open(tmp_path / "g")
    assert lines(reader.store()) != [] and list(reader.extractions()) and reader.judgements() == ()
    assert {p: p.stat().st_mtime_ns for p in (tmp_path / "g").rglob("*")} == before


# ---------------------------------------------------------------- killed


def killed(script: str, path: Path, after: str) -> None:
    """Run ``script`` in another process and kill it when it has said ``after``."""
    head = f"import sys; sys.path[:0] = [{str(ROOT)!r}, {str(ROOT / 'tests/graph')!r}]; PATH = {str(path)!r}\n"
    process = subprocess.Popen(
        [sys.executable, "-c", head + textwrap.dedent(script)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    try:
        for line in process.stdout:
            if line.strip() == after:
                break
        else:
            pytest.fail("the script ended before it could be killed")
    finally:
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        process.stdout.close()


def test_a_killed_build_loses_one_batch_at_most(tmp_path: Path) -> None:
    script = """
    from test_graph_store import plain
    from kg.graph.store import GraphFolder
    with GraphFolder.create_or_open(PATH) as folder:
        for n in range(100):
            folder.add(plain(str(n), f"Text {n}."))
        print("added", flush=True)
        input_ = sys.stdin.read()
        while True: pass
    """
    killed(script, tmp_path / "g", "added")
    with GraphFolder.create_or_open(tmp_path / "g") as folder:
        assert len(folder) >= 100 - 8
        assert folder.has(plain("3", "Text 3.").article)


def test_a_build_killed_while_it_writes_leaves_the_old_graph(tmp_path: Path, made: Made) -> None:
    folder = built(tmp_path / "g", made)
    before = lines(folder.store())
    folder.close()
    script = """
    import kg.graph.store as store
    from kg.records import Resolution
    def endless(*_):
        yield from ()
        print("writing", flush=True)
        while True: pass
    store.Units.all = endless
    with store.GraphFolder.open(PATH) as folder:
        folder.publish(Resolution())
    """
    killed(script, tmp_path / "g", "writing")
    assert lines(GraphFolder.open(tmp_path / "g").store()) == before
    with folder:
        folder.publish(made.resolution)
    assert not [p for p in (tmp_path / "g").iterdir() if p.name.startswith("building-")]


# ---------------------------------------------------------------- what is no graph


def test_errors_name_the_folder_in_one_line(tmp_path: Path, made: Made) -> None:
    with pytest.raises(GraphError, match=r"missing: no such folder$"):
        GraphFolder.open(tmp_path / "missing")
    (tmp_path / "full").mkdir()
    (tmp_path / "full/thesis.txt").write_text("mine")
    with pytest.raises(GraphError, match=r"full: not a graph folder$"):
        GraphFolder.open(tmp_path / "full")
    with pytest.raises(GraphError, match=r"full: not a graph folder, and not empty$"):
        GraphFolder.create_or_open(tmp_path / "full")
    with pytest.raises(GraphError, match=r"thesis.txt: "):
        GraphFolder.create_or_open(tmp_path / "full/thesis.txt")
    GraphFolder.create_or_open(tmp_path / "new")
    with pytest.raises(GraphError, match=r"new: nothing is built yet"):
        GraphFolder.open(tmp_path / "new").store()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("{", "cannot be read"),
        ("[]", "not a graph folder"),
        ('{"format": "other"}', "not a graph folder"),
        ('{"format": "kg.graph", "version": 99, "base": "http://x/"}', "newer version"),
        ('{"format": "kg.graph", "version": "1"}', "damaged"),
    ],
)
def test_a_description_that_is_not_ours(tmp_path: Path, content: str, message: str) -> None:
    (tmp_path / "graph.json").write_text(content)
    with pytest.raises(GraphError, match=message):
        GraphFolder.open(tmp_path)


def test_damage_is_said_in_one_line(tmp_path: Path, made: Made) -> None:
    built(tmp_path / "g", made).close()
    name = (tmp_path / "g/current").read_text().strip()
    (tmp_path / "g" / name / "quads/CURRENT").unlink()
    with pytest.raises(GraphError, match=r"^[^\n]*g: its store cannot be read[^\n]*$"):
        GraphFolder.open(tmp_path / "g").store()
    (tmp_path / "g/current").write_text("store-gone\n")
    with pytest.raises(GraphError, match="its current store is missing"):
        GraphFolder.open(tmp_path / "g").store()
    (tmp_path / "g/articles.sqlite").write_bytes(b"not a database, not at all" * 100)
    with pytest.raises(GraphError, match=r"articles\.sqlite cannot be used"):
        list(GraphFolder.open(tmp_path / "g").extractions())
    (tmp_path / "g/judgements.jsonl").write_text("{}\n")
    with pytest.raises(GraphError, match=r"judgements\.jsonl: cannot be read"):
        GraphFolder.open(tmp_path / "g").judgements()


def test_a_damaged_extraction_is_said_in_one_line(tmp_path: Path, made: Made) -> None:
    built(tmp_path / "g", made).close()
    with sqlite3.connect(tmp_path / "g/articles.sqlite") as database:
        database.execute("UPDATE article SET record = ?", (zlib.compress(b'{"schema": "kg.extraction/0"}'),))
    database.close()
    with pytest.raises(GraphError, match=r"g/articles\.sqlite: article [0-9a-f]+ is damaged"):
        list(GraphFolder.open(tmp_path / "g").extractions())


def test_the_base_is_kept_and_checked(tmp_path: Path) -> None:
    folder = GraphFolder.create_or_open(tmp_path / "g", "https://example.org/kg/")
    assert GraphFolder.open(tmp_path / "g").base == folder.base == "https://example.org/kg/"
    assert json.loads((tmp_path / "g/graph.json").read_text())["base"] == folder.base
    with pytest.raises(GraphError, match="its base is"):
        GraphFolder.create_or_open(tmp_path / "g", "https://other.example/")
    for bad in ("example.org/", "https://example.org/a b/", "https://example.org", "javascript:alert(1)//"):
        with pytest.raises(GraphError):
            GraphFolder.create_or_open(tmp_path / "h", bad)
    assert not (tmp_path / "h").exists()
