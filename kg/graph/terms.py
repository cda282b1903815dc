"""Namespaces, and the terms of other vocabularies that the graph is written with, as nodes."""

from __future__ import annotations

from functools import cache
from typing import Final

from kg.graph.rdf import NamedNode
from kg.ids import ONTOLOGY
from kg.ids import PLOVER as PLOVER_IRI

#: Prefixes of everything that is written, queried or shown.
PREFIXES: Final[dict[str, str]] = {
    "geo": "http://www.opengis.net/ont/geosparql#",
    "geo84": "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "kg": ONTOLOGY,
    "nif": "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "plover": PLOVER_IRI,
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "wd": "http://www.wikidata.org/entity/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


@cache
def term(name: str) -> NamedNode:
    """The node of a prefixed name.

    >>> term("kg:said")
    <NamedNode value=https://w3id.org/geopolitical-kg/ontology#said>
    """
    prefix, local = name.split(":", 1)
    return NamedNode(PREFIXES[prefix] + local)


def local_name(iri: str) -> str:
    """The part of a term's IRI that is its own.

    >>> local_name("https://w3id.org/geopolitical-kg/ontology#planned")
    'planned'
    """
    return iri.rsplit("#", 1)[-1]


A: Final = term("rdf:type")
LABEL: Final = term("rdfs:label")
IN_ARTICLE: Final = term("kg:inArticle")
READING: Final = term("kg:reading")
#: The classes of readings, of quantities and of the characters that they lead to.
READ: Final = term("kg:Reading")
QUANTITY: Final = term("kg:Quantity")
MENTION: Final = term("kg:Mention")
#: What a reading is a reading of; whether a mention is a name, a nominal or a pronoun.
TYPE: Final = term("kg:readingKind")
KIND: Final = term("kg:mentionKind")
DERIVED: Final = term("prov:wasDerivedFrom")
HAS_ACTOR: Final = term("sem:hasActor")
HAS_PLACE: Final = term("sem:hasPlace")

_ACTOR = ("kg:Actor", "sem:Actor")
_ORGANIZATION = ("kg:Organization", *_ACTOR)
#: The classes of a merged node by the type of its mentions, superclasses written out.
NODE_CLASSES: Final[dict[str, tuple[NamedNode, ...]]] = {
    name: tuple(map(term, classes))
    for name, classes in {
        "Person": ("kg:Person", *_ACTOR),
        "Country": ("kg:Country", *_ACTOR, "sem:Place"),
        "Government": ("kg:Government", *_ACTOR),
        "Organization": _ORGANIZATION,
        "IntergovernmentalOrganization": ("kg:IntergovernmentalOrganization", *_ORGANIZATION),
        "ArmedGroup": ("kg:ArmedGroup", *_ORGANIZATION),
        "Media": ("kg:Media", *_ORGANIZATION),
        "Group": ("kg:Group", *_ACTOR),
        "Place": ("kg:Place", "sem:Place"),
        "Facility": ("kg:Facility", "sem:Place"),
        "Office": ("kg:Office", "org:Post"),
        "Agreement": ("kg:Agreement",),
        "Other": ("kg:Other",),
    }.items()
}
#: What takes part in an event is an actor, and where it happens a place, whatever its mentions look like.
ROLE_ACTOR: Final = (term("kg:Actor"), term("sem:Actor"))
ROLE_PLACE: Final = (term("sem:Place"),)

#: What quantities are of; anything else is written as ``kg:amount``.
QUANTITIES: Final = frozenset(
    {
        "amount", "arrested", "captured", "casualties", "detained", "displaced", "distance", "duration", "evacuated",
        "hostages", "injured", "killed", "length", "missing", "money", "people", "percent", "protesters", "prisoners",
        "released", "territory", "troops", "weapons", "weight", "wounded",
    }
)  # fmt: skip
#: What readings can disagree on, by the name that resolving gives it.
ON: Final[dict[str, NamedNode]] = {
    **{name: term(f"kg:{name}") for name in sorted(QUANTITIES)},
    "addressee": term("kg:addressee"),
    "date": term("kg:start"),
    "end": term("kg:end"),
    "factuality": term("kg:factuality"),
    "from": term("kg:from"),
    "holder": term("kg:holder"),
    "holdsOffice": term("kg:holdsOffice"),
    "negated": term("kg:isNegated"),
    "object": term("kg:object"),
    "place": HAS_PLACE,
    "quantity": term("kg:quantity"),
    "source": term("kg:source"),
    "speaker": term("kg:speaker"),
    "start": term("kg:start"),
    "target": term("kg:target"),
    "text": term("kg:text"),
    "type": term("kg:eventType"),
    "until": term("kg:until"),
}


def quantity_kind(name: str) -> NamedNode:
    """The property that a quantity is a value of: ``kg:duration``; ``kg:amount`` for what has no term."""
    return term(f"kg:{name}" if name in QUANTITIES else "kg:amount")


def disagreement_on(name: str) -> NamedNode:
    """The property that readings disagree on."""
    return ON.get(name, term("kg:amount"))


def event_class(root: str) -> NamedNode:
    """The class of the events of a PLOVER root: ``CONSULT`` → ``kg:Consult``."""
    return term(f"kg:{root.capitalize()}")
