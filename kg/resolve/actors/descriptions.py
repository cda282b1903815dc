"""Descriptions → whom they mean by name in any article.

"The Norland defence minister" is whoever holds that office; "Karsi rebels" are the armed group Karsi.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping

from kg.lexicon.gazetteer import Gazetteer
from kg.lexicon.words import word_list
from kg.resolve import intervals
from kg.resolve.actors import name_comparison
from kg.resolve.actors.context import Context
from kg.resolve.actors.office_owners import Owners
from kg.resolve.clustering import Clusters, Features
from kg.resolve.former_offices import is_former
from kg.resolve.readings import Entity, Profile

#: Days by which two articles may be apart for one holder of an office to be meant.
TERM = 365
#: Neither who holds it now nor who did until now, or nobody in particular.
_ANOTHER = re.compile(
    r"\b(?:then|late|next|previous|first|last|another|other|future|prospective|would-be|deputy|acting|an?|"
    r"any|every|no|some|each|one)\b",
    re.IGNORECASE,
)
#: Posts that many hold at one time, even of one country or body.
_MANY = re.compile(
    r"\b(?:ambassador|envoy|diplomat|judge|senator|congress\w+|representative|member|lawmaker|prosecutor|governor|"
    r"mayor|general|officer|adviser|advisor|aide|head|director|chief|official|leader|deputy|spokes\w+)s?$",
    re.IGNORECASE,
)
#: Titles that say no more than who is first: of a body, of a country.
_FIRST = {False: frozenset(("chief", "leader")), True: frozenset(("leader", "dictator"))}
#: Titles of those who are first.
_HEADS = {
    False: _FIRST[False] | word_list("resolve.actors.descriptions", "heads_of_bodies"),
    True: _FIRST[True] | word_list("resolve.actors.descriptions", "heads_of_state"),
}
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
                known[name_comparison.plain(name)].setdefault(found.find(key), key)
    for key, entity in sorted(entities.items()):
        if entity.type in ("Group", "ArmedGroup") and not entity.link and len(entity.names) < 2:
            match = _BAND.match(entity.names[0][0] if entity.names else entity.nominal or "")
            name = name_comparison.plain(match["name"]) if match else ""
            bands = {found.find(b): b for b in (*known.get(name, {}).values(), *known.get(f"{name}s", {}).values())}
            if name and len(bands) == 1:
                found.join(key, next(iter(bands.values())), _CALLED)


def join_holders(
    found: Clusters,
    profiles: Iterable[Profile],
    entities: Mapping[str, Entity],
    owner: Owners,
    gazetteer: Gazetteer | None,
) -> None:
    """Join each person without a name to the only one who, by name, holds (or held) the same office at the time.

    Offices of nobody in particular say nothing. "The agency's chief" is its director, "the Norlandic leader" the
    president, if only one such is named.
    """
    holding = _Holding(found, entities, owner, gazetteer)
    named: dict[tuple[str, ...], _Holders] = defaultdict(_Holders)
    described: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    day: dict[str, int | None] = {}
    for profile in profiles:
        day[profile.article] = intervals.first_day(profile.published) if profile.published else None
        former = set(profile.held)
        ties = {(t.subject, t.object) for t in profile.relations if t.predicate == "holdsOffice"}
        for person, office in sorted(ties | former):
            holder = entities[person]
            if holder.names:
                for post in holding.posts(office, (person, office) in former):
                    named[post].add(found.find(person), person, day[profile.article])
            elif holder.nominal and not _ANOTHER.search(holder.nominal):
                over = (person, office) in former
                if over or not is_former(holder.nominal):
                    described[person].update(holding.meant(office, over))
    context = Context(found, entities)
    for key, posts in sorted(described.items()):
        if len(posts) == 1:
            near = named[min(posts)].near(day[entities[key].article])
            _join(found, key, min(posts), near, context)


class _Holding:
    """Posts as keys: whose they are, and which; "held" before what is over."""

    def __init__(
        self,
        found: Clusters,
        entities: Mapping[str, Entity],
        owner: Owners,
        gazetteer: Gazetteer | None,
    ) -> None:
        self._found, self._entities, self._owner, self._gazetteer = found, entities, owner, gazetteer

    def posts(self, office: str, former: bool) -> list[tuple[str, ...]]:
        """The posts that somebody holds, or held, of whom the article says ``office``."""
        of, country, title = self._which(office)
        kinds = [("office", self._found.find(office))] if self._single(office, country) else []
        if of and title in _HEADS[country]:
            kinds.append(("first", of))
        return [(*kind, "held") if former else kind for kind in kinds]

    def meant(self, office: str, former: bool) -> list[tuple[str, ...]]:
        """The post that a description with ``office`` means, if one person at a time holds it."""
        of, country, title = self._which(office)
        kind = ("first", of) if of and title in _FIRST[country] else ("office", self._found.find(office))
        if kind[0] == "office" and not self._single(office, country):
            return []
        return [(*kind, "held") if former else kind]

    def _which(self, office: str) -> tuple[str, bool, str]:
        """Whose an office is ("" if nobody's), whether that is a country, and the key of its title."""
        of = self._owner.whose(office, self._found) or self._entities[office].country or ""
        country = len(of) == 2 and of.isupper()
        name = max(self._entities[office].names, key=lambda n: (n[1], n[0]), default=("", 0))[0]
        return of, country, (self._gazetteer.office(name) if self._gazetteer else None) or name_comparison.plain(name)

    def _single(self, office: str, country: bool) -> bool:
        """Whether one person at a time holds an office: somebody's, and no post that a country has many of."""
        of = self._owner.of.get(office) or self._entities[office].country
        return bool(of) and not (country and any(_MANY.search(name) for name, _ in self._entities[office].names))


class _Holders:
    """Who is said to hold a post: by cluster, and of each day one entity."""

    def __init__(self) -> None:
        self._said: dict[str, dict[int | None, str]] = {}
        self._days: dict[str, list[int]] | None = None

    def add(self, root: str, person: str, day: int | None) -> None:
        """That ``person`` of the cluster ``root`` holds it on ``day`` (None: who knows when)."""
        days = self._said.setdefault(root, {})
        days[day] = min(person, days.get(day, person))

    def near(self, day: int | None) -> dict[str, str]:
        """Cluster, as it was when it was added → one who holds it within ``TERM`` of ``day``."""
        if self._days is None:
            self._days = {root: sorted(d for d in days if d is not None) for root, days in self._said.items()}
        near: dict[str, str] = {}
        for root, days in sorted(self._said.items()):
            sure = self._days[root]
            at = bisect_left(sure, day - TERM) if day is not None else 0
            within = at < len(sure) and (day is None or sure[at] <= day + TERM)
            if within or None in days:
                near[root] = days[sure[at] if within else None]
        return near


def _join(found: Clusters, key: str, post: tuple[str, ...], near: Mapping[str, str], context: Context) -> None:
    """Join ``key`` to the one of the holders at the time (by cluster) that its article names, else to the only one.

    Of those who held a post there are many: one who is not named here must at least be of the same story.
    """
    here = {root: holder for root, holder in near.items() if context.names(key, root)}
    former = post[-1] == "held"
    meant = here or {r: h for r, h in near.items() if not former or context.common(key, h) > 1}
    if len({found.find(holder) for holder in meant.values()}) == 1:
        found.join(key, min(meant.values()), (("held the same office" if former else _SAME[post[0]], 0.7),))


_SAME = {"office": "holds the same office", "first": "is first of the same"}
