"""A store → its :class:`kg.explore.index.Index`, property by property, in an order that content alone sets."""

from __future__ import annotations

import os
import sqlite3
import tempfile
import weakref
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import product
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kg.explore import kept
from kg.explore.columns import REALITY, ROLES, ROOT, VOICE, Columns, Edges, Links, Numbers, Relations
from kg.explore.index import KEYS, READINGS, SCHEMA, Catalogue, Index
from kg.explore.spoken import Spoken
from kg.explore.values import KINDS, QUADS, ROW_KINDS, day
from kg.explore.why import explained
from kg.graph.terms import local_name
from kg.graph.view import GraphView
from kg.lexicon.gazetteer.fold import fold
from kg.records import Judgement

#: The property behind each role.
_ROLE = {
    **{name: f"kg:{name}" for name in ROLES}, "place": "sem:hasPlace", "mention": "schema:mentions",
}  # fmt: skip


def index(view: GraphView, judgements: Iterable[Judgement] = (), folder: Path | None = None) -> Index:
    """The index of a store: the one that is kept in ``folder``, else made by reading all of the store once.

    What is made is kept in ``folder``, if that can be written to.
    """
    if folder is not None and (path := kept.known(folder)) is not None:
        return Index(path, *kept.read(path), lasting=True)
    handle, name = tempfile.mkstemp(prefix="kg-index-", suffix=".sqlite")
    os.close(handle)
    path = Path(name)
    try:
        database = sqlite3.connect(path, isolation_level=None)
        database.executescript(f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN; {SCHEMA}")
        columns, catalogue = _Indexing(view, database).all(judgements)
        kept.write(database, columns, catalogue)
        database.executescript(KEYS)  # which commits first
        database.close()
        if folder is not None and (lasting := kept.keep(path, folder)) is not None:
            path.unlink()
            return Index(lasting, columns, catalogue, lasting=True)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    made = Index(path, columns, catalogue)
    weakref.finalize(made, path.unlink, missing_ok=True)  # for whoever forgets to close it
    return made


class _Indexing:
    def __init__(self, view: GraphView, database: sqlite3.Connection) -> None:
        self.view, self.database = view, database
        self.kinds: dict[str, str] = {}
        for kind in KINDS:
            for iri in view.instances(f"kg:{kind}"):
                if "#" not in iri.removeprefix(view.base):
                    self.kinds.setdefault(iri, kind)
        self.things = sorted(self.kinds)
        self.numbers = {iri: number for number, iri in enumerate(self.things)}
        self.labels = self._values("rdfs:label")
        self.readings: dict[str, list[str]] = defaultdict(list)
        for owner, reading in view.pairs("kg:reading"):
            if owner in self.kinds:
                self.readings[owner].append(reading)

    def all(self, judgements: Iterable[Judgement]) -> tuple[Columns, Catalogue]:
        """Fill the tables; give what is held in memory."""
        columns = self._columns()
        spoken = Spoken(self.view, self.kinds, self.labels, self.readings)
        self._words(spoken)
        self._sentences(columns, spoken)
        told = self._articles(spoken)
        catalogue = self._things(columns, told)
        self._names()
        self._readings()
        self._judgements(judgements)
        return columns, catalogue

    # ------------------------------------------------------------ rows

    def _columns(self) -> Columns:
        start = self._values("kg:start")
        end = self._values("kg:end")
        rows = [iri for iri in self.things if self.kinds[iri].lower() in ROW_KINDS]
        rows.sort(key=lambda iri: (start.get(iri, "9999"), iri))
        place = {iri: number for number, iri in enumerate(rows)}
        root = {iri: local_name(value) for iri, value in self.view.pairs("kg:eventType")}
        names = {name: self._values(f"kg:{name}") for name in ("factuality", "voice", "confidence", "articleCount")}
        sources = self._values("kg:independentSourceCount")
        disputed = {about for _, about in self.view.pairs("kg:about")}
        roles = {role: Links.of_pairs(list(self._linked(_ROLE[role], place)), len(rows)) for role in ROLES}
        by_thing = [
            (thing, row)
            for links in roles.values()
            for row, thing in zip(links.left.tolist(), links.right.tolist(), strict=True)
        ]
        publishers = sorted(set(self.publishers.values()))
        self._row_texts(place)
        return Columns(
            thing=_numbers(self.numbers[iri] for iri in rows),
            kind=_small(ROW_KINDS.index(self.kinds[iri].lower()) for iri in rows),
            root=_small(_code(ROOT, root.get(iri)) for iri in rows),
            quad=_small(QUADS.get(root.get(iri, ""), 0) for iri in rows),
            reality=_small(_code(REALITY, local_name(names["factuality"].get(iri, ""))) for iri in rows),
            voice=_small(_code(VOICE, local_name(names["voice"].get(iri, ""))) for iri in rows),
            start=_numbers(day(start.get(iri, "")) for iri in rows),
            end=_numbers(day(end.get(iri, "")) for iri in rows),
            confidence=np.array([float(names["confidence"].get(iri, "nan")) for iri in rows], np.float32),
            articles=_numbers(int(names["articleCount"].get(iri, 0)) for iri in rows),
            sources=_numbers(int(sources.get(iri, 0)) for iri in rows),
            disputed=np.array([iri in disputed for iri in rows], np.bool_),
            roles=roles,
            by_thing=Links.of_pairs(by_thing, len(self.things)),
            publishers=Links.of_pairs(list(self._row_publishers(rows, publishers)), len(rows)),
            publisher_names=publishers,
            edges=_edges(roles, len(rows)),
            relations=self._relations(),
            row_of={self.numbers[iri]: row for iri, row in place.items()},
        )

    def _row_texts(self, place: dict[str, int]) -> None:
        """What of a row is only shown, never filtered by; ``place`` has the number of each row, in order."""
        names = ("cameo", "speechAct", "text", "datePrecision", "dateAssumed", "isNegated")
        values = [self._values(f"kg:{name}") for name in names]
        for iri, number in place.items():
            cameo, act, text, precision, assumed, negated = (known.get(iri) for known in values)
            shown = (number, cameo, act and local_name(act), text, precision, assumed == "true", negated == "true")
            self.database.execute("INSERT INTO row VALUES (?, ?, ?, ?, ?, ?, ?)", shown)
        of, unit = dict(self.view.pairs("kg:of")), dict(self.view.pairs("kg:unit"))
        least, most = dict(self.view.pairs("kg:min")), dict(self.view.pairs("kg:max"))
        for iri, reading in sorted(self.view.pairs("kg:quantity")):
            if iri in place:
                amounts = (known.get(reading) for known in (least, most))
                low, high = (None if value is None else float(value) for value in amounts)
                row = (
                    place[iri],
                    local_name(of.get(reading, "")),
                    low,
                    high,
                    unit.get(reading),
                    self.view.label(reading),
                )
                self.database.execute("INSERT INTO quantity VALUES (?, ?, ?, ?, ?, ?)", row)

    def _linked(self, name: str, place: dict[str, int]) -> Iterator[tuple[int, int]]:
        for iri, value in self.view.pairs(name):
            if iri in place and value in self.numbers:
                yield place[iri], self.numbers[value]

    @cached_property
    def publishers(self) -> dict[str, str]:
        """Article → its publisher's label."""
        return {
            article: self.labels[medium]
            for article, medium in sorted(self.view.pairs("schema:publisher"))
            if medium in self.labels
        }

    def _row_publishers(self, rows: list[str], names: list[str]) -> Iterator[tuple[int, int]]:
        code = {name: number for number, name in enumerate(names)}
        for number, iri in enumerate(rows):
            for article in {reading.partition("#")[0] for reading in self.readings[iri]}:
                if article in self.publishers:
                    yield number, code[self.publishers[article]]

    def _relations(self) -> Relations:
        found = [iri for iri in self.things if self.kinds[iri] == "Relation"]
        subject, predicate, target = (self._values(f"kg:{name}") for name in ("subject", "predicate", "object"))
        articles, sources = self._values("kg:articleCount"), self._values("kg:independentSourceCount")
        rows = sorted(
            (self.numbers[subject[iri]], local_name(predicate[iri]), self.numbers[target[iri]], iri)
            for iri in found
            if iri in predicate and subject.get(iri) in self.numbers and target.get(iri) in self.numbers
        )
        return Relations(
            thing=_numbers(self.numbers[row[3]] for row in rows),
            subject=_numbers(row[0] for row in rows),
            object=_numbers(row[2] for row in rows),
            predicate=[row[1] for row in rows],
            articles=_numbers(int(articles.get(row[3], 0)) for row in rows),
            sources=_numbers(int(sources.get(row[3], 0)) for row in rows),
        )

    # ------------------------------------------------------------ things

    def _things(self, columns: Columns, told: Counter[str]) -> Catalogue:
        """``weight`` is how much the graph has on a thing: of a row, the articles that tell it."""
        weights = []
        country, lat, long = (self._values(name) for name in ("kg:country", "geo84:lat", "geo84:long"))
        for number, iri in enumerate(self.things):
            row = columns.row_of.get(number)
            weight = int(columns.articles[row]) if row is not None else len(columns.by_thing.of(number))
            weights.append(weight + told[iri])
            place = (float(lat[iri]), float(long[iri])) if iri in lat and iri in long else (None, None)
            label, ending = self.labels.get(iri, iri), iri.rsplit("/", 1)[-1]
            articles = len({reading.partition("#")[0] for reading in self.readings.get(iri, ())})
            shown = (
                number,
                iri,
                label,
                self.kinds[iri],
                weights[-1],
                country.get(iri),
                *place,
                ending,
                articles,
            )
            self.database.execute(f"INSERT INTO thing VALUES ({', '.join('?' * len(shown))})", shown)
        same = [(iri, self.numbers[thing]) for thing, iri in self.view.pairs("owl:sameAs") if thing in self.numbers]
        self.database.executemany("INSERT INTO same VALUES (?, ?)", sorted(same))
        return Catalogue(_small(KINDS.index(self.kinds[iri]) for iri in self.things), _numbers(weights))

    def _names(self) -> None:
        """The names of what has one of its own; what is told of things is found by its words."""
        last = KINDS.index("Event")
        named = [iri for iri in self.things if KINDS.index(self.kinds[iri]) < last]
        others: dict[str, list[str]] = defaultdict(list)
        for iri, name in sorted(self.view.pairs("skos:altLabel")):
            others[iri].append(name)
        for iri in named:
            names = [self.labels.get(iri, iri), *others[iri]]
            for place, name in enumerate(names):
                row = (self.numbers[iri], folded(name), name, place > 0)
                done = self.database.execute("INSERT INTO name VALUES (?, ?, ?, ?)", row)
                self.database.execute("INSERT INTO names (rowid, name) VALUES (?, ?)", (done.lastrowid, name))

    def _words(self, spoken: Spoken) -> None:
        for iri, body in spoken.bodies():
            self.database.execute("INSERT INTO said (rowid, body) VALUES (?, ?)", (self.numbers[iri], body))

    def _sentences(self, columns: Columns, spoken: Spoken) -> None:
        """What happened is shown in the words of the first article that tells it."""
        found = [(words, columns.row_of[self.numbers[iri]]) for iri, words in spoken.sentences()]
        self.database.executemany("UPDATE row SET text = ? WHERE id = ? AND text IS NULL", found)

    def _articles(self, spoken: Spoken) -> Counter[str]:
        """Fill the tables of articles; how much each tells."""
        events: Counter[str] = Counter()
        statements: Counter[str] = Counter()
        for iri, readings in self.readings.items():
            kind = self.kinds[iri].lower()
            if kind in ROW_KINDS:
                counted = statements if kind == "statement" else events
                counted.update({reading.partition("#")[0] for reading in readings})
        names = ("schema:identifier", "schema:headline", "schema:datePublished", "schema:url")
        known = [self._values(name) for name in names]
        for iri, text in spoken.texts():
            number = self.numbers[iri]
            name, title, published, url = (values.get(iri) for values in known)
            row = (number, name, title, self.publishers.get(iri), published, url, len(text.split()), events[iri])
            self.database.execute("INSERT INTO article VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", (*row, statements[iri]))
            self.database.execute("INSERT INTO words (rowid, body) VALUES (?, ?)", (number, f"{title or ''}\n{text}"))
        return events + statements

    def _readings(self) -> None:
        """The first readings of what has more than are ever shown."""
        for iri, readings in sorted(self.readings.items()):
            if len(readings) > READINGS:
                rows = ((self.numbers[iri], reading) for reading in sorted(readings)[:READINGS])
                self.database.executemany("INSERT INTO reading VALUES (?, ?)", rows)

    def _judgements(self, judgements: Iterable[Judgement]) -> None:
        owners = {reading: self.numbers[iri] for iri, readings in self.readings.items() for reading in readings}
        for judgement in judgements:
            line = explained(judgement, {})
            for key in (judgement.left, judgement.right):
                if (owner := owners.get(f"{self.view.base}article/{key}")) is not None:
                    self.database.execute("INSERT INTO judgement VALUES (?, ?, ?)", (owner, judgement.same, line))

    def _values(self, name: str) -> dict[str, str]:
        """The smallest value of a property of each thing."""
        found: dict[str, str] = {}
        for iri, value in self.view.pairs(name):
            if iri in self.kinds and (iri not in found or value < found[iri]):
                found[iri] = value
        return found


def folded(name: str) -> str:
    """What a name is looked up by: without accents, hyphens and dots, small."""
    return fold(name).lower()


def _edges(roles: dict[str, Links], rows: int) -> Edges:
    """Who acts on whom, and who speaks to or of whom; parties of one side are no pair."""
    found: set[tuple[int, int, int]] = set()
    for row in range(rows):
        of = {role: roles[role].of(row).tolist() for role in ROLES if role not in ("medium", "place")}
        pairs = [
            *product(of["source"], of["target"]),
            *product(of["participant"], of["participant"]),
            *product(of["speaker"], {*of["addressee"], *of["mention"]}),
        ]
        found.update((row, min(pair), max(pair)) for pair in pairs if pair[0] != pair[1])
    columns = np.array(sorted(found), np.int32).reshape(-1, 3)
    return Edges(*(np.ascontiguousarray(columns[:, column]) for column in range(3)))


def _numbers(values: Iterable[int]) -> Numbers:
    return np.fromiter(values, np.int32)


def _small(values: Iterable[int]) -> NDArray[np.int8]:
    return np.fromiter(values, np.int8)


def _code(values: Iterable[str], value: str | None) -> int:
    known = list(values)
    return known.index(value) if value in known else -1
