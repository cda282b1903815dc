"""What a page says of itself for machines: JSON-LD (schema.org), Open Graph and other ``meta`` elements."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg.articles.published import parse_day

if TYPE_CHECKING:
    from lxml.html import HtmlElement

#: Dates outside of these are fillers; fixed, so that nothing depends on today.
FIRST_DAY, LAST_DAY = "1900-01-01", "2100-12-31"
_ARTICLE = re.compile(r"(?:\w*Article|\w*Posting|Report|Review)$")
_SITES = ("WebSite", "NewsMediaOrganization")
#: A page has some ten things; more than so many are not looked at.
_MOST_THINGS = 5_000
_ADDRESS = re.compile(r"(?:https?:|www\.|//|@)", re.IGNORECASE)
#: A site's name is not a sentence; behind a bar or a dash stands its motto, or its name.
_LONGEST_NAME = 60
_PART = re.compile(r"\s+[-–—|:»•]\s+")


@dataclass(frozen=True, slots=True)
class PageData:
    """What the page's data says; None, or empty, where it says nothing that can be used."""

    headline: str | None
    #: Other titles of the page: with the site's name, or for social networks.
    titles: tuple[str, ...]
    publisher: str | None
    published: str | None
    description: str | None
    body: str


def page_data(tree: HtmlElement) -> PageData:
    """What ``tree``, a page, says of itself."""
    things = list(_things(tree))
    meta = _meta(tree)
    titles = tuple(filter(None, (_plain(tree.findtext(".//title")), meta.get("og:title"), meta.get("twitter:title"))))
    article = _article(things, titles)
    headline = _plain(article.get("headline")) or _plain(article.get("name"))
    return PageData(
        headline,
        titles,
        _publisher(article, things, meta),
        _day(article.get("datePublished")) or _day(meta.get("article:published_time")),
        _plain(article.get("description")) or meta.get("og:description") or meta.get("description"),
        article["articleBody"] if isinstance(article.get("articleBody"), str) else "",
    )


def words(text: str | None) -> list[str]:
    """The words of ``text``, in lower case, to compare titles and paragraphs by."""
    return re.findall(r"\w+", (text or "").casefold())


def _meta(tree: HtmlElement) -> dict[str, str]:
    meta: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name")
        if name and (content := _plain(element.get("content"))):
            meta.setdefault(name.lower(), content)
    return meta


def _things(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    """Every thing that the page's JSON-LD describes, those within others too; what is no JSON is passed over."""
    found = 0
    for element in tree.iter("script"):
        if element.get("type", "").strip().lower() != "application/ld+json":
            continue
        try:
            waiting: list[Any] = [json.loads(element.text_content(), strict=False)]
        except (ValueError, RecursionError):
            continue
        while waiting and found < _MOST_THINGS:
            thing = waiting.pop()
            found += 1
            if isinstance(thing, dict):
                yield thing
                waiting += reversed(thing.values())
            elif isinstance(thing, list):
                waiting += reversed(thing)


def _types(thing: dict[str, Any]) -> list[str]:
    given = thing.get("@type")
    return [name for name in (given if isinstance(given, list) else [given]) if isinstance(name, str)]


def _article(things: list[dict[str, Any]], titles: tuple[str, ...]) -> dict[str, Any]:
    """The thing that is the page's article: of several the one whose headline is most like a title, else the first."""
    wanted = {word for title in titles for word in words(title)}

    def likeness(thing: dict[str, Any]) -> float:
        own = set(words(_plain(thing.get("headline")) or _plain(thing.get("name"))))
        return len(own & wanted) / (len(own) or 1)

    articles = [thing for thing in things if any(map(_ARTICLE.match, _types(thing)))]
    return max(articles, key=likeness, default={})


def _publisher(article: dict[str, Any], things: list[dict[str, Any]], meta: dict[str, str]) -> str | None:
    """The name of the site: as its pages are shown elsewhere, else the article's publisher, else the site's own name.

    Of one name in several spellings ("harbourpost") that with most capitals and spaces.
    """
    given = article.get("publisher")
    given = given[0] if isinstance(given, list) and given else given
    if isinstance(given, dict) and "name" not in given:
        given = next((t for t in things if "name" in t and t.get("@id") == given.get("@id")), given)
    named = given.get("name") if isinstance(given, dict) else given
    sites = [_name(thing.get("name")) for kind in _SITES for thing in things if kind in _types(thing)]
    data = [name for name in (_name(named), *sites) if name]
    shown = [name for key in ("og:site_name", "application-name") if (name := meta.get(key))]
    parts = [part for name in shown for part in _PART.split(name) if part in data]
    names = [*parts, *(name for name in map(_name, shown) if name and not _PART.search(name)), *data]
    same = [name for name in names if letters(name) == letters(names[0])]
    best = max(same, key=lambda name: sum(not c.islower() for c in name), default=None)
    return best[:1].upper() + best[1:] if best and best.isalpha() and best.islower() else best


def letters(name: str | None) -> str:
    """The letters and digits of a site's name, to compare names by: without "The" and the end of an address."""
    return re.sub(r"^the|\.(com|org|net)$", "", "".join(words(name)))


def _name(value: object) -> str | None:
    """``value`` if it can be the name of a site."""
    name = _plain(value)
    return name if name and len(name) <= _LONGEST_NAME and not _ADDRESS.match(name) else None


def _day(value: object) -> str | None:
    """The day that ``value`` names if it is one on which pages are published."""
    text = _plain(value)
    if text is None:
        return None
    try:
        day = parse_day(text)
    except ValueError:
        return None
    return day if FIRST_DAY <= day <= LAST_DAY else None


def _plain(value: object) -> str | None:
    """``value`` as one line, None if it is no text or blank."""
    return " ".join(value.split()) or None if isinstance(value, str) else None
