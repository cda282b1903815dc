"""What a push does of what it finds, and says where it finds no Neo4j; scripts/check_neo4j.sh has Neo4j itself."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, cast

import networkx as nx
import pytest
from click.testing import Result
from neo4j import Session
from neo4j.spatial import WGS84Point
from neo4j.time import Date

from kg.errors import CallError, DatabaseError
from kg.export.neo4j.connection import session
from kg.export.neo4j.push import Changes, push
from kg.export.neo4j.rows import Rows, rows
from kg.export.neo4j.statements import SCHEMA, write_edges, write_nodes
from kg.export.projection import Network

Record = dict[str, Any]


@dataclass
class Fake:
    """A session with a database that holds some records, and keeps what it is told to run."""

    nodes: list[Record]
    edges: list[Record]
    ran: list[str] = field(default_factory=list)
    written: list[tuple[str, list[Any]]] = field(default_factory=list)

    def run(self, statement: str, graph: str = "", rows: Any = None) -> Fake:
        if rows is not None:
            self.written.append((statement, list(rows)))
        self.ran.append(statement)
        return self

    def execute_write(self, work: Callable[..., None], statement: str, **parameters: Any) -> None:
        work(self, statement, **parameters)

    def consume(self) -> None:
        pass

    def __iter__(self) -> Iterator[Record]:
        return iter(self.edges if "elementId" in self.ran[-1] else self.nodes)


def graph() -> Rows:
    network: Network = nx.MultiDiGraph()
    network.add_node("urn:a", kind="Place", label="A", lat=1.0, long=2.0, start=date(2025, 3, 1))
    network.add_node("urn:b", kind="Person", label="B")
    network.add_edge("urn:b", "urn:a", key="1", type="KNOWS", weight=1)
    return rows(network, "my")


def held() -> Fake:
    """What a push of :func:`graph` leaves."""
    place = {"label": "A", "lat": 1.0, "long": 2.0, "start": Date(2025, 3, 1), "location": WGS84Point((2.0, 1.0))}
    edge = {"graph": "my", "id": "1", "weight": 1}
    return Fake(
        [
            {"labels": ["Place", "Thing"], "held": {"graph": "my", "iri": "urn:a", **place}},
            {"labels": ["Studied", "Thing", "Person"], "held": {"graph": "my", "iri": "urn:b", "label": "B"}},
        ],
        [{"element": "4:x:1", "type": "KNOWS", "start": "urn:b", "end": "urn:a", "held": edge}],
    )


def pushed(fake: Fake) -> Changes:
    return push(graph(), cast(Session, fake))


def test_an_empty_database_gets_all_nodes_before_relationships() -> None:
    fake, heard = Fake([], []), list[tuple[int, int]]()
    changes = push(graph(), cast(Session, fake), lambda done, of: heard.append((done, of)))
    assert fake.ran[: len(SCHEMA)] == list(SCHEMA)
    assert [s for s, _ in fake.written] == [write_nodes("Person"), write_nodes("Place"), write_edges("KNOWS")]
    (place,) = fake.written[1][1]
    assert place["start"] == date(2025, 3, 1) and place["location"] == WGS84Point((2.0, 1.0))
    assert type(place["location"]) is WGS84Point  # our own points are equal, and nothing the driver knows
    assert heard == [(1, 3), (2, 3), (3, 3)]
    assert (changes.written, changes.deleted) == ((2, 1), (0, 0))


def test_what_is_as_it_should_be_is_not_written() -> None:
    fake = held()
    changes = pushed(fake)
    assert not fake.written and (changes.written, changes.deleted) == ((0, 0), (0, 0))


@pytest.mark.parametrize(
    ("name", "value"),
    [("label", "b"), ("start", "2025-03-01"), ("lat", 1), ("location", [2.0, 1.0]), ("note", "mine"), ("lat", None)],
)
def test_a_node_that_differs_is_written_whole(name: str, value: object) -> None:
    fake = held()
    fake.nodes[0]["held"][name] = value
    pushed(fake)
    assert [(s, [row["iri"] for row in found]) for s, found in fake.written] == [(write_nodes("Place"), ["urn:a"])]


def test_a_node_of_another_kind_is_of_this_one_then() -> None:
    fake = held()
    fake.nodes[1]["labels"] = ["Thing", "Group"]
    pushed(fake)
    ((statement, _),) = fake.written
    was, _, taken = statement.partition(" REMOVE ")
    assert was.endswith("SET n:Person") and ":Group" in taken and ":Person" not in taken and ":Studied" not in taken


def test_what_the_graph_no_longer_has_is_deleted_relationships_first() -> None:
    fake = held()
    fake.nodes.append({"labels": ["Thing", "Place"], "held": {"graph": "my", "iri": "urn:old"}})
    old = {"element": "4:x:2", "type": "KNOWS", "start": "urn:old", "end": "urn:a", "held": {"graph": "my", "id": "2"}}
    fake.edges.append(old)
    changes = pushed(fake)
    assert [found for _, found in fake.written] == [["4:x:2"], ["urn:old"]] and changes.deleted == (1, 1)


@pytest.mark.parametrize("name", ["type", "start", "end"])
def test_a_relationship_that_led_elsewhere_is_deleted_and_written(name: str) -> None:
    fake = held()
    fake.edges[0][name] = "OTHER"
    pushed(fake)
    assert [len(found) for _, found in fake.written] == [1, 1] and fake.written[0][1] == ["4:x:1"]


@pytest.mark.parametrize(
    "url",
    ["", "http://127.0.0.1:7474", "bolt://", "bolt:7687", "bolt://h:99999", "bolt://h:0", "bolt://h:x", "bolt://[h",
     "bolt://h/db", "bolt://h#x", "bolt://h?a=1"],
)  # fmt: skip
def test_a_wrong_url_is_named(url: str) -> None:
    with pytest.raises(CallError) as error, session(url, {}):
        pass
    assert str(error.value).startswith(url)


def test_a_password_in_the_url_is_refused_and_not_repeated() -> None:
    with pytest.raises(CallError, match="NEO4J_PASSWORD") as error, session("bolt://me:secret@localhost", {}):
        pass
    assert "secret" not in str(error.value)


def test_a_closed_port_is_one_line(kg: Callable[..., Result], folder: Any) -> None:
    with pytest.raises(DatabaseError, match="Connection refused"), session("bolt://127.0.0.1:1", {}):
        pass
    done = kg("push", folder.path, "bolt://127.0.0.1:1")
    assert done.exit_code == 1 and done.stdout == ""
    assert done.stderr == "kg: bolt://127.0.0.1:1: cannot be reached (Connection refused)\n"


def test_without_the_driver_it_says_how_to_get_it(folder: Any, tmp_path: Path) -> None:
    program = "import sys; sys.modules['neo4j'] = None; from kg.cli import main; main(sys.argv[1:])"
    command = [sys.executable, "-c", program, "push", folder.path, "bolt://localhost"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2 and done.stderr.endswith("pip install 'kg[neo4j]'\n") and done.stderr.count("\n") == 1
