"""The table of events: one row a merged event, proposition or statement, with the columns of the contract."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import cast

from kg.export import numbers
from kg.export.cells import several
from kg.export.days import days_of
from kg.export.party import PARTS, Parties, article_columns, articles_of
from kg.export.table import Table
from kg.graph.view import GraphView
from kg.lexicon.gazetteer import Gazetteer
from kg.lexicon.goldstein import goldstein
from kg.lexicon.plover import QUAD, telling
from kg.records import Factuality, Root

COLUMNS = (
    "id", "iri", "type", "plover", "quad", "goldstein", "cameo", "event_date", "date_basis", "report_date", "start",
    "end", "date_precision", "date_assumed", "source", "target", "source_iri", "target_iri", "source_wikidata",
    "target_wikidata", "source_iso3", "target_iso3", "source_sector", "target_sector", "source_role", "target_role",
    "reciprocal", "place", "place_iri", "place_country", "lat", "lon", "geonames", "medium", "factuality", "voice",
    "reported_by", "act", "negated", *numbers.COLUMNS, "text", "articles", "article_ids", "independent_sources",
    "confidence", "published", "urls", "publishers", "headlines",
)  # fmt: skip


#: What columns hold where it is no text.
NUMBERS = frozenset(
    {"quad", "goldstein", "lat", "lon", "articles", "independent_sources", "confidence", *numbers.AMOUNTS}
)
WHOLE = frozenset({"quad", "articles", "independent_sources"})
TRUTHS = frozenset({"date_assumed", "reciprocal", "negated"})
LISTS = {
    **{f"{side}{part}": f"{side}_iri" for side in ("source", "target") for part in PARTS},
    **dict.fromkeys(("place", "place_iri", "place_country", "lat", "lon", "geonames"), "place_iri"),
    **dict.fromkeys(("text", "article_ids", "published", "urls", "publishers", "headlines"), "article_ids"),
    "medium": "medium",
    "reported_by": "reported_by",
}


def table(view: GraphView, gazetteer: Gazetteer) -> Table:
    """One row an event, proposition or statement, sorted by date and IRI, undated last."""
    return Table(COLUMNS, rows(view, gazetteer), NUMBERS, TRUTHS, LISTS, WHOLE)


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
                yield self.row(node, self.happening, self.sentence)
        for node in self.view.instances("kg:Statement"):
            yield self.row(node, self.statement, self.words)

    def row(
        self,
        node: str,
        own: Callable[[str, list[str], str], dict[str, str]],
        told: Callable[[str, str], str],
    ) -> dict[str, str]:
        """What events and statements share, then their ``own`` columns; ``told`` is what one article has of it."""
        text, articles = self.parties.text, articles_of(self.view, node)
        days = days_of(self.view, node, articles)
        return {
            "id": node.rsplit("/", 1)[-1],
            "iri": node,
            **days.columns,
            "text": several(told(node, article) for article in articles),
            "articles": text(node, "kg:articleCount"),
            "independent_sources": text(node, "kg:independentSourceCount"),
            "confidence": text(node, "kg:confidence"),
            **article_columns(self.view, articles),
            **self.parties.place(self.view.values(node, "sem:hasPlace")),
            **own(node, articles, days.event_date),
        }

    def happening(self, node: str, articles: list[str], day: str) -> dict[str, str]:
        """The columns of an event or proposition; what both do together has both on both sides."""
        nodes = self.view.values
        together = nodes(node, "kg:participant")
        root = cast(Root, self.view.local(node, "kg:eventType"))
        factuality = cast(Factuality, self.view.local(node, "kg:factuality"))
        cameo = self.parties.text(node, "kg:cameo")
        value = goldstein(root, cameo or None, factuality)
        plover = telling(root, cameo or None, factuality)
        return {
            "type": root,
            "plover": plover,
            "quad": str(QUAD[plover]),
            "goldstein": "" if value is None else str(value),
            "cameo": cameo,
            **self.parties.columns("source", together or nodes(node, "kg:source"), articles, day),
            **self.parties.columns("target", together or nodes(node, "kg:target"), articles, day),
            "reciprocal": str(bool(together)).lower(),
            "factuality": factuality,
            "voice": self.view.local(node, "kg:voice"),
            "reported_by": several(sorted(map(self.view.label, self.view.reporters(node)))),
            **numbers.numbers(self.view, node),
        }

    def statement(self, node: str, articles: list[str], day: str) -> dict[str, str]:
        """The columns of a statement: the speaker is the source, the addressee the target; ``text`` the words said."""
        nodes = self.view.values
        return {
            "type": "STATEMENT",
            **self.parties.columns("source", nodes(node, "kg:speaker"), articles, day),
            **self.parties.columns("target", nodes(node, "kg:addressee"), articles, day),
            "reciprocal": "false",
            "medium": several(map(self.view.label, nodes(node, "kg:medium"))),
            "act": self.view.local(node, "kg:speechAct"),
            "negated": self.parties.text(node, "kg:isNegated"),
        }

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
