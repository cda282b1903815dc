"""A folder that articles come into → a graph that follows it, by looking at the folder again and again.

A file is read when it has stood still between two looks. One that has changed takes the place of what it said before,
so that the graph is the one that a build of all files, as they were last read, would give; what goes from the folder
stays in the graph.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.articles import read_file
from kg.articles.files import below, shown
from kg.build import OnError, Options, Summary, build_graph
from kg.errors import InputError
from kg.graph.store import GraphFolder
from kg.records import Article

#: When a file was changed, how long it is, which it is.
_State = tuple[int, int, int]


class Watch:
    """What is known of the folder between two looks."""

    def __init__(
        self, folder: Path, graph: Path, options: Options, *, base: str | None = None, on_error: OnError
    ) -> None:
        self._folder, self._graph, self._options, self._base = folder, graph, options, base
        self._on_error = on_error
        own = graph.resolve()
        self._own = own if own.is_relative_to(folder.resolve()) else None
        self._seen: dict[Path, _State] = {}
        self._read: dict[Path, _State] = {}
        self._said: set[str] = set()
        self._owners: dict[str, tuple[Path, str]] = {}

    @property
    def is_settled(self) -> bool:
        """Whether all that was there at the last look is read."""
        return self._seen == {path: self._read.get(path) for path in self._seen}

    def look(self) -> Summary | None:
        """Add what is new and stands still; what the graph then holds, None if nothing was to be added.

        Raises GraphError; what was to be added is then tried again at the next look.
        """
        found = {path: (ident, _state(path)) for path, ident in self._files()}
        now = {path: state for path, (_, state) in found.items() if state is not None}
        still = {path: state for path, state in now.items() if self._seen.get(path) == state != self._read.get(path)}
        self._seen = now
        if not still:
            return None
        owners = dict(self._owners)
        articles = list(self._articles(((path, found[path][0]) for path in still), owners))
        summary = self._add(articles) if articles else None
        self._read.update(still)
        self._owners = owners
        return summary

    def _files(self) -> Iterator[tuple[Path, str]]:
        """The files that can be read, the graph's own aside; what cannot be is said once."""
        for entry in below(self._folder):
            if not isinstance(entry, InputError):
                if self._own is None or self._own not in entry[0].resolve().parents:
                    yield entry
            elif str(entry) not in self._said:
                self._said.add(str(entry))
                self._on_error(entry)

    def _articles(self, files: Iterable[tuple[Path, str]], owners: dict[str, tuple[Path, str]]) -> Iterator[Article]:
        """What the files hold; of two with one id that which comes first in the folder, as in a build."""
        for path, ident in files:
            for article in read_file(path, ident, published=self._options.published, on_error=self._on_error):
                owner, text = owners.get(article.id, (path, ""))
                if owner < path and text != article.sha256 and owner.exists():
                    reason = f"another article of the folder has the id {shown(article.id)!r}"
                    self._on_error(InputError(shown(path), reason))
                elif owner >= path or text != article.sha256:
                    owners[article.id] = path, article.sha256
                    yield article

    def _add(self, articles: list[Article]) -> Summary:
        if GraphFolder.exists(self._graph):
            with GraphFolder.open(self._graph) as kept:
                for article in articles:
                    if kept.sha256_of(article.id) not in (None, article.sha256):
                        kept.remove(article.id)
        return build_graph(articles, self._graph, self._options, base=self._base, on_error=self._on_error)


def _state(path: Path) -> _State | None:
    """The state of a file, None if it is gone."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino
