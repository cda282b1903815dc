"""Surnames, initials and words that every country has: to the one strong cluster that fits, if one does.

The article must also speak of what the other's articles speak of, and no other bearer of the name may fit as well.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from kg.resolve.actors import name_comparison
from kg.resolve.actors.blocking import blocking_keys
from kg.resolve.actors.comparison import compare_names
from kg.resolve.actors.constraints import Constraints
from kg.resolve.actors.context import CROWD, Context, Crowds
from kg.resolve.actors.name_groups import NameGroup
from kg.resolve.clustering import Clusters, Features, attach, total
from kg.resolve.readings import Entity

Candidates = dict[str, tuple[str, Features]]


def attach_weak(
    found: Clusters, groups: Sequence[NameGroup], entities: Mapping[str, Entity], constraints: Constraints
) -> None:
    """Join each weak group of ``groups`` to the strong cluster that it means; all are read before any is joined."""
    context = Context(found, entities)
    strong: dict[tuple[str, str], list[NameGroup]] = defaultdict(list)
    for group in groups:
        if not group.weak:
            for key in blocking_keys(group) | _first_names(group):
                strong[group.family, key].append(group)
    crowds = Crowds(context)
    partial = (group for group in groups if group.weak and group.family != "office")  # a bare "commander" is nobody's
    weak = ((group, _candidates(group, strong, context, crowds)) for group in partial)
    for group, candidates in [(group, candidates) for group, candidates in weak if candidates]:
        left = found.find(group.key)
        held = {root: c for root, c in candidates.items() if constraints.allowed(group.key, root)}
        right = {root: found.find(root) for root in held}
        scored = ((total(features), member, features) for member, features in held.values())
        if attach(found, group.key, scored, threshold=0.5, margin=0.15):
            joined = found.find(group.key)
            merged = next(r for r in right.values() if found.find(r) == joined and r != left)
            constraints.moved(left, merged)


def _candidates(
    group: NameGroup, strong: Mapping[tuple[str, str], Sequence[NameGroup]], context: Context, crowds: Crowds
) -> Candidates:
    """Cluster → its member that fits best, and why."""
    candidates: Candidates = {}
    for key in sorted(blocking_keys(group)):
        bearers = strong.get((group.family, key), ())
        for other in crowds.near(group, (group.family, key), bearers) if len(bearers) > CROWD else bearers:
            features = _features(group, other, context)
            root = context.find(other.key)
            if features and (root not in candidates or total(features) > total(candidates[root][1])):
                candidates[root] = (other.key, features)
    return candidates


def _first_names(group: NameGroup) -> set[str]:
    """Where the surname stands first ("Xi Jinping"), a single word may be the first one."""
    return (
        {name_comparison.skeleton(name_comparison.plain(group.name).split()[0])} if group.family == "person" else set()
    )


def _features(weak: NameGroup, strong: NameGroup, context: Context) -> Features:
    """Why a weak name may mean a strong one; empty where it cannot, or where nothing but the name speaks for it."""
    found = _person(weak.name, strong.name) if weak.family == "person" else compare_names(weak, strong)
    if total(found) < 0.3:
        return ()
    near = context.shared(weak.key, strong)
    if not near:
        return ()
    if weak.country and strong.country:
        found += (("same country", 0.15),) if weak.country == strong.country else (("different countries", -0.4),)
    return (*found, ("speaks of the same others", round(min(0.4, 0.1 + 0.1 * near), 3)))


def _person(weak: str, strong: str) -> Features:
    if name_comparison.generation(weak) and name_comparison.generation(weak) != name_comparison.generation(strong):
        return ()
    given, surname = name_comparison.person(weak)
    strong_given, strong_surname = name_comparison.person(strong)
    if name_comparison.same_surname(surname, strong_surname) and name_comparison.given_names(given, strong_given) >= 0:
        found: Features = (("same surname", 0.4) if surname == strong_surname else ("surname spelt alike", 0.35),)
    elif not given and strong_given and surname == strong_given[0]:
        found = (("its first name", 0.3),)
    else:
        return ()
    return found + ((("same initial", 0.1),) if given else ())
