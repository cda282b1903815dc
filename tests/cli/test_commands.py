"""The commands as a user runs them, with the real model and a real store."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.shell_completion import ShellComplete
from click.testing import Result

from kg.cli import COMMANDS, main

Run = Callable[..., Result]
ROOT = Path(__file__).parents[2]


def turtle(kg: Run, graph: Path) -> str:
    written = str(kg("export", graph, "--to", "turtle").stdout)
    assert "kg:Article" in written
    return written


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_has_help_and_is_documented(kg: Run, name: str) -> None:
    shown = kg(name, "--help")
    assert shown.exit_code == 0 and len(shown.stdout.splitlines()) > 4
    assert re.search(rf"^(?!Usage).*\bkg {name} \S", shown.stdout, re.M), "its help has no example"
    assert f"kg {name}" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_a_shell_completes_named_queries_and_their_parameters() -> None:
    def completed(*words: str) -> set[str]:
        complete = ShellComplete(main, {}, "kg", "_KG_COMPLETE")
        return {item.value for item in complete.get_completions(["query", *words[:-1]], words[-1])}

    graph = str(ROOT)
    assert completed(graph, "s") == {"single-source", "statements-about"}
    assert completed(graph, "who-said", "") == {"speaker=", "place=", "about="}
    assert completed(graph, "SELECT * {}", "") == set()


def test_an_unknown_query_is_told_the_nearest(kg: Run, graph: Path) -> None:
    asked = kg("query", graph, "whosaid")
    assert asked.exit_code and asked.stderr == "kg: whosaid: no such query; did you mean who-said?\n"


def test_export_writes_what_is_selected(kg: Run, graph: Path) -> None:
    chosen = ("--only", "facts", "--from", "2025-03", "--until", "2025-03-31", "--kind", "consult", "--kind", "aid")
    rows = [
        json.loads(r) for r in kg("export", graph, "--to", "events", "--format", "jsonl", *chosen).stdout.splitlines()
    ]
    assert [(row["type"], row["event_date"]) for row in rows] == [("CONSULT", "2025-03-04")]
    assert len(kg("export", graph, "--to", "events", *chosen, "--min-confidence", "1").stdout.splitlines()) == 1


def test_extract_writes_records_in_input_order(kg: Run, articles: Path, tmp_path: Path) -> None:
    for jobs in ("1", "2"):
        result = kg("extract", articles, "--dates", "--jobs", jobs, "-o", tmp_path / jobs)
        assert result.exit_code == 0, result.stderr
    records = [json.loads(line) for line in (tmp_path / "1").read_text(encoding="utf-8").splitlines()]
    assert [r["article"]["id"] for r in records] == ["a", "b", "c"]
    assert (tmp_path / "1").read_bytes() == (tmp_path / "2").read_bytes()
    assert {"start", "end", "from", "to"} == set(records[0]["dates"][0])
    assert "dates" not in json.loads(kg("extract", articles / "a.txt").stdout)


def test_what_an_article_says_does_not_depend_on_what_is_read_beside_it(
    kg: Run, articles: Path, tmp_path: Path
) -> None:
    texts = [(path.stem, path.read_text(encoding="utf-8")) for path in sorted(articles.glob("*.txt"))]
    rows = [json.dumps({"id": f"{name}{n}", "text": f"Report {n}. {text}"}) for n in range(4) for name, text in texts]
    made = []
    for order, jobs in ((rows, "1"), (rows[::-1], "2"), (rows[5:] + rows[:5], "1")):
        (tmp_path / "in.jsonl").write_text("\n".join(order), encoding="utf-8")
        result = kg("extract", tmp_path / "in.jsonl", "--jobs", jobs, "-o", tmp_path / "out")
        assert result.exit_code == 0, result.stderr
        made.append(sorted((tmp_path / "out").read_bytes().splitlines()))
    assert made[0] == made[1] == made[2]


def test_extract_reads_standard_input(kg: Run) -> None:
    line = json.dumps({"id": "x", "text": "Norway praised Chile on Friday, the ministry said in a long statement."})
    result = kg("extract", "-", stdin=line)
    assert result.exit_code == 0 and json.loads(result.stdout)["article"]["id"] == "x"


def test_building_again_in_another_order_gives_the_same_graph(
    kg: Run, articles: Path, graph: Path, tmp_path: Path
) -> None:
    for name in ("c", "a", "b", "a"):
        assert kg("build", articles / f"{name}.txt", "--graph", tmp_path / "g").exit_code == 0
    assert turtle(kg, tmp_path / "g") == turtle(kg, graph)


def test_what_one_source_alone_tells(kg: Run, articles: Path, tmp_path: Path) -> None:
    said = "Volodymyr Zelenskyy met Olaf Scholz in Berlin on 4 March 2025, and the two spoke about grain.\n"
    (tmp_path / "d.txt").write_text(f"Ukraine's president in Germany\n\n{said}")
    assert kg("build", articles, tmp_path / "d.txt", "--graph", tmp_path / "g").exit_code == 0

    def asked(name: str) -> list[dict[str, str]]:
        return list(csv.DictReader(io.StringIO(kg("query", tmp_path / "g", name, "--format", "csv").stdout)))

    alone, events = asked("single-source"), asked("events")
    assert {row["event"] for row in alone} == {row["event"] for row in events if row["sources"] == "1"}
    assert 0 < len({row["event"] for row in alone}) < len(events)


def test_a_statement_of_two_articles_is_one(kg: Run, graph: Path) -> None:
    answer = kg("query", graph, "who-said", "speaker=Sergei Lavrov", "--format", "json")
    assert answer.exit_code == 0, answer.stderr
    rows = json.loads(answer.stdout)["results"]["bindings"]
    said = [row for row in rows if "would not withdraw" in row["said"]["value"]]
    assert {row["articles"]["value"] for row in said} == {"2"}


def test_what_is_only_said_is_no_event(kg: Run, graph: Path) -> None:
    assert "false" in kg("query", graph, "ASK { ?e a kg:Assault }").stdout
    asked = "ASK { ?p a kg:Proposition ; kg:eventType plover:ASSAULT ; kg:voice kg:reported }"
    assert "true" in kg("query", graph, asked).stdout


def test_query_from_a_file(kg: Run, graph: Path, tmp_path: Path) -> None:
    (tmp_path / "q.rq").write_text("SELECT (COUNT(?a) AS ?n) WHERE { ?a a kg:Article }")
    assert kg("query", graph, "-f", tmp_path / "q.rq", "--format", "csv").stdout.splitlines() == ["n", "3"]


def test_show_leads_to_characters(kg: Run, graph: Path) -> None:
    shown = kg("show", graph, "Sergei Lavrov", "--why")
    assert shown.exit_code == 0, shown.stderr
    assert "Foreign Minister Sergei Lavrov said" in shown.stdout and "judgements" in shown.stdout


def test_stats_and_validate(kg: Run, graph: Path) -> None:
    assert re.search(r"Article\s*│\s*3", kg("stats", graph).stdout)
    assert kg("validate", graph).exit_code == 0


def test_remove_takes_back_what_only_it_said(kg: Run, graph: Path, articles: Path, tmp_path: Path) -> None:
    shutil.copytree(graph, tmp_path / "g")
    assert kg("remove", tmp_path / "g", "c").exit_code == 0
    assert kg("build", articles / "a.txt", articles / "b.txt", "--graph", tmp_path / "two").exit_code == 0
    assert turtle(kg, tmp_path / "g") == turtle(kg, tmp_path / "two")
    assert kg("remove", tmp_path / "g", "c").exit_code == 1


def test_a_persons_judgement_is_obeyed_by_later_builds(kg: Run, graph: Path, articles: Path, tmp_path: Path) -> None:
    shutil.copytree(graph, tmp_path / "g")

    def lavrovs() -> list[str]:
        found = kg("export", tmp_path / "g", "--to", "actors").stdout.splitlines()
        return [row["iri"] for row in csv.DictReader(found) if "Lavrov" in row["label"]]

    assert len(lavrovs()) == 1
    asked = (
        "SELECT ?r WHERE { ?p rdfs:label ?l ; kg:reading ?r FILTER(CONTAINS(?l, 'Lavrov')) ?p a kg:Person } ORDER BY ?r"
    )
    readings = kg("query", tmp_path / "g", asked, "--format", "csv").stdout.split()[1:]
    assert kg("split", tmp_path / "g", "Sergei Lavrov", readings[0]).exit_code == 0
    assert kg("build", articles, "--graph", tmp_path / "g").exit_code == 0
    assert len(lavrovs()) == 2
    assert kg("merge", tmp_path / "g", *(iri.rsplit("/", 1)[-1] for iri in lavrovs())).exit_code == 0
    assert len(lavrovs()) == 1


def test_code_gives_each_pair_a_root(kg: Run, tmp_path: Path) -> None:
    sentence = "Norway bombed Chile and praised Peru."
    rows = ["uid\tsentence\tsource_start\tsource_end\ttarget_start\ttarget_end"]
    rows += [f"1\t{sentence}\t0\t6\t14\t19", f"2\t{sentence}\t0\t6\t\t", "3\ttoo few"]
    (tmp_path / "pairs.tsv").write_text("\n".join(rows) + "\n")
    result = kg("code", tmp_path / "pairs.tsv", "-o", tmp_path / "codes.tsv")
    assert result.exit_code == 1 and "pairs.tsv" in result.stderr
    with (tmp_path / "codes.tsv").open(newline="") as stream:
        codes = {row["uid"]: row for row in csv.DictReader(stream, delimiter="\t")}
    assert codes["1"]["type"] == "ASSAULT" and codes["2"]["type"] and 0 <= float(codes["1"]["confidence"]) <= 1
    assert set(codes) == {"1", "2"}


def test_a_named_query_gives_no_more_rows_than_wanted(kg: Run, graph: Path) -> None:
    every = kg("query", graph, "who-said", "--format", "csv").stdout.splitlines()
    assert len(every) > 2
    assert kg("query", graph, "who-said", "--limit", "1", "--format", "csv").stdout.splitlines() == every[:2]
