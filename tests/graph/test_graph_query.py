"""Queries: named ones bind what they are given, results come in every format, and nothing drives a terminal."""

from __future__ import annotations

import csv
import io
import json
import xml.etree.ElementTree as ET

import pyoxigraph as ox
import pytest
from made_graph import make, quads
from pyoxigraph import Store

from kg.errors import QueryError, UnknownThingError
from kg.graph.complete import Complete
from kg.graph.named_queries import named_queries, named_query
from kg.graph.oxigraph import OxigraphStore
from kg.graph.query import run, run_named
from kg.graph.rdf import Literal, NamedNode, Quad
from kg.graph.results import write
from kg.graph.terms import PREFIXES
from kg.graph.view import GraphView
from kg.ids import BASE

ALL = "SELECT ?x ?l WHERE { ?x a kg:Person ; rdfs:label ?l } ORDER BY ?l"


@pytest.fixture(scope="module")
def view() -> GraphView:
    made = make()
    store = Store()
    store.bulk_extend(quads(made.extractions, made.resolution))
    return GraphView(Complete(OxigraphStore(store), BASE))


def rows(view: GraphView, name: str, **given: str) -> list[dict[str, str]]:
    out = io.BytesIO()
    write(run_named(view, name, given), "csv", out)
    return list(csv.DictReader(io.StringIO(out.getvalue().decode())))


def shown(view: GraphView, sparql: str, format: str) -> str:
    out = io.BytesIO()
    write(run(view.store, sparql), format, out, BASE)
    return out.getvalue().decode()


# ---------------------------------------------------------------- named queries


def test_every_query_of_the_plan_is_there_and_describes_itself() -> None:
    assert list(named_queries()) == [
        "disagreements", "events", "evidence", "offices", "pairs", "single-source", "statements-about", "timeline",
        "who-said",
    ]  # fmt: skip
    for query in named_queries().values():
        assert query.help.endswith(".") and query.parameters
        assert "ORDER BY" in query.text
        for parameter in query.parameters:
            assert f"?{parameter.name}" in query.text or f'kg:parameter("{parameter.name}")' in query.text


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, ["Khand had shelled the harbour", "would pay for it", "attacking anyone"]),
        ({"speaker": "Ada Marrow"}, ["Khand had shelled the harbour", "would pay for it"]),
        ({"speaker": "marrow", "about": "Khand"}, ["Khand had shelled the harbour"]),
        ({"speaker": "Q903"}, ["attacking anyone"]),
        ({"speaker": "Khand", "place": "Port Lune"}, []),
        ({"place": "Port Lune"}, ["Khand had shelled the harbour", "would pay for it"]),
    ],
)
def test_who_said(view: GraphView, given: dict[str, str], said: list[str]) -> None:
    assert [row["said"] for row in rows(view, "who-said", **given)] == said


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ({}, 1),
        ({"actor": "Oskar Tell", "type": "consult", "from": "2031", "to": "2031-05"}, 1),
        ({"actor": "Khand"}, 0),
        ({"type": "ASSAULT"}, 0),
        ({"from": "2031-05-04"}, 1),
        ({"from": "2031-05-05"}, 0),
        ({"to": "2031-05-04"}, 1),
        ({"to": "2031-04"}, 0),
    ],
)
def test_events_by_actor_type_and_time(view: GraphView, given: dict[str, str], found: int) -> None:
    assert len(rows(view, "events", **given)) == found
    if "type" not in given:  # a timeline has statements, too
        assert len(rows(view, "timeline", **given)) == found


