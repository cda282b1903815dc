"""The store behind its protocol: another serves as well, and what Oxigraph says of a damaged one is said as ours."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Self

import pyoxigraph as ox
import pytest
from made_graph import Made, quads

from kg.errors import QueryError, StoreError
from kg.export.projection import edges, nodes, project
from kg.graph.complete import Complete
from kg.graph.oxigraph import OxigraphStore
from kg.graph.query import run
from kg.graph.rdf import (
    Dataset,
    DefaultGraph,
    Function,
    GraphName,
    NamedNode,
    Quad,
    Result,
    Solutions,
    Store,
    Subject,
    Term,
)
from kg.graph.serialise import FORMATS, serialise
from kg.graph.store import GraphFolder
from kg.graph.terms import PREFIXES
from kg.graph.validate import validate
from kg.graph.view import GraphView


class ListStore:
    """A store of no haste: N-Quads in a file, all of them looked at each time, no SPARQL."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        self.quads = list(dict.fromkeys(quads))

    @classmethod
    def write(cls, folder: Path, quads: Iterable[Quad]) -> None:
        folder.mkdir()
        (folder / "all.nq").write_text("".join(f"{quad} .\n" for quad in quads), encoding="utf-8")

    @classmethod
    def differ(cls, old: Path, folder: Path, removed: Iterable[Quad], added: Iterable[Quad]) -> None:
        left = set(cls.open(old).quads) - set(removed)
        cls.write(folder, sorted(left | set(added), key=str))

    @classmethod
    def open(cls, folder: Path) -> Self:
        return cls(ox.parse(path=folder / "all.nq", format=ox.RdfFormat.N_QUADS))

    def quads_for_pattern(
        self, subject: Subject | None, predicate: NamedNode | None, object: Term | None, graph: GraphName | None
    ) -> Iterator[Quad]:
        wanted = (subject, predicate, object, graph)
        return (q for q in self.quads if all(w in (None, part) for w, part in zip(wanted, q, strict=True)))

    def named_graphs(self) -> Iterator[NamedNode]:
        return iter({q.graph_name for q in self.quads if isinstance(q.graph_name, NamedNode)})

    def query(
        self,
        sparql: str,
        prefixes: Mapping[str, str],
        values: Mapping[str, Term],
        functions: Mapping[NamedNode, Function],
        dataset: Dataset | None = None,
        *,
        union: bool = False,
    ) -> Result:
        raise NotImplementedError

    def syntax_fault(self, sparql: str, prefixes: Mapping[str, str]) -> str | None:
        raise NotImplementedError


def written(store: Store, format: str) -> bytes:
    out = io.BytesIO()
    serialise(store, format, out)
    return out.getvalue()


def all_of(store: Store) -> list[Quad]:
    return sorted(store.quads_for_pattern(None, None, None, None), key=str)


@pytest.fixture
def store(made: Made, tmp_path: Path) -> OxigraphStore:
    OxigraphStore.write(tmp_path / "quads", quads(made.extractions, made.resolution))
    return OxigraphStore.open(tmp_path / "quads")


def built(path: Path, made: Made) -> GraphFolder:
    with GraphFolder.create_or_open(path) as folder:
        for extraction in made.extractions:
            folder.add(extraction)
        folder.publish(made.resolution)
    return folder


