"""Looking things up: names, posts, words. Lines are parsed when they are asked for, so that loading is quick."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from typing import NamedTuple, cast

from kg.ids import GEONAMES, WIKIDATA
from kg.lexicon.gazetteer import extra as user_files
from kg.lexicon.gazetteer.fold import fold, key, keys
from kg.lexicon.gazetteer.model import Entry, Hit, Tenure
from kg.lexicon.gazetteer.offices import office, sector
from kg.lexicon.gazetteer.tables import SEEN, Tables, missing, read
from kg.lexicon.gazetteer.when import bearers, within
from kg.records import MentionType

_NOTHING = user_files.Added()
#: A given name, initials, a family name; how many years ago a post may have ended.
_INITIALLED = re.compile(r"(?P<first>\w[\w'’-]+)(?: [A-Z]\.)+ (?P<last>\w[\w'’-]+)")
_RECENT = 10
_WRAPPED = re.compile(
    r"(?:[Tt]he )?(?:(?P<before>State|Commonwealth|Republic|Kingdom|Province|City|state|province|city) of "
    r"(?P<of>[A-Z].+)|(?P<bare>[A-Z].+) "
    r"(?:[Pp]rovince|[Oo]blast|[Ss]tate|[Rr]egion|[Gg]overnorate|[Pp]refecture|[Cc]anton|[Kk]rai))"
)
#: Posts of a town, a part of the country or a party, which are not the country's.
_LOCAL = frozenset(
    ("chairman", "chief", "first-minister", "governor", "leader", "mayor", "president", "prime-minister")
)
#: Posts of who stands for a country at a body, not for the body.
_SENT = frozenset(("ambassador", "envoy"))
_RANK = {"Country": 0, "IntergovernmentalOrganization": 1, "Government": 2, "Person": 3, "Place": 4}


class _Holder(NamedTuple):
    person: str
    since: str
    until: str
    country: str
    title: str


class _Post(NamedTuple):
    """A tenure as it stands in the tables; ``seen`` says that ``until`` is no end."""

    office: str
    title: str
    country: str
    organization: str
    since: str
    until: str
    seen: bool


class Gazetteer:
    """Countries, places, people, organizations, words. Immutable once loaded; share one."""

    def __init__(self, tables: Tables, added: user_files.Added = _NOTHING) -> None:
        """``added`` is what a user's file gave: its things come before all others."""
        self._tables = tables
        self._first = added.ids
        #: What was wrong with which lines of the user's file; the rest of it is used.
        self.faults = added.faults
        self._cache: dict[str, Entry] = {}
        words = {k.split(" ", 1)[0] for k in tables.names}
        words.update([k.split(" ", 1)[0] for k in tables.cities])
        self._starts = frozenset(words)

    @classmethod
    @cache
    def load(cls, extra: Path | None = None) -> Gazetteer:
        """The shipped gazetteer, with a user's file before it. Raises LexiconError for a file that cannot be read.

        Lines that cannot be used are :attr:`faults`.
        """
        tables = read()
        added = user_files.add(tables, extra) if extra else _NOTHING
        return cls(tables, added)

    # ------------------------------------------------------------ names

    def find(self, name: str, on: date | None = None) -> tuple[Hit, ...]:
        """What ``name`` may mean, best first; ``on`` is the day of the text.

        A surname alone gives people in or near office on that day (without a day, the most prominent ones, weakly).
        Several strong hits mean that the name alone does not decide ("George Bush").
        """
        found: dict[str, bool] = {}
        names = keys(name)
        for spelling in names:
            for entry_id, strong in self._cities(spelling):
                found[entry_id] = strong
            for entry_id, strong in self._named(spelling, on):
                found[entry_id] = found.get(entry_id, False) or strong
            if found:
                break
        if not found and (inner := _WRAPPED.fullmatch(name)):
            return self._wrapped(inner)
        if not found and (spelt := _INITIALLED.fullmatch(name)):
            return self._initialled(f"{spelt['first']} {spelt['last']}", on)
        if any(found[entry_id] for entry_id in self._first.intersection(found)):
            found = {entry_id: strong and entry_id in self._first for entry_id, strong in found.items()}
        hits = [Hit(self._entry(entry_id), strong) for entry_id, strong in found.items()]
        # Stable: among equals, the order of the files, which is that of the script's list of countries.
        return tuple(sorted(hits, key=self._order))

    def _wrapped(self, match: re.Match[str]) -> tuple[Hit, ...]:
        """ "State of Texas", "Jiangsu province", "City of London": the part or the city of that name."""
        before = (match["before"] or "").lower()
        kind = "Country" if before in ("republic", "kingdom") else "Place"
        entries = [hit.entry for hit in self.find(match["of"] or match["bare"])]
        fitting = [e for e in entries if e.type == kind and (e.population > 0) == (before == "city")]
        return tuple(Hit(entry, len(fitting) == 1) for entry in fitting)

    def _initialled(self, plain: str, on: date | None) -> tuple[Hit, ...]:
        """ "James B. Comey": who is listed without an initial, if it is one who was in office then or not long ago."""
        people = [hit.entry for hit in self.find(plain, on) if hit.entry.type == "Person"]
        if len(people) != 1:
            return ()
        posts = self.tenures(people[0].id)
        day = on.isoformat() if on else ""
        first = f"{on.year - _RECENT}" if on else ""
        near = any((p.since or "") <= (day or "9") and (p.last or "9") >= first for p in posts)
        return (Hit(people[0], strong=False),) if near else ()

    def starts(self, word: str) -> bool:
        """Whether a name may begin with ``word``; cheap."""
        return any(k.split(" ", 1)[0] in self._starts for k in keys(word)) or word in ("The", "THE")

    def _order(self, hit: Hit) -> tuple[bool, bool, int, int]:
        entry = hit.entry
        return (entry.id not in self._first, not hit.strong, _RANK.get(entry.type, 5), -entry.population)

    def _named(self, spelling: str, on: date | None) -> Iterator[tuple[str, bool]]:
        row = self._tables.names.get(spelling)
        surnames: list[tuple[str, str, str, str]] = []
        for value in row.split("|") if row else ():
            entry_id, strength, since, until = value.split(";")
            if strength in "pq":
                surnames.append((entry_id, strength, since, until))
            elif on is None or within(on, since, until):
                yield entry_id, strength == "s"
        yield from bearers(surnames, on)

    def _cities(self, spelling: str) -> Iterator[tuple[str, bool]]:
        row = self._tables.cities.get(spelling)
        for value in row.split("|") if row else ():
            geonames, name, country, lat, lon, population, strength, wikidata = value.split(";")
            entry_id = wikidata or f"gn:{geonames}"
            if not wikidata and entry_id not in self._cache:
                self._cache[entry_id] = Entry(
                    entry_id, "Place", name, f"{GEONAMES}{geonames}/", country, None, float(lat), float(lon), geonames,
                    population=int(population),
                )  # fmt: skip
            yield entry_id, strength == "s"

    # ------------------------------------------------------------ entries

    def entry(self, entry_id: str) -> Entry | None:
        """The entry of that id, if there is one (cities: only once they were found by name)."""
        known = entry_id in self._cache or entry_id in self._tables.entries or entry_id.startswith("kg:government-")
        return self._entry(entry_id) if known else None

    def _entry(self, entry_id: str) -> Entry:
        if entry_id not in self._cache:
            if entry_id.startswith("kg:government-") and entry_id not in self._tables.entries:
                return self.government(entry_id.rsplit("-", 1)[-1])
            row = self._tables.entries.get(entry_id)
            if row is None:
                raise missing(entry_id)
            self._cache[entry_id] = parse_entry(entry_id, row, self._tables.points.get(entry_id))
        return self._cache[entry_id]

    def country(self, iso2: str) -> Entry:
        """The country of an ISO 3166-1 alpha-2 code. Raises KeyError for an unknown code."""
        return self._entry(self._tables.words[f"country:{iso2.upper()}"])

    def government(self, iso2: str) -> Entry:
        """The government of a country, ``kg:government-ru``: an entity of its own. KeyError for an unknown code."""
        entry_id = f"kg:government-{iso2.lower()}"
        if entry_id not in self._cache:
            country = self.country(iso2)
            self._cache[entry_id] = Entry(
                entry_id, "Government", f"Government of {country.name}", None, iso2.upper(), "GOV",
                government_of=iso2.upper(),
            )  # fmt: skip
        return self._cache[entry_id]

    # ------------------------------------------------------------ words

    def seat(self, name: str) -> str | None:
        """The country whose government a seat stands for ("the Kremlin" → RU)."""
        return self._word("seat", name)

    def capital(self, name: str) -> str | None:
        """The country whose capital has this name ("Moscow" → RU)."""
        return self._word("capital", name)

    def demonym(self, word: str) -> str | None:
        """The country of a nationality, noun or adjective, singular or plural ("Russian", "the French", "Poles")."""
        return self._word("demonym", word)

    def sector(self, noun: str) -> str | None:
        """The sector of a common noun, singular or plural ("soldiers" → MIL)."""
        words, small = self._tables.words, key(noun).lower()
        for form in _singulars(small):
            if found := words.get(f"sector:{form}"):
                return found
        return None

    def iso3(self, iso2: str) -> str | None:
        """ISO 3166-1 alpha-3 of an alpha-2 code."""
        return self._tables.words.get(f"iso3:{iso2.upper()}")

    def _word(self, kind: str, words: str) -> str | None:
        return None if words.islower() else self._tables.words.get(f"{kind}:{key(words).lower()}")

    # ------------------------------------------------------------ posts

    def is_title(self, words: str) -> bool:
        """Whether ``words`` are a title of office ("prime minister", "former deputy foreign minister")."""
        return office(words) is not None

    def office(self, words: str) -> str | None:
        """The key of a title, the same for all its wordings; None for what is no title."""
        return office(words)

    def holders(
        self, title: str, country: str | None, on: date | None, organization: str | None = None
    ) -> tuple[Entry, ...]:
        """Who held a post then; without a day, who holds it as far as the gazetteer knows. Latest to take office first.

        ``organization`` is an entry's id: "Secretary-General" of Q1065, "Mayor" of a city, "ambassador" to a country.
        More words than the post's ("Kremlin spokesman") choose among several holders.
        """
        words = fold(title).lower().split()
        texts = (title, " ".join(words[-2:]), words[-1]) if words else ()
        wanted = next(filter(None, map(office, texts)), None)
        rows = self._posts.get((wanted, organization or country or ""), ()) if wanted else ()
        if organization and country:
            rows = [row for row in rows if row.country in ("", country)]
        rows = self._preferred([row for row in rows if within(on or date.max, row.since, row.until)])
        first = set(words[: max(1, len(words) - 1)])
        told = [row for row in rows if first & set(row.title.split())] if not office(title) else rows
        found = sorted(((row.since, row.person) for row in told or rows), reverse=True)
        return tuple(self._entry(person) for person in dict.fromkeys(person for _, person in found))

    def _preferred(self, rows: list[_Holder]) -> list[_Holder]:
        """Of several holders those that a user added, so far as their dates are known; then the shipped ones."""
        own = [row for row in rows if row.person in self._first]
        return [row for row in own if row.since or row.until] or [row for row in rows if row not in own] or own

    def tenures(self, person_id: str) -> tuple[Tenure, ...]:
        """The posts that a person held, by date of taking office."""
        row = self._tables.tenures.get(person_id)
        return tuple(
            Tenure(
                self._entry(person_id), post, title, country or None, organization or None, since or None,
                until or None if not seen else None, until if seen else None,
            )
            for post, title, country, organization, since, until, seen in sorted(
                _posts(row), key=lambda p: (p.since, p.until, p.title)
            )
        )  # fmt: skip

    def sector_of(self, person_id: str, on: date | None) -> str | None:
        """The sector of the post that a person held on a day, the latest of several; None if none is known."""
        held = [
            (since, post, organization, country)
            for post, _, country, organization, since, until, _ in _posts(self._tables.tenures.get(person_id))
            if within(on or date.max, since, until)
        ]
        for _, post, organization, country in sorted(held, reverse=True):
            body = self._entry(organization) if organization in self._tables.entries else None
            if post in _SENT and country:
                return "GOV"
            if body is not None and body.sector and body.type != "Place":
                return body.sector if body.type != "IntergovernmentalOrganization" else "IGO"
            if found := sector(post):
                return found
        return None

    @cached_property
    def _posts(self) -> dict[tuple[str, str], list[_Holder]]:
        """Post (office key; organization, else country) → its holders."""
        index: dict[tuple[str, str], list[_Holder]] = {}
        for person, row in self._tables.tenures.items():
            for post, title, country, organization, since, until, _ in _posts(row):
                holder = _Holder(person, since, until, country, fold(title).lower())
                index.setdefault((post, organization or country), []).append(holder)
                if organization and country and post not in _LOCAL:
                    index.setdefault((post, country), []).append(holder)
        return index


