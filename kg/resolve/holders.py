"""Descriptions → whom they mean by name in any article.

"The Norland defence minister" is whoever holds that office; "Karsi rebels" are the armed group Karsi.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from kg.resolve import dates, names
from kg.resolve.clusters import Clusters, Features
from kg.resolve.profiles import Entity, Profile

#: Days by which two articles may be apart for one holder of an office to be meant.
TERM = 365
_SAME: Features = (("holds the same office", 0.7),)
#: Not who holds it now, or nobody in particular.
_ANOTHER = re.compile(
    r"\b(?:former|ex|then|late|next|previous|first|last|another|other|future|prospective|would-be|deputy|acting|an?|"
    r"any|every|no|some|each|one)\b",
    re.IGNORECASE,
)
#: Posts that many hold at one time, even of one country or body.
_MANY = re.compile(
    r"\b(?:ambassador|envoy|diplomat|judge|senator|congress\w+|representative|member|lawmaker|prosecutor|governor|"
    r"mayor|general|officer|adviser|advisor|aide|head|director|chief|official|leader|deputy|spokes\w+)s?$",
    re.IGNORECASE,
)
#: What follows the name of an armed group to describe it.
_BAND = re.compile(
    r"(?:the )?(?P<name>\S.*?)[ -](?:rebels?|fighters?|militants?|insurgents?|guerrillas?|militias?|militiamen|gunmen|"
    r"forces|troops|movement|group)$",
    re.IGNORECASE,
)
_CALLED: Features = (("called by its name", 0.7),)


def join_bands(found: Clusters, entities: Mapping[str, Entity]) -> None:
    """Join "Karsi rebels" to the only armed group of that name."""
    known: dict[str, dict[str, str]] = defaultdict(dict)
    for key, entity in sorted(entities.items()):
        if entity.type == "ArmedGroup":
            for name, _ in entity.names:
                known[names.plain(name)].setdefault(found.find(key), key)
    for key, entity in sorted(entities.items()):
        if entity.type in ("Group", "ArmedGroup") and not entity.link and len(entity.names) < 2:
            match = _BAND.match(entity.names[0][0] if entity.names else entity.nominal or "")
            name = names.plain(match["name"]) if match else ""
            bands = {found.find(b): b for b in (*known.get(name, {}).values(), *known.get(f"{name}s", {}).values())}
            if name and len(bands) == 1:
                found.join(key, next(iter(bands.values())), _CALLED)


def join_holders(
    found: Clusters, profiles: Iterable[Profile], entities: Mapping[str, Entity], owner: Mapping[str, str]
) -> None:
    """Join each person without a name to the only one who, by name, holds the same office at the time.

    ``owner`` is the country or body of an office; offices of nobody in particular say nothing.
    """
    named: dict[str, list[tuple[str, int | None]]] = defaultdict(list)
    described: dict[str, set[str]] = defaultdict(set)
    day: dict[str, int | None] = {}
    for profile in profiles:
        day[profile.article] = dates.first_day(profile.published) if profile.published else None
        for tie in profile.ties:
            holder = entities[tie.subject]
            if tie.predicate != "holdsOffice" or holder.type != "Person" or not _one(tie.object, entities, owner):
                continue
            if holder.names:
                named[found.find(tie.object)].append((holder.key, day[profile.article]))
            elif holder.nominal and not _ANOTHER.search(holder.nominal):
                described[holder.key].add(found.find(tie.object))
    for key, offices in sorted(described.items()):
        if len(offices) == 1:
            _join(found, key, named.get(min(offices), ()), day[entities[key].article])


def _one(office: str, entities: Mapping[str, Entity], owner: Mapping[str, str]) -> bool:
    """Whether one person at a time holds an office: somebody's, and no post that a country has many of."""
    of = owner.get(office) or entities[office].country
    if not of:
        return False
    whole_country = len(of) == 2 and of.isupper()
    return not (whole_country and any(_MANY.search(name) for name, _ in entities[office].names))


def _join(found: Clusters, key: str, holders: Iterable[tuple[str, int | None]], day: int | None) -> None:
    near: dict[str, str] = {}
    for holder, when in sorted(holders):
        if day is None or when is None or abs(day - when) <= TERM:
            near.setdefault(found.find(holder), holder)
    if len(near) == 1:
        found.join(key, next(iter(near.values())), _SAME)
