"""Bring graphs into a real Neo4j in all three ways and compare what it holds with the projection, to the character.

usage: check.py --classpath FILE GRAPH...

Each graph goes into a database that ``import.sh`` makes of the CSV files. It is pushed into that, which must change
nothing; the Cypher script is run twice on the database emptied. Nodes that no export knows must be there throughout.
Then the first graph is pushed as somebody does who works with it (:mod:`pushing`), and ten questions are asked of it in
SPARQL and in Cypher (:mod:`questions`), and those of docs/ in Cypher.
All listens on 127.0.0.1 and stops with this script.
"""

from __future__ import annotations

import argparse
import signal
import sys
import tempfile
import time
from pathlib import Path

from content import BYSTANDER, Content, expected, held
from database import Database
from pushing import check_push, push
from questions import check_cookbook, check_questions

from kg.export.formats import export_graph
from kg.graph.store import GraphFolder

_BEGIN = time.monotonic()


def compare(database: Database, graph: Content, after: str) -> None:
    if differences := graph.differences(held(database, graph.graph)):
        sys.exit(f"after {after} Neo4j does not hold the graph:\n" + "\n".join(differences))
    said(f"after {after} Neo4j holds the graph")


def said(what: str) -> None:
    print(f"{time.monotonic() - _BEGIN:5.0f} s  {what}", flush=True)


def check(graph: Path, classpath: str, work: Path, *, thoroughly: bool) -> Content:
    folder, content = GraphFolder.open(graph), expected(graph)
    csv, script = work / "csv 'of' $HOME", work / "graph.cypher"
    work.mkdir()
    export_graph(folder, "neo4j", str(csv))
    export_graph(folder, "cypher", str(script))
    database = Database.make(work / "home", classpath)
    database.run_import(csv / "import.sh")
    with database.running():
        database.query(f"CREATE {BYSTANDER}")
        compare(database, content, f"{graph.name}: import.sh")
        database.run_script(csv / "schema.cypher")
        assert "0 nodes and 0 relationships written, 0 nodes and 0 relationships deleted" in push(database, graph)
        compare(database, content, f"{graph.name}: import.sh, then a push, which found nothing to do")
        database.query("MATCH (n:Thing) DETACH DELETE n")
        for times in ("once", "twice"):
            database.run_script(script)
            compare(database, content, f"{graph.name}: the Cypher script {times}")
        if thoroughly:
            check_push(database, graph, work)
            said("a push writes what is new, deletes what is old, keeps off the rest, and carries on when interrupted")
            said(f"{check_questions(database, graph)} questions have the same answers in SPARQL and in Cypher")
            said(f"{check_cookbook(database)} queries that docs/ shows find something")
    return content


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--classpath", type=Path, required=True, metavar="FILE")
    parser.add_argument("graphs", nargs="+", type=Path, metavar="GRAPH")
    asked = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("stopped"))  # so that the server is stopped too
    classpath = asked.classpath.read_text().strip()
    with tempfile.TemporaryDirectory() as work:
        found = {
            graph.name: check(graph, classpath, Path(work) / graph.name, thoroughly=graph == asked.graphs[0])
            for graph in asked.graphs
        }
    sizes = (f"{name} {len(c.nodes)} nodes, {len(c.edges)} relationships" for name, c in found.items())
    print(f"Neo4j holds what is exported and pushed as it is: {'; '.join(sizes)}")


if __name__ == "__main__":
    main()
