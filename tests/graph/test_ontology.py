"""The ontology as OWL: within OWL 2 DL as far as it can be seen without a reasoner, and read by other libraries.

``scripts/check_owl.sh`` has ROBOT say the same, and that the vocabulary is within RL.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import owlready2
import pytest
import rdflib
from rdflib import OWL, RDF, RDFS, XSD, URIRef

from kg.graph.ontology import ontology_path

KG = rdflib.Namespace("https://w3id.org/geopolitical-kg/ontology#")
IRI = URIRef("https://w3id.org/geopolitical-kg/ontology")
DCTERMS_TITLE = URIRef("http://purl.org/dc/terms/title")
RESERVED = tuple(str(namespace) for namespace in (OWL, RDF, RDFS, XSD))
#: The datatypes of OWL 2 that the ontology may give as a range; xsd:date is none.
DATATYPES = {XSD.boolean, XSD.decimal, XSD.integer, XSD.string, XSD.anyURI, XSD.dateTime}
PROPERTIES = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
#: Annotations that OWL has built in.
BUILT_IN = {RDFS.label, RDFS.comment, RDFS.seeAlso, RDFS.isDefinedBy, OWL.versionInfo}


@pytest.fixture(scope="module")
def ontology() -> rdflib.Graph:
    graph = rdflib.Graph()
    for name in ("geopolitics.ttl", "plover.ttl"):
        graph.parse(ontology_path(name))
    return graph


def of(graph: rdflib.Graph, *kinds: URIRef) -> set[URIRef]:
    """What is declared to be of one of the kinds."""
    return {node for kind in kinds for node in graph.subjects(RDF.type, kind) if isinstance(node, URIRef)}


def test_it_has_a_title_and_the_iri_of_its_version(ontology: rdflib.Graph) -> None:
    version = str(ontology.value(IRI, OWL.versionInfo))
    assert ontology.value(IRI, OWL.versionIRI) == URIRef(f"{IRI}/{version}")
    assert ontology.value(IRI, DCTERMS_TITLE)


def test_no_two_terms_have_one_label(ontology: rdflib.Graph) -> None:
    labels = Counter(str(label) for label in ontology.objects(None, RDFS.label))
    assert [label for label, count in labels.items() if count > 1] == []


def test_every_class_and_property_of_an_axiom_is_declared_once(ontology: rdflib.Graph) -> None:
    classes = of(ontology, OWL.Class)
    for predicate in (RDFS.subClassOf, OWL.disjointWith, RDFS.domain):
        assert {*ontology.objects(None, predicate)} <= classes, predicate
    objects, values = of(ontology, OWL.ObjectProperty), of(ontology, OWL.DatatypeProperty)
    for subject, above in ontology.subject_objects(RDFS.subPropertyOf):
        assert (subject in objects, subject in values) == (above in objects, above in values) != (False, False)
    for subject, end in ontology.subject_objects(RDFS.range):
        assert end in (classes if subject in objects else DATATYPES), subject
    declared = Counter(node for kind in PROPERTIES for node in of(ontology, kind))
    assert [node for node, count in declared.items() if count > 1 or node in classes] == []


def test_every_annotation_is_declared(ontology: rdflib.Graph) -> None:
    annotated = {*ontology.predicates(IRI), *ontology.predicates(KG.Event), *ontology.predicates(KG.speaker)}
    theirs = {predicate for predicate in annotated if not str(predicate).startswith(RESERVED)}
    assert theirs and theirs <= of(ontology, OWL.AnnotationProperty)


def test_nothing_reserved_is_used_as_a_class(ontology: rdflib.Graph) -> None:
    own = {OWL.Class, OWL.Ontology, OWL.NamedIndividual, RDFS.Datatype, *PROPERTIES}
    assert {t for t in ontology.objects(None, RDF.type) if str(t).startswith(RESERVED)} <= own


def test_owlready_loads_it(tmp_path: Path) -> None:
    graph = rdflib.Graph().parse(ontology_path("geopolitics.ttl"))
    graph.serialize(tmp_path / "geopolitics.owl", format="xml")
    world = owlready2.World()
    loaded = world.get_ontology(f"file://{tmp_path / 'geopolitics.owl'}").load()
    event = world[str(KG.Event)]
    assert world[str(KG.Consult)] in event.subclasses() and event.label == ["event"]
    assert str(KG.said) in {found.iri for found in loaded.object_properties()}
