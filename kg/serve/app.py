"""The application of a graph's folder: which path answers what."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

from anyio import to_thread
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kg.errors import KgError
from kg.explore.explorer import Explorer
from kg.graph.named_queries import named_query
from kg.graph.query_process import Request as Question
from kg.serve import description
from kg.serve.answers import as_json, error, failure
from kg.serve.api import ANSWERS, openapi
from kg.serve.dereference import dereference
from kg.serve.download import FORMATS, download
from kg.serve.following import Following
from kg.serve.guard import Guard
from kg.serve.pages import Pages
from kg.serve.parameters import Given, parameters
from kg.serve.settings import Settings
from kg.serve.sparql import Endpoint

_DEFAULT: Final = Settings()
_READ: Final = ("GET", "HEAD")
Answer = Callable[[Request], Awaitable[Response]]


def application(path: Path, settings: Settings = _DEFAULT, pages: Pages | None = None) -> Starlette:
    """The graph in ``path`` over HTTP. Raises GraphError where there is none; indexes it before it returns."""
    return _Application(path, settings, pages or Pages()).starlette()


class _Application:
    def __init__(self, path: Path, settings: Settings, pages: Pages) -> None:
        self.path, self.settings, self.pages = path, settings, pages
        self.following = Following(path)
        self.endpoint = Endpoint(path, settings, self._lent(description.service))

    def starlette(self) -> Starlette:
        middleware = [
            Middleware(Guard, hosts=(self.settings.host, *self.settings.hosts), origins=self.settings.origins)
        ]
        if self.settings.origins:
            middleware.append(
                Middleware(CORSMiddleware, allow_origins=self.settings.origins, allow_methods=["GET", "HEAD", "POST"])
            )
        routes = [
            _route("/sparql", self.endpoint, (*_READ, "POST")),
            _route("/.well-known/void", self._threaded(description.void)),
            _route("/api/openapi.json", self._openapi),
            _route("/api/query", self._query),
            _route("/api/download", self._threaded(self._download)),
            *(_route(f"/api/{name}", self._threaded(self._api(name))) for name in ANSWERS),
            _route("/api/{rest:path}", self._nothing),
            _route("/{rest:path}", self._threaded(self._page)),
        ]
        return Starlette(routes=routes, middleware=middleware, lifespan=self._lifespan)

    @asynccontextmanager
    async def _lifespan(self, app: Starlette) -> AsyncIterator[None]:
        try:
            yield
        finally:
            self.endpoint.end()
            self.following.close()

    def _lent(self, answer: Callable[[Explorer, Request], Response]) -> Callable[[Request], Response]:
        def lent(request: Request) -> Response:
            try:
                with self.following.lent() as explorer:
                    return answer(explorer, request)
            except KgError as fault:
                return failure(fault)

        return lent

    def _threaded(self, answer: Callable[[Explorer, Request], Response]) -> Answer:
        lent = self._lent(answer)

        async def threaded(request: Request) -> Response:
            return await to_thread.run_sync(lent, request)

        return threaded

    def _api(self, name: str) -> Callable[[Explorer, Request], Response]:
        return lambda explorer, request: as_json(ANSWERS[name](explorer, _given(request)))

    def _download(self, explorer: Explorer, request: Request) -> Response:
        given = _given(request)
        format_ = given.one("format") or "csv"
        content = download(explorer, given.filters, format_)
        media, name = FORMATS[format_]
        return Response(content, media_type=media, headers={"Content-Disposition": f'attachment; filename="{name}"'})

    def _page(self, explorer: Explorer, request: Request) -> Response:
        name = request.scope["path"].removeprefix("/")
        return self.pages.index() if not name else self.pages.file(name) or dereference(explorer, self.pages, request)

    async def _openapi(self, request: Request) -> Response:
        return as_json(openapi())

    async def _nothing(self, request: Request) -> Response:
        return error(404, f"no such answer; there are: {', '.join(sorted(ANSWERS))}")

    async def _query(self, request: Request) -> Response:
        """A shipped query by its name, as SPARQL's JSON results."""
        try:
            given = _given(request)
            name, limit = named_query(given.needed("name")).name, given.count("limit", 1000, self.settings.limits.rows)
            named = {key: given.one(key) for key in given.given if key not in ("name", "limit") and given.one(key)}
            question = Question(str(self.path), name, named, limit=limit, formats=("json",))
            return await self.endpoint.ask(request, question, media="application/sparql-results+json")
        except KgError as fault:
            return failure(fault)


def _given(request: Request) -> Given:
    return Given(parameters(request.url.query))


def _route(path: str, answer: Answer, methods: tuple[str, ...] = _READ) -> Route:
    """A path that says itself which methods it takes."""
    allowed = ", ".join((*methods, "OPTIONS"))

    async def endpoint(request: Request) -> Response:
        if request.method == "OPTIONS":
            return Response(status_code=204, headers={"Allow": allowed})
        if request.method not in methods:
            return error(405, f"{request.method} is not among {allowed}", {"Allow": allowed})
        return await answer(request)

    every = ["GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"]
    return Route(path, endpoint, methods=every)
