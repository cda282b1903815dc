"""The tables of actors and of mentions: which characters mean which node."""

from __future__ import annotations

from collections.abc import Iterator

from kg.export.cells import FORMULA, several
from kg.export.party import Parties, article_id, articles_of
from kg.export.table import Table
from kg.graph.names import offsets
from kg.graph.rdf import DefaultGraph, Literal, NamedNode
from kg.graph.terms import local_name, term
from kg.graph.view import GraphView
from kg.lexicon.gazetteer import Gazetteer

ACTOR_COLUMNS = (
    "iri", "type", "label", "names", "wikidata", "country", "iso3", "sector", "lat", "lon", "geonames", "articles",
    "article_ids", "mentions",
)  # fmt: skip
OFFSETS = frozenset({"start", "end"})
MENTION_COLUMNS = ("article_id", "start", "end", "text", "kind", "type", "iri")
#: The most specific first: a node of several classes is the first of these.
_TYPES = (
    "Person", "Country", "Government", "IntergovernmentalOrganization", "ArmedGroup", "Media", "Organization", "Group",
    "Facility", "Place", "Office", "Agreement",
)  # fmt: skip

Row = tuple[int, int, str, str, str]


def actors(view: GraphView, gazetteer: Gazetteer) -> Table:
    """One row an actor, place, office or agreement, sorted by IRI."""
    return Table(
        ACTOR_COLUMNS,
        _actors(view, Parties(view, gazetteer)),
        numbers=frozenset({"lat", "lon", "articles", "mentions"}),
        lists={"names": "names", "article_ids": "article_ids"},
        whole=frozenset({"articles", "mentions"}),
    )


def mentions(view: GraphView, _gazetteer: Gazetteer) -> Table:
    """One row a mention and one a trigger (of a statement its cue), sorted by article and by place in it.

    What means no node of the graph ("the results", "a curfew") has none: the records of ``kg extract`` have it.
    Offsets are what counts: a text that a spreadsheet would run as a formula is left empty, since anything added to it
    would no longer be what stands in the article.
    """
    return Table(MENTION_COLUMNS, _rows(view), numbers=OFFSETS, whole=OFFSETS)


def _rows(view: GraphView) -> Iterator[dict[str, str]]:
    merged = _merged(view)
    for article in sorted(view.instances("kg:Article"), key=lambda a: (article_id(view, a), a)):
        text, name = view.text(article), article_id(view, article)
        for start, end, kind, type_, iri in sorted(set(_mentions(view, article, merged))):
            said = "" if FORMULA.match(text[start:end]) else text[start:end]
            fields = (name, str(start), str(end), said, kind, type_, iri)
            yield dict(zip(MENTION_COLUMNS, fields, strict=True))


def _actors(view: GraphView, parties: Parties) -> Iterator[dict[str, str]]:
    types = {node: name for name in reversed(_TYPES) for node in view.instances(f"kg:{name}")}
    for node in sorted(types):
        articles = articles_of(view, node)
        place = parties.place([node])
        yield {
            "iri": node,
            "type": types[node],
            "label": view.label(node),
            "names": several(view.values(node, "skos:altLabel")),
            "wikidata": parties.wikidata(node),
            "country": parties.country(node),
            "iso3": parties.iso3(node),
            "sector": parties.text(node, "kg:sector"),
            **{name: place[name] for name in ("lat", "lon", "geonames")},
            "articles": str(len(articles)),
            "article_ids": several(article_id(view, article) for article in articles),
            "mentions": str(len(view.evidence(node))),
        }


def _merged(view: GraphView) -> dict[str, str]:
    """Reading → the node that it is merged in."""
    disagreements = set(view.instances("kg:Disagreement"))
    found = view.store.quads_for_pattern(None, term("kg:reading"), None, DefaultGraph())
    return {
        q.object.value: q.subject.value
        for q in found
        if isinstance(q.object, NamedNode) and isinstance(q.subject, NamedNode) and q.subject.value not in disagreements
    }


def _mentions(view: GraphView, article: str, merged: dict[str, str]) -> Iterator[Row]:
    """Mentions of entities, triggers of events, cues of statements, from the article's own graph."""
    graph = NamedNode(article)

    def values(subject: str | None, name: str) -> list[tuple[str, str]]:
        node = NamedNode(subject) if subject else None
        quads = view.store.quads_for_pattern(node, term(name), None, graph)
        return sorted(
            (q.subject.value, q.object.value)
            for q in quads
            if isinstance(q.subject, NamedNode) and isinstance(q.object, NamedNode | Literal)
        )

    kinds = dict(reversed(values(None, "kg:mentionKind")))
    for reading, cls in values(None, "kg:readingKind"):
        type_, iri = local_name(cls), merged.get(reading, "")
        if not iri:  # a thing or a part of a statement that is no node of its own
            continue
        kind = local_name(reading)[0]
        characters = [node for _, node in values(reading, "prov:wasDerivedFrom")]
        if kind == "e":
            for node in characters:
                yield *offsets(node), kinds.get(node, "name"), type_, iri
        elif kind == "v":
            for node in characters:
                yield *offsets(node), "event", type_.upper(), iri
        elif kind == "s":
            whole = next((node for _, node in values(reading, "kg:partOfStatement")), reading)
            cues = [node for _, node in values(whole, "kg:cueSpan")]
            for node in cues or characters[:1]:
                yield *offsets(node), "statement", "STATEMENT", iri
