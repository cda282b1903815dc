"""Identifiers, made from content alone: nothing here counts, and nothing depends on the order of articles."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable

from kg.records import Article

ONTOLOGY = "https://w3id.org/geopolitical-kg/ontology#"
PLOVER = "https://w3id.org/geopolitical-kg/plover#"
BASE = "https://w3id.org/geopolitical-kg/id/"
WIKIDATA = "http://www.wikidata.org/entity/"
GEONAMES = "https://sws.geonames.org/"


def digest(*parts: str, length: int = 12) -> str:
    """A hash of ``parts``, hexadecimal; the boundaries between the parts count.

    >>> digest("a", "b") == digest("ab")
    False
    """
    sha = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        sha.update(f"{len(data)}:".encode() + data)
    return sha.hexdigest()[:length]


def text_hash(text: str) -> str:
    """SHA-256 of ``text`` as UTF-8, hexadecimal: what an article's ``sha256`` is."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def slug(label: str, limit: int = 60) -> str:
    """``label`` as lower-case ASCII words joined by hyphens, at most ``limit`` characters; "x" if none is left.

    >>> slug("Recep Tayyip Erdoğan")
    'recep-tayyip-erdogan'
    """
    plain = unicodedata.normalize("NFKD", label).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:limit].strip("-") or "x"


def article_key(article: Article) -> str:
    """The key of an article: a hash of its URL, else of its text, so that two people's graphs can be put together."""
    return digest("url", article.url, length=16) if article.url else digest("text", article.text, length=16)


def reading_key(article: str, local: str) -> str:
    """The key of one article's version of something: ``ARTICLE#s1``."""
    return f"{article}#{local}"


def is_publisher(reading: str) -> bool:
    """Whether a reading key is ``ARTICLE#publisher``: an article's publisher, which no characters of it need name."""
    return reading.endswith("#publisher")


def node_key(kind: str, label: str, iri: str | None, readings: Iterable[str]) -> str:
    """The path of a node's IRI below the base: readable, then its linked id, else a hash of its smallest reading.

    >>> node_key("person", "Donald Trump", "http://www.wikidata.org/entity/Q22686", [])
    'person/donald-trump-Q22686'
    """
    last = iri.rstrip("/").rsplit("/", 1)[-1] if iri else digest(min(readings), length=10)
    return f"{kind}/{slug(label)}-{last}"
