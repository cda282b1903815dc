"""Names that one article takes for something of another kind than they are.

"The North" beside "North Korea" is a country, and "Lakewatch", which every other article has as an organization, is no
person. Linked places lend their names to people only where nobody bears them: many are also surnames.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from kg.resolve import names
from kg.resolve.bunches import Bunch
from kg.resolve.clusters import Clusters, Features, total
from kg.resolve.profiles import Entity
from kg.resolve.weak import ENOUGH, Context

_COMPASS = frozenset(("north", "south", "east", "west"))
_SHORT: Features = (("short for the one country of that name here", 0.7),)
#: Kinds of things that an annotator takes for one another.
_MISREAD = frozenset(("person", "organization", "place"))


def join_compass(found: Clusters, entities: Mapping[str, Entity]) -> None:
    """Join "the North" to the only country of the article whose name begins so."""
    countries: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for key, entity in sorted(entities.items()):
        if entity.type == "Country" and entity.link:
            for name, _ in entity.names:
                first, _, rest = names.plain(name).partition(" ")
                if first in _COMPASS and rest:
                    countries[entity.article, first].setdefault(entity.link, key)
    for key, entity in sorted(entities.items()):
        if entity.type in ("Place", "Country") and not entity.link and entity.names:
            meant = countries.get((entity.article, names.plain(max(entity.names, key=lambda n: (n[1], n[0]))[0])), {})
            if len(meant) == 1:
                found.join(key, next(iter(meant.values())), _SHORT)


def join_misread(found: Clusters, bunches: Sequence[Bunch], entities: Mapping[str, Entity]) -> None:
    """Join an unlinked name to the only thing of another kind that bears it in articles on the same."""
    context = Context(found, entities)
    known: dict[str, list[Bunch]] = defaultdict(list)
    for bunch in bunches:
        if bunch.family in _MISREAD and not bunch.weak:
            known[names.plain(bunch.name)].append(bunch)
    people = (names.person(n) for b in bunches if b.family == "person" and not b.weak for n in (b.name, *b.others))
    borne = {part for given, surname in people for part in (*given, *surname.split())}
    taken: list[tuple[str, str, Features]] = []
    for bunch in bunches:
        if bunch.family in _MISREAD and not bunch.link and not bunch.others:
            plain = names.plain(bunch.name)
            rivals = [
                r for r in known.get(plain, ()) if r.family != bunch.family and (not _city(r) or plain not in borne)
            ]
            fits = {found.find(r.key): (r, _features(bunch, r, context)) for r in rivals}
            good = [(r, f) for _, (r, f) in sorted(fits.items()) if total(f) >= 0.65]
            if len(good) == 1:
                taken.append((bunch.key, good[0][0].key, good[0][1]))
    for left, right, features in taken:
        found.join(left, right, features)


def _features(name: Bunch, other: Bunch, context: Context) -> Features:
    """Why ``name`` may be ``other``, which more articles name; empty where it is not."""
    if len(other.members) <= len(name.members):
        return ()
    near = context.shared(name.key, other, here=True)
    if near < (ENOUGH if _city(other) else 1):
        return ()
    return (("same name", 0.8), ("another kind", -0.4), ("speaks of the same others", round(0.1 + 0.1 * near, 3)))


def _city(bunch: Bunch) -> bool:
    """Whether a bunch is a place that is known."""
    return bunch.family == "place" and bunch.link is not None
