"""`kg show`: ten lines, then a pager where a terminal has no room for the rest; ids that other commands take."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import struct
import subprocess
import sys
import termios
from collections.abc import Callable
from pathlib import Path

from click.testing import Result

Run = Callable[..., Result]


def on_a_terminal(rows: int, *arguments: str | Path) -> list[str]:
    """What a terminal of so many rows is sent, in lines; what a pager is given has a number before each line."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", rows, 200, 0, 0))
    kept = {name: value for name, value in os.environ.items() if name not in ("LINES", "COLUMNS", "NO_COLOR")}
    environment = {**kept, "PAGER": "cat -n", "TERM": "dumb"}
    command = [sys.executable, "-m", "kg", *map(str, arguments)]
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=environment):
        os.close(theirs)
        sent = b""
        try:
            while part := os.read(ours, 1 << 16):
                sent += part
        except OSError:  # the other side is closed
            pass
    os.close(ours)
    return re.sub(r"\x1b\[[\d;]*m", "", sent.decode()).replace("\r\n", "\n").splitlines()


def test_a_terminal_is_shown_ten_lines_and_the_rest_through_a_pager(kg: Run, graph: Path) -> None:
    whole = kg("show", graph, "Lavrov", "--why").stdout.splitlines()
    short = on_a_terminal(12, "show", graph, "Lavrov", "--why")
    assert len(whole) > 12
    assert short[:10] == whole[:10] and short[10] == f"… {len(whole) - 10} more lines"
    paged = [line.split("\t", 1)[1] for line in short[11:] if "\t" in line]
    assert [line for line in paged if line] == whole[10:]
    assert on_a_terminal(200, "show", graph, "Lavrov", "--why") == whole


def test_what_it_names_other_commands_take(kg: Run, graph: Path) -> None:
    shown = kg("show", graph, "Lavrov").stdout
    ids = re.findall(r"  ((?:statement|office)/\S+)$", shown, re.M)
    assert {one.partition("/")[0] for one in ids} == {"statement", "office"}, shown
    for one in ids:
        assert kg("show", graph, one).exit_code == 0
    assert kg("query", graph, "evidence", f"thing={ids[0]}", "--format", "csv").stdout.count("\n") > 1


def test_part_of_a_name_will_do_and_is_said(kg: Run, graph: Path) -> None:
    shown = kg("show", graph, "Scholz, Olaf")
    assert shown.exit_code == 0 and shown.stdout == kg("show", graph, "Olaf Scholz").stdout
    assert re.fullmatch(r"kg: Scholz, Olaf: taken for Olaf Scholz \(person/\S+\)\n", shown.stderr)
