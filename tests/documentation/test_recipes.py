"""Every command and all code of the guides and the cookbook, run on the samples as a reader would, page by page."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from kg.cli import main
from kg.export.neo4j.rows import THING, Rows, rows
from kg.export.projection import project
from kg.graph.query import run as run_query
from kg.graph.rdf import Solutions, Store
from kg.graph.store import GraphFolder

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = sorted([DOCS / "start.md", *DOCS.glob("guides/*.md"), *DOCS.glob("cookbook/*.md")])
#: The one build that all pages begin with; it is done once, without the encoder.
BUILD = "kg build data/samples --graph samples-graph"
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.M | re.S)
RUN = {"sh", "python", "r", "sparql", "cypher"}
SHOWN = {"console", "text", "toctree", "image"}


def blocks(page: Path) -> list[tuple[str, str]]:
    """(language, text) of each fenced block of a page."""
    return [(match[1], match[2]) for match in _BLOCK.finditer(page.read_text(encoding="utf-8"))]


def name(page: Path) -> str:
    return page.relative_to(DOCS).with_suffix("").as_posix()


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graph of the samples."""
    graph = tmp_path_factory.mktemp("samples") / "samples-graph"
    made = CliRunner().invoke(main, ["build", str(ROOT / "data/samples"), "--graph", str(graph), "--fast"])
    assert made.exit_code == 0, made.output
    return graph


@pytest.fixture(scope="module")
def store(samples: Path) -> Store:
    return GraphFolder.open(samples).store()


@dataclass
class Reader:
    """Somebody who types a page into a shell, Python and R, one after the other.

    ``written`` are the files that exports on other pages wrote: the same graph gives the same bytes.
    """

    written: dict[str, bytes]
    names: dict[str, Any] = field(default_factory=dict)
    r: list[str] = field(default_factory=list)
    server: subprocess.Popen[str] | None = None
    address: str = ""

    def sh(self, text: str) -> None:
        for line in text.replace("\\\n", " ").splitlines():
            command = line.split("  #")[0].strip()
            if command == BUILD or not command:
                continue
            if command.endswith("&"):
                self.serve(shlex.split(command.removesuffix("&")))
                continue
            program, *arguments = shlex.split(command)
            assert program == "kg", f"{command}: only kg is run; what else is shown is ```console"
            arguments += ["--fast"] if arguments[0] == "build" else []
            if arguments[0] == "merge":
                self.written = {}  # from here on it is another graph
            if command in self.written:
                Path(arguments[-1]).write_bytes(self.written[command])
                continue
            done = CliRunner().invoke(main, arguments)
            assert done.exit_code == 0, f"{command}\n{done.output}"
            if command.startswith("kg export samples-graph") and Path(arguments[-1]).is_file():
                self.written[command] = Path(arguments[-1]).read_bytes()

    def serve(self, command: list[str]) -> None:
        assert command[:2] == ["kg", "serve"]
        self.server = subprocess.Popen(
            [sys.executable, "-m", *command, "--port", "0"],
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        assert self.server.stdout is not None
        self.address = self.server.stdout.readline().split()[0].rstrip("/")

    def python(self, text: str) -> None:
        told = text.replace("http://127.0.0.1:8000", self.address) if self.address else text
        exec(compile(told, "recipe", "exec"), self.names)

    def close(self) -> None:
        if self.server is not None:
            self.server.terminate()
            self.server.communicate()


@pytest.fixture(scope="module")
def written() -> dict[str, bytes]:
    return {}


@pytest.fixture
def reader(
    samples: Path, written: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Reader]:
    """A reader in a folder with the samples and a graph of their own."""
    (tmp_path / "data").symlink_to(ROOT / "data")
    shutil.copytree(samples, tmp_path / "samples-graph")
    monkeypatch.chdir(tmp_path)
    reader = Reader(written)
    yield reader
    reader.close()


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_what_a_page_shows_is_run_or_marked(page: Path) -> None:
    assert {language for language, _ in blocks(page)} <= RUN | SHOWN


@pytest.mark.parametrize("page", [p for p in PAGES if {"sh", "python"} & {b for b, _ in blocks(p)}], ids=name)
def test_commands_and_python(page: Path, reader: Reader) -> None:
    for language, text in blocks(page):
        if language == "sh":
            reader.sh(text)
        elif language == "python":
            reader.python(text)


@pytest.mark.skipif(shutil.which("Rscript") is None, reason="R is not installed")
@pytest.mark.parametrize("page", [p for p in PAGES if "r" in {b for b, _ in blocks(p)}], ids=name)
def test_r(page: Path, reader: Reader) -> None:
    for language, text in blocks(page):
        if language == "sh" and "--to events" in text:
            reader.sh(text)
        elif language == "r":
            reader.r.append(text)
    Path("page.R").write_text("\n".join(reader.r), encoding="utf-8")
    done = subprocess.run(["Rscript", "--vanilla", "page.R"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


QUERIES = [(f"{name(page)}-{i}", text) for page in PAGES for i, (b, text) in enumerate(blocks(page)) if b == "sparql"]


@pytest.mark.parametrize("query", [text for _, text in QUERIES], ids=[i for i, _ in QUERIES])
def test_sparql(store: Store, query: str) -> None:
    found = run_query(store, query)
    assert not isinstance(found, bool)
    assert next(iter(found.rows if isinstance(found, Solutions) else found), None) is not None


@pytest.fixture(scope="module")
def neo4j(store: Store) -> Rows:
    """What Neo4j would hold of the samples."""
    return rows(project(store), "samples")


CYPHER = [(f"{name(page)}-{i}", text) for page in PAGES for i, (b, text) in enumerate(blocks(page)) if b == "cypher"]


@pytest.mark.parametrize("query", [text for _, text in CYPHER], ids=[i for i, _ in CYPHER])
def test_cypher_names_what_is_there(neo4j: Rows, query: str) -> None:
    """Labels, types and properties alone: ``scripts/check_neo4j.sh`` has a real Neo4j answer them."""
    told = re.sub(r"'[^']*'", "''", query)
    labels = re.findall(r"\(\w*:(\w+)", told)
    types = re.findall(r"\[\w*:(\w+)", told)
    properties = {*re.findall(r"\b\w\.(\w+)", told), *re.findall(r"\{(\w+):", re.sub(r"point\(.*?\)", "", told))}
    assert labels or types
    assert {*labels} <= {*neo4j.nodes, THING} and {*types} <= {*neo4j.edges}
    assert properties <= {key for nodes in neo4j.nodes.values() for node in nodes for key in node} | {"latitude"}


def test_the_cookbook_has_what_it_says() -> None:
    counts = {page.stem: sum(b in RUN - {"sh"} for b, _ in blocks(page)) for page in DOCS.glob("cookbook/*.md")}
    assert counts == {"sparql": 30, "cypher": 10, "pandas": 11}  # pandas' first block reads the tables
