"""Entities that say the same of themselves, in one group."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from kg.lexicon.gazetteer import Gazetteer
from kg.lexicon.gazetteer.offices import is_national, office
from kg.resolve.actors import name_comparison
from kg.resolve.demonyms import nationality, people
from kg.resolve.readings import Entity

#: Types that name one kind of thing; what is of two families is never compared.
FAMILY = {
    "Person": "person", "Country": "country", "Government": "government", "Organization": "organization",
    "IntergovernmentalOrganization": "organization", "ArmedGroup": "organization", "Media": "organization",
    "Group": "group", "Place": "place", "Facility": "place", "Office": "office", "Agreement": "agreement",
}  # fmt: skip
#: Words of the longest name of a country before what is its ("United Arab Emirates state media").
_LAND = 3


@dataclass(frozen=True, slots=True)
class NameGroup:
    """Entities that say the same of themselves. ``key`` is the smallest of ``members``."""

    key: str
    family: str
    link: str | None
    name: str
    country: str | None
    others: frozenset[str]
    members: tuple[str, ...]

    @property
    def weak(self) -> bool:
        """Whether the name alone does not say who: a surname, an initial, an acronym, what every country has."""
        if self.link:
            return False
        if self.family == "person":
            given, _ = name_comparison.person(self.name)
            return not given or len(given[0]) == 1
        if self.family == "office":  # of a country, which has one, or of the cluster of a body
            return self.country is None or (len(self.country) == 2 and not is_national(office(self.name)))
        return self.country is None and name_comparison.is_general(self.name)


def family_of(entity: Entity) -> str | None:
    """The kind of thing an entity is; what is linked to a government is one, whatever it was taken for."""
    return "government" if (entity.link or "").startswith("kg:government-") else FAMILY.get(entity.type)


def main_name(entity: Entity) -> str:
    """The name that says most: of a person with given names, else of the most words; then the commonest.

    What is linked without being named ("the US president") is called as it is.
    """

    def rank(item: tuple[str, int]) -> tuple[int, int, int, str]:
        name, count = item
        size = min(len(name_comparison.plain(name).split()), 3 if entity.type == "Person" else 5)
        return (-size, -count, -len(name), name)

    if not entity.names:
        return (entity.nominal or "") if entity.link else ""
    return min(entity.names, key=rank)[0]


def name_groups(
    entities: Mapping[str, Entity], gazetteer: Gazetteer | None, owner: Mapping[str, str]
) -> list[NameGroup]:
    """Weak ones stay one an article: "Smith" here and "Smith" there need not be one."""
    grouped: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for key, entity in entities.items():
        family, name = family_of(entity), main_name(entity)
        if family is None or not name:
            continue
        country = entity.country or ""
        plain = _identity(entity, family, name, country, gazetteer)
        if family == "office":
            country = owner.get(key, country)
        alone = NameGroup(key, family, entity.link, name, country or None, frozenset(), ()).weak
        # A linked thing is what its link says, whatever the article calls it.
        said = ("", "") if entity.link else (plain, country)
        grouped[(family if family in ("government", "country") or not entity.link else "", entity.link or "",
                 *said, key if alone and not entity.link else "")].append(key)  # fmt: skip
    return sorted((_bunch(sorted(keys), entities, owner) for keys in grouped.values()), key=lambda b: b.key)


def _identity(entity: Entity, family: str, name: str, country: str, gazetteer: Gazetteer | None) -> str:
    """The name by which equal things are bunched."""
    if family == "person":
        given, surname = name_comparison.person(name)
        return " ".join((*given, surname, name_comparison.generation(name)))
    if family == "government" and country and means_government(entity, gazetteer):
        return "government"
    if family == "office" and gazetteer:
        return gazetteer.office(name) or name_comparison.plain(name)
    if family == "group" and nationality(name, country, gazetteer):
        return "nationality"
    return name_comparison.plain(
        _without_country(name, country, gazetteer) if name.rsplit(maxsplit=1)[-1].islower() else name
    )


def _without_country(name: str, country: str, gazetteer: Gazetteer | None) -> str:
    """ "Norland's state media" and "Norlandic state media" are one thing of Norland."""
    if gazetteer is None or not country:
        return name
    words = name.removeprefix("the ").removeprefix("The ").split()
    for n in range(min(_LAND, len(words) - 1), 0, -1):
        first = re.sub(r"['’]s$", "", " ".join(words[:n]))
        named = {hit.entry.country for hit in gazetteer.find(first) if hit.entry.type == "Country"}
        if country in (gazetteer.demonym(first), *named):
            return " ".join(words[n:])
    return name


def means_government(entity: Entity, gazetteer: Gazetteer | None) -> bool:
    """Whether all names of a government's entity stand for the whole government, not for a ministry of it."""
    if gazetteer is None:
        return all("government" in name_comparison.plain(n).split() or len(n.split()) == 1 for n, _ in entity.names)
    return all(_names_government(name, entity.country, gazetteer) for name, _ in entity.names)


def _names_government(name: str, country: str | None, gazetteer: Gazetteer) -> bool:
    name = name.removeprefix("the ").removeprefix("The ")
    if country in (gazetteer.seat(name), gazetteer.capital(name)):
        return True
    first, _, last = name.rpartition(" ")
    if last.lower() == "government" and gazetteer.demonym(first) == country:
        return True
    best = gazetteer.find(name)[:1]
    return any(h.entry.country == country and h.entry.type in ("Government", "Country") for h in best)


def _bunch(keys: list[str], entities: Mapping[str, Entity], owner: Mapping[str, str]) -> NameGroup:
    members = [entities[key] for key in keys]
    counts = Counter(main_name(e) for e in [e for e in members if e.names] or members)
    name = min(counts, key=lambda n: (-len(name_comparison.plain(n).split()), -counts[n], n))
    countries = Counter(c for e in members if (c := owner.get(e.key, e.country) if e.type == "Office" else e.country))
    types = Counter(family for e in members if (family := family_of(e)))
    family = min(types, key=lambda t: (-types[t], t))
    return NameGroup(
        key=keys[0],
        family=family,
        link=members[0].link,
        name=name,
        country=min(countries, key=lambda c: (-countries[c], c), default=None),
        others=frozenset(n for e in members for n, _ in e.names if n != name and _goes_with(family, n, name)),
        members=tuple(keys),
    )


def _goes_with(family: str, name: str, main: str) -> bool:
    """Whether a further name of an entity says who it is: an acronym, a long form, another spelling."""
    if family == "person":
        return bool(name_comparison.person(name)[0])
    return (
        name_comparison.is_acronym(name, main)
        or name_comparison.is_acronym(main, name)
        or name_comparison.alike(name, main)
    )


def describes_country(entity: Entity, gazetteer: Gazetteer) -> bool:
    """Whether an entity is but an adjective of its country ("Norlandic"), no people."""
    country = entity.country
    return (
        entity.adjective
        and country is not None
        and all(nationality(n, country, gazetteer) and not people(n, country, gazetteer) for n, _ in entity.names)
    )
