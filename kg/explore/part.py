"""The part of a graph that a page can hold: the best supported rows, and the answers on all that they lead to."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from kg.explore.explorer import Explorer
from kg.explore.filters import Filters
from kg.explore.values import ACTORS, QUADS, Json, Page

_PAGE: Final = 500
_PARTIES: Final = ("source", "target", "participant", "speaker", "addressee")
_NAMED: Final = (*_PARTIES, "place", "mention")
_PLACES: Final = ("Place", "Facility")
#: Bytes of JSON that hold the lists, and that names of an entry take.
_FRAME, _NAMES = 3_000, 60
#: How many actors the start shows.
_ACTORS: Final = 20
#: What JavaScript or HTML would take for more than a character of JSON.
_ESCAPED: Final = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}


def dumped(value: object) -> str:
    """JSON that may stand within a ``script`` element."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPED)


@dataclass(slots=True)
class Part:
    """Answers by IRI: rows, things (the rows' own among them), articles. ``size`` is that of their JSON in bytes."""

    rows: dict[str, Json] = field(default_factory=dict)
    things: dict[str, Json] = field(default_factory=dict)
    articles: dict[str, Json] = field(default_factory=dict)
    size: int = 0

    def json(self, total: int) -> Json:
        """What the page holds; ``total`` rows would be all."""
        return {
            "overview": _overview(self, total),
            "rows": list(self.rows.values()),
            "things": [self.things[iri] for iri in sorted(self.things)],
            "articles": sorted(self.articles.values(), key=lambda a: (a["published"] or "", a["id"]), reverse=True),
        }


def part(explorer: Explorer, filters: Filters, room: int) -> Json:
    """The rows that most sources tell, as many as leave their JSON under ``room`` bytes.

    Without filters, what room is left is for articles of which nothing is told.
    """
    found = Part(size=_FRAME)
    total = explorer.rows(filters, "sources", Page(1))["total"]
    for row in _all(explorer, filters):
        things, articles = _lead(explorer, row, found)
        size = _size(row) + sum(map(_size, things.values())) + sum(map(_size, articles.values()))
        size += sum(_size([told["iri"], told["label"]]) for told in things.values())  # what the overview may repeat
        size += sum(_size(told["publisher"]) for told in articles.values())
        if found.size + size > room:
            break
        found.size += size
        found.rows[row["iri"]] = row
        found.things |= things
        found.articles |= articles
    if filters == Filters() and len(found.rows) == total:
        _fill(explorer, found, room)
    return found.json(total)


def _fill(explorer: Explorer, found: Part, room: int) -> None:
    """Add further articles, the latest first."""
    offset = 0
    while listed := explorer.articles(page=Page(_PAGE, offset))["articles"]:
        for iri in (row["iri"] for row in listed if row["iri"] not in found.articles):
            article = explorer.article(iri)
            found.size += _size(article) + _size(article["publisher"])
            if found.size > room:
                return
            found.articles[iri] = article
        offset += len(listed)


def _size(value: object) -> int:
    """Bytes of JSON, with the comma after it and the names that the overview has for what it repeats."""
    return len(dumped(value).encode()) + _NAMES


def _all(explorer: Explorer, filters: Filters) -> Iterator[Json]:
    offset = 0
    while rows := explorer.rows(filters, "sources", Page(_PAGE, offset))["rows"]:
        yield from rows
        offset += len(rows)


def _lead(explorer: Explorer, row: Json, found: Part) -> tuple[dict[str, Json], dict[str, Json]]:
    """The things and articles that a row leads to and that are not there yet."""
    medium = [row["medium"]] if row["medium"] else []
    named = [ref["iri"] for ref in (row, *(ref for role in _NAMED for ref in row[role]), *medium)]
    things = {iri: _thing(explorer, iri) for iri in dict.fromkeys(named) if iri not in found.things}
    told = [reading["article"]["iri"] for reading in things[row["iri"]]["readings"]]
    articles = {iri: explorer.article(iri) for iri in dict.fromkeys(told) if iri not in found.articles}
    return things, articles


def _thing(explorer: Explorer, iri: str) -> Json:
    """The answer on a thing, without what the page has elsewhere or counts itself."""
    hidden = ("row", "partners", "counts")
    return {name: value for name, value in explorer.thing(iri).items() if name not in hidden}


def _overview(found: Part, total: int) -> Json:
    """What the part holds, in numbers: as of a graph of its own."""
    rows = list(found.rows.values())
    kinds = Counter(row["kind"] for row in rows)
    named = Counter(thing["kind"] for thing in found.things.values())
    happened = [row for row in rows if row["kind"] == "event"]
    days = sorted(row["start"] for row in happened if row["start"] and row["start"] == row["end"])
    roots = Counter(row["root"] for row in happened if row["root"])
    publishers = Counter(article["publisher"] for article in found.articles.values() if article["publisher"])
    return {
        "title": "",
        "built": "",
        "part": {"rows": len(rows), "of": total},
        "counts": {
            "articles": len(found.articles),
            "actors": sum(named[kind] for kind in ACTORS),
            "places": sum(named[kind] for kind in _PLACES),
            "events": kinds["event"],
            "propositions": kinds["proposition"],
            "statements": kinds["statement"],
            "single_source": sum(row["sources"] == 1 for row in happened),
        },
        "first": days[0] if days else None,
        "last": days[-1] if days else None,
        "actors": _actors(found),
        "publishers": [{"label": label, "articles": number} for label, number in _ranked(publishers)],
        "roots": [{"root": root, "quad": QUADS[root], "count": number} for root, number in _ranked(roots)],
    }


def _actors(found: Part) -> list[Json]:
    events: Counter[str] = Counter()
    statements: Counter[str] = Counter()
    for row in found.rows.values():
        if row["kind"] == "event":
            events.update({ref["iri"] for role in _PARTIES for ref in row[role]})
        statements.update({ref["iri"] for ref in row["speaker"]})
    kept = Counter({iri: n for iri, n in (events + statements).items() if found.things[iri]["kind"] in ACTORS})
    return [
        {**{name: found.things[iri][name] for name in ("iri", "label", "kind")}, "events": events[iri],
         "statements": statements[iri]}
        for iri, _ in _ranked(kept)[:_ACTORS]
    ]  # fmt: skip


def _ranked(counted: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))
