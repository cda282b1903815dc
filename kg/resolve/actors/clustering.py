"""Who is who: the entities of all articles (``ARTICLE#e1``) in clusters, each what one node stands for.

Entities that say the same of themselves (link, family of types, name, country) make a *group*; groups are compared
where their names may be spellings of one. Different links, different given names and what a person judged forbid.
Nobody is joined to another on a surname alone (:mod:`kg.resolve.actors.partial_names`). Offices come last: whose they
are is decided by then.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from kg.lexicon.gazetteer import Gazetteer
from kg.records import Judgement
from kg.resolve.actors import type_conflicts
from kg.resolve.actors.blocking import candidate_pairs
from kg.resolve.actors.comparison import SAME, compare
from kg.resolve.actors.constraints import Constraints
from kg.resolve.actors.name_groups import NameGroup, name_groups
from kg.resolve.actors.office_owners import Owners
from kg.resolve.actors.partial_names import attach_weak
from kg.resolve.clustering import Clusters, Features, obey, total
from kg.resolve.readings import Entity


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
    groups = _step(found, actors, entities, gazetteer, {})
    type_conflicts.join_misread(found, groups, entities)
    offices = {key: entity for key, entity in entities.items() if entity.type == "Office"}
    _step(found, offices, entities, gazetteer, {key: owner.whose(key, found) for key in owner.of})
    return found


def _step(
    found: Clusters,
    some: Mapping[str, Entity],
    entities: Mapping[str, Entity],
    gazetteer: Gazetteer | None,
    owner: Mapping[str, str],
) -> list[NameGroup]:
    """Cluster ``some`` of the ``entities``; their groups."""
    groups = [part for group in name_groups(some, gazetteer, owner) for part in _join(found, group)]
    constraints = Constraints(found, groups)
    scored: set[tuple[float, str, str, Features]] = set()
    for a, b in candidate_pairs(groups):
        features = compare(a, b)
        if total(features) >= SAME:
            scored.add((-total(features), a.key, b.key, features))
    for _, left, right, features in sorted(scored):
        constraints.join(left, right, features)
    attach_weak(found, groups, entities, constraints)
    return groups


def _join(found: Clusters, group: NameGroup) -> list[NameGroup]:
    """Join the members of ``group``; in several groups, sorted, where a person keeps some of them apart."""
    leaders: dict[str, list[str]] = {}
    for member in group.members:
        for leader, led in leaders.items():
            if found.join(leader, member, _same_features(group)) or found.find(leader) == found.find(member):
                led.append(member)
                break
        else:
            leaders[member] = [member]
    if len(leaders) == 1:
        return [group]
    return [replace(group, key=leader, members=tuple(led)) for leader, led in leaders.items()]


def _same_features(group: NameGroup) -> Features:
    if group.link:
        return (("same link", 1.0),)
    return (("same name", 0.8),) + ((("same country", 0.1),) if group.country else ())
