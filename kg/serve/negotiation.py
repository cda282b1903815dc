"""What a client would rather have (RFC 9110, section 12.5.1), of what there is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

#: Media types of the results of SELECT and ASK, and of graphs, by the names that the formats have; first is ours.
RESULTS: Final[Sequence[tuple[str, str]]] = (
    ("application/sparql-results+json", "json"),
    ("application/json", "json"),
    ("application/sparql-results+xml", "xml"),
    ("application/xml", "xml"),
    ("text/xml", "xml"),
    ("text/csv", "csv"),
    ("text/tab-separated-values", "tsv"),
)
GRAPHS: Final[Sequence[tuple[str, str]]] = (
    ("text/turtle", "turtle"),
    ("application/x-turtle", "turtle"),
    ("application/ld+json", "jsonld"),
    ("application/json", "jsonld"),
    ("application/n-triples", "ntriples"),
    ("text/plain", "ntriples"),
    ("application/rdf+xml", "rdfxml"),
    ("application/xml", "rdfxml"),
)
HTML: Final = ("text/html", "html")

Offer = tuple[str, str]


def acceptable(accept: str | None, offers: Sequence[Offer]) -> list[Offer]:
    """Those of ``offers`` (media type, name) that the client takes, what it would rather have first."""
    ranges = [_range(part) for part in (accept or "*/*").split(",") if part.strip()]
    ranked = [(_quality(offer[0], ranges), -place, offer) for place, offer in enumerate(offers)]
    return [offer for quality, _, offer in sorted(ranked, reverse=True) if quality > 0]


def _range(part: str) -> tuple[str, float]:
    media, *parameters = (piece.strip() for piece in part.split(";"))
    quality = 1.0
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "q":
            try:
                quality = min(1.0, max(0.0, float(value)))
            except ValueError:
                quality = 0.0
    return media.lower(), quality


def _quality(media: str, ranges: Sequence[tuple[str, float]]) -> float:
    """The quality of the range that says most of a media type; 0 where none takes it."""
    best, found = -1, 0.0
    for wanted, quality in ranges:
        rank = 2 if wanted == media else 1 if wanted == f"{media.partition('/')[0]}/*" else 0 if wanted == "*/*" else -1
        if rank > best:
            best, found = rank, quality
    return found
