"""What only reads a graph starts without spaCy: a second for every question would be too long."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from kg.cli import COMMANDS, SHORT

#: Says on standard error which of the heavy libraries a command imported.
_CHECK = """
import sys
from kg.cli import main
try:
    main(sys.argv[1:])
finally:
    heavy = {"spacy", "rdflib", "networkx", "pyshacl", "trafilatura"} & set(sys.modules)
    print("IMPORTED", *sorted(heavy), file=sys.stderr)
"""


def imported(*arguments: str | Path) -> list[str]:
    command = [sys.executable, "-c", _CHECK, *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stderr.splitlines()[-1].split()[1:]


def test_help_imports_no_command() -> None:
    assert imported("--help") == []


def test_every_command_says_in_short_what_it_does() -> None:
    assert set(SHORT) == set(COMMANDS)


@pytest.fixture
def graph(kg: Callable[..., Result], tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text("Norway sent food to Chile on 3 March 2025, the ministry said.", encoding="utf-8")
    assert kg("build", tmp_path / "a.txt", "--graph", tmp_path / "graph").exit_code == 0
    return tmp_path / "graph"


def test_asking_and_exporting_need_no_model(graph: Path) -> None:
    for arguments in (
        ("query", graph, "SELECT ?s WHERE { ?s a kg:Article }"),
        ("query", graph, "who-said"),
        ("export", graph, "--to", "turtle"),
        ("export", graph, "--to", "nquads"),
        ("stats", graph),
        ("show", graph, "Norway"),
    ):
        assert "spacy" not in imported(*arguments), arguments
    assert imported("query", graph, "ASK { ?s ?p ?o }") == []
