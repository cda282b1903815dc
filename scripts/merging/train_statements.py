"""Learns ``kg/resolve/statements/weights.yaml`` from the facts of ``trials/merging``.

``python -m merging.train_statements FOLDER [STORY]``: records are kept in FOLDER; with STORY from the other stories
alone, to see what is learned on a story that was not read. Pairs are of labelled readings of two articles.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from kg.lexicon.gazetteer import Gazetteer
from kg.resolve.resolution import comparable
from kg.resolve.statements import clustering
from kg.resolve.statements.comparison import AGAINST, FEATURES, barred, features
from merging.fitting import Pair, fitted, write
from merging.labelled import extracted, read
from merging.statements_merged import apart, counted, labels

#: From which likelihood on two are one: chosen with each story held back.
THRESHOLD = 0.44


def pairs(records: Path, gazetteer: Gazetteer) -> Iterator[Pair]:
    """The labelled pairs of one story that nothing bars."""
    extractions = read(records)
    told = comparable(extractions, gazetteer)
    for a, b, one in counted(labels(extractions, records.stem), apart(records.stem)):
        left, right = told.statements[a], told.statements[b]
        if not barred(left, right):
            yield Pair(records.stem, one, features(left, right, told.world))


def main() -> None:
    """Train on all stories, or on all but one."""
    folder, *held_back = sys.argv[1:]
    gazetteer = Gazetteer.load(None)
    files = [file for file in extracted("stories", "data", Path(folder)) if file.stem not in held_back]
    found = [pair for file in files for pair in pairs(file, gazetteer)]
    write({"statements": fitted(found, FEATURES, THRESHOLD, AGAINST, {})}, clustering.WEIGHTS)
    print(f"{len(found)} pairs, {sum(pair.one for pair in found)} of them one")


if __name__ == "__main__":
    main()
