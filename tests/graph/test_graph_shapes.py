"""SHACL: the good graph passes, and for every shape there is a graph that breaks it."""

from __future__ import annotations

import re

import pytest
from made_graph import Made, whole
from pyoxigraph import Store

from kg.graph.ontology import ontology_path
from kg.graph.oxigraph import OxigraphStore
from kg.graph.rdf import Quad
from kg.graph.terms import PREFIXES
from kg.graph.validate import Finding, validate
from kg.records import ROOTS

PROLOGUE = "\n".join(f"PREFIX {prefix}: <{iri}>" for prefix, iri in PREFIXES.items())
ID = "https://w3id.org/geopolitical-kg/id/"
EVENT, DENIED, SAID = f"<{ID}event/2031-05-04-consult-1f>", f"<{ID}proposition/77ac>", f"<{ID}statement/9c1e>"
PLANNED, MARROW, LUNE = f"<{ID}proposition/51d0>", f"<{ID}person/ada-marrow-Q901>", f"<{ID}place/port-lune-4242>"
KHAND = f"<{ID}country/khand-Q903>"

#: shape → what is done to the good graph to break it, one or several ways.
BREAKS: dict[str, list[str]] = {
    "Label": [f"DELETE WHERE {{ {LUNE} rdfs:label ?l }}", f'INSERT DATA {{ {EVENT} rdfs:label "Another" }}'],
    "Country": [f"DELETE WHERE {{ {KHAND} kg:country ?c }} ; DELETE WHERE {{ {KHAND} owl:sameAs ?s }}"],
    "NoBlankNode": ['INSERT DATA { _:b a kg:Other ; rdfs:label "b" }'],
    "Merged": [
        f"DELETE WHERE {{ {SAID} kg:reading ?r }}",
        f"DELETE WHERE {{ {SAID} prov:wasDerivedFrom ?m }}",
        f"INSERT DATA {{ {SAID} prov:wasDerivedFrom <{ID}article/none#char=0,1> }}",
    ],
    "Counts": [
        f"DELETE WHERE {{ {EVENT} kg:articleCount ?n }}",
        f"DELETE WHERE {{ {EVENT} kg:independentSourceCount ?n }} ; "
        f"INSERT DATA {{ {EVENT} kg:independentSourceCount 3 }}",
    ],
    "Dates": [
        f"DELETE WHERE {{ {EVENT} kg:end ?e }}",
        f"DELETE WHERE {{ {EVENT} kg:datePrecision ?p }}",
        f"DELETE WHERE {{ {EVENT} kg:dateAssumed ?p }}",
        f'DELETE WHERE {{ {EVENT} kg:start ?s }} ; INSERT DATA {{ {EVENT} kg:start "2031-05"^^xsd:gYearMonth }}',
        f'DELETE WHERE {{ {EVENT} kg:start ?s }} ; INSERT DATA {{ {EVENT} kg:start "2032-01-01"^^xsd:date }}',
        f"DELETE WHERE {{ {EVENT} sem:hasEarliestBeginTimeStamp ?p }}",
    ],
    "Actor": [f"DELETE DATA {{ {MARROW} a sem:Actor }}", f"DELETE DATA {{ {MARROW} a kg:Actor }}"],
    "Organization": [f"INSERT DATA {{ {MARROW} a kg:Media }}"],
    "Place": [f"DELETE DATA {{ {LUNE} a sem:Place }}", f"INSERT DATA {{ {SAID} sem:hasPlace {MARROW} }}"],
    "InRole": [f"INSERT DATA {{ {PLANNED} kg:source {LUNE} }}"],
    "Office": ["DELETE { ?o a org:Post } WHERE { ?o a kg:Office }"],
    "Codes": [
        f'INSERT DATA {{ {LUNE} kg:country "lu" }}',
        f'INSERT DATA {{ {KHAND} kg:country "XX" }}',
        f'INSERT DATA {{ {KHAND} kg:iso3166 "KHA" }}',
    ],
    "GovernmentOf": [f"INSERT DATA {{ {MARROW} kg:governmentOf {LUNE} }}"],
    "Geometry": [
        "DELETE WHERE { ?g geo:asWKT ?w }",
        'DELETE WHERE { ?g geo:asWKT ?w } ; INSERT { ?g geo:asWKT "10,5"^^geo:wktLiteral } WHERE { ?g a geo:Geometry }',
    ],
    "Tenure": [
        "DELETE WHERE { ?t kg:holder ?h }",
        "DELETE { ?t kg:office ?o } WHERE { ?t kg:office ?o }",
        "DELETE { ?t prov:wasDerivedFrom ?r } WHERE { ?t a kg:Tenure ; prov:wasDerivedFrom ?r }",
        'INSERT { ?t kg:until "2029-01-01"^^xsd:date } WHERE { ?t a kg:Tenure }',
        'DELETE { ?t kg:heldUntil ?d } INSERT { ?t kg:heldUntil "2030-12-30"^^xsd:date } WHERE { ?t kg:heldUntil ?d }',
        'INSERT { ?t kg:until "2031-05-04"^^xsd:date } WHERE { ?t a kg:Tenure }',
    ],
    "Event": [
        f"INSERT DATA {{ {EVENT} a kg:Proposition }}",
        f"DELETE DATA {{ {EVENT} kg:factuality kg:actual }} ; INSERT DATA {{ {EVENT} kg:factuality kg:planned }}",
        f"DELETE DATA {{ {EVENT} kg:voice kg:article }} ; INSERT DATA {{ {EVENT} kg:voice kg:reported }}",
    ],
    "Typed": [
        f"DELETE WHERE {{ {PLANNED} kg:eventType ?t }}",
        f"INSERT DATA {{ {PLANNED} kg:factuality kg:possible }}",
        f"DELETE WHERE {{ {PLANNED} kg:voice ?v }}",
        f"DELETE WHERE {{ {PLANNED} kg:confidence ?v }} ; INSERT DATA {{ {PLANNED} kg:confidence 1.5 }}",
        f'INSERT DATA {{ {PLANNED} kg:cameo "abc" }}',
    ],
    "Proposition": [f"INSERT DATA {{ {PLANNED} a sem:Event }}"],
    "OnlySaid": [
        f"DELETE DATA {{ {PLANNED} kg:factuality kg:planned }} ; "
        f"INSERT DATA {{ {PLANNED} kg:factuality kg:actual }}"
    ],
    "Concerns": [f"INSERT DATA {{ {PLANNED} kg:concerns {LUNE} }}"],
    "HasActor": [
        f"DELETE DATA {{ {EVENT} sem:hasActor {MARROW} }}",
        f"INSERT DATA {{ {EVENT} sem:hasActor {KHAND} }}",
        f"DELETE WHERE {{ {SAID} sem:hasActor ?a }}",
    ],
    "ClassOfType": [f"DELETE DATA {{ {EVENT} a kg:Consult }}", f"INSERT DATA {{ {EVENT} a kg:Assault }}"],
    "Quantity": [
        "DELETE WHERE { ?q kg:of ?x }",
        "DELETE WHERE { ?q kg:unit ?x }",
        "DELETE { ?q a kg:Quantity } WHERE { ?q a kg:Quantity }",
        "DELETE { ?q kg:min ?m } INSERT { ?q kg:min 99999 } WHERE { ?q kg:min ?m }",
    ],
    "Statement": [
        f"DELETE WHERE {{ {SAID} kg:text ?t }}",
        f'INSERT DATA {{ {SAID} kg:text "Other words" }}',
        f"INSERT DATA {{ {SAID} kg:speechAct kg:deny }}",
        f"INSERT DATA {{ {SAID} kg:isNegated true }}",
        f"DELETE DATA {{ {SAID} a sem:Event }}",
    ],
    "Said": [f"DELETE WHERE {{ ?p kg:said {SAID} }}", f"INSERT DATA {{ {KHAND} kg:said {SAID} }}"],
    "Reports": [f"INSERT DATA {{ {SAID} kg:reports {LUNE} }}"],
    "Relation": [
        "DELETE WHERE { ?r kg:subject ?s }",
        "DELETE WHERE { ?r kg:object ?s }",
        "INSERT { ?r kg:predicate kg:opposes } WHERE { ?r a kg:Relation }",
    ],
    "Disagreement": [
        "DELETE WHERE { ?d kg:about ?x }",
        "DELETE WHERE { ?d kg:on ?x }",
        'DELETE { ?d kg:reading ?r } WHERE { ?d a kg:Disagreement ; kg:reading ?r . ?r rdfs:label "90-minute" }',
    ],
    "Reading": [
        "DELETE { ?r kg:inArticle ?a } WHERE { ?r a kg:Reading ; kg:inArticle ?a }",
        "DELETE { ?r prov:wasDerivedFrom ?m } WHERE { ?r a kg:Reading ; prov:wasDerivedFrom ?m }",
    ],
    "Mention": [
        "DELETE WHERE { ?m nif:anchorOf ?t }",
        "DELETE WHERE { ?m nif:endIndex ?t }",
        "DELETE { ?m nif:beginIndex ?b } INSERT { ?m nif:beginIndex 9999 } WHERE { ?m nif:beginIndex ?b }",
        "DELETE WHERE { ?m nif:referenceContext ?t }",
        "DELETE { ?m a nif:Phrase } WHERE { ?m a nif:Phrase }",
        "DELETE { ?m kg:inArticle ?a } WHERE { ?m a kg:Mention ; kg:inArticle ?a }",
    ],
    "Article": [
        "DELETE WHERE { ?a kg:sha256 ?t }",
        "DELETE WHERE { ?a schema:identifier ?t }",
        "DELETE { ?a a prov:Entity } WHERE { ?a a prov:Entity }",
        'INSERT { ?a schema:datePublished "yesterday" } WHERE { ?a a kg:Article }',
        f"INSERT {{ ?a schema:publisher {MARROW} }} WHERE {{ ?a a kg:Article }}",
    ],
}  # fmt: skip
for root in ROOTS:
    other = "ASSAULT" if root != "ASSAULT" else "AID"
    BREAKS[root.capitalize()] = [
        f"INSERT DATA {{ {PLANNED} a kg:{root.capitalize()} }}",
        f"DELETE WHERE {{ {EVENT} kg:eventType ?t }} ; "
        f"INSERT DATA {{ {EVENT} kg:eventType plover:{other} ; a kg:{root.capitalize()} }}",
    ]


def broken(made: Made, update: str) -> list[Finding]:
    store = Store()
    store.bulk_extend(Quad(q.subject, q.predicate, q.object) for q in whole(made.extractions, made.resolution)
                      if "DefaultGraph" in repr(q.graph_name))  # fmt: skip
    store.update(f"{PROLOGUE}\n{update}")
    return validate(OxigraphStore(store))


def test_the_good_graph_passes(made: Made) -> None:
    assert broken(made, "INSERT DATA {}") == []


def test_every_shape_has_a_graph_that_breaks_it() -> None:
    shapes = re.findall(r"^shape:(\w+) a sh:NodeShape", ontology_path("shapes.ttl").read_text(), re.MULTILINE)
    assert sorted(shapes) == sorted(BREAKS)


@pytest.mark.parametrize(
    ("shape", "update"), [(shape, update) for shape, updates in sorted(BREAKS.items()) for update in updates]
)
def test_a_broken_graph_is_found(made: Made, shape: str, update: str) -> None:
    findings = broken(made, update)
    assert shape in {finding.shape for finding in findings}
    assert all(finding.node and finding.message and "\n" not in str(finding) for finding in findings)
