"""The kinds of files that hold articles, and what reads each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from kg.articles.docx import read_docx
from kg.articles.files import MAX_CHARACTERS, MAX_HTML_BYTES, MAX_TEXT_BYTES, decode, read_bytes
from kg.articles.html import read_html
from kg.articles.jsonl import read_jsonl
from kg.articles.markdown import read_markdown
from kg.articles.pdf import read_pdf
from kg.articles.source import Source
from kg.articles.warc import read_warc
from kg.articles.xml import read_xml
from kg.errors import InputError

#: A file, its name in errors, and its id → its articles, or the errors that they are. It may raise InputError too.
Reader = Callable[[Path, str, str], Iterator[Source | InputError]]


def _text(path: Path, where: str, ident: str) -> Iterator[Source]:
    too_long = f"more than {MAX_CHARACTERS:,} characters ({MAX_TEXT_BYTES:,} bytes)"
    yield Source(where, ident, decode(read_bytes(path, MAX_TEXT_BYTES, too_long), where))


def _page(path: Path, where: str, ident: str) -> Iterator[Source]:
    yield read_html(read_bytes(path, MAX_HTML_BYTES, f"more than {MAX_HTML_BYTES:,} bytes"), where, ident)


def _jsonl(path: Path, where: str, ident: str) -> Iterator[Source | InputError]:
    with path.open("rb") as file:
        yield from read_jsonl(file, where)


def _one(reader: Callable[[Path, str, str], Source]) -> Reader:
    """A reader of files that hold one article."""

    def read(path: Path, where: str, ident: str) -> Iterator[Source]:
        yield reader(path, where, ident)

    return read


#: By the suffixes of :data:`~kg.articles.files.SUFFIXES`.
READERS: dict[str, Reader] = {
    ".txt": _text,
    ".md": _one(read_markdown),
    ".html": _page,
    ".htm": _page,
    ".jsonl": _jsonl,
    ".rss": read_xml,
    ".atom": read_xml,
    ".xml": read_xml,
    ".warc": read_warc,
    ".warc.gz": read_warc,
    ".pdf": _one(read_pdf),
    ".docx": _one(read_docx),
}
