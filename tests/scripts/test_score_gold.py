"""The annotations fit the samples, and every figure is what its definition says, on two made articles."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "scripts"))

from gold_samples import GoldError, load_gold, locate  # noqa: E402

from kg.articles import read  # noqa: E402
from kg.records import Article  # noqa: E402

TEXTS = {
    "a": "Lima accused Quito of shelling a post. Ann Lee, the minister, told reporters in Cusco that talks had failed.",
    "b": "Peru blamed Ecuador. Minister Ann Lee said on X that the talks were over. She left.",
}
NAMES = {"Peru": ["Lima"], "Ecuador": ["Quito"], "Ann Lee": [], "reporters": [], "Cusco": [], "X": [], "minister": []}
GOLD: dict[str, dict[str, Any]] = {
    "a": {
        "article": "a",
        "statements": [
            {
                "id": "s1", "speaker": "Peru", "source": "Lima", "cue": "accused",
                "content": ["accused [Quito]", "of shelling a post"], "act": ["assert", "oppose"],
            },
            {
                "id": "s2", "speaker": "Ann Lee", "source": "Ann Lee, the minister,", "cue": "told",
                "content": "that talks had failed", "act": "assert", "addressee": "reporters", "place": "Cusco",
            },
        ],
        "events": [
            {"id": "v1", "root": "ACCUSE", "triggers": ["accused"], "source": "Peru", "target": "Ecuador"},
            {"id": "v2", "root": "ASSAULT", "triggers": ["shelling"], "source": "Ecuador", "date": "2024-05"},
            {"id": "v3", "root": "CONSULT", "triggers": ["talks"], "optional": True},
        ],
        "relations": [{"predicate": "holdsOffice", "subject": "Ann Lee", "object": "minister"}],
    },
    "b": {
        "article": "b",
        "statements": [
            {
                "id": "s1", "speaker": "Ann Lee", "source": "Minister Ann Lee", "cue": "said",
                "content": "that the talks were over", "act": "assert", "medium": "X",
            },
        ],
        "events": [
            {
                "id": "v1", "root": "ACCUSE", "triggers": ["blamed"], "source": "Peru", "target": "Ecuador",
                "factuality": "actual",
            },
        ],
        "relations": [{"predicate": "holdsOffice", "subject": "Ann Lee", "object": "minister"}],
    },
}  # fmt: skip
SAME = {"events": [["a#v1", "b#v1"]], "statements": [["a#s2", "b#s1"]]}


def span(article: str, part: str) -> list[int]:
    start = TEXTS[article].index(part)
    return [start, start + len(part)]


def record(article: str, mentions: dict[str, str], **parts: list[dict[str, Any]]) -> dict[str, Any]:
    """An extraction record; ``mentions`` says which text each mention has, "m1/e2" being mention m1 of entity e2."""
    listed = []
    for key, said in mentions.items():
        (ident, entity), (start, end) = key.split("/"), span(article, said)
        listed.append({"id": ident, "entity": entity, "start": start, "end": end})
    return {"article": {"id": article}, "text": TEXTS[article], "mentions": listed, **parts}


def statement(article: str, ident: str, speaker: str, cue: str, *content: str, **more: Any) -> dict[str, Any]:
    spans = {"cue": [span(article, cue)], "content": [span(article, part) for part in content]}
    empty: dict[str, Any] = {"addressee": [], "place": [], "medium": None, "within": None}
    return {"id": ident, "speaker": [speaker], "act": "assert", **spans, **empty, **more}


def event(article: str, ident: str, root: str, trigger: str, *parties: str, **more: Any) -> dict[str, Any]:
    sides = {"source": list(parties[:1]), "target": list(parties[1:])}
    empty: dict[str, Any] = {"place": [], "date": None, "factuality": "actual", "reported_in": None}
    return {"id": ident, "type": root, "trigger": [span(article, trigger)], **sides, **empty, **more}


def right_records() -> list[dict[str, Any]]:
    """What the annotations say, as extraction records."""
    may = {"start": "2024-05-01", "end": "2024-05-31"}
    a = record(
        "a",
        {
            "m1/e1": "Lima",
            "m2/e2": "Quito",
            "m3/e3": "Ann Lee",
            "m4/e4": "reporters",
            "m5/e5": "Cusco",
            "m6/e6": "the minister",
        },
        statements=[
            statement("a", "s7", "m1", "accused", "Quito", "of shelling a post", act="oppose"),
            statement("a", "s8", "m3", "told", "that talks had failed", addressee=["m4"], place=["m5"]),
        ],
        events=[
            event("a", "v7", "ACCUSE", "accused", "m1", "m2"),
            event("a", "v8", "ASSAULT", "shelling", "m2", date=may, reported_in="s7"),
        ],
        relations=[{"predicate": "holdsOffice", "subject": "m3", "object": "m6"}],
    )
    b = record(
        "b",
        {"m1/e1": "Peru", "m2/e2": "Ecuador", "m3/e3": "Ann Lee", "m4/e4": "X", "m5/e5": "Minister", "m6/e3": "She"},
        statements=[statement("b", "s7", "m3", "said", "that the talks were over", medium="m4")],
        events=[event("b", "v7", "ACCUSE", "blamed", "m1", "m2")],
        relations=[{"predicate": "holdsOffice", "subject": "m6", "object": "m5"}],
    )
    return [a, b]


def right_rows() -> list[tuple[str, str, str, str]]:
    """Article, trigger, kind and IRI."""
    return [
        ("a", "accused", "event", "i:1"),
        ("a", "accused", "statement", "i:4"),
        ("a", "shelling", "event", "i:2"),
        ("a", "told", "statement", "i:3"),
        ("b", "blamed", "event", "i:1"),
        ("b", "said", "statement", "i:3"),
    ]


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    folder = tmp_path / "gold"
    (folder / "story").mkdir(parents=True)
    for name, article in GOLD.items():
        (folder / "story" / f"{name}.yaml").write_text(yaml.safe_dump(article))
    (folder / "names.yaml").write_text(yaml.safe_dump(NAMES))
    (folder / "same.yaml").write_text(yaml.safe_dump(SAME))
    return folder


def figures(gold: Path, records: list[dict[str, Any]], rows: list[tuple[str, str, str, str]]) -> dict[str, float]:
    """The last line of the script's output."""
    (gold.parent / "r.jsonl").write_text("".join(json.dumps(r) + "\n" for r in records))
    with (gold.parent / "m.csv").open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["article_id", "start", "end", "text", "kind", "type", "iri"])
        for article, part, kind, iri in rows:
            writer.writerow([article, *span(article, part), part, kind, "", iri])
    script = [sys.executable, str(ROOT / "scripts/score_gold.py"), "--gold", "gold", "r.jsonl", "m.csv"]
    done = subprocess.run(
        script, capture_output=True, text=True, check=True, cwd=gold.parent, env={"PYTHONPATH": str(ROOT)}
    )
    return {name: float(value) for name, value in (pair.split("=") for pair in done.stdout.splitlines()[-1].split())}


