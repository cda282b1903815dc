"""What is written can be read again, by two readers alike, and is the same bytes each time."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from made_graph import make, whole
from pyoxigraph import Store

from kg.graph.jsonld import Context
from kg.graph.ontology import ontology_path
from kg.graph.oxigraph import OxigraphStore
from kg.graph.rdf import DefaultGraph, Literal, NamedNode, Quad
from kg.graph.serialise import FORMATS, serialise
from kg.graph.terms import PREFIXES
from kg.ids import BASE

READ = {
    "turtle": ("turtle", ox.RdfFormat.TURTLE),
    "jsonld": ("json-ld", ox.RdfFormat.JSON_LD),
    "trig": ("trig", ox.RdfFormat.TRIG),
    "nquads": ("nquads", ox.RdfFormat.N_QUADS),
}


def written(store: Store, format: str, base: str | None = BASE) -> bytes:
    out = io.BytesIO()
    serialise(OxigraphStore(store), format, out, base)
    return out.getvalue()


def store_of(*quads_: Quad) -> Store:
    store = Store()
    store.bulk_extend(quads_)
    return store


@pytest.fixture(scope="module")
def store() -> Store:
    made = make()
    return store_of(*whole(made.extractions, made.resolution))


def triples(data: bytes, reader: str) -> set[tuple[str, ...]]:
    graph = rdflib.Graph().parse(data=data, format=reader)
    return {(str(s), str(p), o.n3()) for s, p, o in graph}


def n3(data: bytes, format_: ox.RdfFormat) -> set[tuple[str, ...]]:
    lines = "".join(f"{ox.Triple(q.subject, q.predicate, q.object)} .\n" for q in ox.parse(data, format_))
    return triples(lines.encode(), "nt")


@pytest.mark.parametrize("format", ["turtle", "jsonld"])
def test_two_readers_read_the_same_default_graph(store: Store, format: str) -> None:
    data = written(store, format)
    reader, format_ = READ[format]
    assert triples(data, reader) == n3(data, format_)
    assert len(triples(data, reader)) == sum(1 for _ in store.quads_for_pattern(None, None, None, DefaultGraph()))


@pytest.mark.parametrize("format", ["trig", "nquads"])
def test_everything_comes_back(store: Store, format: str) -> None:
    data = written(store, format)
    again = Store()
    again.bulk_load(data, READ[format][1])
    assert {str(q) for q in again} == {str(q) for q in store}
    dataset = rdflib.Dataset()
    dataset.parse(data=data, format=READ[format][0])
    assert sum(1 for _ in dataset.quads((None, None, None, None))) == len(store)


def test_offsets_have_nifs_datatype(store: Store) -> None:
    graph = rdflib.Graph().parse(data=written(store, "turtle"), format="turtle")
    begin = rdflib.URIRef(PREFIXES["nif"] + "beginIndex")
    kinds = {o.datatype for o in graph.objects(None, begin) if isinstance(o, rdflib.Literal)}
    assert kinds == {rdflib.XSD.nonNegativeInteger}


@pytest.mark.parametrize("format", FORMATS)
def test_bytes_are_the_same_in_another_process(store: Store, format: str) -> None:
    root = Path(__file__).parents[2]
    script = (
        f"import sys; sys.path[:0] = [{str(root)!r}, {str(Path(__file__).parent)!r}]\n"
        "from made_graph import make, whole; from kg.graph.serialise import serialise\n"
        "from pyoxigraph import Store; from kg.graph.oxigraph import OxigraphStore; from kg.ids import BASE\n"
        "made = make(); store = Store(); store.bulk_extend(whole(made.extractions[::-1], made.resolution))\n"
        f"serialise(OxigraphStore(store), {format!r}, sys.stdout.buffer, BASE)"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "4711"}
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, env=environment)
    assert run.stdout == written(store, format)


def test_json_ld_has_plain_values_under_short_names(store: Store) -> None:
    document = json.loads(written(store, "jsonld"))
    nodes = {node["id"]: node for node in document["@graph"]}
    event = nodes[f"{BASE}event/2031-05-04-consult-1f"]
    assert event["type"] == ["sem:Event", "Consult", "Event"]
    assert event["start"] == "2031-05-04" and event["articleCount"] == 2 and event["dateAssumed"] is False
    assert event["participant"] == sorted(event["participant"]) and len(event["participant"]) == 2


def test_the_context_names_every_property_and_class_of_ours() -> None:
    ontology = rdflib.Graph().parse(ontology_path("geopolitics.ttl"))
    wanted = {
        str(s).removeprefix(PREFIXES["kg"])
        for kind in (rdflib.OWL.Class, rdflib.OWL.ObjectProperty, rdflib.OWL.DatatypeProperty)
        for s in ontology.subjects(rdflib.RDF.type, kind)
        if str(s).startswith(PREFIXES["kg"])
    }
    assert wanted and wanted <= set(Context().content)


def test_an_unknown_format_is_refused(store: Store) -> None:
    with pytest.raises(ValueError, match="rdfxml is none of"):
        written(store, "rdfxml")


def test_a_blank_node_is_never_written() -> None:
    quad = Quad(ox.BlankNode("b"), NamedNode(PREFIXES["rdfs"] + "label"), Literal("b"))
    with pytest.raises(TypeError, match="no blank nodes"):
        written(store_of(quad), "jsonld")


_STARTS = st.sampled_from([BASE, PREFIXES["kg"], PREFIXES["schema"], f"{BASE}article/a#char=", "http://x/", "urn:x:"])
IRIS = st.tuples(_STARTS, st.from_regex(r"\A[A-Za-z0-9/=,.:~_()';!*-]{0,12}\Z")).map("".join)
LITERALS = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"])).map(Literal),
    st.integers(-(10**15), 10**15).map(Literal),
    st.booleans().map(Literal),
    st.decimals(-1000, 1000, places=3).map(lambda d: Literal(str(d), datatype=NamedNode(PREFIXES["xsd"] + "decimal"))),
    st.dates().map(lambda d: Literal(d.isoformat(), datatype=NamedNode(PREFIXES["xsd"] + "date"))),
)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.tuples(IRIS, IRIS, st.one_of(IRIS.map(NamedNode), LITERALS), st.one_of(st.none(), IRIS)), max_size=8)
)
def test_any_graph_comes_back(rows: list[tuple[str, str, NamedNode | Literal, str | None]]) -> None:
    store = store_of(
        *(Quad(NamedNode(s), NamedNode(p), o, NamedNode(g) if g else DefaultGraph()) for s, p, o, g in rows)
    )
    for format in ("trig", "nquads"):
        again = Store()
        again.bulk_load(written(store, format), READ[format][1])
        assert {str(q) for q in again} == {str(q) for q in store}
    wanted = {str(q) for q in store.quads_for_pattern(None, None, None, DefaultGraph())}
    for format in ("turtle", "jsonld"):
        again = Store()
        again.bulk_load(written(store, format), READ[format][1])
        assert {str(q) for q in again} == wanted
