"""The bytes of a web page → a tree of its elements, within limits. Nothing is ever fetched."""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.articles.files import decode
from kg.errors import InputError

if TYPE_CHECKING:
    from lxml.html import HtmlElement

#: Pages of the news have some 3,000 elements, some 50 deep, and tags of some 60 attributes at most. What reads them
#: goes no deeper than 256.
MAX_ATTRIBUTES, MAX_ELEMENTS, MANY_ELEMENTS, MAX_DEPTH = 256, 100_000, 5_000, 256
#: Encodings that a page may declare; browsers read the first two as windows-1252 too (WHATWG Encoding Standard).
_ENCODINGS = {"iso-8859-1": "windows-1252", "us-ascii": "windows-1252", "ascii": "windows-1252"}
_KNOWN = re.compile(r"windows-125[0-8]|iso-8859-1?\d|koi8-[ru]|gb2312|gbk|gb18030|big5|shift_jis|euc-(jp|kr)|macintosh")
_DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]{1,40})""", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Page:
    """A page as characters and as a tree (None where it is no markup), and how large it is."""

    markup: str
    tree: HtmlElement | None
    elements: int
    depth: int


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


def parse(data: bytes, where: str, charset: str | None = None) -> Page:
    """The page that ``data`` holds. InputError if it is in no known encoding, or would take minutes to read."""
    from trafilatura import load_html  # noqa: PLC0415 - slow to load, and only pages need it

    markup = _markup(data, where, charset)
    size = _size(markup, where)
    return Page(markup, load_html(markup), size.elements, size.depth)


def _size(markup: str, where: str) -> _Size:
    """How large a page is. InputError where it is too large: a tag's attributes are searched one by one."""
    from lxml import etree  # noqa: PLC0415 - as above

    size = _Size(where)
    parser = etree.HTMLParser(target=size, encoding="utf-8")
    with suppress(etree.XMLSyntaxError):  # nothing that is markup: the reader says so
        parser.feed(markup.encode("utf-8", "replace"))
        parser.close()
    return size


def _markup(data: bytes, where: str, charset: str | None) -> str:
    """The page as characters: UTF-8 if it is that, whatever it declares, else by the encoding that it declares.

    A page that is saved is often written anew in UTF-8, and keeps the declaration that it had.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _decoded(data, "utf-16", where)
    with suppress(UnicodeDecodeError):
        return data.decode("utf-8")
    declared = _DECLARED.search(data, 0, 4096)
    name = declared[1].decode("ascii").lower() if declared else (charset or "utf-8").lower()
    name = _ENCODINGS.get(name, name)
    return _decoded(data, name, where) if _KNOWN.fullmatch(name) else decode(data, where)


def _decoded(data: bytes, name: str, where: str) -> str:
    try:
        return data.decode(name)
    except UnicodeDecodeError as error:
        raise InputError(where, f"not {name}, which it declares: offset {error.start}") from error
