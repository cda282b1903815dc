"""The tables of actors and of mentions: which characters mean which node."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import TextIO

from pyoxigraph import DefaultGraph, Literal, NamedNode

from kg.export.cells import FORMULA, several, write
from kg.export.party import Parties
from kg.export.reader import Reader
from kg.graph.terms import term
from kg.lexicon.gazetteer import Gazetteer

ACTOR_COLUMNS = (
    "iri", "type", "label", "names", "wikidata", "country", "iso3", "sector", "lat", "lon", "geonames", "articles",
    "article_ids", "mentions",
)  # fmt: skip
MENTION_COLUMNS = ("article_id", "start", "end", "text", "kind", "type", "iri")
#: The most specific first: a node of several classes is the first of these.
_TYPES = (
    "Person", "Country", "Government", "IntergovernmentalOrganization", "ArmedGroup", "Media", "Organization", "Group",
    "Facility", "Place", "Office", "Agreement",
)  # fmt: skip

Row = tuple[int, int, str, str, str]


def write_actors(reader: Reader, gazetteer: Gazetteer, stream: TextIO) -> None:
    """One row an actor, place, office or agreement, sorted by IRI."""
    write(stream, ACTOR_COLUMNS, _actors(reader, Parties(reader, gazetteer)))


def write_mentions(reader: Reader, stream: TextIO) -> None:
    """One row a mention and one a trigger (of a statement its cue), sorted by article and by place in it.

    Offsets are what counts: a text that a spreadsheet would run as a formula is left empty, since anything added to it
    would no longer be what stands in the article.
    """
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(MENTION_COLUMNS)
    merged = _merged(reader)
    for article in sorted(reader.of_class("kg:Article"), key=lambda a: (reader.article_id(a), a.value)):
        text, name = reader.article(article).text, reader.article_id(article)
        for start, end, kind, type_, iri in sorted(set(_mentions(reader, article, merged))):
            said = text[start:end]
            writer.writerow((name, start, end, "" if FORMULA.match(said) else said, kind, type_, iri))


def _actors(reader: Reader, parties: Parties) -> Iterator[dict[str, str]]:
    types = {node: name for name in reversed(_TYPES) for node in reader.of_class(f"kg:{name}")}
    for node in sorted(types, key=lambda n: n.value):
        articles = list(reader.articles(node))
        place = parties.place([node])
        yield {
            "iri": node.value,
            "type": types[node],
            "label": reader.label(node),
            "names": several(reader.texts(node, "skos:altLabel")),
            "wikidata": parties.wikidata(node),
            "country": reader.text(node, "kg:country"),
            "iso3": parties.iso3(node),
            "sector": reader.text(node, "kg:sector"),
            **{name: place[name] for name in ("lat", "lon", "geonames")},
            "articles": str(len(articles)),
            "article_ids": several(map(reader.article_id, articles)),
            "mentions": str(len(reader.evidence(node))),
        }


def _merged(reader: Reader) -> dict[str, str]:
    """Reading → the node that it is merged in."""
    found = reader.store.quads_for_pattern(None, term("kg:reading"), None, DefaultGraph())
    return {
        q.object.value: q.subject.value
        for q in found
        if isinstance(q.object, NamedNode)
        and isinstance(q.subject, NamedNode)
        and not reader.is_a(q.subject, "kg:Disagreement")
    }


def _mentions(reader: Reader, article: NamedNode, merged: dict[str, str]) -> Iterator[Row]:
    """Mentions of entities, triggers of events, cues of statements, from the article's own graph."""
    kinds = {
        (q.subject.value, q.object.value)
        for q in reader.store.quads_for_pattern(None, term("kg:mentionKind"), None, article)
        if isinstance(q.subject, NamedNode) and isinstance(q.object, Literal)
    }
    kind_of = dict(sorted(kinds, reverse=True))
    for quad in reader.store.quads_for_pattern(None, term("kg:readingKind"), None, article):
        reading, cls = quad.subject, quad.object
        if not isinstance(reading, NamedNode) or not isinstance(cls, NamedNode):
            continue
        type_, iri = cls.value.rsplit("#", 1)[-1], merged.get(reading.value, "")
        kind = reading.value.rsplit("#", 1)[-1][0]
        if kind == "e":
            for span, node in _spans(reader, article, reading, "prov:wasDerivedFrom"):
                yield *span, kind_of.get(node, "name"), type_, iri
        elif kind == "v":
            for span, _ in _spans(reader, article, reading, "prov:wasDerivedFrom"):
                yield *span, "event", type_.upper(), iri
        elif kind == "s" and iri:
            whole = reader.in_article(reading, "kg:partOfStatement", article) or [reading]
            cues = list(_spans(reader, article, whole[0], "kg:cueSpan"))
            for span, _ in cues or list(_spans(reader, article, reading, "prov:wasDerivedFrom"))[:1]:
                yield *span, "statement", "STATEMENT", iri


def _spans(reader: Reader, article: NamedNode, reading: NamedNode, name: str) -> Iterator[tuple[tuple[int, int], str]]:
    """The characters that a reading's property leads to: ``…#char=START,END``."""
    for node in reader.in_article(reading, name, article):
        start, end = node.value.rsplit("#char=", 1)[-1].split(",")
        yield (int(start), int(end)), node.value