def test_what_is_right_scores_one(gold: Path) -> None:
    found = figures(gold, right_records(), right_rows())
    # nothing nested, and no place of an event, is annotated in the two
    assert {name for name, value in found.items() if value != 1} == {"nesting_f1", "event_place_acc"}


def test_what_is_wrong_costs_what_it_should(gold: Path) -> None:
    a, b = right_records()
    a["statements"][0]["speaker"] = ["m2"]
    a["statements"][0]["act"] = "deny"
    a["statements"].append(statement("a", "s9", "m1", "Cusco", "a post"))
    a["events"][0]["target"] = ["m5"]
    a["events"][1] |= {"type": "COERCE", "reported_in": None}
    a["events"].append(event("a", "v9", "REQUEST", "talks", "m1", "m2"))
    b["statements"] = []
    b["events"][0]["factuality"] = "planned"
    b["relations"][0]["subject"] = "m1"
    found = figures(gold, [a, b], right_rows())
    assert (found["statement_p"], found["statement_r"]) == (0.667, 0.667)
    assert (found["speaker_acc"], found["act_acc"]) == (0.5, 0.5)
    # COERCE is one too much; REQUEST stands on an optional trigger and counts for nothing
    assert (found["event_p"], found["event_r"], found["event_found"]) == (0.667, 0.667, 1)
    assert (found["parties_acc"], found["reported_acc"]) == (0.5, 1)
    assert (found["relation_p"], found["relation_r"]) == (0.5, 0.5)
    assert (found["medium_f1"], found["factuality_acc"]) == (0, 0)


