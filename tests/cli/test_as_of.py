"""A newer version takes the place of an older one; what was known before is still told."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]
OLD = "Foreign Minister Sergei Lavrov met Chancellor Olaf Scholz in Berlin on 3 March 2025 for talks on trade and aid."
NEW = "Foreign Minister Sergei Lavrov met Chancellor Olaf Scholz in Vienna on 3 March 2025 for talks on trade and aid."
COUNT = "SELECT (COUNT(?a) AS ?n) WHERE { ?a a kg:Article }"


def article(name: str, text: str, published: str | None = None, url: str | None = "https://news.example/1") -> str:
    return json.dumps({"id": name, "text": text, "published": published, "url": url})


def build(kg: Run, graph: Path, line: str, *options: str) -> Result:
    return kg("build", "-", "--graph", graph, "--fast", *options, stdin=line)


def places(kg: Run, graph: Path, *options: str) -> set[str]:
    lines = kg("export", graph, "--to", "events", "--format", "jsonl", *options).stdout.splitlines()
    return {place for line in lines for place in json.loads(line)["place"]}


@pytest.fixture(scope="module")
def graph(kg: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    graph = tmp_path_factory.mktemp("versions") / "g"
    first = build(kg, graph, article("a", OLD, "2025-03-04"))
    second = build(kg, graph, article("a", NEW, "2025-03-06"))
    assert first.exit_code == second.exit_code == 0 and first.stderr == ""
    assert second.stderr == "kg: a: an older version of it makes room, and is kept for --as-of\n"
    return graph


def test_the_newer_version_stands(kg: Run, graph: Path) -> None:
    assert places(kg, graph) == {"Vienna"}
    assert places(kg, graph, "--as-of", "2025-03-05") == {"Berlin"}
    assert places(kg, graph, "--as-of", "2025-03") == {"Vienna"}


def test_an_older_version_that_comes_late_is_said_and_no_fault(kg: Run, tmp_path: Path, graph: Path) -> None:
    build(kg, tmp_path / "g", article("a", NEW, "2025-03-06"))
    late = build(kg, tmp_path / "g", article("a", OLD, "2025-03-04"))
    assert late.exit_code == 0
    assert late.stderr == "kg: a: an older version of an article of the graph; it is kept for --as-of\n"
    for day in ("2025-03-05", "2025-12-31"):
        both = [kg("export", g, "--to", "nquads", "--as-of", day).stdout for g in (tmp_path / "g", graph)]
        assert both[0] and both[0] == both[1]


def test_a_query_asks_what_was_known_then(kg: Run, graph: Path) -> None:
    assert build(kg, graph, article("b", OLD, "2025-03-01", url=None)).exit_code == 0
    for options, number in (((), "2"), (("--as-of", "2025-03-02"), "1")):
        assert kg("query", graph, COUNT, "--format", "csv", *options).stdout.splitlines()[1] == number
    early = kg("query", graph, COUNT, "--as-of", "2024")
    assert early.exit_code == 1 and "no article in it is known to have been published by 2024" in early.stderr
    assert kg("query", graph, COUNT, "--as-of", "then").exit_code == 2


def test_one_article_replaces_another(kg: Run, tmp_path: Path) -> None:
    graph = tmp_path / "g"
    build(kg, graph, article("old", OLD, url=None))
    assert places(kg, graph) == {"Berlin"}
    assert build(kg, graph, article("new", NEW, url=None), "--replaces", "old").exit_code == 0
    assert places(kg, graph) == {"Vienna"}
    assert build(kg, graph, article("new", NEW, url=None), "--replaces", "older").exit_code == 1
    two = build(kg, graph, article("x", NEW, url=None) + "\n" + article("y", OLD, url=None), "--replaces", "old")
    assert two.exit_code == 2 and "--replaces is said of one article; 2 are given" in two.stderr
    assert kg("remove", graph, "new").exit_code == 0
    assert places(kg, graph) == set()
