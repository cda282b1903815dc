"""What the gazetteer knows of the things that were linked, in a graph of its own: each fact with its file's sources."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from kg.graph import literals
from kg.graph.merged import tenure_key
from kg.graph.names import Names
from kg.graph.nodes import same_as
from kg.graph.rdf import NamedNode, Quad
from kg.graph.terms import DERIVED, LABEL, term
from kg.ids import GEONAMES, WIKIDATA
from kg.lexicon.gazetteer.tables import FOLDER, SEEN
from kg.records import Node, Resolution

#: Where an identifier itself comes from, by how its IRI begins.
REGISTERS = {WIKIDATA: "https://www.wikidata.org/", GEONAMES: "https://www.geonames.org/"}
_IDENTIFIER = re.compile(rf"{re.escape(WIKIDATA)}Q\d+|{re.escape(GEONAMES)}\d+/", re.ASCII)
_LICENCE = term("schema:license")
_HEAD = re.compile(r"^# (?:(kg gazetteer|Sources|Licence): )?(.*)$")


@dataclass(slots=True)
class Facts:
    """One file of the gazetteer: its head, and (label, country, sector) by IRI of what is asked for."""

    name: str
    head: dict[str, str] = field(default_factory=dict)
    things: dict[str, tuple[str, str, str]] = field(default_factory=dict)
    #: (IRI, since, until) of the tenures that it tells, "" where open.
    tenures: set[tuple[str, str, str]] = field(default_factory=set)


def gazetteer_graph(resolution: Resolution, names: Names, folder: Path = FOLDER) -> Iterator[Quad]:
    """For each shared identifier of a node: what the files say of it and which; the node; the files' sources."""
    nodes = {iri.value: node for node in resolution.nodes for iri in same_as(node)}
    wanted = frozenset(filter(_IDENTIFIER.fullmatch, nodes))
    paths = sorted(folder.glob("*.tsv")) if wanted else []
    files = [facts for path in paths if (facts := read(path, wanted)).things or facts.tenures]
    tenures = {
        tenure_key(relation, n): (WIKIDATA + time.source, time.since or "", time.until or "")
        for relation in resolution.relations
        for n, time in enumerate(relation.times)
        if time.source
    }
    for facts in files:
        source = names.node(f"gazetteer/{facts.name}")
        for iri, fact in sorted(facts.things.items()):
            yield from _fact(NamedNode(iri), fact, source, names.gazetteer)
        for tenure in sorted(key for key, told in tenures.items() if told in facts.tenures):
            yield Quad(names.node(tenure), term("schema:citation"), source, names.gazetteer)
        for key, predicate in (("kg gazetteer", LABEL), ("Sources", term("schema:citation")), ("Licence", _LICENCE)):
            if key in facts.head:
                yield Quad(source, predicate, literals.text(facts.head[key]), names.gazetteer)
    told = {iri for facts in files for iri in facts.things}
    for iri, node in sorted(nodes.items()):
        yield Quad(NamedNode(iri), term("owl:sameAs"), names.node(node.key), names.gazetteer)
        if iri not in told:
            yield from _identifier(NamedNode(iri), node, names.gazetteer)


@lru_cache(maxsize=32)
def read(path: Path, wanted: frozenset[str]) -> Facts:
    """The head of a file of the gazetteer and what it says of the IRIs ``wanted``."""
    facts, section, key = Facts(path.stem), "", ""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            head = _HEAD.match(line.rstrip("\n"))
            if head and not section:
                key = head[1] or key
                facts.head[key] = f"{facts.head.get(key, '')} {head[2]}".strip()
            elif line.startswith("@"):
                section = line[1:].strip()
            elif section == "tenures" and (holder := WIKIDATA + line.partition("\t")[0]) in wanted:
                facts.tenures.update(_tenures(holder, line.rstrip("\n").partition("\t")[2]))
            elif section in ("entries", "cities"):
                for iri, fact in _told(section, line.rstrip("\n")):
                    if iri in wanted:
                        facts.things.setdefault(iri, fact)
    return facts


def _told(section: str, line: str) -> Iterator[tuple[str, tuple[str, str, str]]]:
    """(IRI, (label, country, sector)) of each thing on a line; nothing where the line has another shape."""
    identifier, _, rest = line.partition("\t")
    if section == "entries":
        _, name, country, sector, _, _, geonames, *_ = [*rest.split("\t"), *[""] * 7]
        yield WIKIDATA + identifier, (name, country, sector)
        yield f"{GEONAMES}{geonames}/", (name, country, sector)
        return
    for value in rest.split("|"):
        geonames, name, country, *others = [*value.split(";"), "", ""]
        yield f"{GEONAMES}{geonames}/", (name, country, "")
        yield from ((WIKIDATA + other, (name, country, "")) for other in others if other.startswith("Q"))


def _tenures(holder: str, posts: str) -> Iterator[tuple[str, str, str]]:
    for post in posts.split("|"):
        *_, since, until = post.split(";")
        yield holder, since, "" if until.endswith(SEEN) else until


def _fact(iri: NamedNode, fact: tuple[str, str, str], source: NamedNode, graph: NamedNode) -> Iterator[Quad]:
    for predicate, value in zip((LABEL, term("kg:country"), term("kg:sector")), fact, strict=True):
        if value:
            yield Quad(iri, predicate, literals.text(value), graph)
    yield Quad(iri, DERIVED, source, graph)


def _identifier(iri: NamedNode, node: Node, graph: NamedNode) -> Iterator[Quad]:
    """An identifier that no file of ours has (a user's gazetteer gave it): how the graph calls it, and its register."""
    yield Quad(iri, LABEL, literals.text(node.label), graph)
    for start, register in REGISTERS.items():
        if iri.value.startswith(start):
            yield Quad(iri, DERIVED, NamedNode(register), graph)
