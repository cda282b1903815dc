"""XML files: which kind they are, read so that none can reach out or grow."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from kg.articles.feed import read_feed
from kg.articles.files import MAX_HTML_BYTES, read_bytes
from kg.articles.newsml import ROOTS, read_newsml
from kg.articles.source import Source
from kg.errors import InputError

if TYPE_CHECKING:
    from lxml.etree import _Element

_FEEDS = frozenset({"rss", "feed", "RDF"})
_ENTITY = re.compile(rb"<!\s*ENTITY", re.IGNORECASE)


def read_xml(path: Path, where: str, ident: str) -> Iterator[Source | InputError]:
    """The articles of a feed (RSS, Atom) or of news items (NewsML-G2)."""
    data = read_bytes(path, MAX_HTML_BYTES, f"more than {MAX_HTML_BYTES:,} bytes")
    if _ENTITY.search(data.replace(b"\0", b"")):
        raise InputError(where, "declares entities of its own, which no feed or news item needs")
    root = _root(data)
    name = "" if root is None else root.tag.rpartition("}")[2]
    if root is not None and name in ROOTS:
        yield from read_newsml(root, where, ident)
    elif name in _FEEDS or path.suffix.lower() != ".xml":
        yield from read_feed(data, where, ident)
    else:
        raise InputError(
            where, f"XML of a kind that is not read ({name or 'not well-formed'}): RSS, Atom, NewsML-G2 are"
        )


def _root(data: bytes) -> _Element | None:
    """The root of the document, None if it is not well-formed."""
    from lxml import etree  # noqa: PLC0415 - slow to load, and only markup needs it

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        return None