def test_joint_parties_may_stand_on_either_side(gold: Path) -> None:
    path = gold / "story" / "b.yaml"
    article = yaml.safe_load(path.read_text())
    article["events"][0] = {"id": "v1", "root": "CONSULT", "triggers": ["blamed"], "participants": ["Peru", "Ecuador"]}
    path.write_text(yaml.safe_dump(article))
    for source, target, right in ((["m1"], ["m2"], 1), (["m1", "m2"], ["m1", "m2"], 1), (["m1"], [], 0)):
        a, b = right_records()
        b["events"][0] |= {"type": "CONSULT", "source": source, "target": target}
        assert figures(gold, [a, b], right_rows())["parties_acc"] == pytest.approx((2 + right) / 3, abs=0.001)


def test_merging(gold: Path) -> None:
    rows = [(*row[:3], "i:9") if row[:2] in {("a", "shelling"), ("b", "blamed")} else row for row in right_rows()]
    found = figures(gold, right_records(), rows)
    assert (found["event_link_r"], found["event_link_p"]) == (0, 0)
    assert (found["statement_link_r"], found["statement_link_p"]) == (1, 1)
    assert figures(gold, right_records(), [])["statement_link_r"] == 0


def test_quotes() -> None:
    text = "He said so.\n He left, he\nsaid."
    assert locate(text, "so") == (8, 10)
    assert text[slice(*locate(text, "he [said]"))] == "said"
    assert text[slice(*locate(text, "He left, he said"))] == "He left, he\nsaid"
    for quote in ("said", "gone", "[]", "he [said", ""):
        with pytest.raises(GoldError):
            locate(text, quote)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"speaker": "Nobody"}, "'Nobody' is not in names.yaml"),
        ({"cue": "shouted"}, "'shouted' occurs 0 times"),
        ({"act": "shout"}, "unknown act"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_annotations_that_do_not_fit_are_refused(gold: Path, change: dict[str, str], reason: str) -> None:
    path = gold / "story" / "a.yaml"
    article = yaml.safe_load(path.read_text())
    article["statements"][0] |= change
    path.write_text(yaml.safe_dump(article))
    with pytest.raises(GoldError, match=reason):
        load_gold(gold, TEXTS)


def samples() -> list[Article]:
    return list(read([ROOT / "data/samples"], on_error=lambda error: pytest.fail(str(error))))


def test_the_annotations_fit_the_samples() -> None:
    texts = {article.id: article.text for article in samples()}
    gold = load_gold(ROOT / "data/gold", texts)
    assert set(gold.articles) == set(texts)
    for article in gold.articles.values():
        known = {statement.id for statement in article.statements}
        assert {s.within for s in article.statements} - {None} <= known
        assert len(known) == len(article.statements)


@pytest.mark.shared
def test_samples_share_no_wording_with_the_articles_beside_the_project() -> None:
    folder = ROOT.parent / "shared" / "articles"
    if not folder.is_dir():
        pytest.skip("no ../shared/articles")

    def runs(text: str) -> set[tuple[str, ...]]:
        words = "".join(c if c.isalnum() else " " for c in text.casefold()).split()
        return {tuple(words[i : i + 8]) for i in range(len(words) - 7)}

    theirs = set().union(*(runs(path.read_text("utf-8")) for path in folder.glob("*.txt")))
    for article in samples():
        assert not runs(article.text) & theirs, article.id
