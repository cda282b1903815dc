"""A user's own gazetteer, put before the shipped one: CSV, FollowTheMoney JSON lines, Wikidata JSON dump lines."""

from __future__ import annotations

import csv
import re
from pathlib import Path

from kg.errors import LexiconError
from kg.ids import slug
from kg.lexicon.gazetteer.fold import key
from kg.lexicon.gazetteer.tables import Tables
from kg.records import MENTION_TYPES

COLUMNS = ("name", "type", "wikidata", "country", "aliases", "since", "until")
_DATE = re.compile(r"(\d{4}(-\d\d(-\d\d)?)?)?")


def add(tables: Tables, path: Path) -> frozenset[str]:
    """Put the things of ``path`` into ``tables``; their ids. Raises LexiconError naming file and line.

    CSV: columns name, type (of the contract), wikidata, country, aliases (``|`` between), since, until; the first two
    are needed. The dates are those within which the names mean the thing.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise LexiconError(f"{path}: {error}") from None
    return frozenset(_add_csv(tables, path, text))


def _add_csv(tables: Tables, path: Path, text: str) -> list[str]:
    reader = csv.DictReader(text.splitlines())
    unknown = set(reader.fieldnames or ()) - set(COLUMNS)
    if unknown or not {"name", "type"} <= set(reader.fieldnames or ()):
        raise LexiconError(f"{path}:1: the columns are {','.join(COLUMNS)}, not {','.join(reader.fieldnames or ())}")
    ids = []
    for row in reader:
        cells = {name: (row.get(name) or "").strip() for name in COLUMNS}
        ids.append(_add_row(tables, f"{path}:{reader.line_num}", cells))
    return ids


def _add_row(tables: Tables, where: str, row: dict[str, str]) -> str:
    if not row["name"] or row["type"] not in MENTION_TYPES:
        raise LexiconError(f"{where}: needs a name and a type out of {', '.join(MENTION_TYPES)}")
    if row["wikidata"] and not re.fullmatch(r"Q[1-9]\d*", row["wikidata"]):
        raise LexiconError(f"{where}: {row['wikidata']!r} is no Wikidata id")
    if row["country"] and f"country:{row['country']}" not in tables.words:
        raise LexiconError(f"{where}: {row['country']!r} is no ISO 3166-1 alpha-2 code")
    for name in ("since", "until"):
        if not _DATE.fullmatch(row[name]):
            raise LexiconError(f"{where}: {row[name]!r} is no ISO date")
    entry_id = row["wikidata"] or f"kg:{slug(row['type'] + ' ' + row['name'])}"
    name = re.sub(r"\s+", " ", row["name"])
    tables.entries[entry_id] = f"{row['type']}\t{name}\t{row['country']}"
    for alias in [name, *row["aliases"].split("|")]:
        if spelling := key(alias):
            value = f"{entry_id};s;{row['since']};{row['until']}"
            tables.names[spelling] = f"{value}|{tables.names[spelling]}" if spelling in tables.names else value
    return entry_id
