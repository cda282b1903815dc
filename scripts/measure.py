"""Run a benchmark of ../shared/benchmarks on this checkout and print its figures.

usage: measure.py BENCHMARK [--keep DIR] [OPTION OF kg]...   (actors, attribution, dates, event-coreference, events,
meantime, merging, merging-ecbr, news-events, places, statements-merged, stories or whole-statements)

Each line that starts with $ is a command that gives the same by hand. Inputs and outputs go to a temporary folder, or
to DIR. Other options (--fast, --weights DIR) go to the commands that read the texts.
"""

from __future__ import annotations

import argparse
import os
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parent.parent
BENCHMARKS = ROOT.parent / "shared" / "benchmarks"
KG = Path(sys.executable).parent / "kg"
OPTIONS: list[str] = []


def run(*command: str | Path) -> str:
    words = [str(word) for word in command]
    print("$", shlex.join(words), flush=True)
    return subprocess.run(words, check=False, text=True, stdout=subprocess.PIPE).stdout


def extracted(name: str, folder: Path, data: str = "data", *options: str) -> None:
    score = BENCHMARKS / name / "score"
    gold = BENCHMARKS / name / data
    run(score, "--data", gold, "--inputs", folder / "in.jsonl")
    run(KG, "extract", folder / "in.jsonl", *options, *OPTIONS, "-o", folder / "out.jsonl")
    print(run(score, "--data", gold, folder / "out.jsonl"))


def events(folder: Path) -> None:
    score, gold = BENCHMARKS / "events" / "score", BENCHMARKS / "events" / "data"
    run(score, "--data", gold, "--inputs", folder)
    run(KG, "code", folder / "pairs.tsv", *OPTIONS, "-o", folder / "codes.tsv")
    run(KG, "extract", folder / "articles.jsonl", *OPTIONS, "-o", folder / "records.jsonl")
    print(run(score, "--data", gold, folder / "codes.tsv", folder / "records.jsonl"))


def merging(folder: Path, data: str, name: str = "merging") -> None:
    score, gold = BENCHMARKS / name / "score", BENCHMARKS / name / data
    run(score, "--data", gold, "--inputs", folder / "in")
    (folder / "out").mkdir()
    for topic in sorted((folder / "in").glob("*.jsonl")):
        graph = folder / f"graph-{topic.stem}"
        run(KG, "build", topic, "--graph", graph, *OPTIONS)
        run(KG, "export", graph, "--to", "mentions", "-o", folder / "out" / f"{topic.stem}.csv")
    print(run(score, "--data", gold, folder / "out"))


def statements_merged(folder: Path) -> None:
    run(BENCHMARKS / "stories" / "score", "--data", BENCHMARKS / "stories" / "data", "--inputs", folder / "in")
    (folder / "out").mkdir()
    for story in sorted((folder / "in").glob("*.jsonl")):
        run(KG, "extract", story, *OPTIONS, "-o", folder / "out" / story.name)
    os.environ["PYTHONPATH"] = str(ROOT / "scripts")
    print(run(sys.executable, "-m", "merging.statements_merged", *sorted((folder / "out").glob("*.jsonl"))))


def whole_statements(folder: Path) -> None:
    os.environ["PYTHONPATH"] = str(ROOT / "scripts")
    run(sys.executable, "-m", "whole_statements", "--inputs", folder / "in.jsonl")
    run(KG, "extract", folder / "in.jsonl", *OPTIONS, "-o", folder / "out.jsonl")
    print(run(sys.executable, "-m", "whole_statements", folder / "out.jsonl"))


BENCHES: dict[str, Callable[[Path], None]] = {
    "actors": lambda folder: extracted("actors", folder),
    "attribution": lambda folder: extracted("attribution", folder, "data/dev"),
    "dates": lambda folder: extracted("dates", folder, "data", "--dates"),
    "event-coreference": lambda folder: merging(folder, "data", "event-coreference"),
    "events": events,
    "meantime": lambda folder: merging(folder, "data-meantime", "event-coreference"),
    "merging": lambda folder: merging(folder, "data"),
    "merging-ecbr": lambda folder: merging(folder, "data-ecbr"),
    "news-events": lambda folder: extracted("news-events", folder),
    "places": lambda folder: extracted("places", folder),
    "statements-merged": statements_merged,
    "stories": lambda folder: merging(folder, "data", "stories"),
    "whole-statements": whole_statements,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("name", choices=sorted(BENCHES))
    parser.add_argument("--keep", type=Path, metavar="DIR")
    arguments, options = parser.parse_known_args()
    OPTIONS.extend(options)
    if not BENCHMARKS.is_dir():
        sys.exit("measure.py: ../shared/benchmarks is not there")
    if arguments.keep:
        arguments.keep.mkdir(parents=True, exist_ok=True)
        BENCHES[arguments.name](arguments.keep)
        return
    with tempfile.TemporaryDirectory() as folder:
        BENCHES[arguments.name](Path(folder))


main()
