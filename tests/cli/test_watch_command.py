"""``kg watch`` as it is run: the same graph as a build's, an end by Ctrl-C in one line."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from filelock import FileLock

Run = Callable[..., Result]


def test_the_graph_is_that_of_a_build(kg: Run, articles: Path, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    shutil.copytree(articles, folder)
    (folder / "c.txt").rename(tmp_path / "c.txt")
    (folder / "b.txt").write_text("It rained in Lima on Monday. Nobody was hurt, the mayor said.")
    for _ in range(2):
        watched = kg("watch", folder, "--graph", tmp_path / "g", "--fast", "--once", "--every", "0.05")
        assert watched.exit_code == 0 and watched.stderr == ""
        shutil.copy(articles / "b.txt", folder / "b.txt")
        shutil.copy(tmp_path / "c.txt", folder / "c.txt")
    assert watched.stdout.startswith(f"{tmp_path}/g: 3 articles, ")
    kg("build", folder, "--graph", tmp_path / "b", "--fast")
    exported = [kg("export", tmp_path / name, "--to", "nquads").stdout for name in ("g", "b")]
    assert exported[0] == exported[1] and "Lima" not in exported[0]


def test_a_fault_is_said_and_known_at_the_end(kg: Run, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("")
    result = kg("watch", tmp_path / "in", "--graph", tmp_path / "g", "--once", "--every", "0.05")
    assert (result.exit_code, result.stderr) == (1, f"kg: {tmp_path}/in/a.txt: empty file\n")


def test_a_graph_in_use_is_waited_for(
    kg: Run, articles: Path, tmp_path: Path, graph: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(graph, tmp_path / "g")
    (lock_file,) = (path for path in (tmp_path / "g").iterdir() if path.name.endswith("lock"))
    lock = FileLock(lock_file)
    lock.acquire()
    looks = []

    def sleep(seconds: float) -> None:
        looks.append(seconds)
        if len(looks) == 4:
            lock.release()

    monkeypatch.setattr(time, "sleep", sleep)
    result = kg("watch", articles, "--graph", tmp_path / "g", "--fast", "--once")
    assert result.exit_code == 0 and len(looks) == 4
    assert result.stderr == f"kg: {tmp_path}/g: in use by another process\n"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_ends_it_in_one_line(tmp_path: Path, number: int) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("")
    code = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); from kg.cli import main; main()"
    command = [
        sys.executable,
        "-c",
        code,
        "watch",
        str(tmp_path / "in"),
        "--graph",
        str(tmp_path / "g"),
        "--every",
        "0.1",
    ]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        assert process.stderr.readline() == f"kg: {tmp_path}/in/a.txt: empty file\n"
        process.send_signal(number)
        assert process.stderr.read() == "kg: stopped; the same command, repeated, carries on\n"
    assert process.returncode == 128 + number
