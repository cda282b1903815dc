"""Markup that is an article already, in a feed or a news item → its text, one paragraph a line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.articles.boxes import take_out

if TYPE_CHECKING:
    from lxml.etree import _Element

_BLOCKS = frozenset(
    {"p", "div", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "br", "tr", "td", "th", "hr"}
    | {"section", "article", "table", "pre", "figure", "hl1", "hl2", "dl", "dt", "dd", "body"}
)
_SILENT = frozenset({"script", "style", "head", "title", "template", "noscript", "iframe", "svg", "img"})


def text_of_html(fragment: str) -> str:
    """The text of a piece of HTML without what its markup says is not the article."""
    from lxml import html  # noqa: PLC0415 - slow to load, and only markup needs it

    if "<" not in fragment and "&" not in fragment:
        return "\n".join(" ".join(line.split()) for line in fragment.splitlines())
    tree = html.fragment_fromstring(fragment, create_parent="body")
    take_out(tree)
    return text_of(tree)


def text_of(tree: _Element) -> str:
    """The text of ``tree``, HTML or the like: a line for each block, without those that are blank."""
    lines = (" ".join(line.split()) for line in "".join(_pieces(tree)).split("\n"))
    return "\n".join(filter(None, lines))


def _pieces(tree: _Element) -> Iterator[str]:
    """The text of each element in order, with line ends around blocks; without recursion, for markup may be deep."""
    waiting: list[_Element | str] = [tree]
    while waiting:
        here = waiting.pop()
        if isinstance(here, str):
            yield here
            continue
        name = here.tag.rpartition("}")[2].lower() if isinstance(here.tag, str) else "script"
        edge = "\n" if name in _BLOCKS else ""
        if name in _SILENT:
            continue
        yield f"{edge}- " if name == "li" else edge
        yield _flat(here.text)
        waiting.append(edge)
        for child in reversed(here):
            waiting += (_flat(child.tail), child)


def _flat(text: str | None) -> str:
    return (text or "").replace("\n", " ")
