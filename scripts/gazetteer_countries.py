"""Countries, their parts, capitals and nationalities: country-codes, Factbook, territories."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from gazetteer_book import Book

from kg.lexicon.gazetteer.fold import key

#: Cities that are first-level parts of their country, by the code of the part in territories.jsonl; the source lists
#: the ids of two cities among the other ids of the part around them.
CITY_STATES = {
    "ru_mow": "Moscow", "ru_spe": "Saint Petersburg", "ru_sev": "Sevastopol", "ua_30": "Kyiv", "de_be": "Berlin",
    "de_hh": "Hamburg", "cn_bj": "Beijing", "us_dc": "Washington", "us_ny": "New York City",
}  # fmt: skip
#: The source lists the id of the city among the other ids of the District of Columbia.
CITY_IDS = {"US_DC": "Q61"}
#: country-codes lacks Namibia's id and gives the Kingdom's for the Netherlands (territories.jsonl has both).
WIKIDATA = {"NA": "Q1030", "NL": "Q55"}


#: Names that a part of a country shares with a city better known by them.
CITIES_FIRST = ("Washington", "New York", "Donetsk", "Luhansk")


def rows(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file; an empty cell is ""."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def objects(path: Path) -> list[dict[str, Any]]:
    """The objects of a JSONL file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def country_ids(sources: Path) -> dict[str, str]:
    """ISO 3166-1 alpha-2 → Wikidata id."""
    ids = {row["iso2"]: WIKIDATA.get(row["iso2"], row["wikidata"]) for row in rows(sources / "country-codes.csv")}
    return {**ids, "XK": "Q1246"}


def add_countries(book: Book, sources: Path) -> dict[str, str]:
    """Entries, plain names and codes of countries. Gives ISO 3166-1 alpha-2 → Wikidata id."""
    ids = country_ids(sources)
    facts = {f["iso2"]: f for f in objects(sources / "factbook.jsonl") if f["iso2"]}
    for row in rows(sources / "country-codes.csv"):
        iso2 = row["iso2"]
        fact = facts.get(iso2, {})
        where = {name: str(fact[name]) for name in ("lat", "lon") if fact.get(name) is not None}
        # The label "US" is CLDR's short form; the Factbook spells it out.
        label = row["name"] if len(row["name"]) > 3 else fact.get("name", row["iso_name"])
        book.entry(ids[iso2], "Country", label, iso2, geonames=row["geonames"], **where)
        book.name(ids[iso2], label)
        for name in (row["name"], row["un_short"], row["un_formal"], row["iso_name"]):
            for spelling in plain_names(name):
                book.name(ids[iso2], spelling, "w" if spelling == "Congo" else "s")
        book.word("country", iso2, ids[iso2])
        book.word("iso3", iso2, row["iso3"])
        if row["capital"]:
            book.word("capital", row["capital"], iso2)
    return ids


def plain_names(name: str) -> Iterator[str]:
    """A name without brackets and "(the)", and with Saint for St."""
    name = re.sub(r"\s*\([^)]*\)", "", name).replace("’", "'").strip()
    if not name:
        return
    yield name
    if name.startswith("St. "):
        yield f"Saint {name[4:]}"
    if " & " in name:
        yield name.replace(" & ", " and ")


def add_nationalities(book: Book, sources: Path) -> None:
    """Nouns and adjectives of nationality, and the Factbook's names and capitals."""
    facts = objects(sources / "factbook.jsonl")
    own = {row["iso2"] for row in rows(sources / "country-codes.csv") if row["independent"] == "Yes"}
    # Countries before territories: "Dutch" is Aruban too.
    for fact in sorted(facts, key=lambda fact: fact["iso2"] not in own):
        iso2 = fact["iso2"]
        if not iso2:
            continue
        for text in (fact["nationality"] or {}).values():
            for word in nationalities(text):
                book.word("demonym", word, iso2)
        capital = (fact["capital"] or {}).get("name") or ""
        if capital and iso2 not in ("AQ",):
            book.word("capital", re.sub(r"\s*\(.*", "", capital), iso2)


def nationalities(text: str) -> Iterator[str]:
    """The words of a Factbook entry: "Greek(s)" → Greek, Greeks; "Irishman(men)" → Irishman, Irishmen.

    >>> list(nationalities("Croat(s), Croatian(s)"))
    ['Croat', 'Croats', 'Croatian', 'Croatians']
    """
    text = re.sub(r"\((?:US|singular|plural|colloquial|collective|or)[^)]*\)", "", text.split("; note", maxsplit=1)[0])
    for part in re.split(r"[,;/]| or (?!.*\))", text):
        word = part.replace("and ", "").strip()
        if word in ("none", "NA", "") or word[0].islower():
            continue
        base = re.sub(r"\s*\(.*", "", word)
        yield base
        if "(s)" in word:
            yield f"{base}s"
        elif "(men)" in word or "(women)" in word:
            yield re.sub("man$", "men", base)


#: Names of countries in their own languages that are words in English ("Ísland").
WORDS = frozenset(("island",))


def add_parts(book: Book, sources: Path, countries: dict[str, str], cities: set[tuple[str, str]]) -> None:
    """Other names of countries; first-level parts, historical states and disputed territories.

    A part whose name a city of its country has too ("Geneva") is weak under it; ``cities`` are (country, key).
    """
    demonyms = {
        key(word).lower()
        for fact in objects(sources / "factbook.jsonl")
        for text in (fact["nationality"] or {}).values()
        for word in nationalities(text)
    }
    territories = objects(sources / "territories.jsonl")
    taken = {key(t["name"]) for t in territories if t["code"].upper() in countries} | {
        key(name) for name in CITIES_FIRST
    }
    for territory in territories:
        code = territory["code"].upper()
        if code in ("ZZ", "IP"):  # the globe, cyberspace
            continue
        strong = [territory["name"], territory["full_name"], *territory.get("strong", ())]
        names = [n for n in strong if key(n).lower() not in demonyms | WORDS and n.isprintable()]
        if code in countries:
            entry_id = countries[code]
            if code == "XK":
                book.entry(entry_id, "Country", territory["name"], code)
                book.word("country", code, entry_id)
                book.word("iso3", code, "XKX")
        else:
            entry_id = CITY_IDS.get(code, territory["wikidata"])
            country = (
                code[:2] if code[:2] in countries and code[2:3] == "_" else territory.get("parent", "").upper()[:2]
            )
            kind = "Country" if territory.get("historical") else "Place"
            if code in ("UN", "EU"):
                kind = "IntergovernmentalOrganization"
            book.entry(entry_id, kind, territory["name"], country if country in countries else "")
        for name in names:
            if code == "PS" and re.match("(?i)gaza|west bank", name):
                continue
            shared = key(name) in taken or ((code[:2], key(name)) in cities and code.lower() not in CITY_STATES)
            book.name(entry_id, name, "w" if code not in countries and shared else "s")
        if code.startswith("US_"):
            book.name(entry_id, code[3:], "w")
