"""What a Dask cluster reads: to the byte what one machine reads, whoever of the workers dies or comes meanwhile."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic, sleep
from types import SimpleNamespace
from typing import Any

import pytest
from click.testing import Result

from kg import cluster
from kg.build import Options, build_graph
from kg.errors import ClusterError, InputError
from kg.graph.serialise import serialise
from kg.graph.store import GraphFolder
from kg.records import Article

distributed = pytest.importorskip("distributed")

Run = Callable[..., Result]
ROOT = Path(__file__).parents[1]
PEOPLE = ("Ada Marrow", "Boris Tell", "Clara Brandt", "Daniel Gruber")
CITIES = ("Oslo", "Warsaw", "Nairobi")


class Cluster:
    """A scheduler and workers, each a process of its own."""

    def __init__(self, place: Path) -> None:
        self._place = place
        self._environment = {**os.environ, "PYTHONPATH": str(ROOT), "DASK_LOGGING__DISTRIBUTED": "critical"}
        self._processes = [self._start("scheduler", "--host", "127.0.0.1", "--port", "0", "--scheduler-file")]
        self._wait(lambda: (place / "at.json").exists() and (place / "at.json").stat().st_size)
        self.address: str = json.loads((place / "at.json").read_text())["address"]

    def _start(self, what: str, *options: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "dask", what, *options, str(self._place / "at.json"), "--no-dashboard"]
        return subprocess.Popen(command, env=self._environment, cwd=self._place, stderr=subprocess.DEVNULL)

    def worker(self) -> subprocess.Popen[bytes]:
        """Add a worker, which nobody starts again when it dies."""
        self._processes.append(self._start("worker", "--no-nanny", "--nthreads", "1", "--scheduler-file"))
        return self._processes[-1]

    def wait_for(self, workers: int) -> None:
        with distributed.Client(self.address, set_as_default=False) as client:
            client.wait_for_workers(workers, timeout=120)

    def _wait(self, there: Callable[[], object]) -> None:
        until = monotonic() + 120
        while not there():
            assert monotonic() < until and self._processes[0].poll() is None
            sleep(0.1)

    def end(self) -> None:
        for process in reversed(self._processes):
            process.kill()
            process.wait()


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    found = Cluster(tmp_path_factory.mktemp("cluster"))
    yield found
    found.end()


def reports(path: Path) -> Path:
    rows = []
    for n in range(12):
        who, other, city = PEOPLE[n % 4], PEOPLE[(n + 1) % 4], CITIES[n % 3]
        text = (
            f"The Zemblan Watch reported that {who} met {other} in {city} on {n + 1} March 2025.\n\n"
            f'"Poland will send medicines to Kenya," {who} said. Russia shelled a harbour near {city}, killing {n}.\n'
        )
        rows.append(json.dumps({"id": f"r{n}", "text": text, "published": "2025-03-14"}) + "\n")
    path.write_text("".join(rows), encoding="utf-8")
    return path


def content(graph: Path) -> bytes:
    out, folder = io.BytesIO(), GraphFolder.open(graph)
    serialise(folder.store(), "nquads", out)
    return out.getvalue() + folder.reader().name.encode()


@pytest.mark.slow
def test_a_cluster_whose_workers_die_and_come_builds_the_same_graph(
    running: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "SHARD", 2)
    source, faults, seen = reports(tmp_path / "reports.jsonl"), list[InputError](), list[str]()
    names = tmp_path / "mine.csv"
    names.write_text("name,type,wikidata\nZemblan Watch,Media,Q99999001\n", encoding="utf-8")
    first = running.worker()
    running.worker()
    running.wait_for(2)

    def changing(article: Article) -> None:
        seen.append(article.id)
        if len(seen) == 1:
            first.kill()
            running.worker()

    options = Options(fast=True, gazetteer=names)
    build_graph([source], tmp_path / "one/graph", options, on_error=faults.append)
    among = Options(fast=True, gazetteer=names, cluster=running.address)
    build_graph([source], tmp_path / "many/graph", among, on_error=faults.append, on_article=changing)
    assert (faults, seen) == ([], [f"r{n}" for n in range(12)])
    assert first.wait() < 0
    assert content(tmp_path / "many/graph") == content(tmp_path / "one/graph")


@pytest.mark.slow
def test_a_worker_that_would_read_otherwise_is_refused(
    running: Cluster, articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    running.worker()
    monkeypatch.setattr(cluster, "_version", lambda name: "0.0")
    with pytest.raises(ClusterError, match=r"^tcp://127\.0\.0\.1:\d+: has another kg, model, library"):
        build_graph([articles], tmp_path / "g", Options(fast=True, cluster=running.address), on_error=print)
    assert not (tmp_path / "g").exists()


def test_a_worker_needs_none_of_the_files_that_are_sent(tmp_path: Path) -> None:
    (tmp_path / "mine.csv").write_text("name,type\nGrain Board,Organization\n", encoding="utf-8")
    sent = cluster.Reading.of(Options(fast=True, gazetteer=tmp_path / "mine.csv", cluster="tcp://there"))
    (tmp_path / "mine.csv").unlink()
    laid_out = cluster._options(sent)
    assert laid_out.gazetteer is not None and laid_out.cluster is None
    assert laid_out.gazetteer.read_text(encoding="utf-8").startswith("name,type\nGrain Board")


def named(article: Article, options: Options) -> str:
    return f"{article.id} is read"


def test_a_shard_whose_workers_die_is_read_again_and_said_if_it_kills_all() -> None:
    given: list[int] = []

    def future(deaths: int) -> Any:
        def result() -> list[str]:
            if deaths > 0:
                raise distributed.KilledWorker("task", SimpleNamespace(address="tcp://there"), 3)
            return ["read"]

        return SimpleNamespace(result=result)

    def submit(*what: Any, **options: Any) -> Any:
        given.append(len(given) + 1)
        return future(deaths - given[-1])

    client, shard = SimpleNamespace(submit=submit), [Article("x", "text"), Article("y", "text")]
    deaths = 3
    assert cluster._result(client, named, None, shard, future(deaths)) == ["read"]
    assert given == [1, 2, 3]
    deaths = 1000
    with pytest.raises(ClusterError, match="every worker that was to read the articles x to y died"):
        cluster._result(client, named, None, shard, future(deaths))


def test_without_a_scheduler_it_is_one_line(
    kg: Run, articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "_CONNECT", 0.5)
    result = kg("build", articles, "--graph", tmp_path / "g", "--fast", "--cluster", "tcp://127.0.0.1:9")
    assert result.exit_code == 1
    assert result.stderr.startswith("kg: tcp://127.0.0.1:9: no scheduler can be reached there (")
    assert len(result.stderr.splitlines()) == 1


def test_without_dask_it_says_how_to_install_it(
    kg: Run, articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "dask", None)
    result = kg("build", articles, "--graph", tmp_path / "g", "--fast", "--cluster", "tcp://127.0.0.1:9")
    assert (result.exit_code, result.stderr) == (2, "kg: --cluster needs Dask: pip install 'kg[cluster]'\n")
    both = kg("build", articles, "--graph", tmp_path / "g", "--cluster", "tcp://127.0.0.1:9", "--jobs", "2")
    assert both.exit_code == 2 and "give one of them" in both.stderr
