"""What a person at a terminal sees of a build that goes on."""

from __future__ import annotations

import io

from rich.console import Console
from rich.progress import Progress

from kg.cli.progress import COLUMNS, Bar
from kg.errors import InputError, LeftOut
from kg.records import Article


def test_it_tells_how_fast_how_long_and_what_was_left_out() -> None:
    out, said = io.StringIO(), list[InputError]()
    clock = iter(range(0, 1000, 2))
    console = Console(file=out, force_terminal=True, width=120)
    shown = Progress(*COLUMNS, console=console, get_time=lambda: float(next(clock)), auto_refresh=False)
    bar = Bar(shown, 8, "merging")
    on_error = bar.counting(said.append)
    for name in "abcd":
        bar.read(Article(name, "text"))
    on_error(LeftOut("d", "a sentence of it is too long"))
    on_error(InputError("e", "is no English"))
    shown.refresh()
    with shown:
        pass
    line = out.getvalue()
    assert len(said) == 2
    assert "articles" in line and "5/8" in line and "1 left out" in line
    assert " a second" in line and "0.0 a second" not in line
    for name in "fgh":
        bar.read(Article(name, "text"))
    assert shown.tasks[0].description == "merging"


def test_without_a_terminal_it_only_hands_on() -> None:
    said: list[InputError] = []
    bar = Bar()
    bar.read(Article("a", "text"))
    bar.counting(said.append)(InputError("b", "is empty"))
    assert [str(error) for error in said] == ["b: is empty"]
