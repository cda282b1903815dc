"""The columns of a table that say who somebody is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.export.cells import several
from kg.graph.view import GraphView
from kg.ids import WIKIDATA
from kg.lexicon.gazetteer import Gazetteer


@dataclass(frozen=True, slots=True)
class Parties:
    """Reads actors and places from the graph; ISO codes of three letters come from the gazetteer."""

    view: GraphView
    gazetteer: Gazetteer

    def columns(self, side: str, nodes: Sequence[str]) -> dict[str, str]:
        """``source``, ``source_iri``, ``source_wikidata`` …: every column has the nodes in the same order."""
        return {
            side: several(map(self.view.label, nodes)),
            f"{side}_iri": several(nodes),
            f"{side}_wikidata": several(map(self.wikidata, nodes)),
            f"{side}_iso3": several(map(self.iso3, nodes)),
            f"{side}_sector": several(self.text(node, "kg:sector") for node in nodes),
        }

    def place(self, nodes: Sequence[str]) -> dict[str, str]:
        """``place``, ``place_iri``, ``place_country``, ``lat``, ``lon``, ``geonames``."""
        return {
            "place": several(map(self.view.label, nodes)),
            "place_iri": several(nodes),
            "place_country": several(self.text(node, "kg:country") for node in nodes),
            "lat": several(self.text(node, "geo84:lat") for node in nodes),
            "lon": several(self.text(node, "geo84:long") for node in nodes),
            "geonames": several(map(self.geonames, nodes)),
        }

    def text(self, node: str, name: str) -> str:
        """The value of a property; empty if there is none."""
        return self.view.value(node, name) or ""

    def wikidata(self, node: str) -> str:
        """The Wikidata id, bare."""
        return self._same_as(node, WIKIDATA)

    def geonames(self, node: str) -> str:
        """The GeoNames id."""
        return self.text(node, "kg:geonames") or self._same_as(node, "https://sws.geonames.org/").rstrip("/")

    def iso3(self, node: str) -> str:
        """ISO 3166-1 alpha-3 of the country it belongs to; none of who acts for an intergovernmental body."""
        country = self.text(node, "kg:country") if self.text(node, "kg:sector") != "IGO" else ""
        return (self.gazetteer.iso3(country) or "") if country else ""

    def _same_as(self, node: str, prefix: str) -> str:
        found = self.view.values(node, "owl:sameAs")
        return next((iri.removeprefix(prefix) for iri in found if iri.startswith(prefix)), "")


def articles_of(view: GraphView, node: str) -> list[str]:
    """The articles that a node has readings in, by their ids."""
    found = {article for reading in view.readings(node) for article in view.values(reading, "kg:inArticle")}
    return sorted(found, key=lambda article: (article_id(view, article), article))


def article_id(view: GraphView, article: str) -> str:
    """The id that an article came with."""
    return view.value(article, "schema:identifier") or view.label(article)
