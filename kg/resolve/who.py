"""Who is who: the entities of all articles (``ARTICLE#e1``) in clusters, each what one node stands for.

Entities that say the same of themselves (link, family of types, name, country) make a *bunch*; bunches are compared
where their names may be spellings of one. Different links, different given names and what a person judged forbid.
Nobody is joined to another on a surname alone (:mod:`kg.resolve.weak`). Offices come last: whose they are is decided
by then.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from kg.lexicon.gazetteer import Gazetteer
from kg.records import Judgement
from kg.resolve import crossing, names
from kg.resolve.bunches import Bunch, blocks_of, bunches_of, compare
from kg.resolve.clusters import Clusters, Features, obey, total
from kg.resolve.constraints import Constraints
from kg.resolve.owners import Owners
from kg.resolve.profiles import Entity
from kg.resolve.weak import attach_weak

SAME = 0.65
#: A name that more bunches than this share is compared with its neighbours in the alphabet only.
CROWD = 60


def cluster(
    entities: Mapping[str, Entity],
    judgements: Sequence[Judgement],
    gazetteer: Gazetteer | None,
    owner: Owners,
) -> Clusters:
    """Cluster ``entities`` (by reading key)."""
    found = Clusters(entities)
    obey(found, judgements)
    actors = {key: entity for key, entity in entities.items() if entity.type != "Office"}
    bunches = _step(found, actors, entities, gazetteer, {})
    crossing.join_misread(found, bunches, entities)
    offices = {key: entity for key, entity in entities.items() if entity.type == "Office"}
    _step(found, offices, entities, gazetteer, {key: owner.whose(key, found) for key in owner.of})
    return found


def _step(
    found: Clusters,
    some: Mapping[str, Entity],
    entities: Mapping[str, Entity],
    gazetteer: Gazetteer | None,
    owner: Mapping[str, str],
) -> list[Bunch]:
    """Cluster ``some`` of the ``entities``; their bunches."""
    bunches = [part for bunch in bunches_of(some, gazetteer, owner) for part in _join(found, bunch)]
    constraints = Constraints(found, bunches)
    scored: set[tuple[float, str, str, Features]] = set()
    for a, b in _pairs(bunches):
        features = compare(a, b)
        if total(features) >= SAME:
            scored.add((-total(features), a.key, b.key, features))
    for _, left, right, features in sorted(scored):
        constraints.join(left, right, features)
    attach_weak(found, bunches, entities, constraints)
    return bunches


def _join(found: Clusters, bunch: Bunch) -> list[Bunch]:
    """Join the members of ``bunch``; in several bunches, sorted, where a person keeps some of them apart."""
    leaders: dict[str, list[str]] = {}
    for member in bunch.members:
        for leader, led in leaders.items():
            if found.join(leader, member, _same_features(bunch)) or found.find(leader) == found.find(member):
                led.append(member)
                break
        else:
            leaders[member] = [member]
    if len(leaders) == 1:
        return [bunch]
    return [replace(bunch, key=leader, members=tuple(led)) for leader, led in leaders.items()]


def _same_features(bunch: Bunch) -> Features:
    if bunch.link:
        return (("same link", 1.0),)
    return (("same name", 0.8),) + ((("same country", 0.1),) if bunch.country else ())


def _pairs(bunches: Iterable[Bunch]) -> Iterable[tuple[Bunch, Bunch]]:
    """Pairs whose names may be one's, some twice; weak bunches are for :mod:`kg.resolve.weak`."""
    blocks: dict[tuple[str, str], list[Bunch]] = defaultdict(list)
    for bunch in bunches:
        if not bunch.weak:
            for key in blocks_of(bunch):
                blocks[bunch.family, key].append(bunch)
    for _, crowd in sorted(blocks.items()):
        ordered = sorted(crowd, key=lambda b: (names.plain(b.name), b.key))
        for i, a in enumerate(ordered):
            for b in ordered[i + 1 : i + 1 + CROWD]:
                yield (a, b) if a.key < b.key else (b, a)
