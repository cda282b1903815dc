"""The table of events: one row a merged event, proposition or statement, with the columns of the contract."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TextIO, cast

from kg.export.cells import several, write
from kg.export.party import Parties, article_id, articles_of
from kg.graph.view import GraphView
from kg.lexicon.gazetteer import Gazetteer
from kg.lexicon.plover import telling
from kg.records import Factuality, Root

COLUMNS = (
    "id", "iri", "type", "plover", "cameo", "start", "end", "date_precision", "date_assumed", "source", "target",
    "source_iri", "target_iri", "source_wikidata", "target_wikidata", "source_iso3", "target_iso3", "source_sector",
    "target_sector", "reciprocal", "place", "place_iri", "place_country", "lat", "lon", "geonames", "medium",
    "factuality", "voice", "reported_by", "act", "negated", "text", "articles", "article_ids", "independent_sources",
    "confidence", "published",
)  # fmt: skip


def write_events(view: GraphView, gazetteer: Gazetteer, stream: TextIO) -> None:
    """Write CSV, sorted by date and IRI, undated last."""
    write(stream, COLUMNS, rows(view, gazetteer))


def rows(view: GraphView, gazetteer: Gazetteer) -> list[dict[str, str]]:
    """The rows of the table, as strings."""
    table = _Table(view, Parties(view, gazetteer))
    return sorted(table.rows(), key=lambda row: (row["start"] or "9999", row["iri"]))


@dataclass(frozen=True, slots=True)
class _Table:
    view: GraphView
    parties: Parties

    def rows(self) -> Iterator[dict[str, str]]:
        for cls in ("kg:Event", "kg:Proposition"):
            for node in self.view.instances(cls):
                yield self.common(node) | self.happening(node)
        for node in self.view.instances("kg:Statement"):
            yield self.common(node) | self.statement(node)

    def common(self, node: str) -> dict[str, str]:
        """What events and statements share; ``text`` is the sentence in each article."""
        text, articles = self.parties.text, articles_of(self.view, node)
        return {
            "id": node.rsplit("/", 1)[-1],
            "iri": node,
            "start": text(node, "kg:start"),
            "end": text(node, "kg:end"),
            "date_precision": text(node, "kg:datePrecision"),
            "date_assumed": text(node, "kg:dateAssumed"),
            "text": several(self.sentence(node, article) for article in articles),
            "articles": text(node, "kg:articleCount"),
            "article_ids": several(article_id(self.view, article) for article in articles),
            "independent_sources": text(node, "kg:independentSourceCount"),
            "confidence": text(node, "kg:confidence"),
            "published": several(text(article, "schema:datePublished") for article in articles),
            **self.parties.place(self.view.values(node, "sem:hasPlace")),
        }

    def happening(self, node: str) -> dict[str, str]:
        """The columns of an event or proposition; what both do together has both on both sides."""
        nodes = self.view.values
        together = nodes(node, "kg:participant")
        root = cast(Root, self.name(node, "kg:eventType"))
        factuality = cast(Factuality, self.name(node, "kg:factuality"))
        return {
            "type": root,
            "plover": telling(root, self.parties.text(node, "kg:cameo") or None, factuality),
            "cameo": self.parties.text(node, "kg:cameo"),
            **self.parties.columns("source", together or nodes(node, "kg:source")),
            **self.parties.columns("target", together or nodes(node, "kg:target")),
            "reciprocal": str(bool(together)).lower(),
            "factuality": factuality,
            "voice": self.name(node, "kg:voice"),
            "reported_by": several(sorted(map(self.view.label, self.view.reporters(node)))),
        }

    def statement(self, node: str) -> dict[str, str]:
        """The columns of a statement: the speaker is the source, the addressee the target; ``text`` the words said."""
        nodes, articles = self.view.values, articles_of(self.view, node)
        return {
            "type": "STATEMENT",
            **self.parties.columns("source", nodes(node, "kg:speaker")),
            **self.parties.columns("target", nodes(node, "kg:addressee")),
            "reciprocal": "false",
            "medium": several(map(self.view.label, nodes(node, "kg:medium"))),
            "act": self.name(node, "kg:speechAct"),
            "negated": self.parties.text(node, "kg:isNegated"),
            "text": several(self.words(node, article) for article in articles),
        }

    def name(self, node: str, predicate: str) -> str:
        """The local name of a term that is a value (``kg:planned`` → ``planned``)."""
        return next((value.rsplit("#", 1)[-1] for value in self.view.values(node, predicate)), "")

    def readings(self, node: str, article: str) -> list[str]:
        """The readings that one article has of a node."""
        return [r for r in self.view.readings(node) if article in self.view.values(r, "kg:inArticle")]

    def sentence(self, node: str, article: str) -> str:
        """The sentence of the first reading in ``article``, on one line."""
        found = [e for r in self.readings(node, article) for e in self.view.evidence(r)]
        return " ".join(min(found).sentence.split()) if found else ""

    def words(self, node: str, article: str) -> str:
        """The words said, as ``article`` has them."""
        found = (self.parties.text(r, "kg:text") for r in self.readings(node, article))
        return next((" ".join(text.split()) for text in found if text), "")
