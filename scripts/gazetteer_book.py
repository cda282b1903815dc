"""One file of the gazetteer while it is being made: what it takes, and how it is written."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from kg.lexicon.gazetteer.fold import key

#: Names longer than this many words are never looked up.
LONGEST = 10
#: Whose parties and people the news means first where several bear a name.
FIRST = tuple("US GB RU UA CN IL FR DE IR IN JP TR CA AU IT ES PL BR KR PK ZA MX AR ID SA EG NL SE".split(" "))  # noqa: SIM905


@dataclass
class Book:
    """The lines of one file, all of one licence; ``head`` says sources, date and licence."""

    file: str
    head: str
    entries: dict[str, str] = field(default_factory=dict)
    names: dict[str, set[tuple[str, str]]] = field(default_factory=dict)
    tenures: dict[str, set[str]] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    cities: dict[str, list[str]] = field(default_factory=dict)
    points: dict[str, str] = field(default_factory=dict)
    #: Keys that are common words: no weak name, no city.
    stop: frozenset[str] = frozenset()

    def entry(self, entry_id: str, kind: str, name: str, country: str = "", sector: str = "", **rest: str) -> str:
        """Describe a thing once; ``rest``: lat, lon, geonames, gender, population. Gives its id."""
        cells = [kind, name, country, sector, *(rest.get(c, "") for c in ("lat", "lon", "geonames", "gender"))]
        line = "\t".join([*map(clean, cells), rest.get("population", "")]).rstrip("\t")
        self.entries.setdefault(entry_id, line)
        return entry_id

    def name(self, entry_id: str, text: str, strength: str = "s", since: str = "", until: str = "") -> None:
        """Let ``text`` mean the thing: ``s`` strong, ``w`` weak; a surname of somebody ``p`` well known, ``q`` not."""
        spelling = key(text)
        if len(spelling) < 2 or spelling.count(" ") >= LONGEST or not re.search("[a-zA-Z]", spelling):
            return
        if spelling in self.stop and strength != "s":
            return
        self.names.setdefault(spelling, set()).add((entry_id, f"{strength};{since};{until}"))

    def tenure(self, person: str, *post: str) -> None:
        """Somebody in a post: its key, its wording, country, organization, since, until."""
        line = ";".join(map(clean, post))
        self.tenures.setdefault(person, set()).add(line)

    def word(self, kind: str, words: str, value: str) -> None:
        """A word and what it stands for; the first to say so has the say."""
        small = words if kind in ("country", "iso3") else key(words).lower()
        self.words.setdefault(f"{kind}:{small}", value)

    def point(self, entry_id: str, lat: float, lon: float, geonames: str = "") -> None:
        """Say where a thing is that may be described in another file; degrees, rounded to some 10 m."""
        self.points.setdefault(entry_id, f"{round(lat, 4)}\t{round(lon, 4)}\t{geonames}")

    def _needed(self, values: set[tuple[str, str]]) -> list[tuple[str, str]]:
        """What a name means, without what is said already: weak or as a surname where it is strong whenever.

        In the order in which the news is likely to mean it: by country, then by id.
        """
        always = {entry_id for entry_id, value in values if value == "s;;"}
        countries = {i: self.entries[i].split("\t")[2:3] for i, _ in values if i in self.entries}
        rank = {i: FIRST.index(c[0]) if c and c[0] in FIRST else len(FIRST) for i, c in countries.items()}
        needed = ((i, v) for i, v in values if i not in always or v == "s;;")
        return sorted(needed, key=lambda item: (rank.get(item[0], len(FIRST)), item))

    def write(self, folder: Path) -> None:
        """Write the file; nothing if it holds nothing."""
        names = {k: "|".join(f"{i};{v}" for i, v in self._needed(values)) for k, values in self.names.items()}
        tenures = {k: "|".join(sorted(values)) for k, values in self.tenures.items()}
        cities = {k: "|".join(values) for k, values in self.cities.items()}
        sections = {
            "entries": self.entries, "names": names, "tenures": tenures, "words": self.words, "points": self.points,
            "cities": cities,
        }  # fmt: skip
        parts = ["".join(f"# {line}".rstrip() + "\n" for line in self.head.strip().split("\n"))]
        for section, lines in sections.items():
            if lines:
                parts.append(f"@{section}\n" + "".join(f"{k}\t{v}\n" for k, v in sorted(lines.items())))
        # Whole or not at all: nobody reads half a file.
        part = folder / f".{self.file}.part"
        part.write_text("".join(parts), encoding="utf-8")
        part.replace(folder / self.file)


def clean(cell: str) -> str:
    """A cell without what separates cells."""
    return re.sub(r"[\t\n;|]+", " ", cell).strip()
