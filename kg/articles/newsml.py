"""News items of agencies: NewsML-G2 of the IPTC, one ``newsItem`` or a message of several."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.articles.fragment import text_of
from kg.articles.source import Source
from kg.errors import InputError, LeftOut
from kg.ids import text_hash

if TYPE_CHECKING:
    from lxml.etree import _Element

ROOTS = frozenset({"newsItem", "newsMessage"})
_ANY = "{*}"
#: IPTC's codes of items that must not be published, or no more.
_WITHDRAWN = frozenset({"stat:canceled", "stat:withheld"})
_DATES = ("itemMeta/firstCreated", "itemMeta/versionCreated", "contentMeta/contentCreated")


def read_newsml(root: _Element, where: str, ident: str) -> Iterator[Source | InputError]:
    """The items of a document that hold text; of several, the id of each ends in a hash of its ``guid``."""
    items = [root] if _name(root) == "newsItem" else list(root.iter(f"{_ANY}newsItem"))
    if not items:
        raise InputError(where, "no news item")
    for number, item in enumerate(items, start=1):
        place = where if len(items) == 1 else f"{where}:{number}"
        guid = item.get("guid") or str(number)
        status = _first(item, "itemMeta/pubStatus")
        if status is not None and status.get("qcode") in _WITHDRAWN:
            yield LeftOut(place, "a news item that is withdrawn")
        else:
            yield _source(item, place, ident if len(items) == 1 else f"{ident}/{text_hash(guid)[:12]}")


def _source(item: _Element, where: str, ident: str) -> Source | InputError:
    body = "\n".join(filter(None, map(text_of, _bodies(item))))
    if not body:
        return InputError(where, "a news item without text")
    title = _text(item, "contentMeta/headline")
    lines = body.split("\n")
    text = body if title is None or title in lines[:3] else f"{title}\n{body}"
    return Source(
        where,
        ident,
        text,
        title=title,
        published=next(filter(None, (_text(item, path) for path in _DATES)), None),
        publisher=_provider(item),
    )


def _bodies(item: _Element) -> Iterator[_Element]:
    """What holds the text: the body of HTML or NITF, or plain text."""
    contents = item.find(f"{_ANY}contentSet")
    if contents is None:
        return
    for inline in contents:
        if _name(inline) in ("inlineXML", "inlineData"):
            within = (inline.find(f".//{_ANY}{name}") for name in ("body.content", "body"))
            yield next((body for body in within if body is not None), inline)


def _provider(item: _Element) -> str | None:
    """Who provides the item: the name, else the code without its scheme."""
    for path in ("itemMeta/provider", "contentMeta/infoSource"):
        element = _first(item, path)
        if element is not None:
            code = element.get("literal") or (element.get("qcode") or "").rpartition(":")[2]
            return _text(element, "name") or code or None
    return None


def _first(element: _Element, path: str) -> _Element | None:
    return element.find("/".join(f"{_ANY}{name}" for name in path.split("/")))


def _text(element: _Element, path: str) -> str | None:
    found = _first(element, path)
    return None if found is None else " ".join("".join(found.itertext()).split()) or None


def _name(element: _Element) -> str:
    return str(element.tag).rpartition("}")[2]
