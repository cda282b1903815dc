"""Ordered quads → RDF/XML: one element a subject, namespaces declared where they are needed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby
from typing import IO, Final
from xml.sax.saxutils import escape, quoteattr

from kg.errors import FormError
from kg.graph.rdf import BlankNode, Literal, NamedNode, Quad
from kg.graph.terms import PREFIXES

_RDF: Final = PREFIXES["rdf"]
_STRING: Final = PREFIXES["xsd"] + "string"
#: An IRI in two, the second a name that XML takes.
_NAME: Final = re.compile(r"(.*?)([A-Za-z_][A-Za-z0-9_.-]*)", re.ASCII | re.DOTALL)
#: What XML 1.0 cannot hold, escaped or not.
NOT_IN_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def write_rdf_xml(quads: Iterable[Quad], out: IO[bytes]) -> None:
    """Write quads that come sorted by subject; raises FormError for a property whose IRI ends in no name of XML."""
    out.write(f'<?xml version="1.0" encoding="utf-8"?>\n<rdf:RDF xmlns:rdf={quoteattr(_RDF)}>\n'.encode())
    for subject, mine in groupby(quads, key=lambda quad: quad.subject):
        out.write(f"<rdf:Description {_node('about', subject)}>\n".encode())
        for quad in mine:
            out.write(f"  {_element(quad)}\n".encode())
        out.write(b"</rdf:Description>\n")
    out.write(b"</rdf:RDF>\n")


def _element(quad: Quad) -> str:
    split = _NAME.fullmatch(quad.predicate.value)
    if split is None or not split[1]:
        raise FormError(f"the triples cannot be written as rdfxml: {quad.predicate.value} ends in no name of XML")
    begin, end = (f"rdf:{split[2]}", f"rdf:{split[2]}")
    if split[1] != _RDF:
        begin, end = f"p:{split[2]} xmlns:p={quoteattr(split[1])}", f"p:{split[2]}"
    value = quad.object
    if not isinstance(value, Literal):
        return f"<{begin} {_node('resource', value)}/>"
    text = escape(NOT_IN_XML.sub("\ufffd", value.value), {"\r": "&#13;"})
    kind = ""
    if value.language:
        kind = f" xml:lang={quoteattr(value.language)}"
    elif value.datatype.value != _STRING:
        kind = f" rdf:datatype={quoteattr(value.datatype.value)}"
    return f"<{begin}{kind}>{text}</{end}>"


def _node(name: str, node: object) -> str:
    if isinstance(node, BlankNode):
        return f"rdf:nodeID={quoteattr('b' + node.value)}"
    if not isinstance(node, NamedNode):
        raise TypeError(f"{node} is no node")
    return f"rdf:{name}={quoteattr(node.value)}"
