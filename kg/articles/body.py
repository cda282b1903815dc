"""Whether a page's text is whole, by the article's text that its data (JSON-LD's ``articleBody``) holds."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from kg.articles.page_data import words

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_BLOCKS = ("p", "li", "h2", "h3", "h4", "blockquote", "pre", "div")
#: What is compared: runs of so many words.
_RUN = 4
#: The text is whole if it has so much of the article's.
_WHOLE = 0.9
#: A page that shows less than so much of the article keeps the rest for those who pay, or for a script to show.
_SHOWN = 0.5
#: A block is the article's if so much of it stands there.
_OWN = 0.8
_LEAST_WORDS = 80
#: A standfirst has so many words at least.
_STANDFIRST = 8
#: A block of so many elements is no paragraph.
_FEW = 40
_TAG = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)
_Runs = frozenset[tuple[str, ...]]


def completed(body: str, tree: HtmlElement, article: str) -> str:
    """``body`` if it is whole, else the blocks of ``tree`` that stand in ``article``, else ``article`` as it is."""
    whole = _runs(words(article))
    if len(whole) < _LEAST_WORDS or _share(whole, _runs(words(body))) >= _WHOLE:
        return body
    best = max((body, "\n".join(_blocks(tree, whole))), key=lambda text: _share(whole, _runs(words(text))))
    if _share(whole, _runs(words(best))) >= _SHOWN or len(article) < len(best) or _TAG.search(article):
        return best
    return "\n".join(" ".join(line.split()) for line in article.splitlines())


def standfirst(tree: HtmlElement, description: str | None, body: str) -> str | None:
    """The block of ``tree`` that is the page's description of the article, if it is not in ``body``."""
    wanted = words(description)
    if len(wanted) < _STANDFIRST or _share(_runs(wanted), _runs(words(body))) >= _OWN:
        return None
    for element in tree.iter(*_BLOCKS):
        if sum(1 for _ in islice(element.iterdescendants(), _FEW)) < _FEW:
            text = " ".join(element.text_content().split())
            if words(text) == wanted:
                return text
    return None


def _blocks(tree: HtmlElement, whole: _Runs) -> list[str]:
    """The blocks of the page that ``whole`` has, each once, the innermost ones."""
    found: dict[str, None] = {}
    for element in tree.iter(*_BLOCKS):
        if next(element.iterdescendants(*_BLOCKS), None) is not None:
            continue
        text = " ".join(element.text_content().split())
        if text and _share(_runs(words(text)), whole) >= _OWN:
            found.setdefault(text)
    return list(found)


def _runs(of: list[str]) -> _Runs:
    return frozenset(tuple(of[i : i + _RUN]) for i in range(max(1, len(of) - _RUN + 1)))


def _share(part: _Runs, whole: _Runs) -> float:
    return len(part & whole) / len(part)
