"""People of all sources, each once: an id, every spelling, the posts with dates.

A source's row names somebody of a country; who it is is settled by Wikidata id, else by name within the country
(:meth:`People.known`). Sources come in order of trust: those with ids first, so that later ones find them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from gazetteer_book import Book
from gazetteer_spelling import base_name, junior, same_person, shorter, surname, variants

from kg.ids import slug
from kg.lexicon.gazetteer.fold import key
from kg.lexicon.gazetteer.tables import SEEN

#: Countries whose heads, ministers and spokespeople the news calls by surname alone.
PROMINENT = frozenset((
    "AE", "AR", "AT", "AU", "BE", "BR", "BY", "CA", "CH", "CL", "CN", "CO", "CU", "CZ", "DE", "DK", "EG", "ES",
    "FI", "FR", "GB", "GR", "HU", "ID", "IE", "IL", "IN", "IQ", "IR", "IT", "JO", "JP", "KP", "KR", "LB", "LT",
    "LV", "MX", "NG", "NL", "NO", "NZ", "PH", "PK", "PL", "PT", "QA", "RO", "RS", "RU", "SA", "SE", "SK", "SY",
    "TR", "TW", "UA", "US", "VE", "VN", "YE", "ZA",
))  # fmt: skip
HEADS = frozenset(("president", "prime-minister", "chancellor", "vice-president", "supreme-leader"))


@dataclass(frozen=True, order=True)
class Post:
    """Somebody's post: ``office`` is its key or "", ``whose`` an organization's id or ""; dates are ISO prefixes.

    ``seen`` says that ``until`` is no end, only the last day on which the source has them in it.
    """

    since: str
    until: str
    office: str
    title: str
    country: str
    whose: str = ""
    seen: bool = False


@dataclass(eq=False)
class Person:
    """Somebody; ``book`` is the file of the source that first names them."""

    id: str
    name: str
    book: Book
    country: str = ""
    gender: str = ""
    sector: str = "GOV"
    surname: str = ""
    prominent: bool = False
    #: Whether the surname alone may mean this person.
    by_surname: bool = True
    names: dict[str, Book] = field(default_factory=dict)
    posts: dict[Post, Book] = field(default_factory=dict)


class People:
    """The people found so far."""

    def __init__(self, ids: Mapping[tuple[str, str], str] | None = None) -> None:
        """``ids``: (country, key of a name) → Wikidata id, for people whose source gives none."""
        self.ids = ids or {}
        self.all: dict[str, Person] = {}
        self._by_name: dict[str, list[Person]] = {}
        self._by_country: dict[str, list[Person]] = {}

    def add(self, book: Book, name: str, country: str, wikidata: str = "", *, family: str = "") -> Person:
        """The person of that name and country: one known, else a new one. ``family`` is the surname where marked."""
        person = self.all.get(wikidata) if wikidata else self.known(name, country)
        if person is None and not wikidata:
            wikidata = self.ids.get((country, key(base_name(name))), "")
            person = self.all.get(wikidata)
        if person is None:
            person = Person(wikidata or self._new_id(name, country), base_name(name), book, country)
            self.all[person.id] = person
        if family and not person.surname:
            person.surname = family
        person.country = person.country or country
        self.call(person, book, name)
        if country not in {p.country for p in person.posts} and person not in self._by_country.get(country, ()):
            self._by_country.setdefault(country, []).append(person)
        return person

    def call(self, person: Person, book: Book, name: str) -> None:
        """Note another spelling of a person's name."""
        for spelling in dict.fromkeys((name, base_name(name))):
            if spelling not in person.names:
                person.names[spelling] = book
                self._by_name.setdefault(key(spelling), []).append(person)

    def known(self, name: str, country: str) -> Person | None:
        """Who of this country bears the name, exactly or nearly; None if nobody or several do."""
        exact = {p.id: p for p in self._by_name.get(key(base_name(name)), ()) if _of(p, country)}
        if not exact:
            exact = {p.id: p for p in self._by_name.get(key(name), ()) if _of(p, country)}
        if exact:
            return min(exact.values(), key=lambda p: p.id) if len(exact) == 1 else None
        near = [p for p in self._by_country.get(country, ()) if any(same_person(name, other) for other in p.names)]
        return near[0] if len(near) == 1 else None

    def _new_id(self, name: str, country: str) -> str:
        plain = f"kg:person-{slug(base_name(name))}"
        return f"{plain}-{country.lower()}" if plain in self.all else plain


def _of(person: Person, country: str) -> bool:
    return (
        not country or not person.country or person.country == country or country in {p.country for p in person.posts}
    )


def name_words(people: People) -> set[str]:
    """First and last words of people's names: a small city of that name is rarely meant."""
    return {
        word
        for person in people.all.values()
        for name in person.names
        for word in key(name).lower().split()[:: max(1, key(name).count(" "))]
    }


