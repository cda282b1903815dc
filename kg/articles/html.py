"""A web page → the article's text and what its markup says of it. Nothing is ever fetched."""

from __future__ import annotations

import re

from kg.articles.files import decode
from kg.articles.source import Source
from kg.errors import InputError

#: Encodings that a page may declare; browsers read the first two as windows-1252 too (WHATWG Encoding Standard).
_ENCODINGS = {"iso-8859-1": "windows-1252", "us-ascii": "windows-1252", "ascii": "windows-1252"}
_KNOWN = re.compile(r"windows-125[0-8]|iso-8859-1?\d|koi8-[ru]|gb2312|gbk|gb18030|big5|shift_jis|euc-(jp|kr)|macintosh")
_DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]{1,40})""", re.IGNORECASE)
_PUBLISHED = re.compile(r"""<meta\s+property=["']article:published_time["']\s+content=["']([^"'<>]{1,60})["']""")
#: The dates that markup may give; fixed, so that nothing depends on today.
_DATES = {"original_date": True, "extensive_search": False, "min_date": "1900-01-01", "max_date": "2100-12-31"}


def read_html(data: bytes, where: str, ident: str) -> Source:
    """The article of a page: its headline and paragraphs, one a line. InputError if it holds none."""
    from trafilatura import bare_extraction  # noqa: PLC0415 - slow to load, and only pages need it

    markup = _markup(data, where)
    document = bare_extraction(
        markup,
        include_comments=False,
        include_tables=False,
        with_metadata=True,
        date_extraction_params=_DATES,
    )
    if document is None or isinstance(document, dict) or not (body := (document.text or "").strip()):
        raise InputError(where, "no article in the page")
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
