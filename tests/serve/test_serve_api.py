"""The API as its description says it, documents behind IRIs, files, and what stands before every request."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema  # type: ignore[import-untyped]
import pytest
import rdflib
from starlette.testclient import TestClient

from kg.graph.store import GraphFolder
from kg.ids import BASE
from kg.serve.api import ANSWERS, openapi
from kg.serve.app import application
from kg.serve.dereference import iri_of
from kg.serve.pages import Pages
from kg.serve.settings import Settings

MARROW = f"{BASE}person/ada-marrow-Q901"
ASKED: dict[str, list[dict[str, Any]]] = {
    "article": [{"iri": "001"}, {"iri": "002"}],
    "articles": [{}, {"q": "harbour", "publisher": "Lune Gazette", "from": "2031"}],
    "between": [{"a": "Marrow", "b": "Tell"}, {"a": "Tell", "b": "Khand", "kind": "statement"}],
    "evidence": [{"iri": "Khand"}, {"iri": "event/2031-05-04-consult-1f"}],
    "facets": [{}, {"q": "harbour"}],
    "map": [{}, {"kind": ["proposition", "event"]}],
    "network": [{}, {"iri": "Ada Marrow", "limit": "2"}],
    "overview": [{}],
    "queries": [{}],
    "rows": [{}, {"kind": "event", "limit": "1"}, {"q": "harbour", "sort": "relevance"}],
    "search": [{"q": "marrow"}, {"q": "bombard"}, {"q": "a long", "kind": "Article"}],
    "thing": [
        {"iri": iri}
        for iri in ("Marrow", "Khand", "President", "Port Lune", "001", "Lune Gazette", "event/2031-05-04-consult-1f",
                    "proposition/77ab", "statement/aa01", "relation/e2b1", "disagreement/1f-duration")
    ],
    "timeline": [{}, {"by": "month"}],
}  # fmt: skip


@pytest.fixture(scope="module")
def client(folder: GraphFolder) -> Iterator[TestClient]:
    with TestClient(application(folder.path), base_url="http://127.0.0.1:8000") as made:
        yield made


def closed(components: dict[str, Any]) -> dict[str, Any]:
    """The schemas with no property allowed that they do not name: what is answered is what is described."""
    schemas = components["schemas"]
    parts = {"Ref", "Place", "Rows", "ArticleRow"}  # others are made of these
    shut = {
        name: {**schema, "unevaluatedProperties": False} if "required" in schema and name not in parts else schema
        for name, schema in schemas.items()
    }
    return {**components, "schemas": shut}


def test_every_answer_is_asked_for_here() -> None:
    assert set(ASKED) == set(ANSWERS)
    paths = {path.removeprefix("/api/") for path in openapi()["paths"]}
    assert paths == {*ANSWERS, "query", "download", "openapi.json"}


@pytest.mark.parametrize("name", sorted(ASKED))
def test_answers_are_as_described(client: TestClient, name: str) -> None:
    described = client.get("/api/openapi.json").json()
    schema = described["paths"][f"/api/{name}"]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    whole = {**schema, "components": closed(described["components"])}
    for given in ASKED[name]:
        answer = client.get(f"/api/{name}", params=given)
        assert answer.status_code == 200, answer.text
        assert answer.headers["content-type"] == "application/json" and answer.headers["cache-control"] == "no-store"
        jsonschema.Draft202012Validator(whole).validate(answer.json())


def test_the_description_is_openapi(client: TestClient) -> None:
    described = client.get("/api/openapi.json").json()
    assert described["openapi"] == "3.1.0"
    for path, item in described["paths"].items():
        for parameter in item["get"]["parameters"]:
            name = parameter.get("$ref", "").rpartition("/")[2] or parameter["name"]
            assert parameter.get("in", "query") == "query" and name, path
    text = json.dumps(described)
    for reference in {part.split('"')[0] for part in text.split('"#/')[1:]}:
        found: Any = described
        for step in reference.split("/"):
            found = found[step]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/thing?iri=Nobody+At+All", 404), ("/api/thing", 400), ("/api/thing?iri=", 400),
        ("/api/rows?kind=x", 400), ("/api/rows?limit=-1", 400), ("/api/rows?limit=many", 400),
        ("/api/rows?sort=up", 400),
        ("/api/timeline?by=hour", 400), ("/api/between?a=Marrow", 400), ("/api/between?a=Marrow&b=Nobody", 404),
        ("/api/nothing", 404), ("/api/", 404), ("/api", 404), ("/api/article?iri=Khand", 404), ("/api/rows?q=%ff", 400),
        ("/api/rows?q=" + "a" * 3000, 400), ("/api/download?format=exe", 400), ("/api/rows?from=1e9", 400),
    ],
)  # fmt: skip
def test_what_cannot_be_answered_is_one_line(client: TestClient, path: str, status: int) -> None:
    answer = client.get(path)
    assert answer.status_code == status
    assert list(answer.json()) == ["error"] and "\n" not in answer.json()["error"]


def test_pages_of_rows_end(client: TestClient) -> None:
    assert len(client.get("/api/rows?limit=999999999").json()["rows"]) == 7
    assert client.get("/api/rows?offset=999999999").json()["rows"] == []


def test_a_view_as_a_file(client: TestClient) -> None:
    table = client.get("/api/download?kind=event&kind=proposition&format=csv")
    assert table.headers["content-type"] == "text/csv; charset=utf-8"
    assert table.headers["content-disposition"] == 'attachment; filename="view.csv"'
    rows = list(csv.DictReader(io.StringIO(table.text)))
    assert len(rows) == 4 and {row["type"] for row in rows} == {"CONSULT", "ASSAULT"}
    told = rdflib.Graph().parse(data=client.get("/api/download?kind=event&format=turtle").text, format="turtle")
    event = rdflib.URIRef(f"{BASE}event/2031-05-04-consult-1f")
    assert (event, None, None) in told
    assert (None, rdflib.RDF.type, rdflib.URIRef("https://w3id.org/geopolitical-kg/ontology#Statement")) not in told
    named = {
        node for triple in told for node in triple if str(node).startswith(BASE) and not str(node).endswith("#text")
    }
    assert named == {node for node in told.subjects() if str(node).startswith(BASE)}  # nothing is left open


# ---------------------------------------------------------------- documents behind IRIs


def test_every_iri_has_a_document(client: TestClient) -> None:
    listed = client.get("/sparql", params={"query": "SELECT DISTINCT ?s { ?s a ?c }"}).json()["results"]["bindings"]
    iris = {row["s"]["value"].partition("#")[0] for row in listed if row["s"]["value"].startswith(BASE)}
    assert len(iris) > 15
    for iri in iris:
        answer = client.get(iri.replace("https://w3id.org", ""), headers={"Accept": "text/turtle"})
        assert answer.status_code == 200, iri
        graph = rdflib.Graph().parse(data=answer.text, format="turtle")
        assert (rdflib.URIRef(iri), None, None) in graph


def test_a_document_is_what_the_client_would_rather_have(client: TestClient) -> None:
    for accept, media, format in (
        ("text/turtle", "text/turtle; charset=utf-8", "turtle"),
        ("application/ld+json", "application/ld+json", "json-ld"),
        ("application/n-triples", "application/n-triples", "nt"),
        ("application/rdf+xml", "application/rdf+xml", "xml"),
    ):
        answer = client.get("/id/person/ada-marrow-Q901", headers={"Accept": accept})
        assert answer.headers["content-type"] == media and answer.headers["vary"] == "Accept"
        graph = rdflib.Graph().parse(data=answer.text, format=format)
        assert (rdflib.URIRef(MARROW), rdflib.RDFS.label, rdflib.Literal("Ada Marrow")) in graph
    page = client.get("/id/person/ada-marrow-Q901", headers={"Accept": "text/html,*/*;q=0.8"})
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert client.head("/id/person/ada-marrow-Q901").status_code == 200
    assert client.options("/id/person/ada-marrow-Q901").headers["allow"] == "GET, HEAD, OPTIONS"
    assert client.get("/id/person/ada-marrow-Q901", headers={"Accept": "image/png"}).status_code == 406
    for path in (
        "/id/person/nobody",
        "/id/",
        "/id",
        "/geopolitical-kg/id/x",
        "/id/person/ada%20marrow",
        "/id/%00",
        "/x",
    ):
        assert client.get(path, headers={"Accept": "text/html"}).status_code == 404, path


def test_an_articles_document_describes_its_readings(client: TestClient) -> None:
    article = client.get("/api/articles").json()["articles"][0]["iri"]
    path = article.replace(BASE, "/id/")
    graph = rdflib.Graph().parse(data=client.get(path, headers={"Accept": "text/turtle"}).text, format="turtle")
    kg = rdflib.Namespace("https://w3id.org/geopolitical-kg/ontology#")
    for local in ("v1", "s1.1", "e2", "r1"):
        assert (rdflib.URIRef(f"{article}#{local}"), rdflib.RDF.type, kg.Reading) in graph
    assert (rdflib.URIRef(f"{article}#text"), None, None) in graph
    assert (None, kg.speaker, rdflib.URIRef(f"{article}#e2")) in graph


@pytest.mark.parametrize(
    ("base", "path", "iri"),
    [
        ("https://x.example/", "/person/a", "https://x.example/person/a"),
        ("https://x.example/", "/id/person/a", "https://x.example/person/a"),
        ("https://x.example/g#", "/id/person/a", "https://x.example/g#person/a"),
        ("https://x.example/g#", "/g", None),
        ("https://x.example/g/", "/person/a", None),
    ],
)
def test_a_path_stands_for_an_iri_whatever_the_base(base: str, path: str, iri: str | None) -> None:
    assert iri_of(base, path) == iri


# ---------------------------------------------------------------- what stands before every request


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8000", "localhost.evil.example", "", "127.0.0.1.nip.io",
                                  "localhost:x", "[::1", "localhost@evil.example"])  # fmt: skip
def test_another_name_that_leads_here_is_turned_away(client: TestClient, host: str) -> None:
    for path in ("/", "/sparql?query=ASK{}", "/api/overview"):
        assert client.get(path, headers={"Host": host}).status_code == 421


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8000", "127.0.0.1:9", "[::1]:8000", "192.168.0.7:8000"])
def test_addresses_and_localhost_are_ours(client: TestClient, host: str) -> None:
    assert client.get("/api/overview", headers={"Host": host}).status_code == 200


def test_a_page_elsewhere_may_ask_only_where_it_was_allowed(folder: GraphFolder, client: TestClient) -> None:
    there = {"Origin": "https://page.example"}
    for path in ("/sparql?query=ASK{}", "/api/overview"):
        assert client.get(path, headers=there).status_code == 403
        assert "access-control-allow-origin" not in client.get(path).headers
    assert client.get("/api/overview", headers={"Origin": "http://127.0.0.1:8000"}).status_code == 200
    assert client.get("/api/overview", headers={"Origin": "null"}).status_code == 403
    for mode, status in (("no-cors", 403), ("navigate", 200)):
        fetched = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": mode}
        assert client.get("/api/overview", headers=fetched).status_code == status
    settings = Settings(origins=("https://page.example",), hosts=("graph.example",))
    with TestClient(application(folder.path, settings), base_url="http://graph.example") as allowing:
        answer = allowing.get("/api/overview", headers=there)
        assert answer.headers["access-control-allow-origin"] == "https://page.example"
        asked = {**there, "Access-Control-Request-Method": "POST"}
        assert (
            allowing.options("/sparql", headers=asked).headers["access-control-allow-origin"] == "https://page.example"
        )
        assert allowing.get("/api/overview", headers={"Origin": "https://other.example"}).status_code == 403


def test_headers_say_how_a_browser_is_to_take_it(client: TestClient) -> None:
    for path in ("/", "/api/overview", "/nothing", "/id/person/ada-marrow-Q901", "/sparql?query=x"):
        headers = client.get(path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy and "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff" and headers["cache-control"] in ("no-store", "no-cache")
        assert "server" not in headers


def test_hostile_names_are_data(hostile: GraphFolder) -> None:
    with TestClient(application(hostile.path), base_url="http://localhost") as client:
        answer = client.get("/api/search", params={"q": "script alert"})
        assert answer.headers["content-type"] == "application/json"
        labels = [result["label"] for result in answer.json()["results"]]
        assert any("</script><script>alert(1)</script>" in label for label in labels)
        found = client.get("/api/thing", params={"iri": MARROW}).json()
        assert "\x1b[2J" in found["label"]
        for format, media in (
            ("xml", "application/rdf+xml"),
            ("json-ld", "application/ld+json"),
            ("turtle", "text/turtle"),
        ):
            document = client.get("/id/person/ada-marrow-Q901", headers={"Accept": media})
            assert len(rdflib.Graph().parse(data=document.text, format=format)) > 5
        table = client.get("/api/download?format=csv").text
        assert "\n=cmd" not in table and ",=cmd" not in table and ',"=cmd' not in table


# ---------------------------------------------------------------- files


def test_files_of_the_page_and_no_others(folder: GraphFolder, tmp_path: Path) -> None:
    static = tmp_path / "static"
    (static / "assets").mkdir(parents=True)
    (static / "index.html").write_text("<!doctype html><title>page</title>")
    (static / "assets" / "main-Ab3dEf9h.js").write_text("1")
    (static / "icon.svg").write_text("<svg/>")
    (tmp_path / "secret.txt").write_text("secret")
    (static / "link.txt").symlink_to(tmp_path / "secret.txt")
    with TestClient(application(folder.path, pages=Pages(static)), base_url="http://localhost") as client:
        assert "page" in client.get("/").text and client.get("/").headers["cache-control"] == "no-cache"
        assert "page" in client.get("/id/person/ada-marrow-Q901", headers={"Accept": "text/html"}).text
        script = client.get("/assets/main-Ab3dEf9h.js")
        assert "immutable" in script.headers["cache-control"] and "javascript" in script.headers["content-type"]
        assert client.get("/icon.svg").headers["cache-control"] == "no-cache"
        for path in ("/../secret.txt", "/..%2fsecret.txt", "/assets/../../secret.txt", "/link.txt", "//etc/passwd",
                     "/%2e%2e/secret.txt", "/assets", "/assets/"):  # fmt: skip
            answer = client.get(path)
            assert answer.status_code == 404 and "secret" not in answer.text, path


def test_without_a_page_there_is_a_plain_one(folder: GraphFolder, tmp_path: Path) -> None:
    with TestClient(application(folder.path, pages=Pages(tmp_path)), base_url="http://localhost") as client:
        assert 'href="/sparql"' in client.get("/").text
