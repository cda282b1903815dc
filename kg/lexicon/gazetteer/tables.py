"""The gazetteer's files as raw tables: lines are split at their key only, and parsed when they are looked up.

A file is tab-separated text: a head of ``#`` lines (sources, date, licence), then sections, each opened by a line
``@NAME``. A section's lines are ``KEY<tab>REST``; several values of one key are joined by ``|``.

=========== ============================================================================================
``@entries`` id, type, name, country, sector, lat, lon, geonames, gender, population
``@names``   key (:func:`kg.lexicon.gazetteer.fold.key`), then ``id;strength;since;until`` joined by ``|``
``@tenures`` person's id, then ``office;title;country;organization;since;until`` joined by ``|``; an ``until`` that
             ends in ``+`` is no end: the last day on which the source has them in office
``@words``   ``KIND:words``, then a value: a country (``demonym``, ``seat``, ``capital``), a code or a sector
``@points``  id, then lat, lon, geonames of what another file (of another licence) describes
``@cities``  key, then ``geonames;name;country;lat;lon;population;strength;wikidata`` joined by ``|``
=========== ============================================================================================
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from kg.errors import LexiconError

SECTIONS = ("entries", "names", "tenures", "words", "points", "cities")
FOLDER = Path(__file__).parent
#: What follows the ``until`` of a tenure that is not known to have ended then.
SEEN = "+"


@dataclass(slots=True)
class Tables:
    """All files put together: for each section the lines' rest by their key."""

    entries: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    tenures: dict[str, str] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    points: dict[str, str] = field(default_factory=dict)
    cities: dict[str, str] = field(default_factory=dict)


def read(folder: Path = FOLDER) -> Tables:
    """Read every ``*.tsv`` of ``folder``, by name. Raises LexiconError for a file that does not follow the format."""
    tables = Tables()
    for path in sorted(folder.glob("*.tsv")):
        for section, lines in _sections(path):
            _add(getattr(tables, section), section, lines, path)
    return tables


def _sections(path: Path) -> Iterator[tuple[str, list[str]]]:
    text = path.read_text(encoding="utf-8")
    for block in text.split("\n@")[1:]:
        name, _, body = block.partition("\n")
        if name not in SECTIONS:
            raise LexiconError(f"{path}: unknown section @{name}")
        yield name, body.rstrip("\n").split("\n") if body.strip() else []


def _add(table: dict[str, str], section: str, lines: list[str], path: Path) -> None:
    try:
        new = dict([line.split("\t", 1) for line in lines])
    except ValueError:
        bad = next(line for line in lines if "\t" not in line)
        raise LexiconError(f"{path}: no tab in {bad[:40]!r}, section @{section}") from None
    joined = section in ("names", "tenures", "cities")
    for name in new.keys() & table.keys():
        # The first file that describes a thing has the say; names and tenures add up.
        new[name] = f"{table[name]}|{new[name]}" if joined else table[name]
    table.update(new)


def missing(entry_id: str, folder: Path = FOLDER) -> LexiconError:
    """The error for an id that a name or post has and no file describes, with the file and line that has it."""
    for path in sorted(folder.glob("*.tsv")):
        for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
            if entry_id in re.split(r"[\t;|]", line):
                return LexiconError(f"{path}:{number}: no file describes {entry_id!r}")
    return LexiconError(f"{folder}: no file describes {entry_id!r}")