def write_people(people: People, common: set[str]) -> None:
    """Put everybody into the books: entry, names, surname while in office, posts. ``common`` surnames are weak."""
    shared = _shared_surnames(people.all.values()) | {key(name) for name in common}
    for _, person in sorted(people.all.items()):
        posts = tidy(person.posts)
        country = person.country
        person.book.entry(person.id, "Person", person.name, country, person.sector, gender=person.gender)
        strength = "s" if person.prominent or _leads(posts) else "w"
        for name, book in sorted(person.names.items()):
            if " " in key(name):
                for spelling in (*variants(name, country), *junior(name)):
                    book.name(person.id, spelling, strength)
                for spelling in shorter(name):
                    book.name(person.id, spelling, "s" if person.prominent else "w")
            else:
                book.name(person.id, name, "s" if person.prominent else "w")
        for post, book in sorted(posts.items()):
            until = f"{post.until}{SEEN}" if post.seen else post.until
            book.tenure(person.id, _own(post), post.title, post.country, post.whose, post.since, until)
        if person.by_surname or person.prominent:
            _write_surname(person, posts, shared)


def _own(post: Post) -> str:
    """The key of a post; "" where the title, in that country, is that of somebody under the minister."""
    if post.title == "Secretary of State" and post.country not in ("US", "VA"):
        return ""
    if post.title == "Foreign Secretary" and post.country in ("BD", "IN", "LK", "NP", "PK"):
        return ""
    return "" if post.country == "GB" and re.match("Minister (?:for|of) ", post.title) else post.office


def _leads(posts: Iterable[Post]) -> bool:
    """Whether a full name is enough to say who is meant: of who leads a country or speaks for it abroad."""
    return any(p.office in HEADS | {"monarch", "foreign-minister", "secretary-general"} for p in posts)


def _write_surname(person: Person, posts: dict[Post, Book], shared: set[str]) -> None:
    last = person.surname or surname(person.name, person.country)
    if not last:
        return
    head = [p for p in posts if p.office in HEADS and p.country in PROMINENT]
    chief = (bool(head) or person.prominent) and {p.office for p in posts} != {"first-lady"}
    strength = "p" if chief and key(last) not in shared else "q"
    for post, book in posts.items():
        if post.until and post.until < "1900":
            continue
        mine = strength if chief and post.since and (person.prominent or post in head) else "q"
        for spelling in variants(last, person.country):
            book.name(person.id, spelling, mine, post.since, post.until)
    if chief and max((p.until or "9" for p in posts), default="") > "1960":
        first = min((p.since for p in posts if p.since), default="")
        for spelling in variants(last, person.country):
            person.book.name(person.id, spelling, "w", first)


def _shared_surnames(people: Iterable[Person]) -> set[str]:
    """Surnames that three people in office since 2000 bear: never enough to say who is meant."""
    bearers: dict[str, set[str]] = {}
    for person in people:
        last = person.surname or surname(person.name, person.country)
        recent = max((p.until or "9" for p in person.posts), default="9") >= "2000"
        if last and recent and {p.office for p in person.posts} != {"first-lady"}:
            bearers.setdefault(key(last), set()).add(person.id)
    return {last for last, ids in bearers.items() if len(ids) > 2}


def tidy(posts: dict[Post, Book]) -> dict[Post, Book]:
    """Posts told once: those of one office that overlap or follow at once are put together, the exact date wins."""
    merged: list[tuple[Post, Book]] = []
    for post, book in sorted(posts.items(), key=lambda item: (item[0].office or item[0].title, item[0])):
        if merged and _continues(merged[-1][0], post):
            last, first_book = merged[-1]
            since = min(last.since or post.since, post.since or last.since, key=lambda d: (d[:4], -len(d)))
            until, seen = _end(last, post)
            title = _title(last, post)
            merged[-1] = (Post(since, until, last.office, title, last.country, last.whose, seen), first_book)
        else:
            merged.append((post, book))
    return dict(merged)


def _end(one: Post, other: Post) -> tuple[str, bool]:
    """The later end of two, open before any day; and whether it is only the last day on which a source has them."""
    if not (one.until and other.until):
        return "", False
    ends = {(p.until, p.seen) for p in (one, other)}
    until, _ = max(ends, key=lambda end: (end[0][:4], len(end[0]), end[0]))
    return until, (until, False) not in ends


def _title(one: Post, other: Post) -> str:
    """The title of a post that began as an acting one is the full one's."""
    plain = [p.title for p in (one, other) if p.title and not p.title.startswith(("Acting", "Interim", "Caretaker"))]
    return plain[0] if plain else one.title


def _continues(last: Post, post: Post) -> bool:
    same = (last.office or last.title, last.country, last.whose) == (
        post.office or post.title,
        post.country,
        post.whose,
    )
    if not same or (not last.office and last.title != post.title):
        return False
    return not last.until or not post.since or post.since[:7] <= _later(last.until)


def _later(day: str) -> str:
    """The month after the one of ``day`` ("2021-12-30" → "2022-01"); of a year, its last month."""
    if len(day) < 7:
        return f"{day}-12"
    year, month = int(day[:4]), int(day[5:7])
    return f"{year + month // 12}-{month % 12 + 1:02}"
