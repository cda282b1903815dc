"""What was written by hand (``by_hand.yaml``, ``by_hand_people.yaml``), with ids of the sources where they have it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from gazetteer_bodies import named
from gazetteer_book import Book
from gazetteer_countries import nationalities, objects
from gazetteer_ids import OrganizationIds
from gazetteer_people import People, Post

from kg.ids import slug
from kg.lexicon.gazetteer.fold import key
from kg.lexicon.gazetteer.offices import office
from kg.records import MENTION_TYPES

SECTIONS = (
    "seats", "capitals", "nationalities", "names", "organizations", "groups", "places", "facilities", "agreements",
    "media", "sectors", "no_names",
)  # fmt: skip
PEOPLE = ("countries", "bodies", "names", "common_surnames")
ORGANIZATIONS = ("Organization", "IntergovernmentalOrganization", "ArmedGroup", "Media")


def read(path: Path, sections: tuple[str, ...]) -> dict[str, Any]:
    """A file written by hand; every cell is text. Raises ValueError for a section that is unknown."""
    data: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    if unknown := set(data) - set(sections):
        raise ValueError(f"{path}: unknown section {sorted(unknown)[0]}")
    return data


def uncited(data: Any, where: str = "") -> Iterator[str]:
    """Where a list has no ``cite`` beside it."""
    if isinstance(data, dict):
        if "list" in data and not re.fullmatch(r"uncited|https?://\S+", data.get("cite", "")):
            yield where
        for name, value in data.items():
            if name != "list":
                yield from uncited(value, f"{where}/{name}")


def add_things(book: Book, path: Path, books: list[Book], ids: OrganizationIds) -> None:
    """Seats, words, more names, organizations, media, places; ``books`` and ``ids`` are those of the sources."""
    data = read(path, SECTIONS)
    for section, kind in (("seats", "seat"), ("capitals", "capital"), ("nationalities", "demonym")):
        for iso2, words in data[section]["list"].items():
            for word in words or ():
                book.word(kind, word, iso2)
                if kind == "seat":
                    book.name(f"kg:government-{iso2.lower()}", word, "w" if word in ("Arg", "No 10") else "s")
    for sector, nouns in data["sectors"]["list"].items():
        for noun in nouns:
            book.word("sector", noun, sector)
    entries = _entries(books)
    for more in data["names"]["list"]:
        _add_names(book, more, books, entries)
    for thing in data["organizations"]["list"]:
        _add_organization(book, thing, books, entries, ids)
    for names in data["groups"]["list"]:
        _add_plain(book, "Group", "", names)
    for kind, section in (("Place", "places"), ("Facility", "facilities")):
        for country, *names in data[section]["list"]:
            _add_plain(book, kind, country, names)
    for names in data["agreements"]["list"]:
        _add_plain(book, "Agreement", "", names)
    weak = set(data["media"]["list"].pop("weak"))
    for country, names in data["media"]["list"].items():
        _add_media(book, country, names, weak, ids)


def _entries(books: list[Book]) -> dict[str, list[str]]:
    return {i: line.split("\t") for b in reversed(books) for i, line in b.entries.items()}


def _add_names(book: Book, more: dict[str, Any], books: list[Book], entries: dict[str, list[str]]) -> None:
    spelling, country = key(more["of"]), more.get("country", "")
    found = {i for b in books for i, _ in b.names.get(spelling, ()) if i in entries}
    found |= {i for i, cells in entries.items() if key(cells[1]) == spelling}
    if country:
        found = {i for i in found if entries[i][2] == country}
    elif len(found) > 1:
        found = {i for i in found if entries[i][0] in ("Country", "IntergovernmentalOrganization")} or found
    if len(found) != 1:
        raise ValueError(f"by_hand.yaml: {more['of']!r} names {sorted(found) or 'nothing'} in the sources")
    entry_id = found.pop()
    for name in more.get("names", ()):
        book.name(entry_id, name)
    for name in more.get("weak", ()):
        book.name(entry_id, name, "w")
    if "type" in more:
        _retype(books, entry_id, more["type"], more["sector"])


def _retype(books: list[Book], entry_id: str, kind: str, sector: str) -> None:
    """Hamas and Hezbollah stand among the parties; in the news they are armed groups."""
    for source in books:
        if entry_id in source.entries:
            cells = source.entries[entry_id].split("\t")
            source.entries[entry_id] = "\t".join([kind, cells[1], cells[2], sector, *cells[4:]])


def _add_organization(
    book: Book, thing: dict[str, Any], books: list[Book], entries: dict[str, list[str]], ids: OrganizationIds
) -> None:
    kind, names = thing.get("type", "Organization"), [thing["name"], *thing.get("names", ())]
    if kind not in MENTION_TYPES:
        raise ValueError(f"by_hand.yaml: {kind!r} is no type")
    country = thing.get("country", "")
    entry_id = next(filter(None, (_known(books, entries, name, country) for name in names)), None)
    if entry_id is None:
        plain = f"kg:{'group' if kind == 'ArmedGroup' else 'org'}-{slug(thing['name'])}"
        entry_id = (ids.find(names, country) if kind != "ArmedGroup" else None) or plain
    if not any(entry_id in b.entries for b in books):
        book.entry(entry_id, kind, thing["name"], country, thing.get("sector", ""))
    else:
        _retype(books, entry_id, kind, thing.get("sector", ""))
    for name in names if "names" in thing or thing["name"] not in thing.get("weak", ()) else ():
        if name not in thing.get("weak", ()):
            book.name(entry_id, name)
    for name in thing.get("weak", ()):
        book.name(entry_id, name, "w")


def _known(books: list[Book], entries: dict[str, list[str]], name: str, country: str) -> str | None:
    # An acronym is no proof: SDF is a fund and an army.
    found = named(books, name, ORGANIZATIONS) if len(name) > 6 or " " in name else None
    if len(name) <= 6 and found is None:
        return next((i for i, cells in entries.items() if cells[1] == name and cells[0] in ORGANIZATIONS), None)
    if found and entries[found][0] == "Organization" and entries[found][3] == "PTY" and not key(name).count(" "):
        return None
    return found if found and entries[found][2] in ("", country) else None


def _add_plain(book: Book, kind: str, country: str, names: list[str]) -> None:
    entry_id = book.entry(f"kg:{kind.lower()}-{slug(names[0])}", kind, names[0].removeprefix("the "), country)
    for name in names:
        book.name(entry_id, name)


def _add_media(book: Book, country: str, names: list[str | list[str]], weak: set[str], ids: OrganizationIds) -> None:
    for called in names:
        first, *more = [called] if isinstance(called, str) else called
        if key(first) in book.stop:
            continue
        entry_id = ids.find((first,), "") or f"kg:media-{slug(first.removeprefix('The '))}"
        book.entry(entry_id, "Media", first, country, "MED")
        for name in (first, *more):
            plain = name.removeprefix("The ")
            common = name in weak or plain in weak or (plain != name and " " not in plain)
            book.name(entry_id, name, "w" if common else "s")


def add_officials(people: People, book: Book, path: Path, books: list[Book]) -> None:
    """People in office since 2022, by country and by body."""
    data = read(path, PEOPLE)
    for country, block in data["countries"].items():
        for name, title, since, until, *gender in block["list"]:
            person = _official(people, book, name, country, gender[0] if gender else "m")
            person.posts[Post(since, until, office_of(title), title, country, _whose(title, [*books, book]))] = book
    for body, block in data["bodies"].items():
        whose = named([*books, book], body, ORGANIZATIONS)
        if whose is None:
            raise ValueError(f"{path}: no source has the body {body!r}")
        for name, title, since, until, country, *gender in block["list"]:
            person = _official(people, book, name, country, gender[0] if gender else "m")
            person.posts[Post(since, until, office_of(title), title, "", whose)] = book
    for country, name, *more in data["names"]["list"]:
        known = people.known(name, country)
        if known is None:
            raise ValueError(f"{path}: nobody is called {name!r} in {country}")
        for spelling in more:
            people.call(known, book, spelling)


def common_surnames(path: Path) -> set[str]:
    """Surnames that too many bear, or that are words or given names."""
    return set(read(path, PEOPLE)["common_surnames"]["list"])


def common_words(path: Path, sources: Path) -> frozenset[str]:
    """Keys of common words: those listed by hand, single words of the lists of agents and verbs, nationalities."""
    words = {key(word).lower() for word in read(path, SECTIONS)["no_names"]["list"]}
    for name in ("agents", "verbs"):
        for line in (sources / "cameo" / f"{name}.txt").read_text(encoding="utf-8", errors="replace").splitlines():
            if match := re.match(r"\+?([A-Z]{3,})_? *(?:\{.*\} *)?(?:\[|$)", line):
                words.add(match[1].lower())
    facts = objects(sources / "factbook.jsonl")
    for fact in facts:
        words |= {key(word).lower() for text in (fact["nationality"] or {}).values() for word in nationalities(text)}
    # "Luxembourg" and "Congo" are adjectives too.
    words -= {key(fact["name"].split(",")[0]).lower() for fact in facts}
    return frozenset(words - {"congo", "congress", "senate", "parliament", "tesla", "apple"})


def _official(people: People, book: Book, name: str, country: str, gender: str) -> Any:
    known = people.known(name, country)
    person = known or people.add(book, name, country)
    people.call(person, book, name)
    person.gender = person.gender or gender
    person.prominent = True
    if person.id.startswith("kg:"):
        person.name = name
    person.country = person.country or country
    return person


def _whose(title: str, books: list[Book]) -> str:
    """What a post that is not its country's belongs to ("Mayor of London"): an id, or the name if no source has it."""
    match = re.fullmatch(r".+? (?:of|to) (?:the )?(.+)", title)
    if office(title) or not match or match[1] in ("Opposition", "President"):
        return ""
    return named(books, match[1]) or match[1]


def office_of(title: str) -> str:
    """The key of a title with what follows it ("Mayor of London"), or with a body before it ("Hamas Leader")."""
    plain = re.sub(r" (?:of|for|to|at|on|without) .*", "", title)
    for text in (title, plain, " ".join(plain.split()[-2:]), plain.split()[-1]):
        if found := office(text):
            return found
    return ""


__all__ = ["add_officials", "add_things", "uncited"]