def test_the_other_queries(view: GraphView) -> None:
    assert [r["said"] for r in rows(view, "statements-about", about="Khand")] == ["Khand had shelled the harbour"]
    assert [(r["on"], r["says"], r["article"]) for r in rows(view, "disagreements")] == [
        ("duration", "two hours", "001"), ("duration", "90-minute", "002"),
    ]  # fmt: skip
    assert rows(view, "disagreements", about="Ada Marrow") == []
    assert [(r["who"], r["post"], r["from"], r["until"]) for r in rows(view, "offices", holder="Ada Marrow")] == [
        ("Ada Marrow", "President", "2030-01-01", "")
    ]
    assert rows(view, "offices", holder="Tell") == []
    held = {
        day: [(r["who"], r["certain"]) for r in rows(view, "offices", date=day)]
        for day in ("2029-12-31", "2030-06-01", "2031-05-05", "2031-05-06")
    }
    assert held == {
        "2029-12-31": [],
        "2030-06-01": [("Ada Marrow", "false")],
        "2031-05-05": [("Ada Marrow", "true")],
        "2031-05-06": [("Ada Marrow", "false")],
    }
    assert [r["words"] for r in rows(view, "evidence", thing="Oskar Tell")] == ["Oskar Tell", "Tell", "Tell"]
    assert [(r["source"], r["root"], r["target"], r["events"]) for r in rows(view, "pairs", actor="Tell")] == [
        ("Ada Marrow", "CONSULT", "Oskar Tell", "1")
    ]
    assert rows(view, "pairs", actor="Khand") == []


def test_a_value_is_never_part_of_the_query(view: GraphView) -> None:
    for value in ("x> } } # ", '" } UNION { ?s ?p ?o } #', "Ada Marrow> ?p ?o } #"):
        with pytest.raises(UnknownThingError):
            rows(view, "who-said", speaker=value)
    with pytest.raises(QueryError, match="is no date"):
        rows(view, "events", **{"from": '2031") || (1=1'})


def test_a_wrong_call_says_what_would_be_right(view: GraphView) -> None:
    with pytest.raises(QueryError, match="no such query; there are: disagreements, events"):
        named_query("what")
    with pytest.raises(QueryError, match=r"who-said: no parameter who; there are: speaker, place, about$"):
        rows(view, "who-said", who="x")
    with pytest.raises(QueryError, match="evidence: needs thing="):
        rows(view, "evidence")
    with pytest.raises(QueryError, match="type: TALK is no PLOVER root; there are: AGREE, CONSULT"):
        rows(view, "events", type="TALK")
    with pytest.raises(UnknownThingError, match="did you mean Ada Marrow"):
        rows(view, "events", actor="Ada Marow")


# ---------------------------------------------------------------- any query


def test_a_query_that_cannot_be_run_is_said_in_one_line(view: GraphView) -> None:
    for bad in (
        "SELECT * {",
        "SELECT ?x WHERE { ?x no:prefix ?y }",
        "DROP ALL",
        "INSERT DATA { <a:a> <a:a> 1 }",
        "",
        "\0",
    ):
        with pytest.raises(QueryError) as caught:
            run(view.store, bad)
        assert "\n" not in str(caught.value) and len(str(caught.value)) < 260


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
        "SELECT * { service SILENT <http://127.0.0.1:1/> { ?s ?p ?o } }",
        "SELECT * { ?s ?p ?o FILTER(1<2)SERVICE<http://127.0.0.1:1/>{ ?s ?p ?o } }",
        "SELECT * { BIND('it''s' AS ?x) SERVICE ?g { ?s ?p ?o } }",
        "SELECT * { # '\nSERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
        "SELECT * { \\u0053ERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
        "SELECT * { #\rSERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
        "PREFIX : <http://127.0.0.1:1/> SELECT * { SERVICE:x { ?s ?p ?o } }",
        "PREFIX service: <http://127.0.0.1:1/> PREFIX : <http://127.0.0.1:1/> SELECT * { SERVICE:x { ?s ?p ?o } }",
        "SELECT * { ?a kg:articleCount ?n FILTER(?n<9)SERVICE#>\n<http://127.0.0.1:1/> { ?s ?p ?o } }",
        "ASK { OPTIONAL { \\u0073\\U00000065rVICE silent ?g { ?s ?p ?o } } }",
    ],
)
def test_no_query_asks_elsewhere(view: GraphView, query: str) -> None:
    with pytest.raises(QueryError, match="SERVICE is not supported"):
        run(view.store, query)


def test_a_long_list_is_not_deep(view: GraphView) -> None:
    values = " ".join(f"<{BASE}person/a-b-{n}>" for n in range(5000))
    assert shown(view, f"SELECT ?x {{ VALUES ?x {{ {values} }} ?x a kg:Person }}", "csv") == "x\r\n"


