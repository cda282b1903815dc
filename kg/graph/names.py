"""Keys → IRIs below one base: nodes, articles, readings, mentions, graphs."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from kg.graph.rdf import NamedNode
from kg.ids import BASE
from kg.records import Span


@dataclass(frozen=True, slots=True)
class Names:
    """The IRIs of a graph whose base is ``base`` (it ends in ``/`` or ``#``)."""

    base: str = BASE

    def node(self, key: str) -> NamedNode:
        """A merged node: ``person/donald-trump-Q22686`` below the base."""
        return NamedNode(self.base + key)

    def article(self, key: str) -> NamedNode:
        """An article, and the named graph that holds what it says."""
        return NamedNode(f"{self.base}article/{key}")

    def reading(self, key: str) -> NamedNode:
        """A reading by its key, ``ARTICLE#s1``; what an IRI cannot hold (a quantity's name is data) is escaped."""
        article, _, local = key.partition("#")
        return NamedNode(f"{self.base}article/{article}#{quote(local.encode('utf-8', 'surrogatepass'), safe='')}")

    def text(self, article: str) -> NamedNode:
        """The whole text of an article, a ``nif:Context``."""
        return NamedNode(f"{self.base}article/{article}#text")

    def characters(self, article: str, span: Span) -> NamedNode:
        """The characters ``span`` of an article: one node whatever they are (a name, a trigger, what is said)."""
        return NamedNode(f"{self.base}article/{article}#char={span[0]},{span[1]}")

    @property
    def gazetteer(self) -> NamedNode:
        """The named graph of the gazetteer's facts that were used."""
        return NamedNode(f"{self.base}gazetteer")


def offsets(characters: str) -> Span:
    """The span in the IRI of some characters, ``…#char=START,END``: what :meth:`Names.characters` put there."""
    start, _, end = characters.rpartition("#char=")[2].partition(",")
    return int(start), int(end)
