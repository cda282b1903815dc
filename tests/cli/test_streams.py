"""Outputs that take no letters, nothing more, or nothing at all; a terminal, which must obey no article."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import IO

import pytest
from click.testing import Result

from kg import __version__

Run = Callable[..., Result]
#: What a terminal acts on: controls (line ends and tabs aside), bidirectional overrides, invisible marks.
OBEYED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
EVIL = "\x1b[2J\x9b2J\u202eevil\u2066\u200b"
TEXT = "Norway signed a treaty with Chile on Friday. Anna Berg {} said that “Norway {} would stay”."
ASCII = {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
POOR = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
COMMANDS = (
    ("stats", "GRAPH"), ("show", "GRAPH", "Russia", "--why"), ("validate", "GRAPH"), ("--help",),
    ("query", "GRAPH", "SELECT * { ?s ?p ?o }"), ("export", "GRAPH", "--to", "nquads"),
    ("export", "GRAPH", "--to", "gexf"),
)  # fmt: skip


@pytest.fixture(scope="module")
def evil(kg: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph of one article that would drive a terminal, and the article beside it."""
    folder = tmp_path_factory.mktemp("evil")
    row = {"id": EVIL, "title": EVIL, "url": f"https://e.x/{EVIL}", "publisher": EVIL, "text": TEXT.format(EVIL, EVIL)}
    (folder / "in.jsonl").write_text(json.dumps(row))
    assert kg("build", folder / "in.jsonl", "--graph", folder / "graph", "--fast").exit_code == 0
    return folder


def run(
    *arguments: str | Path, out: int | IO[bytes] = subprocess.PIPE, env: Mapping[str, str] = {}
) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "kg", *map(str, arguments)]
    return subprocess.run(command, stdout=out, stderr=subprocess.PIPE, env={**os.environ, **env}, check=False)


def on_terminal(*arguments: str | Path, env: Mapping[str, str] = {}) -> str:
    """What a terminal is told by ``kg``."""
    ours, theirs = pty.openpty()
    parts: list[bytes] = []

    def gather() -> None:
        try:
            while part := os.read(ours, 1 << 16):
                parts.append(part)
        except OSError:  # the other side is closed
            return

    reader = threading.Thread(target=gather)
    reader.start()
    done = run(*arguments, out=theirs, env={"TERM": "dumb", "COLUMNS": "300", **env})
    os.close(theirs)
    reader.join()
    os.close(ours)
    assert done.returncode == 0, done.stderr
    return b"".join(parts).decode(errors="surrogateescape")


def named(graph: Path, command: tuple[str, ...]) -> list[str]:
    return [str(graph) if word == "GRAPH" else word for word in command]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_full_disk_is_one_line(graph: Path, command: tuple[str, ...]) -> None:
    with open("/dev/full", "wb") as full:  # noqa: PTH123
        done = run(*named(graph, command), out=full)
    assert done.returncode == 1
    assert done.stderr == b"kg: standard output: No space left on device\n"


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_reader_that_has_enough_is_no_fault(graph: Path, command: tuple[str, ...]) -> None:
    read, write = os.pipe()
    os.close(read)
    done = run(*named(graph, command), out=write)
    os.close(write)
    assert done.stderr == b"" and done.returncode in ((0, 1) if command == ("--help",) else (0,))


@pytest.mark.parametrize("env", [ASCII, POOR], ids=["ascii", "C"])
def test_data_is_utf8_whatever_the_locale(evil: Path, env: dict[str, str]) -> None:
    for command in (("export", "GRAPH", "--to", "turtle"), ("export", "GRAPH", "--to", "events")):
        poor, rich = run(*named(evil / "graph", command), env=env), run(*named(evil / "graph", command))
        assert (poor.returncode, poor.stderr, poor.stdout) == (0, b"", rich.stdout) and "“".encode() in poor.stdout
    record = run("extract", evil / "in.jsonl", "--fast", env=env).stdout
    assert "“Norway" in json.loads(record)["text"] and "“".encode() in record


@pytest.mark.parametrize("env", [ASCII, POOR], ids=["ascii", "C"])
@pytest.mark.parametrize("command", [("stats", "GRAPH"), ("show", "GRAPH", "Norway"), ("show", "GRAPH", "Bergü")])
def test_words_for_people_are_spelt_where_letters_lack(
    evil: Path, env: dict[str, str], command: tuple[str, ...]
) -> None:
    done = run(*named(evil / "graph", command), env=env)
    assert done.returncode in (0, 1) and done.stdout.isascii() and b"Traceback" not in done.stderr


def test_a_terminal_obeys_no_article(evil: Path) -> None:
    every = "SELECT ?o { ?s (schema:identifier|schema:headline|schema:publisher|kg:text|rdfs:label) ?o }"
    commands: list[tuple[str, ...]] = [
        ("query", "GRAPH", every, "--format", name) for name in ("table", "csv", "tsv", "json", "xml")
    ]
    commands += [("export", "GRAPH", "--to", name) for name in ("turtle", "jsonld", "events", "html")]
    commands += [
        ("show", "GRAPH", "Norway", "--why"),
        ("stats", "GRAPH"),
        ("query", "GRAPH", "DESCRIBE ?s { ?s a kg:Article }"),
    ]
    for command in commands:
        seen = on_terminal(*named(evil / "graph", command)).replace("\r\n", "\n")
        assert seen and not OBEYED.search(seen), command
    seen = on_terminal("extract", evil / "in.jsonl", "--fast").replace("\r\n", "\n")
    assert not OBEYED.search(seen) and r"\u202eevil" in seen


def test_a_terminal_without_the_letters_is_told_how_they_are_written(evil: Path) -> None:
    seen = on_terminal("export", evil / "graph", "--to", "turtle", env=ASCII)
    assert seen.isascii() and r"\u201c" in seen


def test_a_file_and_a_pipe_get_the_bytes_as_they_are(kg: Run, evil: Path, tmp_path: Path) -> None:
    for target in ("events", "nquads"):
        assert kg("export", evil / "graph", "--to", target, "-o", tmp_path / target).exit_code == 0
        assert run("export", evil / "graph", "--to", target).stdout == (tmp_path / target).read_bytes()
    assert EVIL in (tmp_path / "events").read_text(encoding="utf-8")


def test_what_is_no_text_is_one_line(graph: Path) -> None:
    for command in (("show", "GRAPH"), ("remove", "GRAPH"), ("query", "GRAPH"), ("stats",)):
        done = run(*named(graph, command), os.fsdecode(b"\xff\x1b[2J"))
        assert done.returncode in (1, 2) and b"Traceback" not in done.stderr and b"\x1b" not in done.stderr, command


def test_streams_that_are_closed(graph: Path) -> None:
    line = f"'{sys.executable}' -m kg stats '{graph}' >&- && '{sys.executable}' -m kg extract - --fast <&-"
    done = subprocess.run(["bash", "-c", line], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (1, "kg: standard input: empty file\n")


def test_it_is_a_module_too() -> None:
    done = run("--version")
    assert (done.returncode, done.stdout) == (0, f"kg, version {__version__}\n".encode())
    assert run("nowhere").stderr.startswith(b"Usage: kg [OPTIONS]")
