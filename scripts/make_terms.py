"""Writes the page of the ontology's terms, and the picture of its classes, from ontology/: terms.md, terms.svg.

usage: make_terms.py FOLDER
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path

from rdflib import OWL, RDF, RDFS, SKOS, Graph, Namespace, URIRef
from rdflib.term import Node

ROOT = Path(__file__).parents[1]
KG = Namespace("https://w3id.org/geopolitical-kg/ontology#")
PLOVER = Namespace("https://w3id.org/geopolitical-kg/plover#")
SCHEMA = Namespace("https://schema.org/")
#: Of the page: heading → the type of what stands under it.
SECTIONS = {
    "Classes": OWL.Class,
    "Properties between things": OWL.ObjectProperty,
    "Properties with values": OWL.DatatypeProperty,
    "Named values": OWL.NamedIndividual,
}
#: What a term says of others: heading → property.
LINKS = {
    "is a": RDF.type,
    "below": RDFS.subClassOf,
    "part of": RDFS.subPropertyOf,
    "of": RDFS.domain,
    "of some": SCHEMA.domainIncludes,
    "gives": RDFS.range,
    "nearly": SKOS.closeMatch,
    "the same as": SKOS.exactMatch,
}
_PLAIN = {OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.NamedIndividual}


def terms(graph: Graph, kind: URIRef, namespace: Namespace = KG) -> list[URIRef]:
    """The ontology's own terms of a kind, sorted by name."""
    found = {node for node in graph.subjects(RDF.type, kind) if isinstance(node, URIRef)}
    return sorted(node for node in found if node.startswith(namespace))


def page(graph: Graph) -> str:
    """The page: every term with its definition and its ties."""
    about = URIRef(str(KG).rstrip("#"))
    lines = [
        "<!-- Made by scripts/make_terms.py from ontology/geopolitics.ttl and ontology/plover.ttl. -->",
        "# Terms of the graph",
        "",
        f"{text(graph, about, SKOS.definition)} {text(graph, about, SKOS.note)}",
        "",
        f"Namespace `{KG}` (prefix `kg:`), version {text(graph, about, OWL.versionInfo)}; the files are in "
        "`ontology/`, with the shapes that `kg validate` checks (`shapes.ttl`) and a JSON-LD context.",
        "",
        "![The classes, each below what it is a kind of](terms.svg)",
        "",
    ]
    for heading, kind in SECTIONS.items():
        lines += [f"## {heading}", ""]
        for term in terms(graph, kind):
            lines += entry(graph, term)
    lines += [
        "## PLOVER's roots",
        "",
        "Concepts of the scheme `plover:`; an event of a root is of the class that matches it.",
        "",
    ]
    for term in terms(graph, SKOS.Concept, PLOVER):
        lines += [f"- **{name(graph, term)}**: {text(graph, term, SKOS.definition)}"]
    return "\n".join(lines).rstrip() + "\n"


def entry(graph: Graph, term: URIRef) -> list[str]:
    """A term's lines."""
    links = [
        f"{heading} {', '.join(sorted(f'`{name(graph, node)}`' for node in found))}"
        for heading, predicate in LINKS.items()
        if (found := set(graph.objects(term, predicate)) - _PLAIN)
    ]
    return [
        f"### {name(graph, term)}",
        "",
        f"*{text(graph, term, RDFS.label)}*: {text(graph, term, SKOS.definition)}",
        *([f"({'; '.join(links)})"] if links else []),
        "",
    ]


def text(graph: Graph, term: URIRef, predicate: URIRef) -> str:
    """The one text that a term has."""
    return " ".join(str(graph.value(term, predicate) or "").split())


def name(graph: Graph, node: Node) -> str:
    """A node by its prefix."""
    return node.n3(graph.namespace_manager)


# ---------------------------------------------------------------- the picture

ROW, INDENT, WIDTH, BOX = 26, 28, 720, 250


def tree(graph: Graph) -> Iterator[tuple[int, URIRef]]:
    """(depth, class) of the ontology's classes, each below the first of its own that it is a kind of."""
    own = terms(graph, OWL.Class)
    above = {term: [other for other in own if (term, RDFS.subClassOf, other) in graph] for term in own}

    def below(term: URIRef, depth: int) -> Iterator[tuple[int, URIRef]]:
        yield depth, term
        for child in own:
            if above[child][:1] == [term]:
                yield from below(child, depth + 1)

    for term in own:
        if not above[term]:
            yield from below(term, 0)


def picture(graph: Graph) -> str:
    """The tree of classes as SVG, each beside the classes of other vocabularies that it is a kind of."""
    rows = list(tree(graph))
    drawn = "\n".join(row for number, (depth, term) in enumerate(rows) for row in drawn_row(graph, number, depth, term))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {ROW * len(rows) + 8}" '
        'font-family="sans-serif" font-size="13">\n<title>The classes of the graph</title>\n'
        f"{drawn}\n</svg>\n"
    )


def drawn_row(graph: Graph, number: int, depth: int, term: URIRef) -> Iterable[str]:
    """One class: a box, the line to what it stands below, and what it is in other vocabularies."""
    x, y = 4 + depth * INDENT, 4 + number * ROW
    others = sorted(name(graph, o) for o in graph.objects(term, RDFS.subClassOf) if not str(o).startswith(str(KG)))
    if depth:
        yield f'<path d="M{x - INDENT // 2} {y - 6}V{y + 10}H{x}" fill="none" stroke="#8a94a6"/>'
    yield f'<rect x="{x}" y="{y}" width="{BOX - depth * INDENT}" height="20" rx="4" fill="#e8eef7" stroke="#4c78a8"/>'
    yield f'<text x="{x + 8}" y="{y + 15}">{escape(name(graph, term))}</text>'
    if others:
        yield f'<text x="{BOX + 24}" y="{y + 15}" fill="#555">{escape(", ".join(others))}</text>'


def main(folder: Path) -> None:
    """Write both files into ``folder``."""
    graph = Graph()
    for file in ("geopolitics.ttl", "plover.ttl"):
        graph.parse(ROOT / "ontology" / file)
    (folder / "terms.md").write_text(page(graph), encoding="utf-8")
    (folder / "terms.svg").write_text(picture(graph), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
