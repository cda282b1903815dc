"""Compares what was extracted from data/samples, and how it was merged, with the annotations in data/gold.

    score_gold.py --gold data/gold RECORDS.jsonl MENTIONS.csv [--errors]

RECORDS.jsonl is what `kg extract data/samples` writes, MENTIONS.csv what `kg export GRAPH --to mentions` writes of a
graph built from them. The last line has every figure as name=value. Annotations marked optional are counted neither for
nor against, and what they match is not counted as wrong.

statement_p/r/f1   content agrees if the characters shared are at least half of those that either has (Jaccard); one
                   to one, overlapping cues first, then the larger share
speaker_acc act_acc    of the statements found: who said it; the act
addressee_f1 medium_f1 place_f1 nesting_f1   of the statements found: right of those given, right of those annotated
event_p/r/f1       same root, and a trigger that overlaps one of those annotated
event_found        share of the annotated events of which a trigger was found at all, whatever its root
parties_acc        of the predicted events that match: all parties right and none more; where both act together,
                   on whichever side they stand
factuality_acc reported_acc   of these too: factuality; the innermost statement that has the trigger in its content
event_date_acc event_place_acc   of the annotated events found: one of the predicted ones has the date, the place
relation_p/r/f1    predicate and both ends; precision is that of holdsOffice, which alone is annotated throughout
event_link_r statement_link_r   of the pairs of annotated readings of different articles that are one: share that has
                   one IRI (a reading that was not found has none)
event_link_p statement_link_p   of the pairs of readings of different articles that have one IRI: share that is one
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from gold_linking import score_linking
from gold_readings import score_events, score_relations, score_statements
from gold_samples import GoldError, load_gold
from gold_tally import Tally

from kg.errors import KgError


def main() -> None:
    """Read the arguments, score, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, required=True, metavar="DIR")
    parser.add_argument("records", type=Path, metavar="RECORDS.jsonl")
    parser.add_argument("mentions", type=Path, nargs="?", metavar="MENTIONS.csv")
    parser.add_argument("--errors", action="store_true", help="list what was missed, found too much, or wrong")
    options = parser.parse_args()
    try:
        tally = score(options.gold, options.records, options.mentions)
    except (KgError, OSError, ValueError) as error:
        sys.exit(f"score_gold: {error}")
    if options.errors:
        print("\n".join(tally.notes))
    figures = tally.figures()
    for name, value in figures.items():
        print(f"{name:20} {value:.3f}   {tally.counted(name)}")
    print(" ".join(f"{name}={value:.3f}" for name, value in figures.items()))


def score(gold_folder: Path, records_file: Path, mentions_file: Path | None) -> Tally:
    """Everything counted. Raises GoldError where records or table do not fit the annotations."""
    records = _records(records_file)
    gold = load_gold(gold_folder, {name: record["text"] for name, record in records.items()})
    tally = Tally()
    for name, article in sorted(gold.articles.items()):
        score_statements(article, records[name], gold.names, tally)
        score_events(article, records[name], gold.names, tally)
    score_relations(gold, records, tally)
    if mentions_file is not None:
        score_linking(gold, _rows(mentions_file), tally)
    return tally


def _records(path: Path) -> dict[str, Any]:
    with path.open(encoding="utf-8") as file:
        records = [json.loads(line) for line in file if line.strip()]
    try:
        return {record["article"]["id"]: record for record in records}
    except (KeyError, TypeError) as error:
        raise GoldError(f"{path}: not extraction records: {error}") from error


def _rows(path: Path) -> Iterable[Mapping[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    if rows and not {"article_id", "start", "end", "kind", "iri"} <= rows[0].keys():
        raise GoldError(f"{path}: not a table of mentions")
    return rows


if __name__ == "__main__":
    main()
