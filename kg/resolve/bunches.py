"""Entities that say the same of themselves, in bunches; and how two bunches compare."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from kg.lexicon.gazetteer import Gazetteer
from kg.resolve import names
from kg.resolve.clusters import Features
from kg.resolve.nationalities import nationality
from kg.resolve.profiles import Entity

#: Types that name one kind of thing; what is of two families is never compared.
FAMILY = {
    "Person": "person", "Country": "country", "Government": "government", "Organization": "organization",
    "IntergovernmentalOrganization": "organization", "ArmedGroup": "organization", "Media": "organization",
    "Group": "group", "Place": "place", "Facility": "place", "Office": "office", "Agreement": "agreement",
}  # fmt: skip
#: Words of the longest name of a country before what is its ("United Arab Emirates state media").
_LAND = 3


@dataclass(frozen=True, slots=True)
class Bunch:
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
            given, _ = names.person(self.name)
            return not given or len(given[0]) == 1
        if self.family == "office":
            return self.country is None
        return self.country is None and names.is_general(self.name)


def family_of(entity: Entity) -> str | None:
    """The kind of thing an entity is; what is linked to a government is one, whatever it was taken for."""
    return "government" if (entity.link or "").startswith("kg:government-") else FAMILY.get(entity.type)


def main_name(entity: Entity) -> str:
    """The name that says most: of a person with given names, else of the most words; then the commonest.

    What is linked without being named ("the US president") is called as it is.
    """

    def rank(item: tuple[str, int]) -> tuple[int, int, int, str]:
        name, count = item
        size = min(len(names.plain(name).split()), 3 if entity.type == "Person" else 5)
        return (-size, -count, -len(name), name)

    if not entity.names:
        return (entity.nominal or "") if entity.link else ""
    return min(entity.names, key=rank)[0]


def bunches_of(entities: Mapping[str, Entity], gazetteer: Gazetteer | None, owner: Mapping[str, str]) -> list[Bunch]:
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
        alone = Bunch(key, family, entity.link, name, country or None, frozenset(), ()).weak
        # A linked thing is what its link says, whatever the article calls it.
        said = ("", "") if entity.link else (plain, country)
        grouped[(family if family in ("government", "country") or not entity.link else "", entity.link or "",
                 *said, key if alone and not entity.link else "")].append(key)  # fmt: skip
    return sorted((_bunch(sorted(keys), entities, owner) for keys in grouped.values()), key=lambda b: b.key)


def _identity(entity: Entity, family: str, name: str, country: str, gazetteer: Gazetteer | None) -> str:
    """The name by which equal things are bunched."""
    if family == "person":
        given, surname = names.person(name)
        return " ".join((*given, surname, names.generation(name)))
    if family == "government" and country and means_government(entity, gazetteer):
        return "government"
    if family == "office" and gazetteer:
        return gazetteer.office(name) or names.plain(name)
    if family == "group" and nationality(name, country, gazetteer):
        return "nationality"
    return names.plain(_without_country(name, country, gazetteer) if name.rsplit(maxsplit=1)[-1].islower() else name)


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
        return all("government" in names.plain(n).split() or len(n.split()) == 1 for n, _ in entity.names)
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


def _bunch(keys: list[str], entities: Mapping[str, Entity], owner: Mapping[str, str]) -> Bunch:
    members = [entities[key] for key in keys]
    counts = Counter(main_name(e) for e in [e for e in members if e.names] or members)
    name = min(counts, key=lambda n: (-len(names.plain(n).split()), -counts[n], n))
    countries = Counter(c for e in members if (c := owner.get(e.key, e.country) if e.type == "Office" else e.country))
    types = Counter(family for e in members if (family := family_of(e)))
    family = min(types, key=lambda t: (-types[t], t))
    return Bunch(
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
        return bool(names.person(name)[0])
    return names.is_acronym(name, main) or names.is_acronym(main, name) or names.alike(name, main)


def blocks_of(bunch: Bunch) -> set[str]:
    """What a bunch's names are found by."""
    if bunch.family == "person":
        starts = {" ".join(names.plain(n).split()[:2]) for n in (bunch.name, *bunch.others) if " " in n}
        return starts | {names.skeleton(names.person(n)[1]) for n in (bunch.name, *bunch.others)}
    return {names.block(n) for n in (bunch.name, *bunch.others)} | {
        "".join(w[0] for w in names.plain(n).split() if w not in ("of", "the", "and", "for"))
        for n in (bunch.name, *bunch.others)
        if len(n.split()) > 2
    }


def compare(a: Bunch, b: Bunch) -> Features:
    """Why two bunches may be the same, or not: features whose weights add up; from ``SAME`` on they are."""
    if a.link and b.link:
        return (("same link", 1.0),) if a.link == b.link else (("different links", -1.0),)
    found = compare_people(a.name, b.name) if a.family == "person" else compare_names(a, b)
    if a.family == "person" and names.generation(a.name) != names.generation(b.name):
        found += _generations(a, b)
    if a.country and b.country:
        found += (("same country", 0.1),) if a.country == b.country else (("different countries", -0.4),)
    return found


def _generations(a: Bunch, b: Bunch) -> Features:
    """Junior may be left out of a name, unless an article names the two side by side."""
    both = names.generation(a.name) and names.generation(b.name)
    apart = {m.partition("#")[0] for m in a.members} & {m.partition("#")[0] for m in b.members}
    return (("different generations", -1.0),) if both or apart else ()


def compare_people(a: str, b: str) -> Features:
    """Compare two people by their names."""
    (given_a, surname_a), (given_b, surname_b) = names.person(a), names.person(b)
    if sorted((*given_a, *surname_a.split())) == sorted((*given_b, *surname_b.split())):
        return (("same names", 0.8),)
    tokens_a, tokens_b = (*given_a, *surname_a.split()), (*given_b, *surname_b.split())
    shorter = min(len(tokens_a), len(tokens_b))
    if shorter > 1 and tokens_a[:shorter] == tokens_b[:shorter]:
        return (("one name begins the other", 0.7),)
    if not names.same_surname(surname_a, surname_b):
        return (("different surnames", -1.0),)
    surname = ("same surname", 0.4) if surname_a == surname_b else ("surname spelt alike", 0.3)
    agree = names.given_names(given_a, given_b)
    if agree < 0:
        return surname, ("different given names", -1.0)
    return surname, ("given names agree", round(0.4 * agree, 3))


def compare_names(a: Bunch, b: Bunch) -> Features:
    """Compare two bunches, not of people, by all their names."""
    left, right = (a.name, *sorted(a.others)), (b.name, *sorted(b.others))
    shared = {names.plain(n) for n in left} & {names.plain(n) for n in right}
    if names.plain(a.name) == names.plain(b.name):
        found: Features = (("same name", 0.8),)
    elif shared:
        found = (("a name in common", 0.75),)
    elif any(names.alike(x, y) for x in left for y in right):
        found = (("name spelt alike", 0.7),)
    elif any(names.is_acronym(x, y) or names.is_acronym(y, x) for x in left for y in right):
        found = (("acronym of its name", 0.5),)
    else:
        return (("different names", -1.0),)
    if names.is_general(a.name) and not (a.country and a.country == b.country):
        found += (("a word that every country has", -0.4),)
    return found
