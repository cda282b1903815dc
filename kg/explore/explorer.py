"""The answers of the explorer, from one store, without HTTP: what the server sends and a page embeds."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path

from kg.explore import articles, between, counts, network, overview, queries, readings, rows, search, things
from kg.explore.filters import Filters
from kg.explore.index import Index
from kg.explore.indexing import index
from kg.explore.values import Json, Page
from kg.graph.rdf import Literal, Solutions, Store
from kg.graph.view import GraphView
from kg.ids import BASE
from kg.lexicon.gazetteer import Gazetteer
from kg.records import Judgement

_ALL, _FIRST = Filters(), Page()


class Explorer:
    """Any number of threads may ask; every answer is JSON, the same for the same store.

    What a method takes as ``iri`` or ``what`` is an IRI or anything else that :meth:`find` knows. Raises
    UnknownThingError for what is not in the graph, CallError for a parameter that cannot be.
    """

    def __init__(
        self,
        store: Store,
        base: str = BASE,
        judgements: Iterable[Judgement] = (),
        *,
        title: str = "",
        built: str = "",
        folder: Path | None = None,
    ) -> None:
        """Reads all of the store, unless its index is kept in ``folder``, where it is kept otherwise.

        ``title`` and ``built`` are shown: what the graph is called, which store it is.
        """
        self.store, self.base, self.title, self.built = store, base, title, built
        self._local = threading.local()
        Gazetteer.load()  # the first search is as fast as any other
        self.index: Index = index(self.view, judgements, folder)
        self._overview = overview.overview(self.index, title, built, base)

    @property
    def view(self) -> GraphView:
        """This thread's own view of the store."""
        if not hasattr(self._local, "view"):
            self._local.view = GraphView(self.store, self.base)
        view = self._local.view
        assert isinstance(view, GraphView)
        return view

    def close(self) -> None:
        """Let go of the index; nobody asks any more."""
        self.index.close()

    @cached_property
    def triples(self) -> int:
        """How many triples a query is asked over."""
        found = self.store.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", {}, {}, {}, union=True)
        assert isinstance(found, Solutions)
        (number,) = next(found.rows)
        assert isinstance(number, Literal)
        return int(number.value)

    @cached_property
    def kinds(self) -> dict[str, int]:
        """How many things there are of each kind."""
        return dict(self.index.all("SELECT kind, COUNT(*) FROM thing GROUP BY kind"))

    def knows(self, iri: str) -> bool:
        """Whether the graph says anything of an IRI."""
        return self.index.number(iri) is not None or self.view.by_iri(iri) is not None

    def find(self, what: str) -> str:
        """The IRI of the thing that ``what`` names."""
        return things.find(self.index, self.view, what)

    def overview(self) -> Json:
        """What the graph holds, who matters."""
        return self._overview

    def search(self, q: str, kinds: Sequence[str] = (), limit: int = 20) -> Json:
        """Things by names and words."""
        return search.search(self.index, self.view, q, kinds, limit)

    def thing(self, what: str) -> Json:
        """All on one thing."""
        return things.thing(self.index, self.view, what)

    def rows(self, filters: Filters = _ALL, sort: str = "", page: Page = _FIRST) -> Json:
        """One page of rows."""
        return rows.rows(self.index, filters, sort, page)

    def timeline(self, filters: Filters = _ALL, by: str = "auto") -> Json:
        """Rows by time."""
        return counts.timeline(self.index, filters, by)

    def map(self, filters: Filters = _ALL) -> Json:
        """Rows by place."""
        return counts.places(self.index, filters)

    def facets(self, filters: Filters = _ALL) -> Json:
        """Rows by what they can be filtered by."""
        return counts.facets(self.index, filters)

    def network(self, iris: Sequence[str] = (), filters: Filters = _ALL, limit: int = 60) -> Json:
        """The neighbourhood of actors; of none, the actors that matter."""
        return network.network(self.index, [self._number(iri) for iri in iris], filters, limit)

    def between(self, a: str, b: str, filters: Filters = _ALL, page: Page = _FIRST) -> Json:
        """What passes between two actors."""
        return between.between(self.index, (self._number(a), self._number(b)), filters, page)

    def evidence(self, iri: str) -> list[Json]:
        """The sentences that a thing was read from."""
        return readings.evidence(self.index, self.view, self.find(iri))

    def articles(
        self,
        *,
        q: str = "",
        publishers: Sequence[str] = (),
        since: str | None = None,
        until: str | None = None,
        page: Page = _FIRST,
    ) -> Json:
        """One page of articles."""
        return articles.articles(self.index, q=q, publishers=publishers, since=since, until=until, page=page)

    def article(self, iri: str) -> Json:
        """One article with its text and marks; of a reading, the article that it is in."""
        article = iri.partition("#")[0]
        return articles.article(self.index, self.view, article if self.index.number(article) else self.find(iri))

    def queries(self) -> list[Json]:
        """The queries that are shipped."""
        return queries.queries()

    def _number(self, what: str) -> int:
        number = self.index.number(self.find(what))
        assert number is not None
        return number
