"""What is done to the tree of a page so that what reads pages finds the whole article.

It takes one container for the article, so that the rest of one whose text stands in several, with advertisements
between, would be lost in silence; and the rows of a table it reads as one, or not at all.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from kg.articles.boxes import words_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_CONTAINERS = ("div", "section")
#: Bare text of so many code points may be the article's.
_BARE = 40
_BLOCKS = frozenset({"p", "h2", "h3", "h4", "ul", "ol", "blockquote", "figure", *_CONTAINERS})
#: What tables that a page is laid out by hold.
_PARTS = ("table", "h1", "ul", *_CONTAINERS)
#: The paragraphs that are a container's own have so many code points at least.
_LEAST = 200
#: A cell of a table of figures has so many code points at most.
_CELL = 200
#: A container of the words of readers is named so.
_READERS = frozenset({"comment", "comments", "reply", "replies"})


def join(tree: HtmlElement) -> None:
    """Move into the first container of the article's text what stands in the others that are made like it.

    Made alike are containers of one tag and one set of classes, which is not empty. The article's text stands in those
    like the one that holds most.
    """
    alike: dict[tuple[str, str], list[tuple[HtmlElement, int]]] = defaultdict(list)
    for element in tree.iter(*_CONTAINERS):
        length = _own(element)
        classes = " ".join(sorted((element.get("class") or "").split()))
        if length >= _LEAST and classes and _READERS.isdisjoint(words_of(classes)):
            alike[element.tag, classes].append((element, length))
    if not alike:
        return
    first, *rest = max(alike.values(), key=lambda group: max(length for _, length in group))
    for element, _ in rest:
        for child in list(element):
            first[0].append(child)


def _own(element: HtmlElement) -> int:
    """How many code points the paragraphs directly within ``element`` have."""
    return sum(len(child.text_content().strip()) for child in element if child.tag == "p")


def own_text_apart(tree: HtmlElement) -> None:
    """Make a paragraph of the text that stands bare in a container before its first paragraph, heading or part."""
    from lxml.html import builder  # noqa: PLC0415 - slow to load, and only pages need it

    for element in list(tree.iter(*_CONTAINERS)):
        text = element.text or ""
        if len(text.strip()) >= _BARE and len(element) and element[0].tag in _BLOCKS:
            element.text = None
            element.insert(0, builder.P(text))


def rows_apart(tree: HtmlElement) -> None:
    """Make a paragraph of each row of the tables of figures; those that a page is laid out by stay."""
    from lxml.html import builder  # noqa: PLC0415 - slow to load, and only pages need it

    for table in list(tree.iter("table")):
        if table.getparent() is None or next(table.iterdescendants(*_PARTS), None) is not None:
            continue
        rows = [[" ".join(cell.text_content().split()) for cell in row.iter("td", "th")] for row in table.iter("tr")]
        if _figures(rows):
            for cells in rows:
                table.addprevious(builder.P(" | ".join(filter(None, cells))))
            table.drop_tree()


def _figures(rows: list[list[str]]) -> bool:
    """True for the rows of a table of figures: several, of several short cells each."""
    return len(rows) > 1 and all(len(row) > 1 and all(len(cell) <= _CELL for cell in row) for row in rows if row)
