"""Corpora in which mentions of events say which are one → readings of ``kg`` with those labels."""

from __future__ import annotations

import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from encoder.corpora import BENCHMARKS, lines

from kg.ids import article_key, reading_key
from kg.lexicon.gazetteer import Gazetteer
from kg.records import Extraction, from_json
from kg.resolve.events.comparison import ComparableEvent
from kg.resolve.resolution import comparable
from kg.resolve.world import World

FACTS = BENCHMARKS.parent / "trials" / "merging" / "facts.jsonl"
KG = Path(sys.executable).parent / "kg"

#: A mention of a corpus: its first and last offset, and what is one with it.
Marked = tuple[int, int, str]
#: Article id → its mentions.
Gold = Mapping[str, list[Marked]]


@dataclass(frozen=True)
class Topic:
    """Articles on one topic: what kg reads in them, and which readings a corpus says are one."""

    name: str
    found: Mapping[str, ComparableEvent]
    world: World
    #: Reading key → the label of its happening, of those that a mention of the corpus shares a character with.
    labels: Mapping[str, str]


def chains(part: str) -> dict[str, Gold]:
    """ECB+ or MEANTIME: topic → the validated mentions of events with their chains."""
    folder = BENCHMARKS / "event-coreference" / part
    topic = {row["id"]: row["topic"] for row in lines(folder / "articles.jsonl.gz")}
    found: dict[str, dict[str, list[Marked]]] = defaultdict(lambda: defaultdict(list))
    for row in lines(folder / "mentions.jsonl.gz"):
        if row["kind"] == "event" and row["validated"]:
            found[topic[row["article"]]][row["article"]].append((row["start"], row["end"], row["chain"]))
    return dict(found)


def facts() -> dict[str, Gold]:
    """The trial's facts: story → the mentions of each fact, without those that may be of it."""
    found: dict[str, dict[str, list[Marked]]] = defaultdict(lambda: defaultdict(list))
    for fact in lines(FACTS):
        if fact["kind"] == "event":
            for mention in fact["same"]:
                starts, ends = zip(*mention["spans"], strict=True)
                found[fact["topic"]][mention["article"]].append((min(starts), max(ends), fact["fact"]))
    return dict(found)


def repeated(part: str) -> Gold:
    """``news-events``: mentions with the first mention of their happening; what is planned is not what is done."""
    found: dict[str, list[Marked]] = {}
    for row in lines(BENCHMARKS / "news-events" / part / "articles.jsonl"):
        found[row["id"]] = [
            (*event["trigger"], f"{row['id']} {event['same'] or event['id']} {event['factuality']}")
            for event in row["events"]
        ]
    return found


def extracted(benchmark: str, part: str, folder: Path) -> Iterator[Path]:
    """The records of a benchmark's articles, a file a topic; read once, and kept in ``folder``."""
    inputs, outputs = folder / "in" / benchmark / part, folder / "out" / benchmark / part
    outputs.mkdir(parents=True, exist_ok=True)
    inputs.mkdir(parents=True, exist_ok=True)
    score, data = BENCHMARKS / benchmark / "score", BENCHMARKS / benchmark / part
    one = inputs / "all.jsonl" if benchmark == "news-events" else inputs
    subprocess.run([score, "--data", data, "--inputs", one], check=True, stdout=subprocess.DEVNULL)
    for articles in sorted(inputs.glob("*.jsonl")):
        records = outputs / articles.name
        if not records.exists():
            subprocess.run([KG, "extract", articles, "-o", records], check=True)
        yield records


def read(records: Path) -> list[Extraction]:
    """What ``kg extract`` wrote."""
    return [from_json(row) for row in lines(records)]


def topic(records: Path, gold: Gold, gazetteer: Gazetteer) -> Topic:
    """What kg reads in the articles of one file, with the labels of ``gold``."""
    extractions = read(records)
    told = comparable(extractions, gazetteer)
    labels: dict[str, str] = {}
    for extraction in extractions:
        labels |= {key: label for key, label in _labels(extraction, gold) if key in told.events}
    return Topic(records.stem, told.events, told.world, labels)


def _labels(extraction: Extraction, gold: Gold) -> Iterator[tuple[str, str]]:
    """Reading key and label: one to one, the larger overlap first."""
    key, marked = article_key(extraction.article), gold.get(extraction.article.id, [])
    overlaps = []
    for number, (start, end, _) in enumerate(marked):
        for event in extraction.events:
            shared = sum(max(0, min(end, b) - max(start, a)) for a, b in event.trigger)
            if shared:
                overlaps.append((-shared, reading_key(key, event.id), number))
    used: set[str | int] = set()
    for _, reading, number in sorted(overlaps):
        if reading not in used and number not in used:
            used |= {reading, number}
            yield reading, marked[number][2]