def parse_entry(entry_id: str, row: str, point: str | None = None) -> Entry:
    """An entry from its line (:mod:`kg.lexicon.gazetteer.tables`); ``point`` says where it is if the line does not."""
    cells = row.split("\t")
    kind, name, country, sector, lat, lon, geonames, gender, population = cells + [""] * (9 - len(cells))
    if point is not None and not lat:
        lat, lon, geonames = point.split("\t")
    iri = None
    if entry_id[0] == "Q":
        iri = WIKIDATA + entry_id
    elif geonames:
        iri = f"{GEONAMES}{geonames}/"
    return Entry(
        entry_id, cast(MentionType, kind), name, iri, country or None, sector or None,
        float(lat) if lat else None, float(lon) if lon else None, geonames or None, gender or None,
        int(population) if population else 0, country if kind == "Government" else None,
    )  # fmt: skip


def _posts(row: str | None) -> Iterator[_Post]:
    for value in row.split("|") if row else ():
        post, title, country, organization, since, until = value.split(";")
        yield _Post(post, title, country, organization, since, until.rstrip(SEEN), until.endswith(SEEN))


def _singulars(noun: str) -> Iterator[str]:
    yield noun
    if noun.endswith("men"):
        yield f"{noun[:-3]}man"
    if noun.endswith("ies"):
        yield f"{noun[:-3]}y"
    if noun.endswith("es"):
        yield noun[:-2]
    if noun.endswith("s") and not noun.endswith("ss"):
        yield noun[:-1]
    if " " in noun:
        yield from _singulars(noun.rsplit(" ", 1)[-1])


__all__ = ["Gazetteer", "fold"]
