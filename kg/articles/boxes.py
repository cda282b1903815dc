"""What of a page is not its article by its own markup: read from ``page.yaml`` and taken out of the tree.

Names of classes and ids are compared by their words: ``relatedStories`` and ``related-stories`` are one. A part, or
all parts of one class together, with much of the page's text stay, whatever they are called: such names are given to
what is around an article, too.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from kg.lexicon.yaml_file import ENGLISH, read_yaml

if TYPE_CHECKING:
    from lxml.html import HtmlElement

FILE = "page.yaml"
#: Of the text of a page's paragraphs, so much at most may stand in a part that is taken out.
_SHARE = 0.2
#: Of the text of a list of links, so much is links.
_LINKS = 0.7
#: A caption's length at most, in code points.
_CAPTION = 600
#: Longer names are not looked at.
_LONGEST_NAME = 100
_NEVER = frozenset({"html", "body", "main", "head"})
_PARAGRAPHS = ("p", "li", "blockquote", "h2", "h3", "h4", "h5", "h6")
_LINKED = frozenset({"p", "li", "h2", "h3", "h4", "h5", "h6"})
_SEEN = (".//img", ".//picture", ".//video", ".//iframe")
_EMPHASIS = frozenset({"em", "i", "small", "figcaption", "cite"})
#: Schema.org's properties of an article that are no text of it.
_PROPERTIES = frozenset({"publisher", "author", "keywords", "logo", "image", "caption", "creator"})
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
_CLOSED = re.compile(r"""[.!?…:;]["'”’»)\]]*$|["”’]$""")


@dataclass(frozen=True, slots=True)
class Box:
    """A kind of part; see the head of the file for what its keys mean."""

    name: str
    words: tuple[str, ...]
    examples: tuple[str, ...]
    kept: tuple[str, ...]


@cache
def boxes() -> tuple[Box, ...]:
    """Every kind of part that is not the article, in the order of the file."""
    entries = read_yaml((ENGLISH / FILE).read_text("utf-8"))["boxes"]
    return tuple(Box(e["name"], tuple(e["words"]), tuple(e["examples"]), tuple(e["kept"])) for e in entries)


@cache
def _pictures() -> frozenset[str]:
    return frozenset(read_yaml((ENGLISH / FILE).read_text("utf-8"))["pictures"])


@cache
def _named() -> frozenset[str]:
    return frozenset(" ".join(words_of(words)) for box in boxes() for words in box.words)


@cache
def _longest() -> int:
    return max(words.count(" ") for words in _named()) + 1


def words_of(name: str) -> list[str]:
    """The words that a class's name is made of.

    >>> words_of("c-relatedStories__item2")
    ['c', 'related', 'stories', 'item', '2']
    """
    return [word.lower() for word in _WORD.findall(name[:_LONGEST_NAME])]


@lru_cache(maxsize=1 << 14)
def is_box(name: str) -> bool:
    """True if a class or id of that name is that of a part which is not the article."""
    words = words_of(name)
    runs = (words[i : i + n] for n in range(1, _longest() + 1) for i in range(len(words) - n + 1))
    return any(" ".join(run) in _named() for run in runs)


def take_out(tree: HtmlElement) -> None:
    """Take what is not the article by the page's own markup out of ``tree``."""
    weights, lengths = _weights(tree), _lengths(tree)
    most = _SHARE * weights[tree]
    alike: dict[str, list[HtmlElement]] = defaultdict(list)
    for element in tree.iter("*"):
        if element.tag not in _NEVER and element.getparent() is not None and weights[element] <= most:
            if _is_marked(element):
                alike[element.get("class") or ""].append(element)
            elif _is_caption(element, lengths) or _is_link(element) or _is_list_of_links(element, lengths):
                alike[""].append(element)
    for name, elements in alike.items():
        if not name or sum(weights[element] for element in elements) <= most:
            for element in elements:
                element.drop_tree()


def _weights(tree: HtmlElement) -> Counter[HtmlElement]:
    """How many code points of paragraphs each element holds."""
    weights: Counter[HtmlElement] = Counter()
    for paragraph in tree.iter(*_PARAGRAPHS):
        if not any(above.tag in _PARAGRAPHS for above in paragraph.iterancestors()):
            length = len(" ".join(paragraph.text_content().split()))
            weights[paragraph] += length
            for above in paragraph.iterancestors():
                weights[above] += length
    return weights


def _lengths(tree: HtmlElement) -> dict[HtmlElement, int]:
    """How many code points of text each element holds."""
    lengths: dict[HtmlElement, int] = {}
    for element in reversed(list(tree.iter("*"))):
        within = sum(lengths.get(child, 0) + len(child.tail or "") for child in element)
        lengths[element] = len(element.text or "") + within
    return lengths


def _is_marked(element: HtmlElement) -> bool:
    if element.tag == "figcaption" or _PROPERTIES.intersection((element.get("itemprop") or "").split()):
        return True
    return any(map(is_box, _names(element)))


def _names(element: HtmlElement) -> Iterator[str]:
    yield from (element.get("class") or "").split()
    if ident := element.get("id"):
        yield ident


def _is_caption(element: HtmlElement, lengths: dict[HtmlElement, int]) -> bool:
    """True for a short text with a picture, in a part that is named for it or in a paragraph that is set apart."""
    if lengths[element] > _CAPTION:
        return False
    if element.tag in ("div", "span", "section", "a"):
        named = any(not _pictures().isdisjoint(words_of(name)) for name in _names(element))
    else:
        named = element.tag == "p" and _is_within(element, _EMPHASIS)
    return named and any(element.find(path) is not None for path in _SEEN)


def _is_link(element: HtmlElement) -> bool:
    """True for a line that is nothing but links to elsewhere, and no sentence."""
    if element.tag not in _LINKED or not _is_within(element, frozenset({"a"})):
        return False
    targets = [a.get("href") or "" for a in element.iter("a")]
    text = " ".join(element.text_content().split())
    return all(href and not href.startswith("#") for href in targets) and not _CLOSED.search(text)


def _is_list_of_links(element: HtmlElement, lengths: dict[HtmlElement, int]) -> bool:
    """True for a list most of whose text are links."""
    if element.tag not in ("ul", "ol") or len(element) < 2:
        return False
    linked = sum(lengths[a] for a in element.iter("a") if a.get("href"))
    bare = sum(len(gap) - len(gap.strip()) for item in element for gap in (item.text or "", item.tail or ""))
    return linked >= _LINKS * (lengths[element] - bare) > 0


def _is_within(element: HtmlElement, tags: frozenset[str]) -> bool:
    """True if all the text of ``element``, and there is some, stands in elements of ``tags``."""
    found = False
    waiting: list[HtmlElement] = [element]
    while waiting:
        here = waiting.pop()
        if (here.text or "").strip():
            return False
        for child in here:
            if (child.tail or "").strip():
                return False
            if child.tag in tags:
                found = found or bool(child.text_content().strip())
            else:
                waiting.append(child)
    return found
