"""The SPARQL 1.1 Protocol, its half that reads: ``/sparql`` by GET and both kinds of POST.

Every query runs in a process of its own (:mod:`kg.graph.query_process`); its answer is kept until it is whole, so that
the status says whether it is.
"""

from __future__ import annotations

import asyncio
import tempfile
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from kg.errors import KgError, LimitError, QueryError
from kg.graph.query_process import Request as Question
from kg.graph.query_process import answer
from kg.serve.answers import error, failure
from kg.serve.negotiation import GRAPHS, RESULTS, Offer, acceptable
from kg.serve.parameters import parameters
from kg.serve.settings import Settings

#: The longest query that is read, in bytes, and how much of an answer is held in memory.
LONGEST: Final = 1 << 20
_HELD: Final = 1 << 22
_CHUNK: Final = 1 << 16
_READ_ONLY: Final = "this endpoint only answers queries: nothing can be changed through it"
_FORM: Final = "application/x-www-form-urlencoded"
_QUERY: Final = "application/sparql-query"
_UPDATE: Final = "application/sparql-update"

Parameters = Mapping[str, Sequence[str]]


class Endpoint:
    """Answers queries over the graph in a folder, ``at_once`` of them at a time."""

    def __init__(self, path: Path, settings: Settings, describe: Callable[[Request], Response]) -> None:
        """``describe`` answers a GET without a query: the Service Description."""
        self.path, self.settings, self.describe = path, settings, describe
        self._running: dict[object, Callable[[], None]] = {}
        self._lock = threading.Lock()

    async def __call__(self, request: Request) -> Response:
        """Answer a request, or say in one line why not."""
        try:
            given = await self._given(request)
            if isinstance(given, Response):
                return given
            if "update" in given:
                return error(403, _READ_ONLY)
            if request.method in ("GET", "HEAD") and not given:
                return await to_thread.run_sync(self.describe, request)
            return await self.ask(request, self._question(request, given))
        except KgError as fault:
            return failure(fault)

    def end(self) -> None:
        """End all queries that run."""
        with self._lock:
            running = list(self._running.values())
        for stop in running:
            stop()

    async def ask(self, request: Request, question: Question, media: str | None = None) -> Response:
        """The answer to a question, in one of its ``formats``; the query ends when the client is gone.

        ``media`` is what the answer is sent as, None: the type that the client would rather have.
        """
        with self._lock:
            if len(self._running) >= self.settings.at_once:
                return error(503, "too many queries run at once; ask again in a moment", {"Retry-After": "1"})
            self._running[request] = lambda: None
        gone = asyncio.ensure_future(self._end_when_gone(request))
        try:
            return await to_thread.run_sync(self._answer, request, question, media)
        finally:
            gone.cancel()
            with self._lock:
                del self._running[request]

    def _answer(self, request: Request, question: Question, media: str | None) -> Response:
        spool = Spool(self.settings.limits.megabytes << 20)
        try:
            answer(question, spool, self.settings.limits, lambda end: self._running.update({request: end}))
        except BaseException:
            spool.close()
            raise
        length = spool.tell()
        spool.seek(0)
        name = spool.readline().decode().strip()
        media = media or next(media for media, format_ in _offers(request) if format_ == name)
        headers = {"Content-Length": str(length - spool.tell()), "Vary": "Accept"}
        return StreamingResponse(spool.rest(), media_type=media, headers=headers)

    async def _end_when_gone(self, request: Request) -> None:
        while True:
            await asyncio.sleep(0.2)
            if await request.is_disconnected():
                self._running.get(request, lambda: None)()  # again, where it had not yet begun

    # ------------------------------------------------------------ what is asked

    async def _given(self, request: Request) -> Parameters | Response:
        """The parameters of a request: those of its address, for a form those of its body."""
        given = parameters(request.url.query)
        if request.method != "POST":
            return given
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind == _UPDATE:
            return error(403, _READ_ONLY)
        if kind not in (_FORM, _QUERY):
            return error(415, f"a query is posted as {_FORM} or {_QUERY}", {"Accept-Post": f"{_FORM}, {_QUERY}"})
        body = bytearray()
        async for chunk in request.stream():
            body += chunk
            if len(body) > LONGEST:
                return error(413, f"a query has {LONGEST} bytes at most")
        try:
            text = body.decode("utf-8")
        except UnicodeDecodeError:
            return error(400, "the query is not UTF-8")
        if kind == _FORM:
            found = parameters(text)
            return found or error(400, "the form has no query")
        return {**given, "query": [text, *given.get("query", ())]}

    def _question(self, request: Request, given: Parameters) -> Question:
        queries = given.get("query", ())
        if len(queries) != 1:
            raise QueryError("give one query" if queries else "there is no query")
        default, named = given.get("default-graph-uri"), given.get("named-graph-uri")
        return Question(
            str(self.path),
            f"{queries[0]}\n",  # so that it is never the name of a shipped query
            formats=formats(request),
            default_graphs=tuple(default or ()) if default or named else None,
            named_graphs=tuple(named or ()) if default or named else None,
        )


def formats(request: Request) -> tuple[str, ...]:
    """The names of the formats that a client takes, best first; one that no result has where it takes none of ours."""
    return tuple(dict.fromkeys(name for _, name in _offers(request))) or ("none",)


def _offers(request: Request) -> list[Offer]:
    return acceptable(request.headers.get("accept"), [*RESULTS, *GRAPHS])


class Spool(tempfile.SpooledTemporaryFile[bytes]):
    """Keeps an answer until it is whole, on disk where it is long; raises LimitError where it is longer than it may."""

    def __init__(self, most: int) -> None:
        super().__init__(_HELD)
        self._most = most

    def write(self, chunk: Any) -> int:
        """Keep some more."""
        if self.tell() + len(chunk) > self._most:
            raise LimitError(f"the answer is longer than {self._most >> 20} MB")
        return super().write(chunk)

    def rest(self) -> Iterator[bytes]:
        """What was not read yet, in chunks; then it is closed."""
        with self:
            while chunk := self.read(_CHUNK):
                yield chunk
