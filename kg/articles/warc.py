"""Web archives (WARC, ISO 28500): each page that was fetched an article. What a record may grow to is bounded."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from kg.articles.extra import library
from kg.articles.files import MAX_HTML_BYTES, listed, shown
from kg.articles.guard import only_input_errors
from kg.articles.html import NO_ARTICLE, read_html
from kg.articles.paragraphs import own_paragraphs, sentence_blocks
from kg.articles.source import Source
from kg.errors import InputError, LeftOut
from kg.ids import text_hash

_PAGE = re.compile(r"\s*(text/html|application/xhtml\+xml)\b", re.IGNORECASE)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w-]{1,40})", re.IGNORECASE)
_BARE = "pages without an article"
_CHUNK = 1 << 16
#: What one record may take unpacked; more is a film, or made to fill the disk of whoever unpacks it.
MAX_RECORD_BYTES = 1_000_000_000


def read_warc(path: Path, where: str, ident: str) -> Iterator[Source | InputError]:
    """The pages of an archive; the id of each ends in a hash of its address and of when it was fetched.

    What is no page, or a page without an article, is counted and said in one line.
    """
    archive = library("warcio.archiveiterator", where)
    broken = library("warcio.exceptions", where).ArchiveLoadFailed
    unread: Counter[str] = Counter()
    with path.open("rb") as file:
        records = archive.ArchiveIterator(file)
        while True:
            try:
                record = next(records, None)
                if record is None:
                    break
                found = _read(record, where, ident)
            except (broken, EOFError, ValueError) as error:
                yield InputError(where, f"a record that is damaged, and nothing behind it is read: {shown(str(error))}")
                break
            if isinstance(found, str):
                unread[found] += 1
            else:
                yield found
            if not _skip(record):
                yield InputError(where, f"a record of more than {MAX_RECORD_BYTES:,} bytes; nothing behind it is read")
                break
    if unread:
        yield LeftOut(where, f"not read: {listed(unread)}")


def _read(record: Any, where: str, ident: str) -> Source | InputError | str:
    """The article of a record, or what kind of record it is that is not read."""
    http = record.http_headers
    kind = (http.get_header("Content-Type") if http else record.content_type) or ""
    if record.rec_type not in ("response", "resource"):
        return "records about others"
    if http is not None and http.get_statuscode() != "200":
        return "answers that are no page"
    if not _PAGE.match(kind):
        return "files that are no page"
    url = record.rec_headers.get_header("WARC-Target-URI") or ""
    key = f"{url} {record.rec_headers.get_header('WARC-Date') or ''}"
    place = f"{where}: {shown(url)}"
    charset = _CHARSET.search(kind)
    try:
        with only_input_errors(place):
            data = _content(record, place)
            source = read_html(data, place, f"{ident}/{text_hash(key)[:12]}", charset[1] if charset else None)
    except InputError as error:
        return _BARE if error.reason.startswith(NO_ARTICLE) else error
    if not sentence_blocks(source.text, own_paragraphs(source.text, source.title)):
        return _BARE
    return replace(source, url=source.url or (url if re.match(r"https?://\S+$", url) else None))


def _content(record: Any, where: str) -> bytes:
    """The page, unpacked. InputError as soon as it is too long."""
    stream, data = record.content_stream(), bytearray()
    while part := stream.read(_CHUNK):
        data += part
        if len(data) > MAX_HTML_BYTES:
            raise InputError(where, f"more than {MAX_HTML_BYTES:,} bytes")
    return bytes(data)


def _skip(record: Any) -> bool:
    """Pass what is left of a record; False if it does not end."""
    size = 0
    while part := record.raw_stream.read(_CHUNK):
        size += len(part)
        if size > MAX_RECORD_BYTES:
            return False
    return True
