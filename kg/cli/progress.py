"""Progress on standard error, and only where a person watches."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, Task, TextColumn, TimeRemainingColumn
from rich.text import Text

from kg.articles import count
from kg.errors import InputError, LeftOut
from kg.records import Article


class Bar:
    """Moves with each article that is done, and counts what cannot be read; without ``shown`` it does nothing.

    ``then`` is what is done when all are read.
    """

    def __init__(self, shown: Progress | None = None, total: int | None = None, then: str = "articles") -> None:
        self._shown, self._then = shown, then
        self._task = shown.add_task("articles", total=total, left_out=0) if shown else None

    def read(self, article: Article) -> None:
        """Move by an article."""
        self._move()

    def counting(self, on_error: Callable[[InputError], None]) -> Callable[[InputError], None]:
        """``on_error``, which moves the bar by what it is told that cannot be read."""

        def counted(error: InputError) -> None:
            on_error(error)
            if not isinstance(error, LeftOut):
                self._move(left_out=1)

        return counted

    def _move(self, left_out: int = 0) -> None:
        if self._shown is None or self._task is None:
            return
        task = self._shown.tasks[self._task]
        self._shown.update(self._task, advance=1, left_out=task.fields["left_out"] + left_out)
        if task.finished:
            self._shown.update(self._task, description=self._then)


class _Rate(TextColumn):
    """Articles a second, and how many were left out if any were."""

    def __init__(self) -> None:
        super().__init__("")

    def render(self, task: Task) -> Text:
        """What is shown of ``task``."""
        left_out = f", {task.fields['left_out']} left out" if task.fields["left_out"] else ""
        return Text(f"{task.speed or 0:.1f} a second{left_out}")


COLUMNS = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), _Rate(), TimeRemainingColumn())


@contextmanager
def progress(inputs: Sequence[str], then: str = "articles") -> Iterator[Bar]:
    """A bar of ``inputs``, shown on a terminal alone; it is called ``then`` when all are read."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield Bar()
        return
    with Progress(*COLUMNS, console=console, transient=True) as shown:
        yield Bar(shown, count(inputs) or None, then)
