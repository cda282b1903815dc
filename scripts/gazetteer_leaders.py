"""Heads of state and government, ministers, heads of bodies: the Factbook, results of Wikidata queries."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from gazetteer_book import Book
from gazetteer_countries import country_ids, objects, rows
from gazetteer_people import People, Person, Post

from kg.lexicon.gazetteer.fold import key
from kg.lexicon.gazetteer.offices import office

#: Last version of the Factbook's repository: who stands in it is in office as far as it knows.
NEWEST = "2026-05"
#: What a query's result cannot know: the end of posts that were held when it was asked.
ASKED = {"world-leaders": "2022-10-10", "foreign-ministers": "2022-12-11", "us-holders": "2022-08-02",
         "us-cabinet": "2022-02-28", "russia-holders": "2022-08-02", "russia-cabinet": "2022-07-18",
         "world-bodies": "2023-01-10"}  # fmt: skip
_OF_PLACE = re.compile(
    r"(?i)(ambassador|governor|lieutenant governor|mayor|head|president|prime minister|permanent representative"
    r"|secretary of state) (?:of|to) (?:the )?(.+)"
)
Find = Callable[[str], str | None]


def _codes(sources: Path) -> dict[str, str]:
    """Wikidata id → ISO 3166-1 alpha-2, with the ids of realms that the queries use for their main countries."""
    codes = {wikidata: code for code, wikidata in country_ids(sources).items()}
    return codes | {"Q29999": "NL", "Q756617": "DK", "Q159583": "VA"}


def add_world_leaders(people: People, book: Book, sources: Path) -> None:
    """Heads of state and government of 2022, with ids of people."""
    iso2 = _codes(sources)
    table = rows(sources / "wikidata" / "world-leaders.csv")
    # A monarch of many countries, a president who is co-prince elsewhere: whose country is theirs comes first.
    for row in sorted(table, key=lambda r: ("rince" in r["positionLabel"], r["country"] != "United Kingdom")):
        country = iso2.get(row["countryid"], "")
        if not country or not row["officeholder"] or row["officeholderLabel"] == row["officeholder"]:
            continue
        title = re.sub(r"^(.+?) of .*$", r"\1", row["positionLabel"])
        person = people.add(book, row["officeholderLabel"], country, row["officeholder"])
        until = row["end_year"] or ASKED["world-leaders"]
        post = Post(row["start_year"], until, office(title) or "", title, country, seen=not row["end_year"])
        person.posts[post] = book


def add_foreign_ministers(people: People, book: Book, sources: Path) -> None:
    """Foreign ministers of late 2022."""
    iso2 = _codes(sources)
    for row in rows(sources / "wikidata" / "foreign-ministers.csv"):
        country = iso2.get(row["country"], "")
        if country and row["person"] and row["name"] and not re.fullmatch(r"Q\d+", row["name"]):
            person = people.add(book, row["name"], country, row["person"])
            until, title = ASKED["foreign-ministers"], "Foreign Minister"
            person.posts[Post(row["start"], until, "foreign-minister", title, country, seen=True)] = book


def add_holders(people: People, book: Book, sources: Path, find: Find) -> None:
    """Holders of American and Russian posts, and of posts in world bodies; ``find`` gives the id of a place or body."""
    for source, country in (("us-holders", "US"), ("russia-holders", "RU"), ("world-bodies", "")):
        for row in rows(sources / "wikidata" / f"{source}.csv"):
            if not row["personID"] or not row["person"].isprintable() or not re.search("[A-Za-z]", row["person"]):
                continue
            until = row["end"] or ASKED[source]
            post = _post(row["position"], country, find, row["start"] or "", until, seen=not row["end"])
            person = people.add(book, row["person"], country, row["personID"])
            if post:
                person.posts[post] = book
    for source, country in (("us-cabinet", "US"), ("russia-cabinet", "RU")):
        for row in rows(sources / "wikidata" / f"{source}.csv"):
            post = _post(row["positionLabel"], country, find, row["start"] or "", ASKED[source], seen=True)
            if row["item"] and post:
                people.add(book, row["itemLabel"], country, row["item"]).posts[post] = book


def _post(title: str, country: str, find: Find, since: str, until: str, *, seen: bool) -> Post | None:
    plain = re.sub(r"^(?:United States|US) (?=Secretary|Trade|Ambassador|Attorney)", "", title)
    match = _OF_PLACE.fullmatch(plain)
    whose = (find(match[2]) or "") if match else ""
    if not country:
        match = re.fullmatch(r"(.+?) of the (.+)", plain)
        whose = (find(match[2]) or find(match[2].removeprefix("the ")) or "") if match else ""
        return Post(since, until, office(match[1]) or "", title, "", whose, seen) if match and whose else None
    if match and match[1].lower() == "secretary of state":
        return None
    return Post(since, until, (office(match[1]) if match else office(plain)) or "", title, country, whose, seen)


def add_factbook_leaders(people: People, book: Book, sources: Path) -> None:
    """Leaders from August 2021 on, month by month; the end of a post is that of the month, or its successor's start."""
    # Of a territory, the chief of state is another country's.
    own = {row["iso2"] for row in rows(sources / "country-codes.csv") if row["independent"] == "Yes"} | {
        "TW",
        "PS",
        "XK",
        "HK",
    }
    table = [
        row
        for row in objects(sources / "factbook-leaders.jsonl")
        if row["iso2"] in own or (row["iso2"] and row["role"] == "head of government")
    ]
    usual = _usual_titles(table)
    starts: dict[tuple[str, str], set[str]] = {}
    found: list[tuple[Person, str, str, str, str, str]] = []
    for row in table:
        name, family = _factbook_name(row)
        if not name:
            continue
        person = _factbook_person(people, book, row, name, family)
        for title in _titles(row, usual):
            place = office(title) or ""
            since = row["since"] or ""
            until = "" if row["last_seen"] >= NEWEST else row["last_seen"]
            found.append((person, row["iso2"], place, title, since, until))
            starts.setdefault((row["iso2"], place), set()).add(since)
    for person, country, place, title, since, until in found:
        if until and place:
            after = sorted(s for s in starts[country, place] if len(s) == 10 and s >= until[:7])
            if after and after[0][:4] <= str(int(until[:4]) + 1):
                person.posts[Post(since, after[0], place, title, country)] = book
                continue
        person.posts[Post(since, until, place, title, country, seen=bool(until))] = book


