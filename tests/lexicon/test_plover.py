"""PLOVER's scores and contexts: each category has one, on the side of its quad; contexts are those of PLOVER's own."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from kg.lexicon.goldstein import scale
from kg.lexicon.plover import FILE, QUAD, contexts, score
from kg.lexicon.yaml_file import read_yaml
from kg.records import ROOTS, Root

TABLE = Path(__file__).parents[3] / "shared" / "benchmarks" / "events" / "cameo2plover.tsv"
CODES = [(name, code) for name, codes in read_yaml(FILE.read_text("utf-8"))["contexts"].items() for code in codes]


@pytest.mark.parametrize("root", ROOTS)
def test_a_score_lies_on_the_side_of_its_quad(root: Root) -> None:
    assert (score(root) > 0) == (QUAD[root] <= 2) and abs(score(root)) < 10


def test_a_context_belongs_to_codes_of_cameo_each_once() -> None:
    assert len(set(CODES)) == len(CODES) > 90
    assert not [code for _, code in CODES if scale(code) is None]


@pytest.mark.shared
@pytest.mark.skipif(not TABLE.is_file(), reason="PLOVER's table of codes does not lie beside the project")
def test_contexts_are_those_of_plovers_own_table() -> None:
    with TABLE.open(encoding="utf-8", newline="") as stream:
        rows = {row["cameo"]: row["context"].split(";") for row in csv.DictReader(stream, delimiter="\t")}
    assert not [(name, code) for name, code in CODES if name not in rows[code]]
    assert contexts("094") == sorted(rows["094"])
