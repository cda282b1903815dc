"""A user's own gazetteer, put before the shipped one: CSV, FollowTheMoney JSON lines, Wikidata JSON dump lines.

A line that cannot be used is a fault that names file and line; the rest is used.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from kg.errors import InputError, LexiconError
from kg.lexicon.gazetteer import followthemoney, wikidata
from kg.lexicon.gazetteer.tables import Tables
from kg.lexicon.gazetteer.things import LineError, Name, Thing, check, put

COLUMNS = ("name", "type", "wikidata", "country", "aliases", "since", "until")
Numbered = Iterator[tuple[int, dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Added:
    """What a user's file gave: the ids of its things, and what was wrong with which lines."""

    ids: frozenset[str] = frozenset()
    faults: tuple[InputError, ...] = ()


def add(tables: Tables, path: Path) -> Added:
    """Put the things of ``path`` into ``tables``. Raises LexiconError where nothing of the file can be read.

    - CSV: columns name, type (of the contract), wikidata, country, aliases (``|`` between), since, until; the first two
      are needed. The dates are those within which the names mean the thing.
    - FollowTheMoney (https://followthemoney.tech): one entity a line, ``{"id", "schema", "properties"}``.
    - Wikidata: lines of its JSON dump (https://www.mediawiki.org/wiki/Wikibase/DataModel/JSON).
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise LexiconError(f"{path}: {error}") from None
    faults: list[InputError] = []
    things = _json_lines(tables, path, text, faults) if text.lstrip()[:1] in ("{", "[") else _csv(path, text, faults)
    ids: list[str] = []
    for number, thing in things:
        try:
            ids.append(put(tables, check(thing, tables)))
        except LineError as error:
            faults.append(InputError(f"{path}:{number}", str(error)))
    return Added(frozenset(ids), tuple(sorted(faults, key=lambda f: int(f.where.rsplit(":", 1)[1]))))


def _csv(path: Path, text: str, faults: list[InputError]) -> Iterator[tuple[int, Thing]]:
    reader = csv.DictReader(text.splitlines())
    unknown = set(reader.fieldnames or ()) - set(COLUMNS)
    if unknown or not {"name", "type"} <= set(reader.fieldnames or ()):
        raise LexiconError(f"{path}:1: the columns are {','.join(COLUMNS)}, not {','.join(reader.fieldnames or ())}")
    for row in reader:
        if None in row:
            faults.append(InputError(f"{path}:{reader.line_num}", "has more cells than the first line has columns"))
            continue
        cell = {name: (row.get(name) or "").strip() for name in COLUMNS}
        texts = filter(None, dict.fromkeys((cell["name"], *map(str.strip, cell["aliases"].split("|")))))
        names = tuple(Name(t, since=cell["since"], until=cell["until"]) for t in texts) if cell["name"] else ()
        yield reader.line_num, Thing(cell["type"], names, cell["wikidata"], cell["country"])


def _json_lines(tables: Tables, path: Path, text: str, faults: list[InputError]) -> Iterator[tuple[int, Thing]]:
    entities: list[tuple[int, dict[str, Any]]] = []
    items: list[tuple[int, dict[str, Any]]] = []
    for number, value in _values(path, text.split("\n"), faults):
        if isinstance(value.get("schema"), str) and isinstance(value.get("properties"), dict):
            entities.append((number, value))
        elif isinstance(value.get("labels"), dict | list) and isinstance(value.get("claims"), dict | list):
            items.append((number, value))
        else:
            reason = "is neither an entity of FollowTheMoney (schema, properties) nor of Wikidata (labels, claims)"
            faults.append(InputError(f"{path}:{number}", reason))
    found = ((followthemoney.things(entities)), (wikidata.things(items, tables)))
    for number, thing in (pair for pairs in found for pair in pairs):
        if isinstance(thing, LineError):
            faults.append(InputError(f"{path}:{number}", str(thing)))
        else:
            posts = tuple(replace(post, country=_iso(tables, post.country)) for post in thing.posts)
            yield number, replace(thing, country=_iso(tables, thing.country), posts=posts)


def _iso(tables: Tables, code: str) -> str:
    """``code``, if it is a country's: the formats have others, too ("EU", "ZZ")."""
    return code if f"country:{code}" in tables.words else ""


def _values(path: Path, lines: Iterable[str], faults: list[InputError]) -> Numbered:
    """The objects, with the numbers of their lines; a dump is one array, its brackets and commas on the lines."""
    for number, line in enumerate(lines, 1):
        bare = line.strip().removesuffix(",")
        if bare in ("", "[", "]"):
            continue
        try:
            value = json.loads(bare)
        except (ValueError, RecursionError) as error:
            faults.append(InputError(f"{path}:{number}", f"is no JSON: {error}"))
            continue
        if isinstance(value, dict):
            yield number, value
        else:
            faults.append(InputError(f"{path}:{number}", "is no JSON object"))
