"""A web page → the article's text and what its markup says of it. Nothing is ever fetched."""

from __future__ import annotations

import re
from collections.abc import Mapping

from kg.articles.files import decode
from kg.articles.source import Source
from kg.errors import InputError

#: Pages of the news have some 3,000 elements, some 50 deep, and tags of some 60 attributes at most. What reads them
#: goes no deeper than 256.
MAX_ATTRIBUTES, MAX_ELEMENTS, MANY_ELEMENTS, MAX_DEPTH = 256, 100_000, 5_000, 256
#: Encodings that a page may declare; browsers read the first two as windows-1252 too (WHATWG Encoding Standard).
_ENCODINGS = {"iso-8859-1": "windows-1252", "us-ascii": "windows-1252", "ascii": "windows-1252"}
_KNOWN = re.compile(r"windows-125[0-8]|iso-8859-1?\d|koi8-[ru]|gb2312|gbk|gb18030|big5|shift_jis|euc-(jp|kr)|macintosh")
_DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]{1,40})""", re.IGNORECASE)
_PUBLISHED = re.compile(r"""<meta\s+property=["']article:published_time["']\s+content=["']([^"'<>]{1,60})["']""")
#: The dates that markup may give; fixed, so that nothing depends on today.
_DATES = {"original_date": True, "extensive_search": False, "min_date": "1900-01-01", "max_date": "2100-12-31"}


class _Size:
    """Counts the elements of a page as they are met, without making a tree of them."""

    def __init__(self, where: str) -> None:
        self.elements = self._depth = self.depth = 0
        self._where = where

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Count one. Raises InputError where there are too many of something."""
        self.elements += 1
        self._depth += 1
        self.depth = max(self.depth, self._depth)
        if len(attributes) > MAX_ATTRIBUTES:
            reason = f"a tag of {len(attributes):,} attributes, more than {MAX_ATTRIBUTES:,}"
            raise InputError(self._where, reason)
        if self.elements > MAX_ELEMENTS:
            raise InputError(self._where, f"more than {MAX_ELEMENTS:,} elements")

    def end(self, tag: str) -> None:
        """Leave one."""
        self._depth -= 1

    def close(self) -> None:
        """All was met."""


def read_html(data: bytes, where: str, ident: str) -> Source:
    """The article of a page: its headline and paragraphs, one a line. InputError if it holds none."""
    from trafilatura import bare_extraction  # noqa: PLC0415 - slow to load, and only pages need it

    markup = _markup(data, where)
    size = _size(markup, where)
    document = bare_extraction(
        markup,
        include_comments=False,
        include_tables=False,
        with_metadata=True,
        date_extraction_params=_DATES,
        # The second opinion takes time with the square of the number of paragraphs.
        fast=size.elements > MANY_ELEMENTS,
    )
    if document is None or isinstance(document, dict) or not (body := (document.text or "").strip()):
        deep = f", whose elements are nested {size.depth:,} deep" if size.depth > MAX_DEPTH else ""
        raise InputError(where, f"no article in the page{deep}")
    title = _line(document.title)
    text = body if title is None or title in body.split("\n", 3)[:3] else f"{title}\n{body}"
    return Source(
        where,
        ident,
        text,
        title=title,
        published=document.date or _unread_date(markup),
        url=document.url if re.match(r"https?://\S+$", document.url or "") else None,
        publisher=_line(document.sitename),
        page=True,
    )


def _size(markup: str, where: str) -> _Size:
    """How large a page is. InputError if reading it would take minutes: a tag's attributes are searched one by one."""
    from lxml import etree  # noqa: PLC0415 - as above

    size = _Size(where)
    parser = etree.HTMLParser(target=size, encoding="utf-8")
    try:
        parser.feed(markup.encode("utf-8", "replace"))
        parser.close()
    except etree.XMLSyntaxError:  # nothing that is markup: the reader says so
        pass
    return size


def _unread_date(markup: str) -> str | None:
    """The date that the page gives as its own although none could be read from it: an error to be reported."""
    given = _PUBLISHED.search(markup)
    return given[1].strip() or None if given else None


def _line(value: str | None) -> str | None:
    return " ".join(value.split()) or None if value else None


def _markup(data: bytes, where: str) -> str:
    """The page as characters: by the encoding that it declares, else as UTF-8."""
    declared = _DECLARED.search(data, 0, 4096)
    name = declared[1].decode("ascii").lower() if declared else "utf-8"
    name = _ENCODINGS.get(name, name)
    if not _KNOWN.fullmatch(name):
        return decode(data, where)
    try:
        return data.decode(name)
    except UnicodeDecodeError as error:
        raise InputError(where, f"not {name}, which it declares: offset {error.start}") from error
