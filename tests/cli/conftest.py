"""What the tests of the commands share: articles of our own, and a graph of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli import main

ARTICLES = {
    "a": "Minister rules out talks\n\nForeign Minister Sergei Lavrov said on 3 March 2025 in Moscow that Russia "
    "would not withdraw its troops. Ukraine accused Russia of shelling a hospital in Kharkiv.",
    "b": "No withdrawal, says Lavrov\n\nRussia would not withdraw its troops, Sergei Lavrov told reporters. President "
    "Volodymyr Zelenskyy met Chancellor Olaf Scholz in Berlin on 4 March 2025 for two hours.",
    "c": "Aid\n\nGermany sent medicines to Sudan in April 2025. The United Nations said that the aid had arrived.",
}
Run = Callable[..., Result]


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
