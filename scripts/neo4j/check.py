"""Import graphs into a real Neo4j by both exports and compare what it holds with the projection, to the character.

usage: check.py --classpath FILE GRAPH...

Each graph goes into a database that ``import.sh`` makes of the CSV files. The Cypher script is run on that, which must
change nothing, and twice on the database emptied. A node that no export knows must be there throughout.
All listens on 127.0.0.1 and stops with this script.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import shlex
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.export.formats import export_graph
from kg.export.neo4j import THING
from kg.export.projection import project
from kg.graph.store import GraphFolder

#: Not the default name, so that the name must get through.
DATABASE = "news"
_JVM = ("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
#: As in Neo4j's own configuration for Java 17.
_OPENS = tuple(f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in ("java.io", "java.nio", "sun.nio.ch"))
_ADMIN, _SHELL = "org.neo4j.cli.AdminTool", "org.neo4j.shell.Main"
_SERVER = "org.neo4j.server.CommunityEntryPoint"
_NODES = "MATCH (n:!Bystander) RETURN n.iri, labels(n), properties(n)"
_EDGES = "MATCH (a)-[r]->(b) RETURN r.id, type(r), a.iri, b.iri, properties(r)"
_STARTS_S, _RUNS_S = 180, 300
_BEGIN = time.monotonic()


@dataclass(frozen=True)
class Content:
    """Nodes and edges with their properties, in the one form in which graph and database are compared."""

    nodes: dict[str, tuple[str, str]]
    edges: dict[str, tuple[str, str, str, str]]
    by_label: Counter[str]

    def differences(self, other: Content) -> list[str]:
        """What this has and the other has not, or the other way round, or in other words; a few lines."""
        out = [
            f"{n} {label}, not {other.by_label[label]}" for label, n in sorted((self.by_label - other.by_label).items())
        ]
        out += [f"{n} {label} too many" for label, n in sorted((other.by_label - self.by_label).items())]
        for mine, theirs in ((self.nodes, other.nodes), (self.edges, other.edges)):
            for key in sorted(mine.keys() | theirs.keys()):
                if mine.get(key) != theirs.get(key):
                    out.append(f"{key!a}\n  graph:    {mine.get(key)!a}\n  database: {theirs.get(key)!a}")
        return out[:5]


def expected(graph: Path) -> Content:
    network = project(GraphFolder.open(graph).store())
    nodes, edges, labels = {}, {}, Counter[str]()
    for iri, data in network.nodes(data=True):
        properties = {name: value for name, value in data.items() if name != "kind"}
        nodes[iri] = (f"{data['kind']} {THING}", _canonical({"iri": iri, **properties}))
        labels[str(data["kind"])] += 1
    for subject, target, key, data in network.edges(keys=True, data=True):
        properties = {name: value for name, value in data.items() if name != "type"}
        edges[key] = (str(data["type"]), subject, target, _canonical({"id": key, **properties}))
        labels[str(data["type"])] += 1
    return Content(nodes, edges, labels)


def _canonical(properties: dict[str, Any]) -> str:
    """JSON, in which 1, 1.0, "1" and ["1"] differ."""
    return json.dumps(properties, sort_keys=True, ensure_ascii=True)


@dataclass(frozen=True)
class Neo4j:
    """A home of Neo4j with one database, and the ports of its server."""

    home: Path
    classpath: str
    bolt: int
    http: int

    @classmethod
    def make(cls, home: Path, classpath: str) -> Neo4j:
        with socket.socket() as one, socket.socket() as two:
            for each in (one, two):
                each.bind(("127.0.0.1", 0))
            neo4j = cls(home, classpath, one.getsockname()[1], two.getsockname()[1])
        (home / "conf").mkdir(parents=True)
        settings = {
            "initial.dbms.default_database": DATABASE,
            "server.default_listen_address": "127.0.0.1",
            "server.bolt.listen_address": f"127.0.0.1:{neo4j.bolt}",
            "server.http.listen_address": f"127.0.0.1:{neo4j.http}",
            "server.memory.pagecache.size": "64m",
            "dbms.security.auth_enabled": "false",
            "dbms.usage_report.enabled": "false",
        }
        (home / "conf" / "neo4j.conf").write_text("".join(f"{name}={value}\n" for name, value in settings.items()))
        return neo4j

    def java(self, main: str, *arguments: str) -> list[str]:
        return ["java", *_JVM, *_OPENS, "-cp", self.classpath, main, *arguments]

    def environment(self) -> dict[str, str]:
        named = {"NEO4J_HOME": str(self.home), "NEO4J_CONF": str(self.home / "conf"), "DATABASE": DATABASE}
        # A folder that "cd" looks into first must not lead the script astray.
        return {**os.environ, **named, "CDPATH": str(self.home), "LC_ALL": "C.UTF-8"}

    def run_import(self, script: Path) -> None:
        """Run ``import.sh`` as a user would, from another folder, with a ``neo4j-admin`` on the PATH."""
        admin = self.home / "bin" / "neo4j-admin"
        admin.parent.mkdir()
        admin.write_text(f'#!/bin/sh\nexec {shlex.join(self.java(_ADMIN))} "$@"\n')
        admin.chmod(0o755)
        environment = self.environment()
        environment["PATH"] = f"{admin.parent}{os.pathsep}{environment['PATH']}"
        _run(["sh", str(script.relative_to(script.parents[1]))], environment, script.parents[1])

    def run_script(self, script: Path) -> None:
        """Run a file by cypher-shell, which splits it into statements."""
        address = f"bolt://127.0.0.1:{self.bolt}"
        _run(self.java(_SHELL, "-a", address, "-d", DATABASE, "-f", str(script)), self.environment(), self.home)

    @contextlib.contextmanager
    def running(self) -> Iterator[None]:
        arguments = (f"--home-dir={self.home}", f"--config-dir={self.home / 'conf'}")
        log = self.home / "server.log"
        with log.open("w") as stream:
            process = subprocess.Popen(
                self.java(_SERVER, *arguments),
                env=self.environment(),
                stdin=subprocess.DEVNULL,
                stdout=stream,
                stderr=stream,
            )
        try:
            end = time.monotonic() + _STARTS_S
            while not self._answers():
                if process.poll() is not None or time.monotonic() > end:
                    sys.exit(f"Neo4j does not start:\n{log.read_text()[-3000:]}")
                time.sleep(0.3)
            yield
        finally:
            process.kill()
            process.wait()

    def _answers(self) -> bool:
        try:
            return self.query("RETURN 1") == [[1]]
        except OSError:
            return False

    def query(self, statement: str) -> list[list[Any]]:
        """The rows of one statement, by HTTP, since JSON gives every string as it is."""
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.http}/db/{DATABASE}/tx/commit",
            data=json.dumps({"statements": [{"statement": statement}]}).encode(),
            headers={"Content-Type": "application/json"},
        )
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with opener.open(request, timeout=_RUNS_S) as answer:
            got = json.load(answer)
        if got["errors"]:
            raise OSError(str(got["errors"]))
        return [each["row"] for each in got["results"][0]["data"]]

    def content(self) -> Content:
        """What the database holds but for the one node that no export made."""
        if self.query("MATCH (n:Bystander) RETURN labels(n), properties(n)") != [[["Bystander"], {"name": "was here"}]]:
            sys.exit("a node that the export does not know was deleted or changed")
        nodes, edges, labels = {}, {}, Counter[str]()
        for iri, of, properties in self.query(_NODES):
            nodes[iri] = (" ".join(sorted(of)), _canonical(properties))
            labels.update(label for label in of if label != THING)
        for key, type_, subject, target, properties in self.query(_EDGES):
            edges[key] = (type_, subject, target, _canonical(properties))
            labels[type_] += 1
        return Content(nodes, edges, labels)


def _run(command: list[str], environment: dict[str, str], folder: Path) -> None:
    done = subprocess.run(
        command,
        env=environment,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=_RUNS_S,
        check=False,
    )
    if done.returncode:
        output = (done.stdout + done.stderr).decode(errors="replace")
        sys.exit(f"{shlex.join(command)[-300:]} ended with {done.returncode}:\n{output[-3000:]}")


def compare(neo4j: Neo4j, graph: Content, after: str) -> None:
    if differences := graph.differences(neo4j.content()):
        sys.exit(f"after {after} Neo4j does not hold the graph:\n" + "\n".join(differences))
    print(f"{time.monotonic() - _BEGIN:5.0f} s  after {after} Neo4j holds the graph", flush=True)


def check(graph: Path, classpath: str, work: Path) -> Content:
    folder, content = GraphFolder.open(graph), expected(graph)
    csv, script = work / "csv 'of' $HOME", work / "graph.cypher"
    work.mkdir()
    export_graph(folder, "neo4j", str(csv))
    export_graph(folder, "cypher", str(script))
    neo4j = Neo4j.make(work / "home", classpath)
    neo4j.run_import(csv / "import.sh")
    with neo4j.running():
        neo4j.query("CREATE (:Bystander {name: 'was here'})")
        compare(neo4j, content, f"{graph.name}: import.sh")
        neo4j.run_script(script)
        compare(neo4j, content, f"{graph.name}: import.sh, then the Cypher script")
        neo4j.query("DROP CONSTRAINT kg_iri")
        neo4j.query("MATCH (n:!Bystander) DETACH DELETE n")
        for times in ("once", "twice"):
            neo4j.run_script(script)
            compare(neo4j, content, f"{graph.name}: the Cypher script {times}")
    return content


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--classpath", type=Path, required=True, metavar="FILE")
    parser.add_argument("graphs", nargs="+", type=Path, metavar="GRAPH")
    asked = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("stopped"))  # so that the server is stopped too
    with tempfile.TemporaryDirectory() as work:
        found = {
            graph.name: check(graph, asked.classpath.read_text().strip(), Path(work) / graph.name)
            for graph in asked.graphs
        }
    said = (f"{name} {len(c.nodes)} nodes, {len(c.edges)} relationships" for name, c in found.items())
    print(f"Neo4j holds both exports as they are: {'; '.join(said)}")


if __name__ == "__main__":
    main()
