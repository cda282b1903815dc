"""Ordered quads → JSON-LD: one object a subject, with the short names of ``ontology/context.jsonld``."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import IO, Any

from kg.graph.ontology import ontology_path
from kg.graph.rdf import BlankNode, Literal, NamedNode, Quad
from kg.graph.terms import A, term
from kg.graph.turtle import compact

_STRING = term("xsd:string")


class Context:
    """The context's own reading of itself: what a property is called, and what its plain values mean."""

    def __init__(self) -> None:
        self.content: dict[str, Any] = json.loads(ontology_path("context.jsonld").read_text(encoding="utf-8"))[
            "@context"
        ]
        self._names: dict[str, tuple[str, str | None]] = {}
        for name, meaning in self.content.items():
            definition = {"@id": meaning} if isinstance(meaning, str) else meaning
            if isinstance(definition, dict) and ":" in definition["@id"] and not name.startswith("@"):
                kind = definition.get("@type")
                self._names[definition["@id"]] = name, kind

    def name(self, iri: NamedNode) -> tuple[str, str | None]:
        """The short name of a property or class, and the type that its plain values have."""
        short = compact(iri.value) or iri.value
        return self._names.get(short, (short, None))

    def kind(self, node: object) -> str:
        """The short name of a class."""
        return self.name(node)[0] if isinstance(node, NamedNode) else iri(node)

    def value(self, node: object, plain: str | None) -> Any:
        """A value of a property whose plain values have the type ``plain`` (None: they are strings)."""
        if isinstance(node, Literal):
            kind = compact(node.datatype.value) or node.datatype.value
            if kind == plain or (plain is None and node.datatype == _STRING):
                return _native(node.value, kind)
            if node.language:
                return {"@value": node.value, "@language": node.language}
            return {"@value": node.value, "@type": kind}
        return iri(node) if plain == "@id" else {"@id": iri(node)}


def write_json_ld(quads: Iterable[Quad], out: IO[bytes]) -> None:
    """Write quads that come sorted by subject and predicate; the context is in the file."""
    context = Context()
    lines = ",\n".join(f" {json.dumps(key)}: {json.dumps(value)}" for key, value in context.content.items())
    out.write(f'{{"@context": {{\n{lines}\n}},\n"@graph": ['.encode())
    for number, node in enumerate(_objects(quads, context)):
        out.write(b",\n" if number else b"\n")
        out.write(json.dumps(node, ensure_ascii=False).encode())
    out.write(b"\n]}\n")


def _objects(quads: Iterable[Quad], context: Context) -> Iterator[dict[str, Any]]:
    for subject, mine in groupby(quads, key=lambda q: q.subject):
        node: dict[str, Any] = {"id": iri(subject)}
        for predicate, group in groupby(mine, key=lambda q: q.predicate):
            if predicate == A:
                node["type"] = [context.kind(q.object) for q in group]
            else:
                name, plain = context.name(predicate)
                values = [context.value(q.object, plain) for q in group]
                node[name] = values if len(values) > 1 else values[0]
        yield node


def _native(value: str, kind: str) -> str | int | bool:
    """JSON's own integer or truth value where it says the same."""
    if kind == "xsd:boolean" and value in ("true", "false"):
        return value == "true"
    if kind in ("xsd:integer", "xsd:nonNegativeInteger") and value.removeprefix("-").isdecimal() and value.isascii():
        return int(value)
    return value


def iri(node: object) -> str:
    """The IRI of a node; the name of a blank one, which the graph has not, but the answer to a query may have."""
    if isinstance(node, BlankNode):
        return str(node)
    if not isinstance(node, NamedNode):
        raise TypeError(f"{node} is no node")
    return node.value
