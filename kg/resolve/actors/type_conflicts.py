"""Names that one article takes for something of another kind than they are.

"Lakewatch", which every other article has as an organization, is no person. Linked places lend their names to people
only where nobody bears them: many are also surnames.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from kg.resolve.actors import name_comparison
from kg.resolve.actors.context import CROWD, ENOUGH, Context
from kg.resolve.actors.name_groups import NameGroup
from kg.resolve.clustering import Clusters, Features, total
from kg.resolve.readings import Entity

#: Kinds of things that an annotator takes for one another.
_MISREAD = frozenset(("person", "organization", "place"))


def join_misread(found: Clusters, groups: Sequence[NameGroup], entities: Mapping[str, Entity]) -> None:
    """Join an unlinked name to the only thing of another kind that bears it in articles on the same."""
    context, bearers = Context(found, entities), _Bearers(groups)
    taken: list[tuple[str, str, Features]] = []
    for group in groups:
        if group.family in _MISREAD and not group.link and not group.others:
            fits = {found.find(r.key): (r, _features(group, r, context)) for r in bearers.of(group)}
            good = [(r, f) for _, (r, f) in sorted(fits.items()) if total(f) >= 0.65]
            if len(good) == 1:
                taken.append((group.key, good[0][0].key, good[0][1]))
    for left, right, features in taken:
        found.join(left, right, features)


class _Bearers:
    """Who bears a name, of whatever kind: whole names, and of people the parts."""

    def __init__(self, groups: Sequence[NameGroup]) -> None:
        self._whole: dict[str, list[NameGroup]] = defaultdict(list)
        self._surname: dict[str, list[NameGroup]] = defaultdict(list)
        self._part: set[str] = set()
        for group in groups:
            if group.family in _MISREAD and not group.weak:
                self._whole[name_comparison.plain(group.name)].append(group)
                if group.family == "person":
                    parts = [name_comparison.person(name) for name in (group.name, *group.others)]
                    self._part.update(part for given, surname in parts for part in (*given, *surname.split()))
                    for surname in sorted({surname for _, surname in parts}):
                        self._surname[surname].append(group)

    def of(self, group: NameGroup) -> list[NameGroup]:
        """Things of another kind that bear the name of ``group``; a known place only if nobody does."""
        plain = name_comparison.plain(group.name)
        found = [b for b in self._whole.get(plain, ()) if b.family != group.family]
        if group.family == "person":
            return [b for b in found if not _city(b) or plain not in self._part]
        if " " in plain or group.name.isupper():
            return found
        named = self._surname.get(plain, ())
        return found + [b for b in named if b not in found and len(named) <= CROWD]


def _features(name: NameGroup, other: NameGroup, context: Context) -> Features:
    """Why ``name`` may be ``other``, which more articles name, or whose surname it is; empty where it is not."""
    whole = name_comparison.plain(name.name) == name_comparison.plain(other.name)
    if whole and len(other.members) <= len(name.members):
        return ()
    near = context.shared(name.key, other, here=True)
    if near < (ENOUGH if _city(other) or not whole else 1):
        return ()
    called = ("same name", 0.8) if whole else ("same surname", 0.7)
    return (called, ("another kind", -0.4), ("speaks of the same others", round(0.1 + 0.1 * near, 3)))


def _city(group: NameGroup) -> bool:
    """Whether a group is a place that is known."""
    return group.family == "place" and group.link is not None
