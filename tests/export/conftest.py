"""What the tests of export/ share."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from made_graph import make

from kg.graph.store import GraphFolder


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
