"""What tests of several stages share: an invented graph, a hostile one, and a real build of three small articles."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from made_graph import Made, make
from spacy.language import Language

import docs
from kg.annotate.pipeline import Annotator
from kg.cli import main
from kg.graph.store import GraphFolder

ARTICLES = {
    "a": "Minister rules out talks\n\nForeign Minister Sergei Lavrov said on 3 March 2025 in Moscow that Russia "
    "would not withdraw its troops. Ukraine accused Russia of shelling a hospital in Kharkiv.",
    "b": "No withdrawal, says Lavrov\n\nRussia would not withdraw its troops, Sergei Lavrov told reporters. President "
    "Volodymyr Zelenskyy met Chancellor Olaf Scholz in Berlin on 4 March 2025 for two hours.",
    "c": "Aid\n\nGermany sent medicines to Sudan in April 2025. The United Nations said that the aid had arrived.",
}
Run = Callable[..., Result]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write the golden folder anew (tests/golden)")


@pytest.fixture(scope="session")
def update_golden(request: pytest.FixtureRequest) -> bool:
    """Whether the golden folder is to be written anew."""
    return bool(request.config.getoption("--update-golden"))


@pytest.fixture(scope="session")
def nlp() -> Language:
    """spaCy's pipeline alone."""
    return docs.nlp()


@pytest.fixture(scope="session")
def annotator() -> Annotator:
    """The default pipeline without the encoder."""
    return docs.annotator()


@pytest.fixture
def made() -> Made:
    """Two invented articles, extracted and resolved by hand."""
    return make()


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> GraphFolder:
    """A graph of two invented articles."""
    made = make()
    with GraphFolder.create_or_open(tmp_path_factory.mktemp("graph")) as graph:
        for extraction in made.extractions:
            graph.add(extraction)
        graph.publish(made.resolution)
    return graph


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> GraphFolder:
    """The same graph with names and words that attack whatever reads them."""
    made = make()
    evil = "=cmd|' /C calc'!A0</script><script>alert(1)</script>\"'\\u0027}) DETACH DELETE n //\x1b[2J;"
    nodes = [dataclasses.replace(node, label=evil, alt_labels=(evil,)) for node in made.resolution.nodes]
    resolution = dataclasses.replace(made.resolution, nodes=tuple(nodes))
    with GraphFolder.create_or_open(tmp_path_factory.mktemp("hostile")) as graph:
        for extraction in made.extractions:
            graph.add(extraction)
        graph.publish(resolution)
    return graph


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A path to write to."""
    return tmp_path / "out"


@pytest.fixture(scope="session")
def kg() -> Run:
    """Run ``kg`` with arguments; the outcome has ``exit_code``, ``stdout``, ``stderr``."""
    runner = CliRunner(catch_exceptions=False)

    def run(*arguments: str | Path, stdin: str | bytes | None = None) -> Result:
        return runner.invoke(main, [str(a) for a in arguments], input=stdin)

    return run


@pytest.fixture(scope="session")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of three articles."""
    folder = tmp_path_factory.mktemp("articles")
    for name, text in ARTICLES.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def graph(kg: Run, articles: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graph of the three articles; tests only read it."""
    folder = tmp_path_factory.mktemp("graphs") / "graph"
    assert kg("build", articles, "--graph", folder).exit_code == 0
    return folder
