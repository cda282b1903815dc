"""A Neo4j of its own: a home with one database, its server, and what a user runs beside it. It listens on 127.0.0.1."""

from __future__ import annotations

import contextlib
import os
import shlex
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import neo4j

#: Neither is what it would be if nobody asked, so that each must get through.
DATABASE, PASSWORD = "news", "it's a \\ secret"
_JVM = ("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
#: As in Neo4j's own configuration for Java 17.
_OPENS = tuple(f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in ("java.io", "java.nio", "sun.nio.ch"))
_ADMIN, _SHELL = "org.neo4j.cli.AdminTool", "org.neo4j.shell.Main"
_SERVER = "org.neo4j.server.CommunityEntryPoint"
_STARTS_S, _RUNS_S = 180, 300


@dataclass(frozen=True)
class Database:
    """A home of Neo4j with one database, and the port of its server."""

    home: Path
    classpath: str
    port: int

    @classmethod
    def make(cls, home: Path, classpath: str) -> Database:
        with socket.socket() as one:
            one.bind(("127.0.0.1", 0))
            made = cls(home, classpath, one.getsockname()[1])
        (home / "conf").mkdir(parents=True)
        settings = {
            "initial.dbms.default_database": DATABASE,
            "server.default_listen_address": "127.0.0.1",
            "server.bolt.listen_address": f"127.0.0.1:{made.port}",
            "server.http.enabled": "false",
            "server.memory.pagecache.size": "64m",
            "dbms.usage_report.enabled": "false",
        }
        (home / "conf" / "neo4j.conf").write_text("".join(f"{name}={value}\n" for name, value in settings.items()))
        run(made.java(_ADMIN, "dbms", "set-initial-password", PASSWORD), made.environment(), home)
        return made

    @property
    def url(self) -> str:
        return f"bolt://127.0.0.1:{self.port}"

    def java(self, main: str, *arguments: str) -> list[str]:
        return ["java", *_JVM, *_OPENS, "-cp", self.classpath, main, *arguments]

    def environment(self) -> dict[str, str]:
        named = {
            "NEO4J_HOME": str(self.home),
            "NEO4J_CONF": str(self.home / "conf"),
            "NEO4J_USERNAME": "neo4j",
            "NEO4J_PASSWORD": PASSWORD,
            "NEO4J_DATABASE": DATABASE,
            "DATABASE": DATABASE,
            "LC_ALL": "C.UTF-8",
        }
        # A folder that "cd" looks into first must not lead the script astray.
        return {**os.environ, **named, "CDPATH": str(self.home)}

    def run_import(self, script: Path) -> None:
        """Run ``import.sh`` as a user would, from another folder, with a ``neo4j-admin`` on the PATH."""
        admin = self.home / "bin" / "neo4j-admin"
        admin.parent.mkdir()
        admin.write_text(f'#!/bin/sh\nexec {shlex.join(self.java(_ADMIN))} "$@"\n')
        admin.chmod(0o755)
        environment = self.environment()
        environment["PATH"] = f"{admin.parent}{os.pathsep}{environment['PATH']}"
        run(["sh", str(script.relative_to(script.parents[1]))], environment, script.parents[1])

    def run_script(self, script: Path) -> None:
        """Run a file by cypher-shell, which splits it into statements."""
        run(self.java(_SHELL, "-a", self.url, "-f", str(script)), self.environment(), self.home)

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
        with socket.socket() as probe:  # a driver would try for long, and say so
            if probe.connect_ex(("127.0.0.1", self.port)):
                return False
        try:
            return self.query("RETURN 1") == [[1]]
        except neo4j.exceptions.Neo4jError as error:
            if error.code == "Neo.ClientError.Security.Unauthorized":
                raise
            return False

    def query(self, statement: str, **parameters: Any) -> list[list[Any]]:
        """The rows of one statement."""
        with neo4j.GraphDatabase.driver(self.url, auth=("neo4j", PASSWORD), notifications_min_severity="OFF") as driver:
            found = driver.execute_query(statement, parameters, database_=DATABASE)
        return [list(record.values()) for record in found.records]


def run(command: list[str], environment: dict[str, str], folder: Path) -> None:
    """Run a program to its end; where that is not 0, end with what it said."""
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
