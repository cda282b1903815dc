"""A query in a process of its own: what it breaks, and what it takes, is told in one line; whoever asked goes on."""

from __future__ import annotations

import io
import json
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from kg.errors import FormError, GraphError, NewerGraphError, QueryError, UnknownThingError
from kg.graph.checksums import sealed
from kg.graph.query_process import FORMATS, Limits, Request, answer
from kg.graph.results import GRAPHS
from kg.graph.store import GraphFolder

#: Counts for hours, and heeds no signal.
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
#: A string that ten steps of replacing would make longer than any memory.
BOMB = "ASK { BIND('aaaaaaaaaa' AS ?x0) " + " ".join(f"BIND(REPLACE(?x{i}, 'a', ?x{i}) AS ?x{i + 1})" for i in range(6))


def asked(folder: GraphFolder, query: str, limits: Limits | None = None, **more: object) -> str:
    out = io.BytesIO()
    answer(Request(str(folder.path), query, **more), out, limits or Limits())  # type: ignore[arg-type]
    return out.getvalue().decode()


@pytest.mark.parametrize("format", FORMATS)
def test_the_answer_is_that_of_the_graph(folder: GraphFolder, format: str) -> None:
    query = "CONSTRUCT WHERE { ?x a kg:Person }" if format in GRAPHS else "SELECT ?x { ?x a kg:Person }"
    assert "ada-marrow-Q901" in asked(folder, query, format=format)


def test_a_named_query_takes_parameters(folder: GraphFolder) -> None:
    said = asked(folder, "who-said", parameters={"speaker": "Marrow"}, limit=1, format="csv")
    assert said.count("\r\n") == 2 and "Khand had shelled the harbour" in said
    with pytest.raises(UnknownThingError, match="did you mean Ada Marrow"):
        asked(folder, "who-said", parameters={"speaker": "Ada Marow"})


def test_what_a_name_was_taken_for_is_told_to_who_asks_so(folder: GraphFolder) -> None:
    request = Request(str(folder.path), "who-said", {"speaker": "Marrow, Ada"}, loosely=True, format="csv")
    notes: list[str] = []
    out = io.BytesIO()
    answer(request, out, told=notes.append)
    assert b"Khand had shelled the harbour" in out.getvalue()
    assert notes == ["speaker: Marrow, Ada: taken for Ada Marrow (person/ada-marrow-Q901)"]
    with pytest.raises(UnknownThingError):
        asked(folder, "who-said", parameters={"speaker": "Marrow, Ada"})


def test_what_cannot_be_run_is_said_as_if_it_ran_here(folder: GraphFolder, tmp_path: Path) -> None:
    with pytest.raises(QueryError, match=r"^the query cannot be run: error at 1:11"):
        asked(folder, "SELECT * {")
    with pytest.raises(QueryError, match="SERVICE is not supported"):
        asked(folder, "ASK { SERVICE <http://127.0.0.1:1/> { } }")
    with pytest.raises(GraphError, match="not a graph folder"):
        answer(Request(str(tmp_path), "ASK { }"), io.BytesIO())
    newer = sealed({"format": "kg.graph", "version": 99, "base": "https://example.org/"})
    (tmp_path / "graph.json").write_text(json.dumps(newer), encoding="utf-8")
    with pytest.raises(NewerGraphError, match="made by a newer version of kg"):
        answer(Request(str(tmp_path), "ASK { }"), io.BytesIO())
    with pytest.raises(QueryError, match="no such named query; there are: disagreements"):
        asked(folder, "ASK { }", parameters={"speaker": "Marrow"})


