"""Titles of office made comparable: "Secretary of Defense", "defence minister" and "Defence Secretary" are one key."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import yaml

from kg.errors import LexiconError
from kg.lexicon.gazetteer.fold import fold
from kg.lexicon.yaml_file import ENGLISH

FILE = ENGLISH / "titles.yaml"
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_HEAD = r"(?:minister|secretary|chief|czar|tsar)"
_OF = re.compile(rf"({_HEAD})(?P<state> of state)? (?:of|for) (?:the )?(.+)")
_X = re.compile(rf"(.+) ({_HEAD})")


@cache
def _words() -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    """Wording → key of portfolios and of titles; word before a title → what becomes of the key."""
    data: dict[str, Any] = yaml.load(FILE.read_text(encoding="utf-8"), Loader=_Loader)
    if unknown := set(data) - {"examples", "portfolios", "titles", "before", "sectors", "national"}:
        raise LexiconError(f"{FILE}: unknown key {sorted(unknown)[0]!r}")
    portfolios, titles = (
        {word.replace("-", " "): name for name, words in sorted(data[section].items()) for word in words}
        for section in ("portfolios", "titles")
    )
    return portfolios, titles, data["before"]


@cache
def _sectors() -> dict[str, str]:
    """Key of a title → the sector of who holds it."""
    data: dict[str, Any] = yaml.load(FILE.read_text(encoding="utf-8"), Loader=_Loader)
    return {key: name for name, keys in data["sectors"].items() for key in keys}


@cache
def _national() -> frozenset[str]:
    data: dict[str, Any] = yaml.load(FILE.read_text(encoding="utf-8"), Loader=_Loader)
    return frozenset(data["national"])


def is_national(key: str | None) -> bool:
    """Whether a title's key and a country say which post is meant.

    >>> is_national("defence-minister"), is_national("senator"), is_national("ambassador"), is_national("governor")
    (True, True, False, False)
    """
    if key is None:
        return False
    return key in _national() or (
        key.endswith("-minister") and not key.startswith(("deputy-", "junior-", "shadow-deputy-"))
    )


def sector(key: str) -> str | None:
    """The sector of who holds the post of that key, where the post tells it.

    >>> sector("senator"), sector("deputy-foreign-minister"), sector("leader")
    ('LEG', 'GOV', None)
    """
    return "GOV" if key.endswith("-minister") else _sectors().get(key)


def office(words: str) -> str | None:
    """The key of a title, the same for all its wordings; None for what is no title.

    >>> office("Secretary of Defense"), office("defence minister"), office("former deputy foreign minister")
    ('defence-minister', 'defence-minister', 'deputy-foreign-minister')
    """
    plain = fold(words).lower()
    if plain.endswith(" elect") or plain.endswith(" designate"):
        plain = plain.rsplit(" ", 1)[0]
    return _office(plain)


def _office(plain: str) -> str | None:
    _, titles, before = _words()
    known = titles.get(plain) or _ministry(plain)
    if known:
        return known
    first, _, rest = plain.partition(" ")
    if rest and first in before:
        inner = _office(rest)
        return f"{before[first]}{inner}" if inner else None
    if plain.endswith("s") and not plain.endswith("ss"):
        return titles.get(plain[:-1]) or _ministry(plain[:-1])
    return None


def _ministry(plain: str) -> str | None:
    if plain == "secretary of state":
        return "foreign-minister"
    portfolios, _, _ = _words()
    match = _OF.fullmatch(plain)
    if match and match[3] in portfolios:
        if match["state"] and match[1] == "minister":
            return f"junior-{portfolios[match[3]]}-minister"
        return f"{portfolios[match[3]]}-{_kind(match[1])}"
    match = _X.fullmatch(plain)
    if not match or match[1] not in portfolios:
        return None
    return f"{portfolios[match[1]]}-{_kind(match[2])}"


def _kind(head: str) -> str:
    return "minister" if head in ("minister", "secretary") else "chief"
