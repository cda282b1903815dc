"""A real server, asked by real clients, while its graph is rebuilt, and stopped."""

from __future__ import annotations

import json
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
import rdflib
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, GET, JSON, POST, POSTDIRECTLY, TURTLE, URLENCODED, XML, SPARQLWrapper

from kg.graph.store import GraphFolder
from kg.ids import BASE
from kg.records import Resolution
from kg.serve.following import Following

#: What a shell runs in the background ignores Ctrl-C, and what it runs does.
_KG = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); from kg.cli import main; main()"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


@contextmanager
def serving(folder: Path, *options: str) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """The address of a server of ``folder``, and its process."""
    words = [sys.executable, "-c", _KG, "serve", str(folder), "--port", "0", *options]
    process = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        yield process.stdout.readline().split(" ")[0], process
    finally:
        process.kill()
        process.communicate()


@pytest.fixture(scope="module")
def address(folder: GraphFolder) -> Iterator[str]:
    with serving(folder.path, "--timeout", "20") as (found, _):
        yield found


def get(address: str, path: str = "", **headers: str) -> bytes:
    with urlopen(Request(address + path, headers=headers), timeout=30) as answer:
        return bytes(answer.read())


def test_sparqlwrapper_asks_it(address: str) -> None:
    client = SPARQLWrapper(f"{address}sparql")
    client.setQuery("PREFIX kg: <https://w3id.org/geopolitical-kg/ontology#> SELECT ?x { ?x a kg:Person } ORDER BY ?x")
    for method, how in ((GET, URLENCODED), (POST, URLENCODED), (POST, POSTDIRECTLY)):
        client.setMethod(method)
        client.setRequestMethod(how)
        client.setReturnFormat(JSON)
        rows = client.query().convert()
        assert isinstance(rows, dict)
        assert rows["results"]["bindings"][0]["x"]["value"] == f"{BASE}person/ada-marrow-Q901"
    client.setReturnFormat(XML)
    assert "ada-marrow" in client.query().convert().toxml()  # type: ignore[union-attr]
    client.setReturnFormat(CSV)
    assert b"ada-marrow" in client.query().convert()  # type: ignore[operator]
    client.setQuery(f"CONSTRUCT {{ ?s ?p ?o }} {{ VALUES ?s {{ <{BASE}country/khand-Q903> }} ?s ?p ?o }}")
    client.setReturnFormat(TURTLE)
    assert len(rdflib.Graph().parse(data=client.query().convert(), format="turtle")) > 5  # type: ignore[arg-type]
    client.setQuery("SELECT nothing")
    with pytest.raises(Exception, match="the query cannot be run"):
        client.query()


def test_rdflib_reads_it_as_a_store(address: str) -> None:
    graph = rdflib.Graph(SPARQLStore(f"{address}sparql"))
    marrow = rdflib.URIRef(f"{BASE}person/ada-marrow-Q901")
    assert graph.value(marrow, rdflib.RDFS.label) == rdflib.Literal("Ada Marrow")
    assert len(list(graph.triples((marrow, None, None)))) > 5
    assert bool(graph.query(f"ASK {{ <{marrow}> a <https://w3id.org/geopolitical-kg/ontology#Person> }}"))
    read = rdflib.Graph().parse(f"{address}id/person/ada-marrow-Q901")  # its Accept, our negotiation
    assert (marrow, rdflib.RDFS.label, rdflib.Literal("Ada Marrow")) in read


@pytest.mark.skipif(shutil.which("curl") is None, reason="no curl on this machine")
def test_curl_asks_it(address: str) -> None:
    def curl(*words: str) -> str:
        return subprocess.run(["curl", "-sS", *words], capture_output=True, text=True, check=True).stdout

    told = curl("-i", "-H", "Accept: text/csv", "--data-urlencode", "query=ASK {}", f"{address}sparql")
    head, _, body = told.partition("\n\n")
    assert head.startswith("HTTP/1.1 200") and body.strip() == "true"
    assert not any(line.lower().startswith("server:") for line in head.splitlines())
    assert curl("-I", f"{address}sparql?query=ASK%20%7B%7D").startswith("HTTP/1.1 200")
    for path in ("../../../../etc/passwd", "..%2f..%2fetc%2fpasswd", "%2e%2e/%2e%2e/etc/passwd", "id/../../etc/passwd"):
        told = curl("-i", "--path-as-is", f"{address}{path}")
        assert told.startswith("HTTP/1.1 404") and "root:" not in told
    assert curl("-i", "-H", "Host: evil.example", address).startswith("HTTP/1.1 421")
    with pytest.raises(HTTPError, match=r"400|414|431"):
        get(address, f"sparql?query=ASK%7B%23{'a' * 64_000}%7D")


