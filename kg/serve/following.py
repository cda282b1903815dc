"""The graph as it is now: when others have built, the new store is indexed beside the old one and takes its place."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.errors import KgError
from kg.explore.explorer import Explorer
from kg.graph.published import current
from kg.graph.store import GraphFolder
from kg.records import Judgement

#: How often the folder is looked at, in seconds.
PAUSE = 1.0


class Opened:
    """One store, open as long as anybody uses it."""

    def __init__(self, path: Path) -> None:
        """Open the current store of the graph in ``path`` with its index, made if it is not kept; raises GraphError."""
        self.folder = GraphFolder.open(path)
        reader = self.folder.reader()
        self.name = reader.name
        self.explorer = Explorer(
            self.folder.store(), self.folder.base, self._why(), title=path.resolve().name, built=self.name,
            folder=reader.path,
        )  # fmt: skip
        self.users = 1

    def _why(self) -> Iterator[Judgement]:
        yield from self.folder.why()  # read only where the index is made

    def close(self) -> None:
        """Let go of its index and its files."""
        self.explorer.close()
        self.folder.close()


class Following:
    """Lends the newest :class:`Opened`; :meth:`close` ends it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.Lock()
        self._ended = threading.Event()
        self._failed: str | None = None
        self._now = Opened(path)
        self._thread = threading.Thread(target=self._follow, daemon=True)
        self._thread.start()

    @contextmanager
    def lent(self) -> Iterator[Explorer]:
        """The explorer of the newest store; it stays open until the block ends."""
        with self._lock:
            opened = self._now
            opened.users += 1
        try:
            yield opened.explorer
        finally:
            self._give_back(opened)

    def look(self) -> None:
        """Take the current store, if it is another. One that cannot be read is told of once, and the old one stays."""
        try:
            name = current(self.path)
            if name in (None, self._now.name, self._failed):
                return
            opened = Opened(self.path)
        except KgError as error:
            self._failed = name if (name := _name(self.path)) else None
            print(f"kg: {error}", file=sys.stderr, flush=True)
            return
        with self._lock:
            before, self._now = self._now, opened
        self._give_back(before)

    def close(self) -> None:
        """Stop following and let go of the store."""
        self._ended.set()
        self._thread.join()
        self._give_back(self._now)

    def _give_back(self, opened: Opened) -> None:
        with self._lock:
            opened.users -= 1
            unused = not opened.users
        if unused:
            opened.close()

    def _follow(self) -> None:
        while not self._ended.wait(PAUSE):
            self.look()


def _name(path: Path) -> str | None:
    try:
        return current(path)
    except KgError:
        return None
