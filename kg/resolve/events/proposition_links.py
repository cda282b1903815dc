"""Propositions → the events that they plan, ask for, deny or report, where an article tells these in its own voice."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache

from kg.records import MergedEvent, likelihood
from kg.resolve import intervals
from kg.resolve.events.clustering import weights
from kg.resolve.events.comparison import ComparableEvent, Telling, features, unlike
from kg.resolve.linking import judged
from kg.resolve.world import World

#: Readings of each that are compared; events of one kind and party that are looked at, those nearest in time.
SAMPLE, NEIGHBOURS = 8, 30


def concerns(
    merged: Sequence[MergedEvent], found: Mapping[str, ComparableEvent], world: World
) -> tuple[MergedEvent, ...]:
    """``merged`` with each proposition's event: the one that, but for how it is told, it would be a reading of."""
    learned = weights()["across"]

    @cache
    def telling(readings: tuple[str, ...]) -> Telling:
        return Telling.of([found[key] for key in readings[:SAMPLE]], world)

    index: dict[tuple[str, str], list[tuple[int, str]]] = defaultdict(list)
    events = {event.key: event for event in merged if event.happened}
    for event in events.values():
        for party in _parties_of(event, world):
            index[event.type, party].append((_when(event, found), event.key))
    for crowd in index.values():
        crowd.sort()

    def about(one: MergedEvent) -> MergedEvent:
        near: set[str] = set()
        for party in _parties_of(one, world) if not one.happened else ():
            crowd = index.get((one.type, party), [])
            at = bisect_left(crowd, (_when(one, found), ""))
            near.update(key for _, key in crowd[max(0, at - NEIGHBOURS) : at + NEIGHBOURS])
        scored = []
        for key in near:
            a, b = telling(one.support.readings), telling(events[key].support.readings)
            if not unlike(a, b) and _in_time(one, events[key], found):
                scored.append((likelihood(judged(features(a, b), learned)), events[key]))
        best = min(
            (pair for pair in scored if pair[0] >= learned.threshold),
            key=lambda pair: (-pair[0], pair[1].date is None, -pair[1].support.articles, pair[1].key),
            default=None,
        )
        return replace(one, concerns=best[1].key) if best else one

    return tuple(map(about, merged))


def _when(event: MergedEvent, found: Mapping[str, ComparableEvent]) -> int:
    """A day by which events are sorted: its own, else that of its first reading's publication."""
    day = intervals.stated(event.date)
    return day[0] if day else found[event.support.readings[0]].published or 0


def _parties_of(event: MergedEvent, world: World) -> set[str]:
    return {world.party(node) for node in (*event.sources, *event.targets, *event.participants)}


def _in_time(proposition: MergedEvent, event: MergedEvent, found: Mapping[str, ComparableEvent]) -> bool:
    """Whether what is planned, possible or asked for when it is told can have come about by an event: for some reading
    of each."""
    if proposition.factuality in ("actual", "negated"):
        return True
    return any(
        _may_follow(found[a], found[b])
        for a in proposition.support.readings[:SAMPLE]
        for b in event.support.readings[:SAMPLE]
    )


def _may_follow(proposition: ComparableEvent, event: ComparableEvent) -> bool:
    told = proposition.published
    if event.day:
        return proposition.day is not None or (told is not None and event.day[1] >= told)
    if proposition.told.article == event.told.article:
        return proposition.told.factuality == "requested"
    return told is not None and event.published is not None and event.published > told
