"""What came, what went and what changed between two graphs.

A thing is the same in both by its IRI, else by the characters that say so: an event that is dated by a newer article
has another IRI and is still that event. IRIs are told without the base, so that graphs of two bases can be compared.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from kg.graph.terms import PREFIXES
from kg.graph.view import GraphView

#: Classes of what is compared; a thing is only ever the same as one of the same class, but a proposition may have
#: become an event.
_FAMILIES = {
    "kg:Article": ("kg:Article",),
    "kg:Event": ("kg:Event", "kg:Proposition"),
    "kg:Statement": ("kg:Statement",),
    "kg:Relation": ("kg:Relation",),
    "kg:Disagreement": ("kg:Disagreement",),
    "kg:Actor": (
        "kg:Person", "kg:Country", "kg:Government", "kg:Organization", "kg:Group", "kg:Place", "kg:Facility",
        "kg:Office", "kg:Agreement",
    ),
}  # fmt: skip
#: What is compared of a thing; all else follows from it, or is how it is written.
_COMPARED = (
    "kg:eventType", "kg:cameo", "kg:factuality", "kg:voice", "kg:source", "kg:target", "kg:participant", "sem:hasPlace",
    "kg:start", "kg:end", "kg:datePrecision", "kg:dateBasis", "kg:quantity", "kg:concerns", "kg:confidence",
    "kg:articleCount", "kg:independentSourceCount", "kg:speaker", "kg:speechAct", "kg:isNegated", "kg:text",
    "kg:addressee", "kg:medium", "kg:reports", "kg:subject", "kg:predicate", "kg:object", "kg:about", "kg:on",
    "skos:altLabel", "owl:sameAs", "kg:country", "kg:sector", "kg:governmentOf", "geo84:lat", "geo84:long",
    "schema:headline", "schema:datePublished", "schema:url", "schema:publisher", "kg:sha256",
)  # fmt: skip
#: The family whose labels are compared: those of all others follow from their properties.
_NAMED = "kg:Actor"


@dataclass(frozen=True, slots=True)
class Thing:
    """Something that stands in one of the graphs alone; ``other`` has most of what says so in the other graph."""

    iri: str
    kind: str
    label: str
    other: str | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """Something that stands in both, ``iri`` in the new one and ``was`` in the old; property → values then and now."""

    iri: str
    was: str
    kind: str
    label: str
    values: Mapping[str, tuple[list[str], list[str]]]


@dataclass(frozen=True, slots=True)
class Difference:
    """What two graphs do not have in common, sorted by kind and IRI."""

    came: tuple[Thing, ...]
    went: tuple[Thing, ...]
    changed: tuple[Change, ...]

    def __bool__(self) -> bool:
        return bool(self.came or self.went or self.changed)


def difference(old: GraphView, new: GraphView) -> Difference:
    """What came, went and changed from ``old`` to ``new``."""
    then, now = _Side(old), _Side(new)
    came, went, same = list[Thing](), list[Thing](), dict[str, str]()
    for family in _FAMILIES:
        pairs = _pairs(then.families[family], now.families[family])
        same |= pairs
        went += [then.thing(iri, now, family) for iri in then.families[family] if iri not in pairs]
        came += [now.thing(iri, then, family) for iri in now.families[family] if iri not in pairs.values()]
    changed = [_change(then, now, was, iri, same) for was, iri in same.items()]
    return Difference(
        tuple(sorted(came, key=_place)),
        tuple(sorted(went, key=_place)),
        tuple(sorted(filter(None, changed), key=_place)),
    )


class _Side:
    """One of the graphs: family → IRI → the characters that say so; all IRIs without the base."""

    def __init__(self, view: GraphView) -> None:
        self.view, self.base = view, view.base
        self.families = {
            family: {self.bare(iri): self._said(iri) for cls in classes for iri in view.instances(cls)}
            for family, classes in _FAMILIES.items()
        }

    @cached_property
    def owners(self) -> dict[str, dict[str, str]]:
        """Family → characters → the thing that they say something of."""
        return {
            family: {characters: iri for iri in sorted(things) for characters in things[iri]}
            for family, things in self.families.items()
        }

    def bare(self, iri: str) -> str:
        return iri.removeprefix(self.base)

    def thing(self, iri: str, other: _Side, family: str) -> Thing:
        owners = Counter(filter(None, map(other.owners[family].get, sorted(self.families[family][iri]))))
        most = min(owners, key=lambda owner: (-owners[owner], owner), default=None)
        return Thing(iri, self.kind(iri), self.view.label(self.base + iri), most)

    def kind(self, iri: str) -> str:
        return self.view.kind(self.base + iri)

    def values(self, iri: str) -> dict[str, list[str]]:
        """Property → values; a quantity is told by what it is."""
        found = {name: [self._value(value) for value in self.view.values(self.base + iri, name)] for name in _COMPARED}
        if iri in self.families[_NAMED]:
            found["rdfs:label"] = [self.view.label(self.base + iri)]
        return {name: sorted(values) for name, values in found.items() if values}

    def _value(self, value: str) -> str:
        if value.startswith(self.base) and self.view.value(value, "kg:of"):
            told = (self.view.value(value, f"kg:{name}") or "?" for name in ("of", "min", "max", "unit"))
            of, least, most, unit = (part.removeprefix(PREFIXES["kg"]) for part in told)
            return f"{of} {least}–{most} {unit}"
        return self.bare(value).removeprefix(PREFIXES["kg"]).removeprefix(PREFIXES["plover"])

    def _said(self, iri: str) -> frozenset[str]:
        derived = (self.view.values(node, "prov:wasDerivedFrom") for node in (iri, *self.view.readings(iri)))
        return frozenset(self.bare(characters) for found in derived for characters in found if "#char=" in characters)


def _pairs(then: Mapping[str, frozenset[str]], now: Mapping[str, frozenset[str]]) -> dict[str, str]:
    """Old IRI → new IRI: the same one, else of those left the one that most of the same characters say."""
    pairs = {iri: iri for iri in then if iri in now}
    left: dict[str, list[str]] = {}
    for iri in sorted(set(now) - set(pairs)):
        for characters in now[iri]:
            left.setdefault(characters, []).append(iri)
    shared = Counter((was, iri) for was in then if was not in pairs for c in then[was] for iri in left.get(c, ()))
    taken = set[str]()
    for was, iri in sorted(shared, key=lambda pair: (-shared[pair], pair)):
        if was not in pairs and iri not in taken:
            pairs[was] = iri
            taken.add(iri)
    return pairs


def _change(then: _Side, now: _Side, was: str, iri: str, same: Mapping[str, str]) -> Change | None:
    """What of a thing is not as it was; things that it names are compared as what they are now."""
    before, after = then.values(was), now.values(iri)
    values = {}
    for name in (*_COMPARED, "rdfs:label"):
        old, new = before.get(name, []), after.get(name, [])
        if sorted(same.get(value, value) for value in old) != new:
            values[name] = (old, new)
    if then.kind(was) != now.kind(iri):
        values["rdf:type"] = ([then.kind(was)], [now.kind(iri)])
    return Change(iri, was, now.kind(iri), now.view.label(now.base + iri), values) if values else None


def _place(thing: Thing | Change) -> tuple[str, str]:
    return thing.kind, thing.iri


def counted(things: Iterable[Thing | Change]) -> str:
    """How many of each kind, in words: ``2 Event, 1 Person``."""
    return ", ".join(f"{number} {kind}" for kind, number in sorted(Counter(thing.kind for thing in things).items()))
