"""The SPARQL 1.1 Protocol: both kinds of POST, negotiation, datasets, refusals, limits."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from xml.etree import ElementTree

import pytest
import rdflib
from starlette.testclient import TestClient

from kg.errors import LimitError
from kg.graph.query_process import Limits
from kg.graph.store import GraphFolder
from kg.ids import BASE
from kg.serve.app import application
from kg.serve.settings import Settings
from kg.serve.sparql import Spool

PEOPLE = "SELECT ?x { ?x a kg:Person } ORDER BY ?x"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
FORM, QUERY = "application/x-www-form-urlencoded", "application/sparql-query"


@pytest.fixture(scope="module")
def client(folder: GraphFolder) -> Iterator[TestClient]:
    settings = Settings(limits=Limits(seconds=20, megabytes=1024, rows=50))
    with TestClient(application(folder.path, settings), base_url="http://localhost") as made:
        yield made


def test_get_and_both_posts_give_the_same(client: TestClient) -> None:
    answers = [
        client.get("/sparql", params={"query": PEOPLE}),
        client.post("/sparql", data={"query": PEOPLE}),
        client.post("/sparql", content=PEOPLE, headers={"Content-Type": f"{QUERY}; charset=UTF-8"}),
    ]
    assert [a.status_code for a in answers] == [200, 200, 200]
    assert len({a.text for a in answers}) == 1
    assert answers[0].headers["content-type"] == "application/sparql-results+json"
    found = [row["x"]["value"] for row in answers[0].json()["results"]["bindings"]]
    assert found[0] == f"{BASE}person/ada-marrow-Q901" and len(found) == 2


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("*/*", "application/sparql-results+json"),
        ("application/json", "application/json"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/html,application/xml;q=0.9", "application/xml"),
        ("text/csv", "text/csv; charset=utf-8"),
        ("text/tab-separated-values", "text/tab-separated-values; charset=utf-8"),
        ("text/turtle, text/csv;q=0.1", "text/csv; charset=utf-8"),
        ("text/csv;q=0, application/*", "application/sparql-results+json"),
        ("text/csv;q=x, text/xml", "text/xml; charset=utf-8"),
    ],
)
def test_rows_come_as_asked(client: TestClient, accept: str, media: str) -> None:
    answer = client.get("/sparql", params={"query": PEOPLE}, headers={"Accept": accept})
    assert answer.status_code == 200 and answer.headers["content-type"] == media
    assert "ada-marrow-Q901" in answer.text and answer.headers["vary"] == "Accept"
    if "xml" in media:
        assert len(ElementTree.fromstring(answer.content).findall(".//{*}result")) == 2
    elif "csv" in media:
        assert len(list(csv.DictReader(io.StringIO(answer.text)))) == 2
    elif "json" in media:
        assert len(answer.json()["results"]["bindings"]) == 2


@pytest.mark.parametrize(
    ("accept", "media", "format"),
    [
        ("*/*", "text/turtle; charset=utf-8", "turtle"),
        ("application/n-triples", "application/n-triples", "nt"),
        ("application/rdf+xml", "application/rdf+xml", "xml"),
        ("application/ld+json", "application/ld+json", "json-ld"),
        ("application/sparql-results+json, application/ld+json;q=0.5", "application/ld+json", "json-ld"),
    ],
)
def test_triples_come_as_asked(client: TestClient, accept: str, media: str, format: str) -> None:
    query = (
        'CONSTRUCT { ?x rdfs:label ?l ; kg:told [ rdfs:label "<&\\"\\u0000>"@en ] } { ?x a kg:Person ; rdfs:label ?l }'
    )
    answer = client.get("/sparql", params={"query": query}, headers={"Accept": accept})
    assert answer.status_code == 200 and answer.headers["content-type"] == media
    graph = rdflib.Graph().parse(data=answer.text, format=format)
    assert len(graph) == 6
    described = client.get(
        "/sparql", params={"query": f"DESCRIBE <{BASE}country/khand-Q903>"}, headers={"Accept": accept}
    )
    told = rdflib.Graph().parse(data=described.text, format=format)
    assert (rdflib.URIRef(f"{BASE}country/khand-Q903"), rdflib.RDFS.label, rdflib.Literal("Khand")) in told


def test_yes_or_no(client: TestClient) -> None:
    assert client.get("/sparql", params={"query": "ASK { ?x a kg:Person }"}).json()["boolean"] is True
    xml = client.get("/sparql", params={"query": "ASK {}"}, headers={"Accept": "application/sparql-results+xml"})
    assert "<boolean>true</boolean>" in xml.text


@pytest.mark.parametrize("accept", ["image/png", "text/turtle", "*/*;q=0"])
def test_what_has_no_such_form_is_not_acceptable(client: TestClient, accept: str) -> None:
    answer = client.get("/sparql", params={"query": PEOPLE}, headers={"Accept": accept})
    assert answer.status_code == 406 and "it can be json, xml, csv, tsv" in answer.json()["error"]


def test_the_dataset_is_what_the_protocol_says(client: TestClient) -> None:
    everything = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    graphs = "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g"

    def asked(query: str, **given: str | list[str]) -> list[str]:
        rows = client.get("/sparql", params={"query": query, **given}).json()["results"]["bindings"]
        return [next(iter(row.values()))["value"] for row in rows]

    names = [g for g in asked(graphs) if "/article/" in g]
    assert len(names) == 2
    merged, one, both = (
        asked(everything),
        asked(everything, **{"default-graph-uri": names[0]}),
        asked(everything, **{"default-graph-uri": names}),
    )
    assert 0 < int(one[0]) < int(both[0]) < int(merged[0])
    assert asked(everything, **{"named-graph-uri": names[0]}) == ["0"]
    assert asked(graphs, **{"named-graph-uri": names[0]}) == names[:1]
    assert asked(graphs, **{"default-graph-uri": names[0]}) == []
    assert asked(everything, **{"default-graph-uri": "https://nowhere.example/"}) == ["0"]
    posted = client.post(
        "/sparql", params={"default-graph-uri": names[0]}, content=everything, headers={"Content-Type": QUERY}
    )
    assert posted.json()["results"]["bindings"][0]["n"]["value"] == one[0]
    assert client.get("/sparql", params={"query": everything, "default-graph-uri": "no iri"}).status_code == 400


@pytest.mark.parametrize(
    ("query", "line"),
    [
        ("SELECT", "the query cannot be run"),
        ("", "the query cannot be run"),
        ("who-said", "the query cannot be run"),
        ("INSERT DATA { <a:a> <a:b> <a:c> }", "the query cannot be run"),
        ("DROP ALL", "the query cannot be run"),
        ("SELECT * { SERVICE <http://localhost:1/> { ?s ?p ?o } }", "SERVICE is not supported"),
        ("SELECT * { LOAD", "the query cannot be run"),
        ("SELECT * " + "{" * 20_000 + "}" * 20_000, "nested too deeply"),
    ],
)
def test_a_query_that_is_none_is_told_in_one_line(client: TestClient, query: str, line: str) -> None:
    for answer in (
        client.post("/sparql", data={"query": query}),
        client.post("/sparql", content=query, headers={"Content-Type": QUERY}),
    ):
        assert answer.status_code == 400, answer.text
        assert line in answer.json()["error"] and "\n" not in answer.json()["error"]


def test_what_is_no_request_is_told_which_it_would_be(client: TestClient) -> None:
    post = client.post
    assert client.get("/sparql", params={"query": ["ASK {}", "ASK {}"]}).status_code == 400
    assert client.get("/sparql", params={"default-graph-uri": "a:a"}).status_code == 400
    assert post("/sparql", content=b"", headers={"Content-Type": FORM}).status_code == 400
    assert post("/sparql", content=b"\xff\xfe", headers={"Content-Type": QUERY}).status_code == 400
    assert post("/sparql", content=b"query=%ff", headers={"Content-Type": FORM}).status_code == 400
    assert (
        post("/sparql", params={"query": "ASK {}"}, content="ASK {}", headers={"Content-Type": QUERY}).status_code
        == 400
    )
    answer = post("/sparql", content="{}", headers={"Content-Type": "application/json"})
    assert answer.status_code == 415 and FORM in answer.headers["accept-post"]
    assert post("/sparql", content="ASK {}").status_code == 415
    assert post("/sparql", content="#" * (1 << 21), headers={"Content-Type": QUERY}).status_code == 413
    assert client.get("/sparql?" + "&".join(f"a{i}=1" for i in range(2000))).status_code == 400


def test_nothing_can_be_changed(client: TestClient) -> None:
    update = "DELETE WHERE { ?s ?p ?o }"
    refused = [
        client.post("/sparql", content=update, headers={"Content-Type": "application/sparql-update"}),
        client.post("/sparql", data={"update": update}),
        client.get("/sparql", params={"update": update}),
    ]
    assert [r.status_code for r in refused] == [403, 403, 403]
    for method in ("PUT", "DELETE", "PATCH"):
        answer = client.request(method, "/sparql")
        assert answer.status_code == 405 and answer.headers["allow"] == "GET, HEAD, POST, OPTIONS"
        assert client.request(method, "/api/overview").status_code == 405
    assert client.post("/api/overview").headers["allow"] == "GET, HEAD, OPTIONS"
    assert client.get("/sparql", params={"query": "ASK { ?s ?p ?o }"}).json()["boolean"] is True


def test_head_and_options(client: TestClient) -> None:
    whole = client.get("/sparql", params={"query": PEOPLE})
    head = client.head("/sparql", params={"query": PEOPLE})
    assert head.headers["content-length"] == whole.headers["content-length"] and head.status_code == 200
    options = client.options("/sparql")
    assert options.status_code == 204 and options.headers["allow"] == "GET, HEAD, POST, OPTIONS"


def test_limits_are_told(folder: GraphFolder, client: TestClient) -> None:
    rows = client.get("/sparql", params={"query": "SELECT * { ?s ?p ?o }"})
    assert rows.status_code == 503 and rows.json()["error"] == "the query gives more than 50 rows"
    settings = Settings(limits=Limits(seconds=1, megabytes=1024, rows=50))
    with TestClient(application(folder.path, settings), base_url="http://localhost") as hurried:
        slow = hurried.get("/sparql", params={"query": ENDLESS})
    assert slow.status_code == 503 and "longer than 1 seconds" in slow.json()["error"]
    with pytest.raises(LimitError, match="longer than 1 MB"):
        Spool(1 << 20).write(b" " * (1 << 20 | 1))


def test_the_service_describes_itself(client: TestClient) -> None:
    sd = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
    for accept, format in (("*/*", "turtle"), ("application/ld+json", "json-ld"), ("application/rdf+xml", "xml")):
        answer = client.get("/sparql", headers={"Accept": accept})
        graph = rdflib.Graph().parse(data=answer.text, format=format)
        (service,) = graph.subjects(rdflib.RDF.type, sd.Service)
        assert list(graph.objects(service, sd.endpoint)) == [rdflib.URIRef("http://localhost/sparql")]
        assert list(graph.objects(service, sd.supportedLanguage)) == [sd.SPARQL11Query]
        assert len(set(graph.objects(service, sd.resultFormat))) == 8


def test_void_counts_what_is_there(client: TestClient) -> None:
    void = rdflib.Namespace("http://rdfs.org/ns/void#")
    graph = rdflib.Graph().parse(data=client.get("/.well-known/void").text, format="turtle")
    (dataset,) = graph.subjects(rdflib.RDF.type, void.Dataset)
    counted = client.get("/sparql", params={"query": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"}).json()
    assert str(graph.value(dataset, void.triples)) == counted["results"]["bindings"][0]["n"]["value"]
    assert str(graph.value(dataset, void.uriSpace)) == BASE
    people = graph.value(
        predicate=void["class"], object=rdflib.URIRef("https://w3id.org/geopolitical-kg/ontology#Person")
    )
    assert int(str(graph.value(people, void.entities))) == 2


def test_a_shipped_query_by_its_name(client: TestClient) -> None:
    answer = client.get("/api/query", params={"name": "who-said", "speaker": "Ada Marrow"})
    assert answer.headers["content-type"] == "application/sparql-results+json"
    assert json.loads(answer.text)["head"]["vars"][0] == "who" and len(answer.json()["results"]["bindings"]) == 2
    assert len(client.get("/api/query", params={"name": "events", "limit": "0"}).json()["results"]["bindings"]) == 0
    assert client.get("/api/query", params={"name": "no-such"}).status_code == 400
    assert client.get("/api/query", params={"name": "who-said", "speaker": "Nobody"}).status_code == 404
    assert client.get("/api/query", params={"name": "who-said", "colour": "red"}).status_code == 400
    assert client.get("/api/query").status_code == 400
