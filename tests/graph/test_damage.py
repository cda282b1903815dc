"""A bit flipped, a file cut or missing in a graph folder: it is said in a line, or changes nothing, and is mended."""

from __future__ import annotations

import json
import random
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.build import Options, build_graph
from kg.cli import main
from kg.errors import CallError, GraphError, InputError, KgError
from kg.graph.checksums import sealed
from kg.graph.published import publish
from kg.graph.store import GraphFolder
from kg.records import Extraction, Judgement

Damage = Callable[[Path], None]
NAMES = "name,type\nZemblan Watch,Media\n"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph with everything that one may keep: articles, judgements, names of the user's own."""
    place = tmp_path_factory.mktemp("whole")
    (place / "mine.csv").write_text(NAMES, encoding="utf-8")
    lines = (
        f"Norway signed a treaty with Chile on Friday. Anna Berg said in {city} that it would hold for {n} years."
        for n, city in enumerate(("Oslo", "Lima", "Rome"), 2)
    )
    (place / "in").mkdir()
    for number, text in enumerate(lines):
        (place / f"in/{number}.txt").write_text(text, encoding="utf-8")
    build(place, place / "graph", gazetteer=place / "mine.csv")
    with GraphFolder.open(place / "graph") as folder:
        keys = [e.article.id for e in folder.extractions()]
        folder.add_judgements([Judgement(f"{a}#e1", f"{a}#e2", False, 0.0, (), "person") for a in sorted(keys)])
    build(place, place / "graph")
    return place


def build(place: Path, graph: Path, *, inputs: bool = True, gazetteer: Path | None = None) -> list[InputError]:
    said: list[InputError] = []
    build_graph([place / "in"] if inputs else [], graph, Options(fast=True, gazetteer=gazetteer), on_error=said.append)
    return said


def content(graph: Path) -> tuple[list[str], object, object, object]:
    """All that a graph says: its quads, why, a person's judgements, the names it is built with."""
    folder = GraphFolder.open(graph)
    try:
        gazetteer = folder.gazetteer
        quads = sorted(map(str, folder.store().quads_for_pattern(None, None, None, None)))
        return quads, folder.why(), folder.judgements(), gazetteer and gazetteer.read_bytes()
    finally:
        folder.close()


def kept(graph: Path) -> list[Extraction]:
    return list(GraphFolder.open(graph).extractions())


def files(graph: Path) -> list[Path]:
    return sorted(path for path in graph.rglob("*") if path.is_file() and path.name != ".lock")


def damaged(place: Path, tmp_path: Path) -> Path:
    graph = tmp_path / "graph"
    shutil.rmtree(graph, ignore_errors=True)
    shutil.copytree(place / "graph", graph)
    return graph


