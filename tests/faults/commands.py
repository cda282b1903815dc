"""What the trials of this folder share: `kg` in forks of a process that has all loaded, or as it is installed."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import traceback
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any


def in_its_python(usage: str) -> str:
    """The command that the first argument names; the script is started anew by the Python beside it."""
    if len(sys.argv) not in (3, 4):
        sys.exit(usage.split("\n\n")[1])
    kg = os.path.abspath(sys.argv[1])  # noqa: PTH100  a link is not followed: its folder is meant
    python = str(Path(kg).parent / "python")
    if os.environ.get("KG_FAULTS_PYTHON") != python:
        os.environ["KG_FAULTS_PYTHON"] = python
        os.environ.setdefault("OMP_NUM_THREADS", "1")
        os.execv(python, [python, *sys.argv])
    return kg


def preload(*inputs: str) -> None:
    """Load all that a build of articles needs before any fork. No store is opened: its threads would be in no fork."""
    for module in set(import_module("kg.cli").COMMANDS.values()):
        import_module(module)
    build, units = import_module("kg.build"), import_module("kg.graph.units")
    ids = import_module("kg.ids")
    names = import_module("kg.graph.names").Names(ids.BASE)
    for path in inputs:
        found = list(build.extract_all([path], build.Options(fast=True), on_error=print))
        resolution = import_module("kg.resolve").resolve(
            lambda found=found: iter(found), gazetteer=import_module("kg.lexicon.gazetteer").Gazetteer.load(None)
        )
        known = {ids.article_key(extraction.article): extraction for extraction in found}
        list(units.quads(units.Units(resolution, names).all(dict.fromkeys(known, ""), known.__getitem__)))


def child(function: Callable[..., Any], *arguments: Any) -> tuple[bool, Any]:
    """Whether a function ended well in a forked process, and its result, or its error."""
    read, write = os.pipe()
    pid = os.fork()
    if not pid:
        os.close(read)
        try:
            out = (True, function(*arguments))
        except BaseException as error:
            out = (False, f"{type(error).__name__}: {error}\n{traceback.format_exc()[-600:]}")
        with os.fdopen(write, "wb") as stream:
            pickle.dump(out, stream)
        os._exit(0)
    os.close(write)
    with os.fdopen(read, "rb") as stream:
        data = stream.read()
    os.waitpid(pid, 0)
    result: tuple[bool, Any] = pickle.loads(data)
    return result


class Commands:
    """Starts the command, in a fork or as it is installed, with what it says in a file."""

    def __init__(self, kg: str, place: Path) -> None:
        self.kg, self.place = kg, place

    def start(
        self, arguments: list[str], *, real: bool = False, before: Callable[[], None] = lambda: None, log: str = "log"
    ) -> int:
        """The process's id. ``before`` runs in the fork, before the command."""
        if real:
            with (self.place / log).open("w") as out:
                return subprocess.Popen([self.kg, *arguments], stdout=out, stderr=subprocess.STDOUT).pid
        pid = os.fork()
        if pid:
            return pid
        code: Any = 70
        try:
            handle = os.open(self.place / log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
            os.dup2(handle, 1)
            os.dup2(handle, 2)
            before()
            sys.stdout, sys.stderr = os.fdopen(1, "w", closefd=False), os.fdopen(2, "w", closefd=False)
            import_module("kg.cli").main(arguments)
        except SystemExit as error:
            code = error.code or 0
        except BaseException:
            traceback.print_exc()
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code if isinstance(code, int) else 1)

    def run(self, arguments: list[str], **options: Any) -> tuple[int, list[str]]:
        """The status and the lines of a command that nobody stops."""
        code = finish(self.start(arguments, **options))
        return code, self.said(options.get("log", "log"))

    def said(self, log: str = "log") -> list[str]:
        return [line for line in (self.place / log).read_text(errors="replace").splitlines() if line.strip()]


def finish(pid: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def ended(pid: int) -> bool:
    return os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None
