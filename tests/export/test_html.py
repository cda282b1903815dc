"""The page: no more than one can look at, safe whatever the articles say, alive in a browser without a network."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from kg.export import html
from kg.export.formats import export_graph
from kg.export.projection import project
from kg.graph.store import GraphFolder
from kg.graph.view import GraphView

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--virtual-time-budget=10000",
)  # fmt: skip


def page(folder: GraphFolder, limit: int = html.NODES) -> str:
    return html.render(project(folder.store()), GraphView(folder.store(), folder.base), limit)


def test_it_loads_nothing(folder: GraphFolder) -> None:
    text = page(folder)
    assert not re.findall(r"""<(?:link|script|img|iframe)[^>]*\b(?:src|href)\s*=""", text)
    assert "default-src 'none'" in text


def test_it_shows_no_more_than_the_limit(folder: GraphFolder) -> None:
    graph = project(folder.store())
    assert len(html.choose(graph, 6)) <= 6
    everything = html.choose(graph, 1000)
    assert {graph.nodes[n]["kind"] for n in everything} >= {"Person", "Event", "Statement"}
    assert not any(graph.nodes[n]["kind"] == "Article" for n in everything)


def test_what_most_articles_tell_is_shown_first(folder: GraphFolder) -> None:
    graph = project(folder.store())
    shown = html.choose(graph, 4)
    told = {graph.nodes[n].get("articleCount") for n in shown if graph.nodes[n]["kind"] in ("Event", "Statement")}
    assert told == {2}


def test_hostile_text_stays_text(hostile: GraphFolder) -> None:
    text = page(hostile)
    assert "<script>alert(1)" not in text and "\\u003cscript\\u003ealert(1)" in text


@pytest.mark.skipif(BROWSER is None, reason="no Chromium on this machine")
@pytest.mark.parametrize("name", ["folder", "hostile"])
def test_it_lives_in_a_browser(name: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    file = tmp_path / "graph.html"
    export_graph(request.getfixturevalue(name), "html", str(file))
    probe = """<script>
      const first = nodes.get({ filter: (n) => n.kind === "Event" })[0];
      select(first.id);
      document.body.dataset.probe = [nodes.length, edges.length, document.querySelectorAll("mark").length,
        document.querySelector("canvas") ? "canvas" : "none", document.querySelectorAll(".link").length].join(" ");
    </script></body>"""
    file.write_text(file.read_text(encoding="utf-8").replace("</body>", probe), encoding="utf-8")
    command = [str(BROWSER), *FLAGS, f"--user-data-dir={tmp_path / 'profile'}", "--dump-dom", file.as_uri()]
    dom = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True).stdout
    found = re.search(r'data-probe="(\d+) (\d+) (\d+) canvas (\d+)"', dom)
    assert found, "the script of the page did not run to its end"
    shown, ties, marks, links = map(int, found.groups())
    assert shown > 8 and ties > 8 and marks == 2 and links >= 2
