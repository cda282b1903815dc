"""A web page → the article's text and what its markup says of it.

What the markup says is not the article is taken out, containers of one article are put together, trafilatura finds the
text, and where the page's data holds the article too, nothing of it may be lacking. Nothing is ever fetched.
"""

from __future__ import annotations

import re
from copy import deepcopy

from kg.articles.body import completed, standfirst
from kg.articles.boxes import take_out
from kg.articles.containers import join, own_text_apart, rows_apart
from kg.articles.headline import headline, without_site
from kg.articles.markup import MANY_ELEMENTS, MAX_DEPTH, parse
from kg.articles.page_data import FIRST_DAY, LAST_DAY, PageData, page_data, words
from kg.articles.source import Source
from kg.errors import InputError

NO_ARTICLE = "no article in the page"
_PUBLISHED = re.compile(r"""<meta\s+property=["']article:published_time["']\s+content=["']([^"'<>]{1,60})["']""")
_DATES = {"original_date": True, "extensive_search": False, "min_date": FIRST_DAY, "max_date": LAST_DAY}


def read_html(data: bytes, where: str, ident: str, charset: str | None = None) -> Source:
    """The article of a page: its headline and paragraphs, one a line. InputError if it holds none.

    ``charset`` is the encoding that came with the page, where the page itself declares none.
    """
    from lxml.etree import strip_elements  # noqa: PLC0415 - slow to load, and only pages need it
    from trafilatura import bare_extraction  # noqa: PLC0415
    from trafilatura.metadata import extract_metadata  # noqa: PLC0415

    page = parse(data, where, charset)
    if page.tree is None:
        raise InputError(where, NO_ARTICLE)
    whole = deepcopy(page.tree)
    said = page_data(whole)
    document = extract_metadata(whole, date_config=_DATES, extensive=False)
    strip_elements(page.tree, "script", "style", with_tail=False)
    for prepare in (take_out, own_text_apart, join, rows_apart):
        prepare(page.tree)
    # The second opinion takes time with the square of the number of paragraphs.
    fast = page.elements > MANY_ELEMENTS
    found = bare_extraction(page.tree, include_comments=False, include_tables=False, fast=fast)
    text = "" if found is None or isinstance(found, dict) else (found.text or "").strip()
    body = completed(text, whole, said.body)
    if not body:
        deep = f", whose elements are nested {page.depth:,} deep" if page.depth > MAX_DEPTH else ""
        raise InputError(where, f"{NO_ARTICLE}{deep}")
    site = said.publisher or _line(document.sitename)
    printed = [" ".join(element.text_content().split()) for element in whole.iter("h1")]
    title = headline(printed, said.headline, [*said.titles, *filter(None, [_line(document.title)])], site)
    return Source(
        where,
        ident,
        _text(title, standfirst(whole, said.description, body), body, said, site),
        title=title,
        published=said.published or document.date or _unread_date(page.markup),
        url=document.url if re.match(r"https?://\S+$", document.url or "") else None,
        publisher=site,
        page=True,
    )


def _text(title: str | None, lead: str | None, body: str, said: PageData, site: str | None) -> str:
    """The headline and the standfirst once, then the body."""
    titles = {_words(line, site) for line in (title, said.headline, *said.titles) if line}
    lines = [line for line in body.split("\n") if _words(line, site) not in titles]
    return "\n".join([*filter(None, [title, lead]), *lines])


def _words(line: str, site: str | None) -> tuple[str, ...]:
    return tuple(words(without_site(line, site)))


def _unread_date(markup: str) -> str | None:
    """The date that the page gives as its own although none could be read from it: an error to be reported."""
    given = _PUBLISHED.search(markup)
    return given[1].strip() or None if given else None


def _line(value: str | None) -> str | None:
    return " ".join(value.split()) or None if value else None
