"""Names that one article takes for something of another kind than they are.

"Lakewatch", which every other article has as an organization, is no person. Linked places lend their names to people
only where nobody bears them: many are also surnames.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from kg.resolve import names
from kg.resolve.bunches import Bunch
from kg.resolve.clusters import Clusters, Features, total
from kg.resolve.profiles import Entity
from kg.resolve.weak import CROWD, ENOUGH, Context

#: Kinds of things that an annotator takes for one another.
_MISREAD = frozenset(("person", "organization", "place"))


def join_misread(found: Clusters, bunches: Sequence[Bunch], entities: Mapping[str, Entity]) -> None:
    """Join an unlinked name to the only thing of another kind that bears it in articles on the same."""
    context, bearers = Context(found, entities), _Bearers(bunches)
    taken: list[tuple[str, str, Features]] = []
    for bunch in bunches:
        if bunch.family in _MISREAD and not bunch.link and not bunch.others:
            fits = {found.find(r.key): (r, _features(bunch, r, context)) for r in bearers.of(bunch)}
            good = [(r, f) for _, (r, f) in sorted(fits.items()) if total(f) >= 0.65]
            if len(good) == 1:
                taken.append((bunch.key, good[0][0].key, good[0][1]))
    for left, right, features in taken:
        found.join(left, right, features)


class _Bearers:
    """Who bears a name, of whatever kind: whole names, and of people the parts."""

    def __init__(self, bunches: Sequence[Bunch]) -> None:
        self._whole: dict[str, list[Bunch]] = defaultdict(list)
        self._surname: dict[str, list[Bunch]] = defaultdict(list)
        self._part: set[str] = set()
        for bunch in bunches:
            if bunch.family in _MISREAD and not bunch.weak:
                self._whole[names.plain(bunch.name)].append(bunch)
                if bunch.family == "person":
                    parts = [names.person(name) for name in (bunch.name, *bunch.others)]
                    self._part.update(part for given, surname in parts for part in (*given, *surname.split()))
                    for surname in sorted({surname for _, surname in parts}):
                        self._surname[surname].append(bunch)

    def of(self, bunch: Bunch) -> list[Bunch]:
        """Things of another kind that bear the name of ``bunch``; a known place only if nobody does."""
        plain = names.plain(bunch.name)
        found = [b for b in self._whole.get(plain, ()) if b.family != bunch.family]
        if bunch.family == "person":
            return [b for b in found if not _city(b) or plain not in self._part]
        if " " in plain or bunch.name.isupper():
            return found
        named = self._surname.get(plain, ())
        return found + [b for b in named if b not in found and len(named) <= CROWD]


def _features(name: Bunch, other: Bunch, context: Context) -> Features:
    """Why ``name`` may be ``other``, which more articles name, or whose surname it is; empty where it is not."""
    whole = names.plain(name.name) == names.plain(other.name)
    if whole and len(other.members) <= len(name.members):
        return ()
    near = context.shared(name.key, other, here=True)
    if near < (ENOUGH if _city(other) or not whole else 1):
        return ()
    called = ("same name", 0.8) if whole else ("same surname", 0.7)
    return (called, ("another kind", -0.4), ("speaks of the same others", round(0.1 + 0.1 * near, 3)))


def _city(bunch: Bunch) -> bool:
    """Whether a bunch is a place that is known."""
    return bunch.family == "place" and bunch.link is not None
