"""The median time of each answer of the explorer on a large invented graph.

measure_explorer.py make FOLDER [--events N]     writes a graph of N tellings of events, five in six of them new
measure_explorer.py time FOLDER [--times N]      indexes it unless it was, asks each answer N times, prints medians
"""

from __future__ import annotations

import argparse
import random
import resource
import statistics
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path

from kg.explore.explorer import Explorer
from kg.explore.filters import Filters
from kg.explore.values import Page
from kg.graph import literals
from kg.graph.merged import merged_graph
from kg.graph.names import Names
from kg.graph.published import publish
from kg.graph.rdf import Quad
from kg.graph.store import GraphFolder
from kg.graph.terms import DERIVED, IN_ARTICLE, A, term
from kg.ids import article_key, text_hash
from kg.records import (
    Act,
    Article,
    Date,
    Event,
    Extraction,
    Factuality,
    Mention,
    MergedEvent,
    MergedStatement,
    Node,
    Part,
    Resolution,
    Root,
    Statement,
    Support,
)

OTHERWISE: tuple[Factuality, ...] = ("planned", "possible", "requested", "negated")
SPEECH: tuple[Act, ...] = ("assert", "deny", "demand", "promise", "threaten")
KINDS: tuple[Root, ...] = ("CONSULT", "AGREE", "AID", "ACCUSE", "REJECT", "SANCTION", "COERCE", "ASSAULT")
A_DAY = date(2015, 1, 1)
DAYS = 3650
PER_ARTICLE = 8
WHICH = ("North", "South", "Old", "New", "Upper", "Lower", "Greater", "Free")
NAMES = (
    "Arden", "Borland", "Dunmark", "Elbia", "Fensk", "Gallia", "Hestia", "Illyra", "Jorvik", "Kandor", "Lorn",
    "Mirk", "Norden", "Ostia", "Pallas", "Quill", "Rhune", "Sarn", "Tolk", "Umbria", "Vestra", "Wend", "Zemla",
)  # fmt: skip
VERBS = ("met", "called", "sanctioned", "attacked", "praised", "accused", "aided", "warned")
WORDS = (
    "grain", "port", "harbour", "treaty", "border", "troops", "energy",
    "ceasefire", "election", "convoy", "minister", "budget", "embassy", "strait",
)  # fmt: skip


@dataclass
class World:
    """Things by number, and the readings that each has."""

    actors: list[str]
    places: list[str]
    readings: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    events: list[MergedEvent] = field(default_factory=list)
    statements: list[MergedStatement] = field(default_factory=list)


class Telling:
    """One article while it is written: its text, its mentions, its events and statements."""

    def __init__(self, number: int) -> None:
        self.url = f"https://news{number % 12}.example/{number}"
        self.key = article_key(Article("", "", url=self.url))
        self.number, self.text = number, ""
        self.mentions: list[Mention] = []
        self.events: list[Event] = []
        self.statements: list[Statement] = []
        self.sentences: list[tuple[int, int]] = []

    def say(self, words: str) -> tuple[int, int]:
        start = len(self.text)
        self.text += words
        return start, len(self.text)

    def name(self, words: str, world: World, key: str, person: bool) -> str:
        start, end = self.say(words)
        entity = next((m.entity for m in self.mentions if self.text[m.start : m.end] == words), None)
        if entity is None:
            entity = f"e{len(self.mentions)}"
            world.readings[key].append(f"{self.key}#{entity}")
        mention = Mention(f"m{len(self.mentions)}", start, end, "name", "Country" if person else "Place", entity)
        self.mentions.append(mention)
        return mention.id

    def extraction(self) -> Extraction:
        published = (A_DAY + timedelta(days=self.number * 7 % DAYS)).isoformat()
        article = Article(
            f"{self.number:06}", self.text, title=f"Report {self.number} on {WORDS[self.number % len(WORDS)]}",
            published=published, url=self.url, publisher=f"News {self.number % 12}", sha256=text_hash(self.text),
        )  # fmt: skip
        return Extraction(
            article, tuple(self.mentions), tuple(self.statements), tuple(self.events), sentences=tuple(self.sentences)
        )