def test_another_store_does_as_well(made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = built(tmp_path / "one", made).store()
    monkeypatch.setattr("kg.graph.published.STORE", ListStore)
    other = built(tmp_path / "two", made).store()
    assert isinstance(other, Complete) and isinstance(store, Complete)
    assert isinstance(other.stored, ListStore) and isinstance(store.stored, OxigraphStore)
    assert (tmp_path / "one/current").read_text() == (tmp_path / "two/current").read_text()
    for format in FORMATS:
        assert written(other, format) == written(store, format)
    one, two = project(other), project(store)
    assert list(nodes(one)) == list(nodes(two)) and list(edges(one)) == list(edges(two))
    assert validate(other) == validate(store)
    for view in (GraphView(other), GraphView(store)):
        assert [e.text for e in view.evidence(view.find("Tell"))] == ["Oskar Tell", "Tell", "Tell"]


def test_quads_come_back_each_once(made: Made, store: OxigraphStore) -> None:
    made_twice = [*quads(made.extractions, made.resolution)] * 2
    assert {str(q).replace("nonNegativeInteger", "integer") for q in made_twice} == set(map(str, all_of(store)))
    assert len(all_of(store)) == len(set(all_of(store)))


def test_no_more_than_a_batch_is_held(made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.graph.oxigraph.BATCH", 7)
    OxigraphStore.write(tmp_path / "few", iter(quads(made.extractions, made.resolution)))
    monkeypatch.undo()
    OxigraphStore.write(tmp_path / "many", quads(made.extractions, made.resolution))
    assert all_of(OxigraphStore.open(tmp_path / "few")) == all_of(OxigraphStore.open(tmp_path / "many"))
    assert not list(tmp_path.rglob("LOG")), "it tells of the machine"


def test_whoever_makes_the_quads_keeps_its_own_errors(tmp_path: Path) -> None:
    def failing() -> Iterator[Quad]:
        yield Quad(NamedNode("urn:x"), NamedNode("urn:x"), NamedNode("urn:x"))
        raise OSError("the articles cannot be read")

    with pytest.raises(OSError, match=r"^the articles cannot be read$"):
        OxigraphStore.write(tmp_path / "quads", failing())


def test_the_answer_has_the_kind_that_the_query_asks_for(store: OxigraphStore) -> None:
    rows = run(store, "SELECT ?p ?no { ?p a kg:Person OPTIONAL { ?p kg:nothing ?no } } ORDER BY ?p LIMIT 1")
    assert isinstance(rows, Solutions) and rows.variables == ("p", "no")
    ((person, nothing),) = rows.rows
    assert isinstance(person, NamedNode) and person.value.endswith("Q901") and nothing is None
    assert run(store, "ASK { ?p a kg:Person }") is True and run(store, "ASK { ?p a kg:Assault }") is False
    triples = run(store, "CONSTRUCT WHERE { ?p kg:said ?s }")
    assert not isinstance(triples, Solutions | bool) and len(list(triples)) == 3


def test_the_syntax_of_a_query_is_looked_at_without_asking(store: OxigraphStore) -> None:
    assert store.syntax_fault("SELECT * { ?s rdfs:label ?l }", PREFIXES) is None
    fault = store.syntax_fault("SELECT * {", PREFIXES)
    assert fault is not None and "expected" in fault
    with pytest.raises(QueryError, match="cannot be run: The custom function"):
        store.syntax_fault("SELECT (<urn:f>(1) AS ?x) {}", PREFIXES)


def test_a_folder_that_is_no_store_is_not_opened(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"^[^\n]+$"):
        OxigraphStore.open(tmp_path / "none")
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError):
        OxigraphStore.write(tmp_path / "file", ())


def test_damage_that_is_met_while_reading_is_an_error_of_ours(made: Made, tmp_path: Path) -> None:
    OxigraphStore.write(tmp_path / "quads", quads(made.extractions, made.resolution))
    for table in tmp_path.rglob("*.sst"):
        data = bytearray(table.read_bytes())
        data[20] ^= len(data) > 5000  # the small ones are read when it is opened
        table.write_bytes(data)
    damaged = OxigraphStore.open(tmp_path / "quads")
    with pytest.raises(StoreError, match=r"^the store is damaged \(Corruption: [^\n]+\); kg build [^\n]+$"):
        list(damaged.quads_for_pattern(None, None, None, DefaultGraph()))
    rows = run(damaged, "SELECT * { ?s ?p ?o }")
    assert isinstance(rows, Solutions)
    with pytest.raises(QueryError, match=r"^the query cannot be run: Corruption: [^\n]+$"):
        list(rows.rows)
