"""The document behind an IRI, a part of the graph that leaves nothing open, and triples as RDF/XML and JSON-LD."""

from __future__ import annotations

import io

import pytest
import rdflib

from kg.errors import FormError
from kg.graph.document import closed, document, write_document
from kg.graph.rdf import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Term
from kg.graph.results import GRAPHS, write_graph
from kg.graph.store import GraphFolder
from kg.graph.terms import A, term

EVENT = "event/2031-05-04-consult-1f"
_NAMES = {"turtle": "turtle", "ntriples": "nt", "rdfxml": "xml", "jsonld": "json-ld"}


def written(quads: list[Quad], format: str) -> rdflib.Graph:
    out = io.BytesIO()
    write_graph(quads, format, out)
    return rdflib.Graph().parse(data=out.getvalue(), format=_NAMES[format])


@pytest.mark.parametrize("format", GRAPHS)
def test_every_format_says_the_same(folder: GraphFolder, format: str) -> None:
    quads = document(folder.store(), folder.base + EVENT, folder.base)
    assert set(written(quads, format)) == set(written(quads, "ntriples"))
    assert len(written(quads, format)) == len({(q.subject, q.predicate, q.object) for q in quads})


@pytest.mark.parametrize("format", GRAPHS)
def test_blank_nodes_languages_and_letters_that_xml_lacks(format: str) -> None:
    a, p, node = NamedNode("https://a.example/a"), NamedNode("https://a.example/p#q"), BlankNode("n")
    values: list[Term] = [node, Literal("häl\rlo <&\"'\x01", language="en"), Literal("2", datatype=NamedNode("urn:t"))]
    quads = [Quad(a, p, value, DefaultGraph()) for value in values] + [Quad(node, p, a, DefaultGraph())]
    read = written(quads, format)
    assert len(read) == 4 and any(isinstance(value, rdflib.BNode) for value in read.objects())
    said = next(value for value in read.objects() if isinstance(value, rdflib.Literal) and value.language)
    assert str(said) == "häl\rlo <&\"'" + ("\ufffd" if format == "rdfxml" else "\x01")


def test_a_property_that_xml_cannot_name_is_said_so() -> None:
    node = NamedNode("https://a.example/a")
    with pytest.raises(FormError, match="ends in no name of XML"):
        written([Quad(node, NamedNode("https://a.example/1"), node, DefaultGraph())], "rdfxml")


def test_offsets_are_typed_as_in_an_export(folder: GraphFolder) -> None:
    article = next(iter(q.subject for q in folder.store().quads_for_pattern(None, A, term("kg:Article"), None)))
    assert isinstance(article, NamedNode)
    quads = document(folder.store(), article.value, folder.base)
    kinds = {
        q.object.datatype for q in quads if q.predicate == term("nif:beginIndex") and isinstance(q.object, Literal)
    }
    assert kinds == {term("xsd:nonNegativeInteger")}


def test_what_the_graph_does_not_know_has_no_document(folder: GraphFolder) -> None:
    out = io.BytesIO()
    assert not write_document(folder.store(), f"{folder.base}event/none", folder.base, "turtle", out)
    assert out.getvalue() == b""
    assert write_document(folder.store(), folder.base + EVENT, folder.base, "turtle", out)


def test_a_part_leaves_nothing_open_and_holds_nothing_else(folder: GraphFolder) -> None:
    quads = closed(folder.store(), [folder.base + EVENT], folder.base)
    subjects = {str(q.subject) for q in quads}
    objects = {str(q.object) for q in quads if str(q.object).startswith(f"<{folder.base}")}
    assert {o for o in objects if "#text" not in o} <= subjects
    kinds = {str(q.object).rpartition("#")[2].rstrip(">") for q in quads if q.predicate.value.endswith("#type")}
    assert {"Event", "Person", "Reading", "Mention", "Article"} <= kinds and not {"Statement", "Proposition"} & kinds
