"""``kg push`` as somebody uses it: again, after a remove, interrupted, beside another graph, with a wrong password."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from pathlib import Path

from content import expected, held
from database import Database

from kg.graph.store import GraphFolder

_NOTHING = "0 nodes and 0 relationships"
_COUNT = "MATCH (n:Thing {graph: $graph}) RETURN count(n)"
#: What somebody may do to a graph in the database, which a push puts right.
_MEDDLED = (
    "MATCH (n:Event {graph: $graph}) SET n.start = date('1999-12-31'), n.note = 'mine'",
    "MATCH (n:Person {graph: $graph}) REMOVE n:Person SET n:Country:Studied",
    "MATCH (n:Statement {graph: $graph}) DETACH DELETE n",
    "MATCH ({graph: $graph})-[r:HAS_PLACE]->() DELETE r",
    "MATCH (a:Country {graph: $graph}) WITH a LIMIT 1 MATCH (b:Article {graph: $graph}) "
    "CREATE (a)-[:SAID {graph: $graph, id: 'old ' + b.iri}]->(b), (:Thing:Office {graph: $graph, iri: 'old ' + b.iri})",
    "MATCH ({graph: $graph})-[r:MENTIONED_IN]->() SET r.start = toString(r.start)",
)


def push(database: Database, graph: Path, *options: str) -> str:
    """What a push that must succeed says."""
    status, said = _pushed(database, graph, *options)
    if status:
        sys.exit(f"kg push ended with {status}: {said}")
    return said


def check_push(database: Database, graph: Path, work: Path) -> None:
    database.query("MATCH (n:Thing) DETACH DELETE n")
    push(database, graph, "--name", "another")
    _interrupt(database, graph)
    _compare(database, graph, "an interrupted push, carried on", push(database, graph))
    again = push(database, graph)
    assert again.count(_NOTHING) == 2, again
    _compare(database, graph, "a push again", again)
    for statement in _MEDDLED:
        database.query(statement, graph=graph.name)
    mended = push(database, graph)
    assert database.query("MATCH (n:Studied) REMOVE n:Studied RETURN count(n) > 0") == [[True]], "another's label went"
    _compare(database, graph, "a push of what was meddled with", mended)
    _less(graph, work)
    _compare(database, work / graph.name, "a push after a remove", push(database, work / graph.name))
    _compare(database, graph, "a push after what was removed came back", push(database, graph))
    if differences := expected(graph, "another").differences(held(database, "another")):
        sys.exit("another graph in the same database was changed:\n" + "\n".join(differences))
    _check_errors(database, graph)


def _less(graph: Path, work: Path) -> None:
    """A graph of the same name without its first two articles."""
    copy = shutil.copytree(graph, work / graph.name)
    ids = sorted(extraction.article.id for extraction in GraphFolder.open(graph).extractions())
    for article in ids[:2]:
        subprocess.run([sys.executable, "-m", "kg", "remove", copy, article], check=True, capture_output=True)


def _interrupt(database: Database, graph: Path) -> None:
    """Kill a push when some nodes are there."""
    process = subprocess.Popen(_command(database, graph), env=database.environment(), stdout=subprocess.DEVNULL)
    while not (found := database.query(_COUNT, graph=graph.name)[0][0]) and process.poll() is None:
        time.sleep(0.05)
    process.kill()
    process.wait()
    assert found and held(database, graph.name) != expected(graph), "the push was killed too late"


def _compare(database: Database, graph: Path, after: str, said: str) -> None:
    if differences := expected(graph).differences(held(database, graph.name)):
        sys.exit(f"after {after} ({said}) Neo4j does not hold the graph:\n" + "\n".join(differences))


def _check_errors(database: Database, graph: Path) -> None:
    """What cannot be done is one line and the right status."""
    wrong = {
        ("bolt://127.0.0.1:1", "x"): (1, "bolt://127.0.0.1:1: cannot be reached"),
        (database.url, "wrong"): (1, "refuses the user or the password"),
        (database.url, ""): (1, "wants NEO4J_USERNAME, NEO4J_PASSWORD"),
        ("http://127.0.0.1:7474", "x"): (2, "no URL of Neo4j"),
    }
    for (url, password), (status, why) in wrong.items():
        got, said = _pushed(database, graph, url=url, password=password)
        assert got == status and why in said and said.count("\n") == 1, (url, got, said)


def _pushed(
    database: Database, graph: Path, *options: str, url: str | None = None, password: str | None = None
) -> tuple[int, str]:
    environment = database.environment()
    if password is not None:
        environment["NEO4J_PASSWORD"] = password
    command = _command(database, graph, *options, url=url)
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def _command(database: Database, graph: Path, *options: str, url: str | None = None) -> list[str]:
    return [sys.executable, "-m", "kg", "push", str(graph), url or database.url, *options]
