"""The table of events: one row a merged event, proposition or statement, with the columns of the contract."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TextIO, cast

from pyoxigraph import DefaultGraph, NamedNode

from kg.export.cells import several, write
from kg.export.party import Parties
from kg.export.reader import Reader
from kg.graph.terms import term
from kg.lexicon.gazetteer import Gazetteer
from kg.lexicon.plover import telling
from kg.records import Factuality, Root

COLUMNS = (
    "id", "iri", "type", "plover", "cameo", "start", "end", "date_precision", "date_assumed", "source", "target",
    "source_iri", "target_iri", "source_wikidata", "target_wikidata", "source_iso3", "target_iso3", "source_sector",
    "target_sector", "reciprocal", "place", "place_iri", "place_country", "lat", "lon", "geonames", "medium",
    "factuality", "voice", "reported_by", "act", "negated", "text", "articles", "article_ids", "independent_sources",
    "confidence",
)  # fmt: skip
#: The columns that POLECAT's files have, in their order, and ours that fill them.
POLECAT = {
    "Event ID": "id", "Event Date": "start", "Event Type": "plover", "CAMEO": "cameo", "Actor Name": "source",
    "Actor COW": "", "Actor ISO": "source_iso3", "Primary Actor Sector": "source_sector", "Recipient Name": "target",
    "Recipient ISO": "target_iso3", "Primary Recipient Sector": "target_sector", "Placename": "place",
    "Country": "place_country", "Latitude": "lat", "Longitude": "lon", "GeoNames ID": "geonames",
    "Publication Count": "articles", "Headline": "", "Story People": "", "Event Text": "text", "Source": "article_ids",
}  # fmt: skip


def write_events(reader: Reader, gazetteer: Gazetteer, stream: TextIO) -> None:
    """Write CSV, sorted by date and IRI, undated last."""
    write(stream, COLUMNS, rows(reader, gazetteer))


def rows(reader: Reader, gazetteer: Gazetteer) -> list[dict[str, str]]:
    """The rows of the table, as strings."""
    table = _Table(reader, Parties(reader, gazetteer))
    return sorted(table.rows(), key=lambda row: (row["start"] or "9999", row["iri"]))


@dataclass(frozen=True, slots=True)
class _Table:
    reader: Reader
    parties: Parties

    def rows(self) -> Iterator[dict[str, str]]:
        for cls in ("kg:Event", "kg:Proposition"):
            for node in self.reader.of_class(cls):
                yield self.common(node) | self.happening(node)
        for node in self.reader.of_class("kg:Statement"):
            yield self.common(node) | self.statement(node)

    def common(self, node: NamedNode) -> dict[str, str]:
        """What events and statements share; ``text`` is the sentence in each article."""
        text, articles = self.reader.text, list(self.reader.articles(node))
        return {
            "id": node.value.rsplit("/", 1)[-1],
            "iri": node.value,
            "start": text(node, "kg:start"),
            "end": text(node, "kg:end"),
            "date_precision": text(node, "kg:datePrecision"),
            "date_assumed": text(node, "kg:dateAssumed"),
            "text": several(self.sentence(node, article) for article in articles),
            "articles": text(node, "kg:articleCount"),
            "article_ids": several(map(self.reader.article_id, articles)),
            "independent_sources": text(node, "kg:independentSourceCount"),
            "confidence": text(node, "kg:confidence"),
            **self.parties.place(self.reader.nodes(node, "sem:hasPlace")),
        }

    def happening(self, node: NamedNode) -> dict[str, str]:
        """The columns of an event or proposition; what both do together has both on both sides."""
        nodes = self.reader.nodes
        together = nodes(node, "kg:participant")
        root = cast(Root, self.name(node, "kg:eventType"))
        factuality = cast(Factuality, self.name(node, "kg:factuality"))
        reporters = {speaker for said in self.reporting(node) for speaker in nodes(said, "kg:speaker")}
        return {
            "type": root,
            "plover": telling(root, factuality),
            "cameo": self.reader.text(node, "kg:cameo"),
            **self.parties.columns("source", together or nodes(node, "kg:source")),
            **self.parties.columns("target", together or nodes(node, "kg:target")),
            "reciprocal": str(bool(together)).lower(),
            "factuality": factuality,
            "voice": self.name(node, "kg:voice"),
            "reported_by": several(sorted(map(self.reader.label, reporters))),
        }

    def statement(self, node: NamedNode) -> dict[str, str]:
        """The columns of a statement: the speaker is the source, the addressee the target; ``text`` the words said."""
        nodes, articles = self.reader.nodes, self.reader.articles(node)
        return {
            "type": "STATEMENT",
            **self.parties.columns("source", nodes(node, "kg:speaker")),
            **self.parties.columns("target", nodes(node, "kg:addressee")),
            "reciprocal": "false",
            "medium": several(map(self.reader.label, nodes(node, "kg:medium"))),
            "act": self.name(node, "kg:speechAct"),
            "negated": self.reader.text(node, "kg:isNegated"),
            "text": several(self.words(node, article) for article in articles),
        }

    def reporting(self, node: NamedNode) -> list[NamedNode]:
        """The statements that report a proposition."""
        found = self.reader.store.quads_for_pattern(None, term("kg:reports"), node, DefaultGraph())
        return sorted((q.subject for q in found if isinstance(q.subject, NamedNode)), key=lambda n: n.value)

    def name(self, node: NamedNode, predicate: str) -> str:
        """The local name of a term that is a value (``kg:planned`` → ``planned``)."""
        return next((value.value.rsplit("#", 1)[-1] for value in self.reader.nodes(node, predicate)), "")

    def readings(self, node: NamedNode, article: NamedNode) -> list[NamedNode]:
        """The readings that one article has of a node."""
        return [r for r in self.reader.nodes(node, "kg:reading") if article in self.reader.nodes(r, "kg:inArticle")]

    def sentence(self, node: NamedNode, article: NamedNode) -> str:
        """The sentence of the first reading in ``article``, on one line."""
        found = [e for r in self.readings(node, article) for e in self.reader.evidence(r)]
        return " ".join("".join(min(found).sentence).split()) if found else ""

    def words(self, node: NamedNode, article: NamedNode) -> str:
        """The words said, as ``article`` has them."""
        found = (self.reader.text(r, "kg:text") for r in self.readings(node, article))
        return next((" ".join(text.split()) for text in found if text), "")