def damages(path: Path, chance: random.Random) -> Iterator[tuple[str, Damage]]:
    """Ways to damage a file: to flip a bit, to cut it, to empty it, to take it away."""
    data = path.read_bytes()
    yield "missing", Path.unlink
    if data:
        bit, end = chance.randrange(8 * len(data)), chance.randrange(len(data))
        flipped = bytearray(data)
        flipped[bit // 8] ^= 1 << bit % 8
        yield f"bit {bit}", lambda p: _write(p, bytes(flipped))
        yield f"cut at {end}", lambda p: _write(p, data[:end])
        yield "empty", lambda p: _write(p, b"")


def _write(path: Path, data: bytes) -> None:
    path.write_bytes(data)


@pytest.mark.slow
def test_damage_to_any_file_is_said_or_changes_nothing_and_is_mended(whole: Path, tmp_path: Path) -> None:
    chance = random.Random(1)
    tables = chance.sample([path for path in files(whole / "graph") if path.parent.name == "quads"], 4)
    for source in files(whole / "graph"):
        for what, damage in damages(source, chance):
            name, graph = source.relative_to(whole / "graph"), damaged(whole, tmp_path)
            damage(graph / name)
            said_or_the_same(whole / "graph", graph, f"{name}: {what}")
            if name.parent.name != "quads" or (source in tables and what != "missing"):
                mended(whole, graph, f"{name}: {what}")


def said_or_the_same(whole: Path, graph: Path, about: str) -> None:
    """Whatever reads the graph says that it is damaged, or reads what was written."""
    for read in (content, kept):
        try:
            found = read(graph)
            if found != read(whole):  # an article that is gone is noticed by who would merge the others
                GraphFolder.open(graph).check()
            assert found == read(whole), about
        except GraphError as error:
            assert str(graph) in str(error) and "\n" not in str(error), about


def mended(place: Path, graph: Path, about: str) -> None:
    """A build of the same articles makes the graph what it was."""
    build(place, graph)
    assert (content(graph), kept(graph)) == (content(place / "graph"), kept(place / "graph")), about
    GraphFolder.open(graph).check()


def test_every_command_says_it_in_one_line(whole: Path, tmp_path: Path) -> None:
    store = next((whole / "graph").glob("store-*")).name
    commands = (
        ("stats",), ("show", "Norway", "--why"), ("query", "ASK {}"), ("export", "--to", "nquads"), ("validate",),
        ("merge", "Norway", "Chile"), ("split", "Norway", "0"),
    )  # fmt: skip
    for name in ("current", "graph.json", f"{store}/checksums", f"{store}/judgements.jsonl", f"{store}/quads/CURRENT"):
        for what, damage in damages(whole / "graph" / name, random.Random(2)):
            graph = damaged(whole, tmp_path)
            damage(graph / name)
            harmless = "bit" in what or not (graph / "current").exists()  # the only store is the current one
            for command, *arguments in commands:
                result = run(command, graph, *arguments)
                assert result.exit_code == 1 or harmless, f"{command}, {name}: {what}: {result.output}"
                assert len(result.stderr.splitlines()) <= 1, f"{command}, {name}: {what}: {result.stderr}"
            if name != "graph.json":
                assert run("remove", graph, "0").exit_code == 0, "what is kept is whole, and so is what is made of it"


def run(command: str, graph: Path, *arguments: str) -> Result:
    return CliRunner(catch_exceptions=False).invoke(main, [command, str(graph), *arguments])


def test_what_is_kept_is_looked_at_before_it_is_merged(whole: Path, tmp_path: Path) -> None:
    for name in ("articles.sqlite", "judgements.jsonl", next((whole / "graph").glob("gazetteer-*")).name):
        graph = damaged(whole, tmp_path)
        data = bytearray((graph / name).read_bytes())
        data[data.find(b"\x78\x9c") + 40 if name.endswith("sqlite") else len(data) // 2] ^= 0xFF  # a record, packed
        (graph / name).write_bytes(data)
        before = files(graph)
        for command, *arguments in (("remove", "0"), ("merge", "Norway", "Chile"), ("split", "Norway", "0")):
            result = run(command, graph, *arguments)
            assert result.exit_code == 1 and name in result.stderr and len(result.stderr.splitlines()) == 1
        result = run("validate", graph)
        assert result.exit_code == 1 and f"{graph}/{name}" in result.stderr and "kg build" in result.stderr
        assert run("stats", graph).exit_code == 0, "what is merged is whole"
        assert files(graph) == before


def test_validate_looks_at_every_byte(whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    graph = damaged(whole, tmp_path)
    assert run("validate", graph).exit_code == 0
    table = max((graph / (graph / "current").read_text().strip()).rglob("*.sst"), key=lambda p: p.stat().st_size)
    data = bytearray(table.read_bytes())
    data[len(data) // 3] ^= 1
    table.write_bytes(data)
    monkeypatch.setattr("kg.graph.published.AT_OPENING", 0)  # as if it were a large one
    GraphFolder.open(graph).store()
    result = run("validate", graph)
    assert result.exit_code == 1 and table.name in result.stderr and len(result.stderr.splitlines()) == 1


def test_damage_that_is_met_only_while_reading_is_one_line(
    whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    graph = damaged(whole, tmp_path)
    for table in graph.rglob("*.sst"):
        data = bytearray(table.read_bytes())
        data[len(data) // 3] ^= 1
        table.write_bytes(data)
    monkeypatch.setattr("kg.graph.published.AT_OPENING", 0)  # as if it were a large one
    for command, *arguments in (
        ("stats",),
        ("show", "Norway"),
        ("export", "--to", "nquads"),
        ("export", "--to", "html"),
    ):
        result = run(command, graph, *arguments)
        assert result.exit_code == 1 and len(result.stderr.splitlines()) == 1, (command, result.stderr)
        assert ".sst" in result.stderr and "kg build" in result.stderr


def test_the_articles_lost_are_named_and_the_others_kept(whole: Path, tmp_path: Path) -> None:
    graph = damaged(whole, tmp_path)
    lost = kept(graph)[1].article
    packed = sqlite3.connect(graph / "articles.sqlite")
    (record,) = packed.execute(
        "SELECT record FROM article WHERE key = (SELECT key FROM name WHERE id = ?)", (lost.id.encode(),)
    ).fetchone()
    packed.close()
    data = (graph / "articles.sqlite").read_bytes()
    (graph / "articles.sqlite").write_bytes(data.replace(record[20:40], bytes(20)))
    broken = (graph / "articles.sqlite").read_bytes()
    said = build(whole, graph, inputs=False)
    assert [lost.id in str(error) for error in said] == [True, True] and "\n" not in str(said)
    assert [e.article.id for e in kept(graph)] == [
        e.article.id for e in kept(whole / "graph") if e.article.id != lost.id
    ]
    assert [p.read_bytes() for p in graph.glob("damaged-*-articles.sqlite")] == [broken], "nothing is thrown away"
    assert build(whole, graph) == []
    assert content(graph) == content(whole / "graph")


def test_a_build_of_the_same_articles_restores_them_and_ends_well(whole: Path, tmp_path: Path) -> None:
    graph = damaged(whole, tmp_path)
    (graph / "articles.sqlite").unlink()
    result = CliRunner().invoke(main, ["build", str(whole / "in"), "--graph", str(graph), "--fast"])
    assert result.exit_code == 0 and "articles lost: 0, 1, 2" in result.stderr
    assert content(graph) == content(whole / "graph")


def test_lines_of_judgements_that_are_damaged_are_named(whole: Path, tmp_path: Path) -> None:
    graph = damaged(whole, tmp_path)
    path = graph / "judgements.jsonl"
    lines = path.read_text().splitlines(keepends=True)
    path.write_text(lines[0].replace("false", "true") + "".join(lines[1:]))
    for store in graph.glob("store-*"):
        (store / "kept/judgements.jsonl").unlink()
    with pytest.raises(GraphError, match=r"judgements\.jsonl: cannot be read \(line 1 is damaged: [^\n]+kg build"):
        GraphFolder.open(graph).judgements()
    said = build(whole, graph)
    assert "line 1 is damaged" in str(said[0])
    assert GraphFolder.open(graph).judgements() == GraphFolder.open(whole / "graph").judgements()[1:]
    assert len(list(graph.glob("damaged-*-judgements.jsonl"))) == 1


def test_a_graph_of_the_first_versions_is_read_and_gets_its_checksums(whole: Path, tmp_path: Path) -> None:
    graph = damaged(whole, tmp_path)
    make_first(graph)
    assert content(graph)[0] == content(whole / "graph")[0]
    assert kept(graph) == kept(whole / "graph")
    assert run("validate", graph).exit_code == 0
    assert run("remove", graph, "0").exit_code == 0
    assert build(whole, graph) == []
    assert content(graph) == content(whole / "graph")
    assert list(graph.glob("damaged-*")) == []
    (graph / "judgements.jsonl").unlink()
    with pytest.raises(GraphError, match="is missing"):
        GraphFolder.open(graph).check()


def make_first(graph: Path) -> None:
    """Make a folder what the first versions wrote."""
    name = (graph / "current").read_text().strip()
    (graph / name).rename(graph / name[:22])
    (graph / "current").write_text(name[:22] + "\n")
    shutil.rmtree(graph / name[:22] / "kept")
    (graph / name[:22] / "checksums").unlink()
    about = json.loads((graph / "graph.json").read_text())
    (graph / "graph.json").write_text(json.dumps({key: about[key] for key in ("format", "version", "base")}))
    lines = [json.loads(line) for line in (graph / "judgements.jsonl").read_text().splitlines()[:-1]]
    plain = [{key: value for key, value in line.items() if key != "check"} for line in lines]
    (graph / "judgements.jsonl").write_text("".join(json.dumps(line) + "\n" for line in plain))
    new = sqlite3.connect(graph / "articles.sqlite")
    old = sqlite3.connect(graph / "old")
    old.executescript(
        """CREATE TABLE IF NOT EXISTS article (key TEXT PRIMARY KEY, sha256 TEXT NOT NULL, settings TEXT NOT NULL,
                                    rank BLOB NOT NULL, record BLOB NOT NULL);
        CREATE TABLE IF NOT EXISTS name (id BLOB PRIMARY KEY, key TEXT NOT NULL);"""
    )
    columns = "key, sha256, settings, rank, record"
    old.executemany("INSERT INTO article VALUES (?, ?, ?, ?, ?)", new.execute(f"SELECT {columns} FROM article"))
    old.executemany("INSERT INTO name VALUES (?, ?)", new.execute("SELECT id, key FROM name"))
    old.commit()
    new.close()
    old.close()
    (graph / "old").replace(graph / "articles.sqlite")


def test_a_damaged_store_makes_room_for_a_new_one_while_it_is_read(whole: Path, tmp_path: Path) -> None:
    graph = damaged(whole, tmp_path)
    reader = GraphFolder.open(graph)
    reader.store()
    name = reader.reader().name
    (graph / name / "quads/CURRENT").write_text("")
    build(whole, graph, inputs=False)
    assert (graph / "current").read_text() == f"{name}.2\n"
    assert content(graph) == content(whole / "graph")
    reader.close()
    build(whole, graph, inputs=False)
    assert [p.name for p in graph.glob("store-*")] == [name]


def test_the_names_of_ones_own_must_be_given_again_where_no_copy_is_left(whole: Path, tmp_path: Path) -> None:
    graph = damaged(whole, tmp_path)
    for path in graph.rglob("gazetteer-*"):
        path.write_text("name,type\n")
    with pytest.raises(GraphError, match="give the names again"):
        build(whole, graph)
    build(whole, graph, gazetteer=whole / "mine.csv")
    assert content(graph) == content(whole / "graph")
    assert [p.read_text() for p in graph.glob("damaged-*")] == ["name,type\n"]


def test_a_base_that_nobody_knows_must_be_given(whole: Path, tmp_path: Path) -> None:
    graph = damaged(whole, tmp_path)
    base = GraphFolder.open(graph).base
    for path in graph.rglob("graph.json"):
        path.unlink()
    with pytest.raises(GraphError, match="--base"):
        build(whole, graph)
    folder = GraphFolder.create_or_open(graph, base)
    assert folder.base == base


def test_a_graph_of_a_newer_version_is_left_alone(whole: Path, tmp_path: Path) -> None:
    graph = damaged(whole, tmp_path)
    about = {"format": "kg.graph", "version": 2, "base": "https://example.org/"}
    for content_ in (about, sealed(about)):
        (graph / "graph.json").write_text(json.dumps(content_))
        with pytest.raises(GraphError, match="newer"):
            build(whole, graph)
        assert json.loads((graph / "graph.json").read_text()) == content_


# ---------------------------------------------------------------- what a kill leaves


def test_what_a_killed_writer_left_is_swept(whole: Path, tmp_path: Path) -> None:
    graph = damaged(whole, tmp_path)
    names = (".graph.json.4711", ".current.12", ".judgements.jsonl.3", ".articles.sqlite.9", ".gazetteer-0a1b.77")
    for name in names:
        (graph / name).write_text("{")
    (graph / "building-4711/quads").mkdir(parents=True)
    (graph / ".mine").write_text("")
    build(whole, graph, inputs=False)
    assert {p.name for p in graph.iterdir() if p.name.startswith((".", "building-"))} - {".lock"} == {".mine"}


def test_a_first_write_that_was_cut_short_does_not_block(whole: Path, tmp_path: Path) -> None:
    (tmp_path / "half").mkdir()
    (tmp_path / "half/.graph.json.4711").write_text("")
    assert build(whole, tmp_path / "half") == []
    assert not list((tmp_path / "half").glob(".graph*"))


def test_a_removal_that_was_cut_short_is_carried_on(whole: Path, tmp_path: Path) -> None:
    graph, other = damaged(whole, tmp_path), tmp_path / "other"
    shutil.copytree(graph, other)
    with GraphFolder.open(graph) as folder:
        folder.remove("1")  # and no more: as if it were killed
    assert run("show", graph, "1").exit_code == 0
    assert GraphFolder.open(graph).damage() == ()
    assert run("remove", graph, "1").exit_code == 0
    assert run("remove", other, "1").exit_code == 0
    assert content(graph) == content(other)
    assert "no such article" in run("remove", graph, "1").stderr


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
def test_a_write_of_the_articles_that_was_cut_short_is_undone(whole: Path, tmp_path: Path) -> None:
    graph = damaged(whole, tmp_path)
    script = """if True:
        import os, signal, sqlite3, sys
        database = sqlite3.connect(sys.argv[1], isolation_level=None)
        database.execute("PRAGMA cache_size = 1")  # so that pages are written before the end
        database.execute("BEGIN IMMEDIATE")
        database.execute("UPDATE article SET rank = zeroblob(90000)")
        os.kill(os.getpid(), signal.SIGKILL)
    """
    subprocess.run([sys.executable, "-c", script, str(graph / "articles.sqlite")], check=False)
    assert (graph / "articles.sqlite-journal").exists()
    assert run("validate", graph).exit_code == 0, "a reader sees what was there before"
    assert (graph / "articles.sqlite-journal").exists(), "and leaves it to a writer"
    assert run("remove", graph, "0").exit_code == 0
    assert not (graph / "articles.sqlite-journal").exists()
    assert build(whole, graph) == []
    assert (content(graph), kept(graph)) == (content(whole / "graph"), kept(whole / "graph"))


def test_names_of_ones_own_given_anew_and_killed_in_between(whole: Path, tmp_path: Path) -> None:
    graph = damaged(whole, tmp_path)
    (graph / "gazetteer-0000000000000000").write_text("name,type\n")  # written, and not yet the one that counts
    assert content(graph) == content(whole / "graph")


def test_a_folder_that_cannot_be_written_says_so_and_leaves_nothing(
    whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    graph = damaged(whole, tmp_path)

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("kg.graph.published.write_checksums", full)
    with pytest.raises(GraphError, match=r"cannot be written \([^\n]*No space left on device\)"):
        build(whole, graph, inputs=False)
    monkeypatch.undo()
    assert content(graph) == content(whole / "graph")
    assert not list(graph.glob("building-*"))


# ---------------------------------------------------------------- builds of nothing


def test_a_first_build_that_comes_to_nothing_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("")
    with pytest.raises(GraphError, match="no article could be read"):
        build_graph([tmp_path / "empty.txt"], tmp_path / "a/b", Options(fast=True), on_error=lambda _: None)
    with pytest.raises(KgError):
        build_graph([tmp_path / "empty.txt"], tmp_path / "a/b", Options(model="no_such_model"), on_error=_raise)
    with pytest.raises(CallError, match="no graph is there"):
        build_graph([], tmp_path / "a/b", Options(fast=True), on_error=_raise)
    assert not (tmp_path / "a").exists()


def _raise(error: InputError) -> None:
    raise error


def test_a_build_that_comes_to_nothing_leaves_a_graph_as_it_was(whole: Path, tmp_path: Path) -> None:
    graph = damaged(whole, tmp_path)
    (tmp_path / "empty.txt").write_text("")
    said: list[InputError] = []
    build_graph([tmp_path / "empty.txt"], graph, Options(fast=True), on_error=said.append)
    assert len(said) == 1 and content(graph) == content(whole / "graph")


def test_stores_of_other_names_are_other_graphs(tmp_path: Path) -> None:
    one = publish(tmp_path, (), (), {"graph.json": b"1"})
    assert publish(tmp_path, (), (), {"graph.json": b"1"}) == one != publish(tmp_path, (), (), {"graph.json": b"2"})