@pytest.mark.parametrize(
    "query",
    [
        "SELECT " + " ".join(f"(1 AS ?a{i})" for i in range(20_000)) + " {}",
        "SELECT * {" + " ".join(f"?s{i} ?p ?o ." for i in range(20_000)) + "}",
        "SELECT * {" + "VALUES ?x {1}" * 50_000 + "}",
        "SELECT * {" + "<< ?s ?p " * 20_000 + "?o" + ">>" * 20_000 + " ?a ?b}",
        "SELECT (COUNT(*) AS ?c) {} HAVING " + "(1)" * 50_000,
        "SELECT * " + "{" * 20_000 + "}" * 20_000,
        "SELECT * { FILTER(" + "!" * 20_000 + "1) }",
    ],
)
def test_no_query_brings_its_asker_down(folder: GraphFolder, query: str) -> None:
    with pytest.raises(QueryError, match="nested too deeply, or has too many parts"):
        asked(folder, query)


def test_limits_of_time_memory_and_rows(folder: GraphFolder) -> None:
    began = time.monotonic()
    with pytest.raises(QueryError, match=r"takes longer than 1\.5 seconds"):
        asked(folder, ENDLESS, Limits(seconds=1.5))
    assert time.monotonic() - began < 30
    with pytest.raises(QueryError, match="needs more than 1024 MB of memory"):
        asked(folder, BOMB + "}", Limits(megabytes=1024))
    with pytest.raises(QueryError, match="gives more than 3 rows"):
        asked(folder, "SELECT * { ?s ?p ?o }", Limits(rows=3))


def test_of_several_formats_the_first_that_fits_is_taken_and_named(folder: GraphFolder) -> None:
    assert asked(folder, "ASK {}", formats=("turtle", "xml", "json")).startswith("xml\n<?xml")
    assert asked(folder, "CONSTRUCT {} {}", formats=("json", "jsonld")).startswith('jsonld\n{"@context"')
    with pytest.raises(FormError, match="it can be json, xml, csv, tsv"):
        asked(folder, "ASK {}", formats=("turtle",))


def test_a_query_is_asked_over_the_graphs_that_are_named(folder: GraphFolder) -> None:
    count = "SELECT (COUNT(*) AS ?n) FROM <a:b> { ?s ?p ?o }"
    gazetteer = f"{folder.base}gazetteer"
    assert asked(folder, count, format="csv", default_graphs=(gazetteer,)).split()[1] != "0"
    assert asked(folder, count, format="csv", named_graphs=(gazetteer,)).split() == ["n", "0"]
    with pytest.raises(QueryError, match="a graph's name is no IRI"):
        asked(folder, count, default_graphs=("no iri",))


def test_a_query_can_be_ended_before_its_time(folder: GraphFolder) -> None:
    began = time.monotonic()
    with pytest.raises(QueryError):
        answer(Request(str(folder.path), ENDLESS), io.BytesIO(), Limits(), lambda end: threading.Timer(1, end).start())
    assert time.monotonic() - began < 30


@pytest.mark.parametrize("ended_by", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_the_query_ends_with_whoever_asked(folder: GraphFolder, ended_by: signal.Signals) -> None:
    # What a shell runs in the background ignores Ctrl-C, and what it runs does.
    hears = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"
    words = [sys.executable, "-c", f"{hears}; from kg.cli import main; main()", "query", str(folder.path), ENDLESS]
    asker = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    children = Path(f"/proc/{asker.pid}/task/{asker.pid}/children")
    if not children.exists():
        asker.kill()
        pytest.skip("needs /proc")
    until = time.monotonic() + 60
    while not (started := children.read_text().split()) and time.monotonic() < until:
        time.sleep(0.05)
    time.sleep(1.5)  # it counts by now
    asker.send_signal(ended_by)
    asker.communicate(timeout=30)
    until = time.monotonic() + 30
    while (running := [pid for pid in started if _runs(pid)]) and time.monotonic() < until:
        time.sleep(0.05)
    assert started and not running


def _runs(pid: str) -> bool:
    """Whether the process is there, and is not one that has ended and waits to be asked how."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_a_reader_that_goes_away_ends_it(folder: GraphFolder) -> None:
    class Closed(io.BytesIO):
        def write(self, data: object) -> int:
            raise BrokenPipeError

    with pytest.raises(BrokenPipeError):
        answer(Request(str(folder.path), "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", format="csv"), Closed())
