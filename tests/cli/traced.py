"""What a program asks of the system, as strace tells it: sockets to a network, and files that it makes or changes."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

STRACE = shutil.which("strace")
_CALLS = (
    "socket,connect,sendto,open,openat,openat2,creat,mkdir,mkdirat,mknod,mknodat,rename,renameat,renameat2,link,linkat,"
    "symlink,symlinkat,unlink,unlinkat,rmdir,truncate,chmod,fchmodat,utimensat"
)
_CALL = re.compile(r"(?:\d+ +)?(?P<name>\w+)\((?P<rest>.*)")
#: A folder's descriptor, as ``-y`` shows it, and the path below it.
_PATH = re.compile(r'(?:(?:AT_FDCWD|\d+)<(?P<at>[^>]*)>, )?"(?P<path>(?:[^"\\]|\\.)*)"')
_OPENS = frozenset({"open", "openat", "openat2"})
#: What the system keeps in memory: descriptors, and the semaphores of :mod:`multiprocessing`.
_MEMORY = ("/dev/", "/proc/")


@dataclass(frozen=True, slots=True)
class Traced:
    """How a program ended, what it said, the network it reached for, and the files that it made or changed."""

    status: int
    said: str
    network: tuple[str, ...]
    written: frozenset[Path]

    def outside(self, *named: Path) -> list[Path]:
        """What was written that is neither one of ``named`` nor below one."""
        return sorted(p for p in self.written if not any(p == n or n in p.parents for n in named))


def traced(*command: str | Path, cwd: Path, env: Mapping[str, str] = {}) -> Traced:
    """Run a program and all that it starts, without compiled modules being kept, which Python does beside the code."""
    log = cwd / "strace.log"
    known = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", **env}
    watch = [str(STRACE), "-f", "-qq", "-y", "--seccomp-bpf", "-s", "4096", "-e", f"trace={_CALLS}", "-o", str(log)]
    done = subprocess.run([*watch, *map(str, command)], cwd=cwd, env=known, capture_output=True, text=True, check=False)
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    log.unlink()
    network = tuple(line for line in lines if "AF_INET" in line)
    return Traced(done.returncode, done.stdout + done.stderr, network, frozenset(_written(lines, cwd)))


def kg(*arguments: str | Path, cwd: Path, env: Mapping[str, str] = {}) -> Traced:
    """Run ``kg`` so."""
    return traced(Path(sys.executable).with_name("kg"), *arguments, cwd=cwd, env=env)


def _written(lines: list[str], cwd: Path) -> Iterator[Path]:
    for line in lines:
        call = _CALL.match(line)
        if call is None or "AF_" in line or call["name"] == "sendto":
            continue
        if call["name"] in _OPENS and not re.search(r"O_WRONLY|O_RDWR|O_CREAT", call["rest"]):
            continue
        for found in _PATH.finditer(call["rest"]):
            path = Path(os.path.normpath(cwd / (found["at"] or "") / found["path"]))
            if not str(path).startswith(_MEMORY):
                yield path
