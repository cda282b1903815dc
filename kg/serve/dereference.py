"""A document behind every IRI of the graph: a page for people, Turtle or JSON-LD for programs."""

from __future__ import annotations

import io
from typing import Final
from urllib.parse import unquote, urlsplit

from starlette.requests import Request
from starlette.responses import Response

from kg.errors import KgError
from kg.explore.explorer import Explorer
from kg.graph.document import write_document
from kg.serve.answers import error, failure
from kg.serve.negotiation import GRAPHS, HTML, acceptable
from kg.serve.pages import Pages

#: Under which path things are found whatever the graph's base is.
SHORT: Final = "/id/"


def paths(base: str) -> list[str]:
    """The paths below which things of a graph are found: a short one, and that of their IRIs."""
    own = urlsplit(base).path or "/"
    return [SHORT] if own == SHORT or base.endswith("#") else [SHORT, own]


def iri_of(base: str, path: str) -> str | None:
    """The IRI that a path stands for; None where it stands below none of :func:`paths`.

    >>> iri_of("https://example.org/kg/", "/kg/person/ann"), iri_of("https://example.org/kg/", "/id/person/ann")
    ('https://example.org/kg/person/ann', 'https://example.org/kg/person/ann')
    """
    for start in paths(base):
        if path.startswith(start) and len(path) > len(start):
            return base + path[len(start) :]
    return None


def dereference(explorer: Explorer, pages: Pages, request: Request) -> Response:
    """The document of the thing that a path stands for, in the form that the client would rather have."""
    iri = iri_of(explorer.base, unquote(request.scope["path"]))
    if iri is None or not explorer.knows(iri):
        return error(404, "nothing in the graph has this IRI")
    offers = acceptable(request.headers.get("accept"), [HTML, *GRAPHS])
    if not offers:
        return error(406, f"there are {', '.join(dict.fromkeys(media for media, _ in [HTML, *GRAPHS]))}")
    media, name = offers[0]
    if name == "html":
        response = pages.index()
    else:
        out = io.BytesIO()
        try:
            write_document(explorer.store, iri, explorer.base, name, out)
        except KgError as fault:
            return failure(fault)
        response = Response(out.getvalue(), media_type=media)
    response.headers["Vary"] = "Accept"
    return response
