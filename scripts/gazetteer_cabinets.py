"""Cabinets, heads and their Wikidata ids from ``people/`` of the sources, of which its README names the traps.

An open end means that somebody was in office when the source was made, and no more; a name that two ids of one country
bear is left out. Names of people who are neither heads nor foreign ministers are weak: their country must be spoken of.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from gazetteer_book import Book
from gazetteer_countries import rows
from gazetteer_people import People, Person, Post

from kg.lexicon.gazetteer.fold import key
from kg.lexicon.gazetteer.offices import office

#: Posts that are told, and since when they must have been held.
OFFICES = frozenset((
    "president", "prime-minister", "chancellor", "monarch", "vice-president", "supreme-leader", "foreign-minister",
    "defence-minister", "finance-minister", "defence-chief", "junior-foreign-minister", "junior-defence-minister",
))  # fmt: skip
SINCE = "2020"
#: Norwegian titles of such posts.
NORWEGIAN = {
    "Statsminister": "Prime Minister", "Utenriksminister": "Minister of Foreign Affairs",
    "Forsvarsminister": "Minister of Defence", "Finansminister": "Minister of Finance",
}  # fmt: skip
#: Last version of the list of G20 and ASEAN, and of the Factbook's.
NEWEST_G20, NEWEST = "2026-08-22", "2026-05-17"


#: Files of people with the country of those that tell none.
FILES = dict.fromkeys(("cabinets", "members", "leaders", "leaders-cc-by-sa", "meps", "legislators", "names"), "")
FILES |= {"uk-ministers": "GB", "norway-ministers": "NO", "india-ministers": "IN"}


def bearers(sources: Path) -> dict[tuple[str, str], set[str]]:
    """(country, key of a name) → the ids of all who bear it."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for file, country in FILES.items():
        for row in rows(sources / "people" / f"{file}.csv"):
            for name in (row["person"], *row.get("also", "").split("|")):
                if name and row["wikidata"]:
                    found[country or row["country"], key(name)].add(row["wikidata"])
    return found


def single_ids(sources: Path) -> dict[tuple[str, str], str]:
    """(country, key of a full name) → its one id; names that several bear have none."""
    return {of: min(ids) for of, ids in bearers(sources).items() if len(ids) == 1 and " " in of[1]}


def namesakes(sources: Path) -> set[tuple[str, str]]:
    """(country, key of a name) that more than one id has."""
    return {of for of, ids in bearers(sources).items() if len(ids) > 1}


def add_cabinets(people: People, book: Book, sources: Path) -> None:
    """Heads, foreign, defence and finance ministers of 138 countries who were in office in 2020 or later."""
    shared, asked = namesakes(sources), _asked(sources)
    for row in rows(sources / "people" / "cabinets.csv"):
        title, country = row["position"], row["country"]
        told = office(title) in OFFICES and (row["end"] or asked[country]) >= SINCE
        if told and row["wikidata"] and (country, key(row["person"])) not in shared:
            person = _person(people, book, row)
            end = row["end"] or asked[country]
            post = Post(row["start"], end, office(title) or "", title, country, seen=not row["end"])
            person.posts[post] = book
    for row in rows(sources / "people" / "norway-ministers.csv"):
        if row["wikidata"] and row["position"] in NORWEGIAN and (row["end"] or "9") >= SINCE:
            title = NORWEGIAN[row["position"]]
            person = _person(people, book, row | {"country": "NO"})
            person.posts[Post(row["start"], row["end"], office(title) or "", title, "NO")] = book


def add_heads(people: People, book: Book, sources: Path) -> None:
    """Ids of heads of state and government whom the Factbook names; their posts come with its leaders."""
    shared = namesakes(sources)
    for row in rows(sources / "people" / "leaders.csv"):
        if row["wikidata"] and row["last_seen"] and (row["country"], key(row["person"])) not in shared:
            _person(people, book, row)


def add_g20(people: People, book: Book, sources: Path) -> None:
    """Heads of G20 and ASEAN countries in 2026, of a source of a licence of its own."""
    for row in rows(sources / "people" / "leaders-cc-by-sa.csv"):
        if row["wikidata"] and office(row["title"]):
            person = _person(people, book, row)
            until = "" if row["last_seen"] == NEWEST_G20 else row["last_seen"]
            since = row["since"] if row["person"] != "Hassanal Bolkiah" else ""  # of another office
            title, country = row["title"], row["country"]
            person.posts[Post(since, until, office(title) or "", title, country, seen=bool(until))] = book


def add_british(people: People, book: Book, sources: Path) -> None:
    """British secretaries of state since 2020 whose id is known."""
    for row in rows(sources / "people" / "uk-ministers.csv"):
        title = row["position"]
        if row["wikidata"] and office(title) in OFFICES and (row["end"] or "9") >= SINCE:
            person = _person(people, book, row | {"country": "GB"})
            person.posts[Post(row["start"], row["end"], office(title) or "", title, "GB")] = book


def add_spellings(people: People, book: Book, sources: Path) -> None:
    """Other names of people who are known by id."""
    for row in rows(sources / "people" / "names.csv"):
        if row["wikidata"] in people.all:
            for name in _spellings(row):
                people.call(people.all[row["wikidata"]], book, name)


def _asked(sources: Path) -> dict[str, str]:
    """The day on which a country's posts were asked for, the first of several."""
    days: dict[str, str] = {}
    for row in rows(sources / "people" / "cabinets-sources.csv"):
        days[row["country"]] = min(row["as_of"], days.get(row["country"], row["as_of"]))
    return days


def _person(people: People, book: Book, row: dict[str, str]) -> Person:
    known = row["wikidata"] in people.all
    person = people.add(book, row["person"], row["country"], row["wikidata"])
    if not known:
        person.by_surname = False
    person.gender = person.gender or row.get("gender", "")
    for name in _spellings(row):
        people.call(person, book, name)
    return person


def _spellings(row: dict[str, str]) -> Iterator[str]:
    """Other names of more than one word in Latin letters, two at most."""
    names = [n for n in row.get("also", "").split("|") if " " in n and n.isprintable() and n.isascii()]
    yield from names[:2]
