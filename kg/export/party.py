"""The columns of a table that say who somebody is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode

from kg.export.cells import several
from kg.export.reader import Reader
from kg.ids import WIKIDATA
from kg.lexicon.gazetteer import Gazetteer


@dataclass(frozen=True, slots=True)
class Parties:
    """Reads actors and places from the graph; ISO codes of three letters come from the gazetteer."""

    reader: Reader
    gazetteer: Gazetteer

    def columns(self, side: str, nodes: Sequence[NamedNode]) -> dict[str, str]:
        """``source``, ``source_iri``, ``source_wikidata`` …: every column has the nodes in the same order."""
        return {
            side: several(map(self.reader.label, nodes)),
            f"{side}_iri": several(node.value for node in nodes),
            f"{side}_wikidata": several(map(self.wikidata, nodes)),
            f"{side}_iso3": several(map(self.iso3, nodes)),
            f"{side}_sector": several(self.reader.text(node, "kg:sector") for node in nodes),
        }

    def place(self, nodes: Sequence[NamedNode]) -> dict[str, str]:
        """``place``, ``place_iri``, ``place_country``, ``lat``, ``lon``, ``geonames``."""
        text = self.reader.text
        return {
            "place": several(map(self.reader.label, nodes)),
            "place_iri": several(node.value for node in nodes),
            "place_country": several(text(node, "kg:country") for node in nodes),
            "lat": several(text(node, "geo84:lat") for node in nodes),
            "lon": several(text(node, "geo84:long") for node in nodes),
            "geonames": several(map(self.geonames, nodes)),
        }

    def wikidata(self, node: NamedNode) -> str:
        """The Wikidata id, bare."""
        return self._same_as(node, WIKIDATA)

    def geonames(self, node: NamedNode) -> str:
        """The GeoNames id."""
        return self.reader.text(node, "kg:geonames") or self._same_as(node, "https://sws.geonames.org/").rstrip("/")

    def iso3(self, node: NamedNode) -> str:
        """ISO 3166-1 alpha-3 of the country it belongs to."""
        country = self.reader.text(node, "kg:country")
        return (self.gazetteer.iso3(country) or "") if country else ""

    def _same_as(self, node: NamedNode, prefix: str) -> str:
        found = (same.value for same in self.reader.nodes(node, "owl:sameAs"))
        return next((iri.removeprefix(prefix) for iri in found if iri.startswith(prefix)), "")
