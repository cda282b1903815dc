"""What the endpoint is and what it holds: SPARQL 1.1 Service Description, and VoID."""

from __future__ import annotations

import io
from typing import Final
from urllib.parse import urljoin

from starlette.requests import Request
from starlette.responses import Response

from kg.explore.explorer import Explorer
from kg.graph import literals
from kg.graph.rdf import DefaultGraph, Literal, NamedNode, Quad
from kg.graph.results import place, write_graph
from kg.graph.terms import LABEL, A
from kg.ids import ONTOLOGY
from kg.serve.negotiation import GRAPHS, acceptable

_SD: Final = "http://www.w3.org/ns/sparql-service-description#"
_VOID: Final = "http://rdfs.org/ns/void#"
_DCT: Final = "http://purl.org/dc/terms/"
_FORMATS: Final = "http://www.w3.org/ns/formats/"
#: What results and graphs can be written as, by the names that the W3C gave them.
_WRITTEN: Final = (
    "SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV", "Turtle", "N-Triples",
    "RDF_XML", "JSON-LD",
)  # fmt: skip


def service(explorer: Explorer, request: Request) -> Response:
    """The endpoint: its language, its forms, its default dataset."""
    endpoint = _address(request, "/sparql")
    node, dataset, graph = (NamedNode(endpoint + part) for part in ("#service", "#dataset", "#default"))
    triples: list[tuple[NamedNode, str, NamedNode | Literal]] = [
        (node, "type", NamedNode(_SD + "Service")),
        (node, _SD + "endpoint", NamedNode(endpoint)),
        (node, _SD + "supportedLanguage", NamedNode(_SD + "SPARQL11Query")),
        (node, _SD + "defaultDataset", dataset),
        (dataset, "type", NamedNode(_SD + "Dataset")),
        (dataset, _SD + "defaultGraph", graph),
        (graph, "type", NamedNode(_SD + "Graph")),
        (graph, "type", NamedNode(_VOID + "Dataset")),
        (graph, _VOID + "triples", literals.count(explorer.triples)),
        *((node, _SD + "resultFormat", NamedNode(_FORMATS + name)) for name in _WRITTEN),
    ]
    return _written(triples, request)


def void(explorer: Explorer, request: Request) -> Response:
    """The dataset: how much it holds, where it is asked, which vocabularies it is written with."""
    node = NamedNode(_address(request, "/.well-known/void") + "#graph")
    triples: list[tuple[NamedNode, str, NamedNode | Literal]] = [
        (node, "type", NamedNode(_VOID + "Dataset")),
        (node, _DCT + "title", literals.text(explorer.title or "kg")),
        (node, _VOID + "sparqlEndpoint", NamedNode(_address(request, "/sparql"))),
        (node, _VOID + "uriSpace", literals.text(explorer.base)),
        (node, _VOID + "triples", literals.count(explorer.triples)),
        (node, _VOID + "vocabulary", NamedNode(ONTOLOGY)),
    ]
    for kind, number in sorted(explorer.kinds.items()):
        part = NamedNode(f"{node.value}-{kind.lower()}")
        triples += [
            (node, _VOID + "classPartition", part),
            (part, _VOID + "class", NamedNode(ONTOLOGY + kind)),
            (part, _VOID + "entities", literals.count(number)),
            (part, LABEL.value, literals.text(kind)),
        ]
    return _written(triples, request)


def _address(request: Request, path: str) -> str:
    return urljoin(str(request.base_url), path)


def _written(triples: list[tuple[NamedNode, str, NamedNode | Literal]], request: Request) -> Response:
    media, name = (acceptable(request.headers.get("accept"), GRAPHS) or acceptable(None, GRAPHS))[0]
    quads = [Quad(s, A if p == "type" else NamedNode(p), o, DefaultGraph()) for s, p, o in triples]
    out = io.BytesIO()
    write_graph(sorted(quads, key=place), name, out)
    return Response(out.getvalue(), media_type=media, headers={"Vary": "Accept"})
