"""Feeds (RSS, Atom) that are saved in a file: each entry an article, of what the feed has of it."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from kg.articles.extra import library
from kg.articles.fragment import text_of_html
from kg.articles.guard import only_input_errors
from kg.articles.published import parse_day
from kg.articles.source import Source
from kg.errors import InputError
from kg.ids import text_hash

_PART = re.compile(r"\s+[-–—|:»•]\s+|\s*\|\s*")
_LONGEST_NAME = 60


def read_feed(data: bytes, where: str, ident: str) -> Iterator[Source | InputError]:
    """The entries of a feed; the id of each ends in a hash of its own id or address, which stays when others come."""
    feedparser = library("feedparser", where)
    feed = feedparser.parse(io.BytesIO(data), resolve_relative_uris=False, sanitize_html=False)
    if not feed.entries:
        raise InputError(where, "no entry of a feed")
    for number, entry in enumerate(feed.entries, start=1):
        place = f"{where}:{number}"
        try:
            with only_input_errors(place):
                yield _entry(entry, feed.feed, place, ident)
        except InputError as error:
            yield error


def _entry(entry: Mapping[str, Any], feed: Mapping[str, Any], where: str, ident: str) -> Source:
    title = " ".join(text_of_html(entry.get("title") or "").split()) or None
    contents = [c.get("value") or "" for c in entry.get("content") or ()] or [entry.get("summary") or ""]
    body = max(map(text_of_html, contents), key=len)
    text = "\n".join(filter(None, (title, body)))
    if not text:
        raise InputError(where, "an entry without text")
    link = entry.get("link") or ""
    key = entry.get("id") or link or text
    return Source(
        where,
        f"{ident}/{text_hash(key)[:12]}",
        text,
        title=title,
        published=_published(entry),
        url=link if re.match(r"https?://\S+$", link) else None,
        publisher=_publisher((entry.get("source") or feed).get("title") or "", link),
    )


def _published(entry: Mapping[str, Any]) -> str | None:
    """When the entry was published, else changed: as it is written if that is a date, else as feedparser reads it."""
    for name in ("published", "updated"):
        if value := entry.get(name):
            with suppress(ValueError):
                return parse_day(value)
            read = entry.get(f"{name}_parsed")
            return date(*read[:3]).isoformat() if read else value
    return None


def _publisher(title: str, link: str) -> str | None:
    """The name of the outlet in a feed's title: of "World | The Harbour Post" what the address of the entry has too."""
    host = re.sub(r"[\W_]", "", urlsplit(link).hostname or "") if "://" in link else ""
    names = [" ".join(part.split()) for part in (*_PART.split(text_of_html(title)), text_of_html(title))]
    same = [n for n in names if (letters := re.sub(r"\W|^the\b", "", n.casefold())) and letters in host]
    return next((name for name in (*same, names[-1]) if 0 < len(name) <= _LONGEST_NAME), None)
