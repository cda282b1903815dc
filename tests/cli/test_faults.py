"""Bad input: one line that names the file and the reason, the rest done, exit status 1, nothing lost."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from click.testing import Result
from filelock import FileLock

from kg.cli import stats

Run = Callable[..., Result]
GOOD = "Norway signed a treaty with Chile on Friday. The two governments said that it would hold for ten years."
GERMAN = "Die Bundesregierung hat am Freitag beschlossen, die Hilfe für die Ukraine fortzusetzen und auszubauen. " * 3
LINES = {
    "no object": "[1, 2]",
    "no text": json.dumps({"id": "x"}),
    "no JSON": "{",
    "no date": json.dumps({"id": "x", "text": GOOD, "published": "2025-13-45"}),
}
FILES = {
    "empty": b"",
    "white": b" \n\n ",
    "not-utf8": GOOD.encode() + b"\xff\xfe",
    "binary": bytes(range(256)) * 20,
    "german": GERMAN.encode(),
    "huge": b"word " * 250_000,
    "one-line": b"x" * 50_000_000,
}


def good_and(folder: Path, name: str, content: bytes) -> Path:
    folder.mkdir()
    (folder / "good.txt").write_text(GOOD)
    (folder / name).write_bytes(content)
    return folder


def one_line(result: Result, *words: str) -> None:
    assert result.exit_code == 1, result.output
    assert len(result.stderr.splitlines()) == 1 and "Traceback" not in result.stderr
    assert all(word in result.stderr for word in words), result.stderr


@pytest.mark.parametrize("name", sorted(FILES))
def test_a_bad_file_is_said_and_the_rest_done(kg: Run, tmp_path: Path, name: str) -> None:
    folder = good_and(tmp_path / "in", f"{name}.txt", FILES[name])
    result = kg("extract", folder, "-o", tmp_path / "out.jsonl")
    one_line(result, f"{name}.txt")
    assert [json.loads(line)["article"]["id"] for line in (tmp_path / "out.jsonl").open()] == ["good"]


@pytest.mark.parametrize("name", sorted(LINES))
def test_a_bad_line_is_said_and_the_rest_done(kg: Run, tmp_path: Path, name: str) -> None:
    good = json.dumps({"id": "good", "text": GOOD})
    (tmp_path / "in.jsonl").write_text(f"{LINES[name]}\n{good}\n")
    result = kg("build", tmp_path / "in.jsonl", "--graph", tmp_path / "g")
    one_line(result, "in.jsonl")
    assert "1 articles" in result.stdout


def test_html_without_an_article(kg: Run, tmp_path: Path) -> None:
    folder = good_and(tmp_path / "in", "menu.html", b"<html><body><nav><a href='/'>Home</a></nav></body></html>")
    one_line(kg("extract", folder, "-o", tmp_path / "out.jsonl"), "menu.html")


def test_an_empty_folder(kg: Run, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    one_line(kg("extract", tmp_path / "in"), "in")


def test_one_id_and_two_texts(kg: Run, tmp_path: Path) -> None:
    lines = [json.dumps({"id": "x", "text": text}) for text in (GOOD, GOOD + " It was raining.")]
    (tmp_path / "in.jsonl").write_text("\n".join(lines))
    one_line(kg("extract", tmp_path / "in.jsonl", "-o", tmp_path / "out"), "x")
    (tmp_path / "one.jsonl").write_text(lines[0])
    (tmp_path / "two.jsonl").write_text(lines[1])
    assert kg("build", tmp_path / "one.jsonl", "--graph", tmp_path / "g").exit_code == 0
    before = kg("export", tmp_path / "g", "--to", "nquads").stdout
    one_line(kg("build", tmp_path / "two.jsonl", "--graph", tmp_path / "g"), "x")
    assert kg("export", tmp_path / "g", "--to", "nquads").stdout == before


def test_a_folder_that_is_no_graph_is_left_alone(kg: Run, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text(GOOD)
    one_line(kg("build", tmp_path / "mine", "--graph", tmp_path / "mine"), "mine")
    one_line(kg("query", tmp_path / "mine", "ASK {}"), "mine")
    assert [p.name for p in (tmp_path / "mine").iterdir()] == ["thesis.txt"]


def test_a_graph_of_a_newer_version(kg: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(GOOD)
    assert kg("build", tmp_path / "a.txt", "--graph", tmp_path / "g").exit_code == 0
    about = json.loads((tmp_path / "g" / "graph.json").read_text())
    (tmp_path / "g" / "graph.json").write_text(json.dumps(about | {"version": 99}))
    one_line(kg("stats", tmp_path / "g"), "g", "newer")


def test_a_graph_in_use(kg: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(GOOD)
    assert kg("build", tmp_path / "a.txt", "--graph", tmp_path / "g").exit_code == 0
    with FileLock(tmp_path / "g" / ".lock"):
        one_line(kg("build", tmp_path / "a.txt", "--graph", tmp_path / "g"), "in use")
        assert kg("stats", tmp_path / "g").exit_code == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ("extract",),
        ("extract", "INPUT", "--published", "2025-13-45"),
        ("extract", "INPUT", "--model", "no_such_model"),
        ("export", "GRAPH", "--to", "docx"),
        ("export", "GRAPH", "--to", "events", "--from", "yesterday"),
        ("export", "GRAPH", "--to", "events", "--kind", "war"),
        ("export", "GRAPH", "--to", "turtle", "--format", "jsonl"),
        ("export", "GRAPH", "--to", "statements", "--only", "facts"),
        ("query", "GRAPH", "SELECT WHERE"),
        ("query", "GRAPH", "who-said", "colour=red"),
        ("query", "GRAPH"),
        ("stats", "no-such-folder"),
    ],
)
def test_a_bad_call_exits_with_2(kg: Run, articles: Path, graph: Path, arguments: tuple[str, ...]) -> None:
    known = {"INPUT": articles, "GRAPH": graph}
    result = kg(*(known.get(a, a) for a in arguments))
    assert result.exit_code == 2 and "Traceback" not in result.stderr


def test_an_article_cannot_drive_the_terminal(kg: Run, tmp_path: Path) -> None:
    lines = [json.dumps({"id": "x\x1b[2J", "text": text}) for text in (GOOD, GOOD + " It was raining.")]
    (tmp_path / "in.jsonl").write_text("\n".join(lines))
    result = kg("build", tmp_path / "in.jsonl", "--graph", tmp_path / "g")
    assert result.exit_code == 1 and "\x1b" not in result.output and "[2J" in result.stderr


def test_ctrl_c_before_a_command_has_begun_is_one_line(kg: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(stats, "stats", click.command(stopped))
    result = kg("stats")
    assert (result.exit_code, result.stderr) == (130, "kg: stopped\n")