def articles(world: World, events: int) -> Iterator[Extraction]:
    """The articles that tell of events ``events`` times, and half as many statements; the world learns of each."""
    pick = random.Random(7)
    weights = [1 / (rank + 1) for rank in range(len(world.actors))]
    told = 0
    for number in range(events // PER_ARTICLE):
        telling = Telling(number)
        for _ in range(PER_ARTICLE):
            one, other = pick.choices(range(len(world.actors)), weights, k=2)
            _event(telling, world, told, (one, (other + 1) % len(world.actors)), pick)
            told += 1
            if told % 2:
                _statement(telling, world, told, (one, other), pick)
        world.readings[f"media/news-{number % 12}"].append(f"{telling.key}#publisher")
        yield telling.extraction()


def _event(telling: Telling, world: World, number: int, parties: tuple[int, int], pick: random.Random) -> None:
    start, local = len(telling.text), f"v{len(telling.events)}"
    keys = [f"country/{slug(world.actors[party])}" for party in parties]
    place = f"place/{slug(place_name := pick.choice(world.places))}"
    source = telling.name(world.actors[parties[0]], world, keys[0], person=True)
    telling.say(" ")
    trigger = telling.say(pick.choice(VERBS))
    telling.say(" ")
    target = telling.name(world.actors[parties[1]], world, keys[1], person=True)
    telling.say(" in ")
    where = telling.name(place_name, world, place, person=False)
    telling.say(f" over the {pick.choice(WORDS)} and the {pick.choice(WORDS)}.")
    telling.sentences.append((start, len(telling.text)))
    telling.say(" ")
    day = (A_DAY + timedelta(days=pick.randrange(DAYS))).isoformat()
    root, when = pick.choice(KINDS), Date(day, day, trigger)
    telling.events.append(Event(local, root, None, (trigger,), (source,), (target,), (where,), when, confidence=0.8))
    reading = f"{telling.key}#{local}"
    before = world.events[-1].support.readings if world.events else ("",)
    if number % 6 == 5 and before[0].startswith(telling.key):
        last = world.events.pop()
        world.events.append(replace(last, support=Support((*before, reading), 1, 1 + number % 2)))
        return
    happened = number % 4 > 0
    label = f"{world.actors[parties[0]]} → {world.actors[parties[1]]}: {root}, {day}"
    world.events.append(
        MergedEvent(f"{'event' if happened else 'proposition'}/{number:07}", label, root, None, happened,
                    "actual" if happened else OTHERWISE[number % 4], "article", 0.8, Support((reading,), 1, 1),
                    (keys[0],), (keys[1],), (), (place,), when)
    )  # fmt: skip


def _statement(telling: Telling, world: World, number: int, parties: tuple[int, int], pick: random.Random) -> None:
    start, local = len(telling.text), f"s{len(telling.statements)}"
    keys = [f"country/{slug(world.actors[party])}" for party in parties]
    speaker = telling.name(world.actors[parties[0]], world, keys[0], person=True)
    telling.say(" ")
    cue = telling.say("said")
    telling.say(" ")
    begun = len(telling.text)
    telling.name(world.actors[parties[1]], world, keys[1], person=True)
    telling.say(f" would keep the {pick.choice(WORDS)}")
    content = (begun, len(telling.text))
    telling.say(".")
    telling.sentences.append((start, len(telling.text)))
    telling.say(" ")
    spoken, said = telling.mentions[-2], telling.text[content[0] : content[1]]
    telling.statements.append(
        Statement(local, (speaker,), ((spoken.start, spoken.end),), (cue,), (content,), "indirect", "assert",
                  parts=(Part(local, (content,), ()),))
    )  # fmt: skip
    world.statements.append(
        MergedStatement(f"statement/{number:07}", f"{world.actors[parties[0]]}: {said}", said, pick.choice(SPEECH),
                        False, (keys[0],), Support((f"{telling.key}#{local}",), 1, 1), mentions=(keys[1],))
    )  # fmt: skip


def slug(name: str) -> str:
    return name.lower().replace(" ", "-")


def make(path: Path, events: int) -> None:
    """Write the graph."""
    names = [f"{which} {name}" for which in WHICH for name in NAMES]
    actors = [f"{name} {number}" if number else name for number in range(10) for name in names]
    places = [f"Port {word.title()} {number}" for number in range(40) for word in WORDS]
    world = World(actors, places)
    told = list(articles(world, events))
    with GraphFolder.create_or_open(path) as folder:
        publish(path, quads(told, world, Names(folder.base)), ())


def quads(told: list[Extraction], world: World, names: Names) -> Iterator[Quad]:
    """What is merged, and of articles and readings what the explorer reads: no mention is described."""
    merged = resolution(world)
    yield from merged_graph(merged, names)
    label, text, a_reading = term("rdfs:label"), term("nif:isString"), term("kg:Reading")
    for extraction in told:
        article = extraction.article
        key = article_key(article)
        node = names.article(key)
        spans = {event.id: event.trigger for event in extraction.events}
        spans |= {statement.id: statement.content for statement in extraction.statements}
        spans |= {mention.entity: ((mention.start, mention.end),) for mention in extraction.mentions}
        for local, found in spans.items():
            reading = names.reading(f"{key}#{local}")
            yield Quad(reading, A, a_reading)
            yield Quad(reading, label, literals.text(local))
            yield Quad(reading, IN_ARTICLE, node)
            yield Quad(reading, DERIVED, names.characters(key, found[0]))
        yield Quad(node, A, term("kg:Article"))
        yield Quad(node, label, literals.text(article.title or ""))
        yield Quad(node, term("schema:headline"), literals.text(article.title or ""))
        yield Quad(node, term("schema:identifier"), literals.text(article.id))
        yield Quad(node, term("schema:datePublished"), literals.day(str(article.published)))
        yield Quad(node, term("schema:publisher"), names.node(f"media/news-{int(article.id) % 12}"))
        yield Quad(names.text(key), text, literals.text(article.text), node)
        for span in extraction.sentences:
            yield Quad(names.characters(key, span), A, term("nif:Sentence"), node)


def resolution(world: World) -> Resolution:
    """What the articles make together."""
    pick = random.Random(9)
    known = world.readings
    nodes = [
        Node(key, "Country", name, (f"{name} state",), tuple(sorted(known[key])))
        for name in world.actors
        if (key := f"country/{slug(name)}") in known
    ]
    nodes += [
        Node(key, "Place", name, (), tuple(sorted(known[key])), lat=pick.uniform(-60, 70), lon=pick.uniform(-180, 180))
        for name in world.places
        if (key := f"place/{slug(name)}") in known
    ]
    nodes += [Node(f"media/news-{n}", "Media", f"News {n}", (), tuple(known[f"media/news-{n}"])) for n in range(12)]
    return Resolution(tuple(nodes), tuple(world.statements), tuple(world.events), (), (), ())


def measure(path: Path, times: int) -> None:
    """Index, ask, print."""
    folder = GraphFolder.open(path)
    began, busy = time.perf_counter(), time.process_time()
    explorer = Explorer(folder.store(), folder.base, folder=folder.reader().path)
    print(f"opened in {time.perf_counter() - began:.1f} s, {time.process_time() - busy:.1f} s of a processor;", end=" ")
    print(f" {len(explorer.index.columns)} rows;", end=" ")
    print(f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10} MB; index file", end=" ")
    print(f"{explorer.index.path.stat().st_size >> 20} MB")
    actors = [ref["iri"] for ref in explorer.overview()["actors"]]
    row = explorer.rows(page=Page(1))["rows"][0]["iri"]
    years = Filters(since="2017-01-01", until="2021-12-31")
    about = Filters(about=(actors[0],))
    asked: dict[str, Callable[[], object]] = {
        "overview": explorer.overview,
        "search, a name": lambda: explorer.search("north ard"),
        "search, a letter": lambda: explorer.search("n"),
        "search, words": lambda: explorer.search("treaty harbour"),
        "search, a frequent word": lambda: explorer.search("troops"),
        "thing, the largest actor": lambda: explorer.thing(actors[0]),
        "thing, a row": lambda: explorer.thing(row),
        "rows, all": explorer.rows,
        "rows, 500": lambda: explorer.rows(page=Page(500)),
        "rows, words": lambda: explorer.rows(Filters(q="treaty")),
        "rows, about one": lambda: explorer.rows(about),
        "timeline, all": explorer.timeline,
        "timeline, by day": lambda: explorer.timeline(by="day"),
        "timeline, about one": lambda: explorer.timeline(about),
        "map, all": explorer.map,
        "map, five years": lambda: explorer.map(years),
        "facets, all": explorer.facets,
        "facets, words": lambda: explorer.facets(Filters(q="treaty")),
        "network, all": explorer.network,
        "network, around one": lambda: explorer.network(actors[:1]),
        "network, around one, 200, five years": lambda: explorer.network(actors[:1], years, 200),
        "between, two large": lambda: explorer.between(actors[0], actors[1]),
        "between, far apart": lambda: explorer.between(actors[0], explorer.search("Free Zemla 9")["results"][0]["iri"]),
        "evidence, the largest actor": lambda: explorer.evidence(actors[0]),
        "evidence, a row": lambda: explorer.evidence(row),
        "articles": explorer.articles,
        "articles, words": lambda: explorer.articles(q="treaty"),
        "article": lambda: explorer.article(explorer.articles(page=Page(1))["articles"][0]["iri"]),
    }
    for name, ask in asked.items():
        waited, worked = [], []
        for _ in range(times):
            began, busy = time.perf_counter(), time.process_time()
            ask()
            waited.append(1000 * (time.perf_counter() - began))
            worked.append(1000 * (time.process_time() - busy))
        print(f"{name:40} {statistics.median(waited):8.1f} ms, {statistics.median(worked):8.1f} ms of a processor")
    explorer.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("make", "time"))
    parser.add_argument("folder", type=Path)
    parser.add_argument("--events", type=int, default=120_000)
    parser.add_argument("--times", type=int, default=9)
    given = parser.parse_args()
    if given.what == "make":
        make(given.folder, given.events)
    else:
        measure(given.folder, given.times)


if __name__ == "__main__":
    main()
