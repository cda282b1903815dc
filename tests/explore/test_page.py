"""The explorer as one file: what it holds, what may run in it, how large it gets, and that it is the same each time."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Callable, Iterator
from hashlib import sha256
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from kg.explore import drawing
from kg.explore.explorer import Explorer
from kg.explore.filters import Filters
from kg.explore.page import STATIC, render
from kg.explore.part import dumped
from kg.graph.store import GraphFolder

Run = Callable[..., Result]


@pytest.fixture(scope="module")
def explorer(folder: GraphFolder) -> Iterator[Explorer]:
    made = Explorer(folder.store(), folder.base, folder.why())
    yield made
    made.close()


def held(page: str) -> dict[str, Any]:
    found = re.search(r'id="graph">(.*?)</script>', page, re.DOTALL)
    assert found is not None
    read: dict[str, Any] = json.loads(found[1])
    return read


def test_it_loads_nothing_and_lets_its_own_scripts_run_alone(explorer: Explorer) -> None:
    page = render(explorer)
    assert not re.findall(r"""<(?:link|script|img|iframe)[^>]*\b(?:src|href)\s*=\s*["'](?!data:,)""", page)
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    assert policy is not None and "default-src 'none'" in policy[1] and "unsafe" not in policy[1]
    for name, content in re.findall(r"<(script|style)>(.*?)</\1>", page, re.DOTALL):
        digest = base64.b64encode(sha256(content.encode()).digest()).decode()
        assert re.search(rf"{name}-src [^;]*'sha256-{re.escape(digest)}'", policy[1])
    assert len(re.findall("<script", page.split('<script type="application/json" id="graph">')[0])) == 0


def test_it_holds_all_of_a_small_graph_and_what_that_leads_to(explorer: Explorer) -> None:
    found = held(render(explorer))
    assert found["overview"]["part"] == {"rows": 7, "of": 7}
    assert found["rows"] == explorer.rows(Filters(), "sources")["rows"]
    things = {thing["iri"] for thing in found["things"]}
    assert {ref["iri"] for row in found["rows"] for ref in row["source"] + row["speaker"]} <= things
    assert {row["iri"] for row in found["rows"]} <= things
    assert {article["id"] for article in found["articles"]} == {"001", "002"}
    counts, whole = found["overview"]["counts"], explorer.overview()["counts"]
    assert {name: counts[name] for name in ("events", "propositions", "statements", "articles")} == {
        name: whole[name] for name in ("events", "propositions", "statements", "articles")
    }


def test_it_holds_what_is_asked_for(explorer: Explorer) -> None:
    said = held(render(explorer, Filters(kind=("statement",))))
    assert {row["kind"] for row in said["rows"]} == {"statement"} and said["overview"]["counts"]["events"] == 0
    later = held(render(explorer, Filters(since="2040-01-01")))
    assert later["rows"] == [] and later["overview"]["part"] == {"rows": 0, "of": 0}


def test_an_article_that_tells_nothing_is_there_to_read(kg: Run, tmp_path: Path) -> None:
    (tmp_path / "rain.txt").write_text("It rained.", encoding="utf-8")
    assert kg("build", tmp_path / "rain.txt", "--graph", tmp_path / "graph", "--fast").exit_code == 0
    graph = GraphFolder.open(tmp_path / "graph")
    made = Explorer(graph.store(), graph.base)
    found = held(render(made))
    made.close()
    assert [article["text"] for article in found["articles"]] == ["It rained."] and found["rows"] == []


def test_it_stays_within_its_size(explorer: Explorer) -> None:
    whole = render(explorer)
    most = len(whole.encode()) - 3000
    page = render(explorer, most=most)
    assert len(page.encode()) <= most and 0 < len(held(page)["rows"]) < 7
    assert held(page)["rows"] == held(whole)["rows"][: len(held(page)["rows"])]


def test_hostile_text_stays_text(hostile: GraphFolder) -> None:
    made = Explorer(hostile.store(), hostile.base, hostile.why())
    page = render(made)
    made.close()
    assert "<script>alert(1)" not in page and "\\u003c/script\\u003e\\u003cscript\\u003ealert(1)" in page
    assert json.loads(dumped("</script>&\u2028")) == "</script>&\u2028"


def test_labels_of_its_network_do_not_cover_one_another() -> None:
    names = [f"An actor of number {n}" for n in range(40)]
    nodes = [{"iri": name, "label": name, "kind": "Person", "weight": n, "degree": 1} for n, name in enumerate(names)]
    edges = [{"source": a, "target": b} for n, (a, b) in enumerate(combinations(names, 2)) if n % 7 == 0]
    rooms = dict.fromkeys(names, (170.0, 40.0))
    places = drawing.positions({"nodes": nodes, "edges": edges}, rooms)
    for a, b in combinations(places.values(), 2):
        assert abs(a[0] - b[0]) >= 169 or abs(a[1] - b[1]) >= 39
    assert places == drawing.positions({"nodes": nodes, "edges": edges}, rooms)


def test_the_same_graph_gives_the_same_bytes(kg: Run, folder: GraphFolder, tmp_path: Path) -> None:
    for name in ("a", "b"):
        assert kg("export", folder.path, "--to", "html", "-o", tmp_path / name).exit_code == 0
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_the_command_chooses_a_part(kg: Run, folder: GraphFolder, tmp_path: Path) -> None:
    out = tmp_path / "page.html"
    assert (
        kg("export", folder.path, "--to", "html", "--about", "Ada Marrow", "--until", "2031", "-o", out).exit_code == 0
    )
    rows = held(out.read_text(encoding="utf-8"))["rows"]
    assert rows and all("Ada Marrow" in json.dumps(row) for row in rows)
    unknown = kg("export", folder.path, "--to", "html", "--about", "Nobody At All", "-o", out)
    assert unknown.exit_code == 1 and unknown.stderr.count("\n") == 1
    other = kg("export", folder.path, "--to", "turtle", "--about", "Ada Marrow", "-o", out)
    assert other.exit_code == 2 and "--to html" in other.stderr


def test_what_is_shipped_is_built_and_small() -> None:
    sizes = {path.name: path.stat().st_size for path in STATIC.iterdir()}
    assert set(sizes) == {"index.html", "explorer.js", "explorer.css", "licenses.txt"} and sum(sizes.values()) < 600_000
    script = (STATIC / "explorer.js").read_text(encoding="utf-8")
    assert "sourceMappingURL" not in script and not re.search(r"\beval\(|new Function\(|</script", script)
    page = (STATIC / "index.html").read_text(encoding="utf-8")
    assert "<" not in (STATIC / "licenses.txt").read_text(encoding="utf-8")
    assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\bstyle=|\bon\w+=", page)