def test_the_word_service_may_be_asked_for(view: GraphView) -> None:
    query = """PREFIX service: <http://x/> SELECT ?service { # service
        ?service rdfs:label 'secret service', "the \\\\service", '''a
service''' ; kg:service service:x, <http://x/service> }"""
    assert shown(view, query, "csv") == "service\r\n"


# ---------------------------------------------------------------- formats


def test_rows_in_every_format(view: GraphView) -> None:
    assert list(csv.reader(io.StringIO(shown(view, ALL, "csv"))))[1][1] == "Ada Marrow"
    assert shown(view, ALL, "tsv").splitlines()[1].endswith('\t"Ada Marrow"')
    assert json.loads(shown(view, ALL, "json"))["results"]["bindings"][1]["l"]["value"] == "Oskar Tell"
    assert len(ET.fromstring(shown(view, ALL, "xml")).findall(".//{*}result")) == 2
    table = shown(view, ALL, "table").splitlines()
    assert len(table) == 4 and table[2].startswith("person/ada-marrow-Q901") and table[2].endswith("│ Ada Marrow")
    with pytest.raises(QueryError, match="not turtle"):
        shown(view, ALL, "turtle")


def test_yes_or_no_in_every_format(view: GraphView) -> None:
    assert shown(view, "ASK { ?x a kg:Event }", "table") == "true\n"
    assert shown(view, "ASK { ?x a kg:Assault }", "csv") == "false\n"
    assert json.loads(shown(view, "ASK { ?x a kg:Event }", "json"))["boolean"] is True
    assert "true" in shown(view, "ASK { ?x a kg:Event }", "xml")
    with pytest.raises(QueryError, match="not turtle"):
        shown(view, "ASK { ?x a kg:Event }", "turtle")


@pytest.mark.parametrize("format", ["table", "turtle"])
def test_triples_are_turtle(view: GraphView, format: str) -> None:
    text = shown(view, "CONSTRUCT { ?p kg:said ?s } WHERE { ?p kg:said ?s }", format)
    assert len(list(ox.parse(text, ox.RdfFormat.TURTLE))) == 3
    described = shown(view, f"DESCRIBE <{BASE}person/ada-marrow-Q901>", format)
    assert "kg:said <statement/9c1e>, <statement/9c1f>" in described
    with pytest.raises(QueryError, match="not csv"):
        shown(view, "CONSTRUCT WHERE { ?p kg:said ?s }", "csv")


def test_a_table_cannot_drive_a_terminal() -> None:
    store = Store()
    text = "\x1b[2J\x9b31m[red]not red[/red] [link=x]\u202eabc\u2028 \r\n\ttab\0"
    store.add(Quad(NamedNode("http://x/"), NamedNode(PREFIXES["rdfs"] + "label"), Literal(text)))
    out = io.BytesIO()
    write(run(OxigraphStore(store), "SELECT ?l { ?x rdfs:label ?l }"), "table", out)
    line = out.getvalue().decode().splitlines()[-1]
    assert line == "\\x1b[2J\\x9b31m[red]not red[/red] [link=x]\\u202eabc tab\\x00"


def test_a_long_value_is_folded_to_the_terminal_and_whole_in_a_pipe() -> None:
    store = Store()
    store.add(Quad(NamedNode("http://x/"), NamedNode(PREFIXES["nif"] + "isString"), Literal("word " * 100)))
    longest = {}
    for width in (40, None):
        out = io.BytesIO()
        write(run(OxigraphStore(store), "SELECT ?t { ?x nif:isString ?t }"), "table", out, width=width)
        longest[width] = max(map(len, out.getvalue().decode().splitlines()))
    assert longest[40] <= 40 and longest[None] == 499


