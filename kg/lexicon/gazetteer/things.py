"""A thing that a user adds to the gazetteer, whatever format it came in, and how it gets into the tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from kg.ids import slug
from kg.lexicon.gazetteer.fold import key
from kg.lexicon.gazetteer.offices import office
from kg.lexicon.gazetteer.tables import Tables
from kg.lexicon.yaml_file import read_yaml
from kg.records import MENTION_TYPES

_DATE = re.compile(r"(\d{4}(-\d\d(-\d\d)?)?)?")
_WIKIDATA = re.compile(r"Q[1-9]\d*")
#: What separates values in the tables.
_SEPARATORS = re.compile(r"[\s;|]+")


class LineError(Exception):
    """Why one line of a user's file is left out."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name with the dates within which it means the thing, ISO or prefixes, "" open; a weak one needs support."""

    text: str
    strong: bool = True
    since: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class Post:
    """A post that a person holds: its title, whose it is (a country's code, else an entry's id), and when."""

    title: str
    country: str = ""
    organization: str = ""
    since: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class Thing:
    """What a user adds; the first of ``names`` is its label. ``mark`` tells things of one type and name apart."""

    type: str
    names: tuple[Name, ...]
    wikidata: str = ""
    country: str = ""
    sector: str = ""
    lat: str = ""
    lon: str = ""
    gender: str = ""
    posts: tuple[Post, ...] = ()
    mark: str = ""

    @property
    def id(self) -> str:
        """The Wikidata id, else ``kg:`` and a readable name."""
        return self.wikidata or f"kg:{slug(f'{self.type} {self.names[0].text}')}{self.mark and f'-{self.mark}'}"


@cache
def kinds() -> dict[str, dict[str, list[str]]]:
    """``kinds.yaml``: what schemata, topics and classes are."""
    raw = read_yaml(files("kg.lexicon.gazetteer").joinpath("kinds.yaml").read_text(encoding="utf-8"))
    return {**raw, "positions": {name: [] for name in raw["positions"]}}


def check(thing: Thing, tables: Tables) -> Thing:
    """``thing``, if it can be put into ``tables``; else raises LineError."""
    if not thing.names or not thing.names[0].text or thing.type not in MENTION_TYPES:
        raise LineError(f"needs a name and a type out of {', '.join(MENTION_TYPES)}")
    if thing.wikidata and not _WIKIDATA.fullmatch(thing.wikidata):
        raise LineError(f"{thing.wikidata!r} is no Wikidata id")
    if thing.country and f"country:{thing.country}" not in tables.words:
        raise LineError(f"{thing.country!r} is no ISO 3166-1 alpha-2 code")
    dates = [(name.since, name.until) for name in thing.names] + [(post.since, post.until) for post in thing.posts]
    for day in (day for pair in dates for day in pair):
        if not is_date(day):
            raise LineError(f"{day!r} is no ISO date")
    return thing


def put(tables: Tables, thing: Thing) -> str:
    """Put a checked ``thing`` before what the tables have; its id. What it leaves open stays as it was."""
    label = _plain(thing.names[0].text)
    given = [thing.type, label, thing.country, thing.sector, thing.lat, thing.lon, "", thing.gender, ""]
    old = tables.entries.get(thing.id, "").split("\t")
    same_kind = old[0] == thing.type
    cells = [new or (before if same_kind else "") for new, before in zip(given, old + [""] * 9, strict=False)]
    tables.entries[thing.id] = "\t".join(cells).rstrip("\t")
    rows = {
        (spelling, f"{thing.id};{'s' if name.strong else 'w'};{name.since};{name.until}")
        for name in thing.names
        for spelling in _spellings(name.text)
    }
    for spelling, value in sorted(rows, reverse=True):
        tables.names[spelling] = f"{value}|{tables.names[spelling]}" if spelling in tables.names else value
    posts = [p for p in thing.posts if office(p.title)]
    held = "|".join(
        ";".join((office(p.title) or "", _plain(p.title), p.country, p.organization, p.since, p.until)) for p in posts
    )
    if held:
        before = tables.tenures.get(thing.id)
        tables.tenures[thing.id] = f"{held}|{before}" if before else held
    return thing.id


def _spellings(name: str) -> Iterator[str]:
    spelling = key(name)
    if spelling and not re.search(r"[\t\n|;]", spelling):
        yield spelling


def _plain(text: str) -> str:
    """``text`` without what separates values in the tables."""
    return _SEPARATORS.sub(" ", text).strip()


def is_wikidata(text: object) -> bool:
    """Whether ``text`` is the id of an item of Wikidata."""
    return isinstance(text, str) and _WIKIDATA.fullmatch(text) is not None


def is_date(text: object) -> bool:
    """Whether ``text`` is an ISO date or a prefix of one, or empty.

    >>> is_date("2024-02"), is_date(""), is_date("2024-02-30"), is_date("last year")
    (True, True, False, False)
    """
    if not isinstance(text, str) or not _DATE.fullmatch(text):
        return False
    try:
        date.fromisoformat(f"{text}{'2000-01-01'[len(text) :]}")
    except ValueError:
        return False
    return True
