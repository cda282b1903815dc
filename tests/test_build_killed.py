"""A build that is killed leaves the graph as it was, and goes on to the same bytes when it is repeated."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

_CITIES = ("Oslo", "Lima", "Rome", "Cairo", "Tokyo", "Doha", "Delhi", "Paris")
#: Says where the build is, and waits there to be killed, at the step that the environment names.
_BUILD = """
import os, sys, time
from importlib import import_module
resolving, published, store = map(import_module, ("kg.resolve", "kg.graph.published", "kg.graph.store"))
def stopping(step, function):
    def wrapped(*arguments, **options):
        result = function(*arguments, **options)
        stopping.count[step] = stopping.count.get(step, 0) + 1
        if f"{step}:{stopping.count[step]}" == os.environ["KILL_AT"]:
            print("here", flush=True)
            time.sleep(60)
        return result
    return wrapped
stopping.count = {}
store.GraphFolder.add = stopping("add", store.GraphFolder.add)
resolving.resolve_profiles = stopping("resolve", resolving.resolve_profiles)
published._fill = stopping("fill", published._fill)
published.write_whole = stopping("pointer", published.write_whole)
from kg.cli import main
main(sys.argv[1:])
"""


def articles(folder: Path, cities: tuple[str, ...]) -> Path:
    folder.mkdir(exist_ok=True)
    for city in cities:
        text = f"Norway sent food to Chile on 3 March 2025.\n\nAnna Berg said in {city} that more would follow."
        (folder / f"{city}.txt").write_text(text, encoding="utf-8")
    return folder


def killed(source: Path, graph: Path, moment: str) -> None:
    """Build, and kill the process with SIGKILL at ``moment`` (a step and the how-manieth time)."""
    command = [sys.executable, "-c", _BUILD, "build", str(source), "--graph", str(graph)]
    environment = {**os.environ, "KILL_AT": moment}
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None and process.stdout.readline() == "here\n", moment
        process.send_signal(signal.SIGKILL)
        assert process.wait() == -signal.SIGKILL


def stopped(source: Path, graph: Path, moment: str, number: int) -> tuple[int, str]:
    """The status of a build that gets a signal at ``moment``, and what it says."""
    environment = {**os.environ, "KILL_AT": moment}
    command = [sys.executable, "-c", _BUILD, "build", str(source), "--graph", str(graph), "--fast"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, env=environment, stdout=pipe, stderr=pipe, text=True) as process:
        assert process.stdout is not None and process.stdout.readline() == "here\n", moment
        process.send_signal(number)
        said = process.communicate()[1]
        return process.returncode, said


@pytest.mark.skipif(sys.platform == "win32", reason="other signals")
@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_ends_a_build_with_one_line(
    kg: Callable[..., Result], tmp_path: Path, number: int, status: int
) -> None:
    source, graph = articles(tmp_path / "articles", _CITIES[:2]), tmp_path / "graph"
    code, said = stopped(source, graph, "add:1", number)
    assert (code, len(said.splitlines())) == (status, 1) and said.startswith("kg: stopped")
    assert kg("build", source, "--graph", graph, "--fast").exit_code == 0


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="no fork")
def test_a_few_kills() -> None:
    """What `tests/faults/kill` does at length, with one of the commands."""
    script, kg = Path(__file__).parent / "faults/kill", Path(sys.executable).parent / "kg"
    environment = {**os.environ, "KG_FAULTS_ONLY": "remove"}
    run = subprocess.run(
        [sys.executable, script, kg, "4"], env=environment, capture_output=True, text=True, check=False
    )
    last = run.stdout.splitlines()[-1:]
    assert last == ["kills=4 lost=0 doubled=0 unopened=0 stuck=0 differs=0 leftover=0"], run.stdout + run.stderr
    assert run.returncode == 0, run.stdout


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
def test_killed_at_any_moment(kg: Callable[..., Result], tmp_path: Path) -> None:
    def kg_bytes(graph: Path) -> bytes:
        assert kg("export", graph, "--to", "nquads", "-o", tmp_path / "out").exit_code == 0
        return (tmp_path / "out").read_bytes()

    source = articles(tmp_path / "articles", _CITIES[:2])
    graph = tmp_path / "graph"
    assert kg("build", source, "--graph", graph).exit_code == 0
    before = kg_bytes(graph)
    articles(source, _CITIES)
    assert kg("build", source, "--graph", tmp_path / "undisturbed").exit_code == 0
    after = kg_bytes(tmp_path / "undisturbed")
    assert before != after
    for moment in ("add:5", "resolve:1", "fill:1"):
        killed(source, graph, moment)
        assert kg_bytes(graph) == before, moment
    killed(source, graph, "pointer:1")
    assert kg_bytes(graph) == after
    assert kg("build", source, "--graph", graph).exit_code == 0
    assert kg_bytes(graph) == after
    assert not list(graph.glob("building-*")), "what a killed build left is removed"
