"""Progress on standard error, and only where a person watches."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from kg.articles import count
from kg.records import Article


@contextmanager
def progress(inputs: Sequence[str]) -> Iterator[Callable[[Article], None]]:
    """A function to call with each article that is done; it moves a bar on a terminal, else does nothing."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda article: None
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("articles", total=count(inputs) or None)
        yield lambda article: bar.advance(task)