def _factbook_person(people: People, book: Book, row: dict[str, Any], name: str, family: str) -> Person:
    """The person of a row; one of the same post, year and family name is the same under another given name."""
    if people.known(name, row["iso2"]) is None and family:
        place = office(row["title"]) if row["title"] else None
        year = (row["since"] or "")[:4]
        for person in list(people.all.values()):
            same = any(
                p.country == row["iso2"] and p.office == place and p.since[:4] == year and year for p in person.posts
            )
            if same and place and key(family).lower() in key(person.name).lower().split():
                people.call(person, book, name)
                person.surname = person.surname or family
                return person
    return people.add(book, name, row["iso2"], family=family)


def _factbook_name(row: dict[str, Any]) -> tuple[str, str]:
    """(name in ordinary case, family name if it stands in capitals)."""
    label = re.sub(r"^.*\b(?:members?|Designate|Governor|Commander)\s+", "", row["label"])
    label = label if re.fullmatch(r"[^:;\[\]]{4,60}", label) else ""
    capitals = [
        w.strip(",") for w in row["name"].split() if len(w.strip(",.")) > 1 and w.strip(",") == w.strip(",").upper()
    ]
    marked = [w for w in capitals if not re.fullmatch(r"[IVX]+|.*\..*", w)]
    # "XI Jinping": two letters, of which the first rule above thinks as of a number.
    if row["name"].split()[0] in ("XI", "LI", "HU", "HO", "SU"):
        marked = [row["name"].split()[0]]
    family = " ".join(
        w.capitalize() if "-" not in w else "-".join(p.capitalize() for p in w.split("-")) for w in marked
    )
    return label, family if len(marked) in (1, 2) and label.lower().count(family.lower()) else ""


def _titles(row: dict[str, Any], usual: dict[tuple[str, str], str]) -> Iterator[str]:
    title = re.sub(
        r"\b(?:Sheikh|Dr\.|Sir|Dame|Gen\.|General|Ratu|Lt\.|Brig\.|Sr\.|\(Ret\.\))", "", row["title"]
    ).strip()
    if not office(title) and not title:
        title = usual.get((row["iso2"], row["role"]), "")
    for part in re.split(r" and (?=Prime|President|Minister|Supreme)", title):
        yield {"Prime": "Prime Minister", "Vice": "Vice President", "Presidential": "President"}.get(part, part)


def _usual_titles(table: list[dict[str, Any]]) -> dict[tuple[str, str], str]:
    """The one title of a country's role, where there is only one: what an empty title then means."""
    titles: dict[tuple[str, str], set[str]] = {}
    for row in table:
        if row["title"]:
            titles.setdefault((row["iso2"], row["role"]), set()).add(
                re.sub("^(?:Caretaker|Acting|Interim) ", "", row["title"])
            )
    return {place: next(iter(names)) for place, names in titles.items() if len(names) == 1}
