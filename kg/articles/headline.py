"""The headline of a page: as it is printed, without the name of the site."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from kg.articles.page_data import letters, words

#: What stands between a headline and the site's name, or an author's, behind it.
_BREAK = re.compile(r"\s+[-–—|»•*·:]\s+(?=\S)|\s*\|\s*")
#: A printed headline is the page's if it shares so much of its words with a title of the page's.
_ALIKE = 0.5
_LONGEST = 300
#: A section's name has so many words at most.
_SECTION = 2


def headline(printed: Sequence[str], named: str | None, titles: Sequence[str], site: str | None) -> str | None:
    """The page's headline: of those ``printed`` (its ``h1``) the one most like its titles, else the one ``named`` by
    its data, else a title without the name of the ``site`` at its end.

    >>> headline([], None, ["Envoys meet in Lima - The Harbour Post"], "Harbour Post")
    'Envoys meet in Lima'
    """
    known = [without_site(title, site) for title in titles]
    wanted = [line for line in (named, *known) if line]
    best = max(printed, key=lambda line: _likeness(line, wanted), default=None)
    if best is not None and _likeness(best, wanted) >= _ALIKE and len(best) <= _LONGEST:
        return without_site(best, site)
    return next(iter(without_site(line, site) for line in wanted), None)


def without_site(title: str, site: str | None) -> str:
    """``title`` up to where the name of the site stands behind a dash or a bar, and of a section before that.

    >>> without_site("Envoys meet | World | Harbour Post | Lima", "The Harbour Post")
    'Envoys meet'
    """
    name = letters(site)
    for match in _BREAK.finditer(title) if name else ():
        for part in _BREAK.split(title[match.end() :]):
            other = letters(part)
            if match.start() and other and (other in name or name in other):
                return title[: match.start()]
            if len(words(part)) > _SECTION:
                break
    return title


def _likeness(line: str, wanted: Iterable[str]) -> float:
    """The share of words that ``line`` has in common with one of ``wanted``, at best: of the shorter of the two."""
    own = set(words(line))
    return max((_shared(own, set(words(other))) for other in wanted), default=0.0)


def _shared(one: set[str], other: set[str]) -> float:
    return len(one & other) / max(len(one), len(other), 1)
