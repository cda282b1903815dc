"""From entities to nodes, and what nodes have to do with one another."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache

from kg.lexicon import vocabulary
from kg.lexicon.gazetteer import Gazetteer
from kg.lexicon.words import word_list
from kg.records import ACTOR_TYPES, PLACE_TYPES, Node
from kg.resolve.actors.name_groups import describes_country, means_government
from kg.resolve.readings import Entity

_OF_A_PARTY = frozenset(map(vocabulary.stem, word_list("resolve.world", "of_a_party")))


def _distinctive(name: str) -> frozenset[str]:
    """The stems of a name that tell one party from another: "Democratic National Committee" has that of "Democrats"."""
    return _stems(name) - _OF_A_PARTY


def _names(node: Node) -> tuple[str, ...]:
    return node.label, *node.alt_labels


@cache
def _stems(name: str) -> frozenset[str]:
    return frozenset(map(vocabulary.stem, re.findall(r"[^\W\d_]+", name.lower())))


class World:
    """From entities to nodes, and what nodes have to do with one another."""

    def __init__(self, nodes: Iterable[Node], entities: Mapping[str, Entity], gazetteer: Gazetteer | None) -> None:
        self.nodes = {node.key: node for node in nodes}
        self._of = {reading: node.key for node in self.nodes.values() for reading in node.readings}
        self._named = {n.key for n in self.nodes.values() if any(entities[r].names for r in n.readings)}
        self._means = self._adjectives(entities, gazetteer)
        self._party = {node.key: self._make_party(node, entities, gazetteer) for node in self.nodes.values()}
        self._principals = self._make_principals()
        names: dict[str, set[str]] = defaultdict(set)
        for node in self.nodes.values():
            names[self._party[node.key]].update(*map(_stems, _names(node)))
        self._name_stems = {party: frozenset(stems) for party, stems in names.items()}
        cast: dict[str, set[str]] = defaultdict(set)
        for node in self.nodes.values():
            if node.key in self._named and node.type not in ("Country", "Media", "Government"):
                for reading in node.readings:
                    cast[reading.partition("#")[0]].add(node.key)
        self._cast = {article: frozenset(nodes) for article, nodes in cast.items()}

    @staticmethod
    def _make_party(node: Node, entities: Mapping[str, Entity], gazetteer: Gazetteer | None) -> str:
        """A country, its government and its unnamed forces and officials act as one: ``state:RU``."""
        if not node.country:
            return node.key
        members = [entities[reading] for reading in node.readings]
        if node.type == "Country":
            return f"state:{node.country}"
        if node.type == "Government" and all(means_government(e, gazetteer) for e in members if e.names):
            return f"state:{node.country}"
        unnamed = not any(e.names for e in members)
        if unnamed and node.type not in ("Person", "Place", "Facility") and node.sector in ("GOV", "MIL"):
            return f"state:{node.country}"
        return node.key

    def _make_principals(self) -> dict[str, frozenset[str]]:
        parties: dict[frozenset[str], set[str]] = defaultdict(set)
        for node in self.nodes.values():
            if node.sector == "PTY" and node.key in self._named:
                for name in _names(node):
                    parties[_distinctive(name)].add(node.key)
        parties.pop(frozenset(), None)
        found: dict[str, set[str]] = defaultdict(set)
        for node in self.nodes.values():
            if node.country and node.sector in ("GOV", "MIL", "POL") and node.type not in ("Country", "Group"):
                found[node.key].add(f"state:{node.country}")
            if node.type == "Organization" and node.key in self._named:
                for name in _names(node):
                    found[node.key] |= parties.get(_distinctive(name), set()) - {node.key}
        return {key: frozenset(whom) for key, whom in found.items() if whom}

    def _adjectives(self, entities: Mapping[str, Entity], gazetteer: Gazetteer | None) -> dict[str, str]:
        """Entities that are but an adjective of a country which is a node ("Norlandic"), and that node."""
        countries = {n.country: n.key for n in reversed(self.nodes.values()) if n.type == "Country" and n.country}
        adjectives = (e for e in map(entities.__getitem__, self._of) if gazetteer and describes_country(e, gazetteer))
        return {e.key: countries[e.country] for e in adjectives if e.country in countries}

    def end(self, entity: str) -> str | None:
        """The node that an entity means as an end of a relation: of an adjective of nationality the country's."""
        return self._means.get(entity) or self._of.get(entity)

    def party(self, node: str) -> str:
        """What a node acts as: a country and its government are one party."""
        return self._party[node]

    def principals(self, party: str) -> frozenset[str]:
        """For whom a party acts besides itself: a state, of those who govern or bear arms for it; of a committee its
        party."""
        return self._principals.get(party, frozenset())

    def name_stems(self, party: str) -> frozenset[str]:
        """The stems of the words by which a party (:meth:`party`) is called."""
        return self._name_stems.get(party, frozenset())

    def cast(self, article: str) -> frozenset[str]:
        """The named nodes, but countries and media, of which an article speaks."""
        return self._cast.get(article, frozenset())

    def named(self, node: str) -> bool:
        """Whether ``node`` has a name, not only a description."""
        return node in self._named

    def named_party(self, party: str) -> bool:
        """Whether a party (:meth:`party`) is a state or has a name."""
        return party.startswith("state:") or party in self._named

    def country(self, node: str) -> str | None:
        """The country of a node or of a party (:meth:`party`)."""
        return node.removeprefix("state:") if node.startswith("state:") else self.nodes[node].country

    def node(self, entity: str | None) -> str | None:
        """The node of an entity, if it has one."""
        return self._of.get(entity) if entity else None

    def all(self, entities: Iterable[str]) -> tuple[str, ...]:
        """The nodes of ``entities``, sorted."""
        return tuple(sorted({node for e in entities if (node := self._of.get(e))}))

    def actors(self, entities: Iterable[str]) -> tuple[str, ...]:
        """The nodes of ``entities`` (:meth:`end`) that can act, sorted."""
        ends = {node for e in entities if (node := self.end(e))}
        return tuple(node for node in sorted(ends) if self.nodes[node].type in ACTOR_TYPES)

    def places(self, entities: Iterable[str]) -> tuple[str, ...]:
        """The nodes of ``entities`` where something can happen, sorted."""
        return tuple(node for node in self.all(entities) if self.nodes[node].type in PLACE_TYPES)

    def is_known_place(self, node: str) -> bool:
        """Whether it is known where a place is: its country, or its coordinates."""
        place = self.nodes[node]
        return place.type == "Country" or place.country is not None or place.lat is not None

    def related(self, a: str, b: str) -> bool:
        """Whether something can be at both places: the same, a country and what lies in it, a site and its city."""
        left, right = self.nodes[a], self.nodes[b]
        if a == b:
            return True
        if left.country and right.country and left.country != right.country:
            return False
        return "Country" in (left.type, right.type) or "Facility" in (left.type, right.type)