def test_a_query_that_never_ends_stands_in_nobodys_way(folder: GraphFolder) -> None:
    with serving(folder.path, "--timeout", "60", "--at-once", "2") as (address, process):
        host, port = address.removeprefix("http://").rstrip("/").split(":")
        asking = []
        for _ in range(2):
            asked = socket.create_connection((host, int(port)))
            query = ENDLESS.replace(" ", "+").replace("{", "%7B").replace("}", "%7D")
            asked.sendall(f"GET /sparql?query={query} HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
            asking.append(asked)
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
        until = time.monotonic() + 20
        while time.monotonic() < until and b"too many queries" not in _refused(address):
            time.sleep(0.1)
        assert b"too many queries run at once" in _refused(address)
        assert json.loads(get(address, "api/overview"))["counts"]["events"] == 1
        for asked in asking:  # who asked goes away
            asked.close()
        until = time.monotonic() + 20
        while time.monotonic() < until and _refused(address):
            time.sleep(0.1)
        assert json.loads(get(address, "sparql?query=ASK%7B%7D"))["boolean"] is True
        if children.exists():
            assert not [pid for pid in children.read_text().split() if _runs(pid)]


def _refused(address: str) -> bytes:
    """What a query is told that is turned away; nothing where it is answered."""
    try:
        get(address, "sparql?query=ASK%7B%7D")
    except OSError as error:
        return bytes(error.read())  # type: ignore[attr-defined]
    return b""


def _runs(pid: str) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_a_graph_that_is_rebuilt_is_followed(folder: GraphFolder, tmp_path: Path) -> None:
    copy = tmp_path / "graph"
    shutil.copytree(folder.path, copy)
    with serving(copy) as (address, _):
        before = json.loads(get(address, "api/overview"))
        assert before["counts"]["events"] == 1
        with GraphFolder.open(copy) as graph:
            name = graph.publish(Resolution())
        until = time.monotonic() + 20
        while time.monotonic() < until and (now := json.loads(get(address, "api/overview")))["built"] != name:
            time.sleep(0.1)
        assert now["counts"]["events"] == 0 and now["built"] == name
        assert json.loads(get(address, "sparql?query=ASK%7B?x+a+kg:Event%7D"))["boolean"] is False
    assert before["built"] != name


def test_a_store_stays_open_as_long_as_anybody_uses_it(folder: GraphFolder, tmp_path: Path) -> None:
    copy = tmp_path / "graph"
    shutil.copytree(folder.path, copy)
    following = Following(copy)
    with following.lent() as explorer:
        with GraphFolder.open(copy) as graph:
            graph.publish(Resolution())
        following.look()
        assert explorer.rows()["total"] == 7 and explorer.index.path.exists()
        with following.lent() as newer:
            assert newer.rows()["total"] == 0
    with GraphFolder.open(copy) as graph:
        graph.publish(Resolution())
    assert not explorer.index.path.exists()  # nobody held the store any more
    (copy / "current").write_text("nonsense")
    following.look()  # the last that could be read stays
    with following.lent() as newer:
        assert newer.rows()["total"] == 0
    following.close()


def test_many_ask_at_once(address: str) -> None:
    paths = ("api/rows?q=harbour", "api/search?q=marrow", "api/thing?iri=Khand", "api/network", "api/article?iri=001")
    expected = {path: get(address, path) for path in paths}
    wrong: list[str] = []

    def ask(path: str) -> None:
        if any(get(address, path) != expected[path] for _ in range(10)):
            wrong.append(path)

    threads = [threading.Thread(target=ask, args=(path,)) for path in paths * 3]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_in_one_line(folder: GraphFolder, number: signal.Signals) -> None:
    with serving(folder.path) as (address, process):
        get(address)
        began = time.monotonic()
        process.send_signal(number)
        _, said = process.communicate(timeout=20)
    assert said == ("kg: stopped\n" if number == signal.SIGINT else "") and time.monotonic() - began < 10


def test_what_stands_in_its_way_is_one_line(folder: GraphFolder, tmp_path: Path) -> None:
    def run(*words: str) -> tuple[int, str]:
        done = subprocess.run(
            [sys.executable, "-m", "kg", "serve", *words], capture_output=True, text=True, timeout=60, check=False
        )
        return done.returncode, done.stderr

    with socket.create_server(("127.0.0.1", 0)) as taken:
        status, said = run(str(folder.path), "--port", str(taken.getsockname()[1]))
    assert status == 2 and said.count("\n") == 1 and "cannot be listened on" in said
    status, said = run(str(folder.path), "--port", "0", "--host", "no.such.host.invalid")
    assert status == 2 and said.count("\n") == 1
    status, said = run(str(tmp_path))
    assert status == 1 and said == f"kg: {tmp_path}: not a graph folder\n"


def test_without_its_extra_it_says_how_to_have_it(folder: GraphFolder) -> None:
    hidden = "import sys; sys.modules['uvicorn'] = None; from kg.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", hidden, "serve", str(folder.path)], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (2, "kg: kg serve needs uvicorn: pip install 'kg[serve]'\n")