def test_a_table_whose_columns_could_not_be_read_is_a_line_a_value(view: GraphView) -> None:
    sparql = "SELECT ?x ?l ?none ?y ?m { ?x a kg:Person ; rdfs:label ?l . ?y a kg:Place ; rdfs:label ?m } ORDER BY ?l"
    out = io.BytesIO()
    write(run(view.store, sparql), "table", out, BASE, 40)
    assert out.getvalue().decode().splitlines()[:6] == [
        "x  person/ada-marrow-Q901", "l  Ada Marrow", "y  place/port-lune-4242", "m  Port Lune", "",
        "x  " + shown(view, sparql, "table").splitlines()[3].split()[0],
    ]  # fmt: skip
    out = io.BytesIO()
    write(run(view.store, sparql), "table", out, BASE, 100)
    assert "┃" in out.getvalue().decode()


@pytest.mark.parametrize(
    ("sparql", "reason"),
    [
        ("SELECT * { ?s foo:x ?o ; bar:y 'a:b' } # c:d", "not declared: bar:, foo: (PREFIX bar: <…> before"),
        ("SELECT * { ?s :x ?o }", "not declared: : (PREFIX : <…>"),
        ("SELECT (foo:f(1) AS ?x) {}", "not declared: foo: "),
        ("PREFIX foo: <http://x/> SELECT * { ?s foo:x ?o ; bar:y 1 }", "not declared: bar: "),
        ("INSERT DATA { <a:b> <a:c> <a:d> }", "INSERT would change the graph"),
        ("# DROP\nPREFIX x: <http://x/> BASE <http://y/> delete where { ?s x:y ?o }", "DELETE would change the graph"),
        ("PREFIX foo: <http://x/> SELECT * { ?s foo:x }", "error at 1:"),
        ("SELECT * { ?s kg:said ", "error at 1:"),
    ],
)
def test_why_a_query_is_none_is_told_in_a_line(view: GraphView, sparql: str, reason: str) -> None:
    with pytest.raises(QueryError) as told:
        run(view.store, sparql)
    assert str(told.value).startswith(f"the query cannot be run: {reason}") and "\n" not in str(told.value)


def test_rows_say_what_kind_of_term_they_hold() -> None:
    store = Store()
    subject, about = NamedNode("http://x/s"), NamedNode("http://x/p")
    integer = NamedNode(PREFIXES["xsd"] + "integer")
    hard = 'a "b", <c> & d\te\r\n\x01\u2028'
    for value in (Literal(hard), Literal("mot", language="fr"), Literal("5", datatype=integer), subject):
        store.add(Quad(subject, about, value))

    def found(format: str) -> str:
        out = io.BytesIO()
        write(run(OxigraphStore(store), "SELECT ?o ?n { ?s ?p ?o } ORDER BY ?o"), format, out)
        return out.getvalue().decode()

    cells = [row[0] for row in csv.reader(io.StringIO(found("csv"), newline=""))]
    assert cells[0] == "o" and set(cells[1:]) == {hard, "mot", "5", "http://x/s"}
    bindings = [binding["o"] for binding in json.loads(found("json"))["results"]["bindings"]]
    assert {"type": "literal", "value": hard} in bindings and {"type": "uri", "value": "http://x/s"} in bindings
    assert {"type": "literal", "value": "mot", "xml:lang": "fr"} in bindings
    assert {"type": "literal", "value": "5", "datatype": integer.value} in bindings
    values = {"".join(result.itertext()) for result in ET.fromstring(found("xml")).findall(".//{*}result")}
    assert values == {hard.replace("\x01", "\ufffd"), "mot", "5", "http://x/s"}
    read = ox.parse_query_results(found("tsv"), ox.QueryResultsFormat.TSV)
    assert isinstance(read, ox.QuerySolutions)
    assert {row["o"] for row in read} == {quad.object for quad in store}


@pytest.mark.parametrize("format", ["table", "csv", "json"])
def test_no_more_rows_than_allowed(view: GraphView, format: str) -> None:
    out = io.BytesIO()
    write(run(view.store, ALL), format, out, most=2)
    with pytest.raises(QueryError, match="gives more than 1 rows"):
        write(run(view.store, ALL), format, out, most=1)
    with pytest.raises(QueryError, match="gives more than 1 triples"):
        write(run(view.store, "CONSTRUCT WHERE { ?s ?p ?o }"), "turtle", out, most=1)
