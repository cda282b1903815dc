"""Who disagrees: readings of one thing that cannot all be right."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from math import inf

from kg.ids import digest
from kg.records import Disagreement, MergedEvent
from kg.resolve.events.comparison import MUTUAL, ComparableEvent
from kg.resolve.intervals import gap, stated
from kg.resolve.world import World

Interval = tuple[float, float]


def disagreements(
    events: Sequence[MergedEvent], found: Mapping[str, ComparableEvent], world: World
) -> tuple[Disagreement, ...]:
    """All disagreements on amounts, on days and on whether it happened, sorted by key."""
    reports: dict[str, list[MergedEvent]] = defaultdict(list)
    for event in events:
        if event.concerns and event.factuality == "actual":
            reports[event.concerns].append(event)
    out = [d for event in events for d in _values(event, reports.get(event.key, ()), found)]
    return tuple(sorted((*out, *_denied(events, found, world)), key=lambda d: d.key))


def sides(intervals: Mapping[str, Interval]) -> list[str]:
    """One reading for each side: as few points as hit all intervals, of each point the narrowest interval's reading.

    >>> sides({"a": (55, 65), "b": (90, 90), "c": (60, 120)})
    ['a', 'b']
    >>> sides({"a": (55, 65), "c": (60, 120)})
    ['a']
    """
    groups: list[tuple[float, list[str]]] = []
    for key in sorted(intervals, key=lambda k: (intervals[k][1], intervals[k][0], k)):
        low, high = intervals[key]
        for point, group in groups:
            if low <= point <= high:
                group.append(key)
                break
        else:
            groups.append((high, [key]))
    return sorted(min(g, key=lambda k: (intervals[k][1] - intervals[k][0], k)) for _, g in groups)


def _make(event: MergedEvent, on: str, readings: Iterable[str], about: tuple[str, ...] = ()) -> Disagreement:
    keys = tuple(sorted(readings))
    name = event.label if on != "start" else event.label.rsplit(", ", 1)[0]
    key = f"disagreement/{digest(on, *keys, length=10)}-{on}"
    return Disagreement(key, f"{name}: {on}", about or (event.key,), on, keys)


def _values(
    event: MergedEvent, reports: Sequence[MergedEvent], found: Mapping[str, ComparableEvent]
) -> list[Disagreement]:
    """Amounts and days on which readings of an event differ, those of the reports that concern it among them."""
    told = (event, *reports)
    given: dict[tuple[str, str], dict[str, Interval]] = defaultdict(dict)
    for key, quantity in (pair for one in told for pair in one.quantities):
        low = -inf if quantity.min is None else quantity.min
        high = inf if quantity.max is None else quantity.max
        given[quantity.of, quantity.unit][key] = (low, high)
    for key in (reading for one in told for reading in one.support.readings):
        if day := stated(found[key].told.date):
            given["start", ""][key] = (float(day[0]), float(day[1]))
    return [d for (on, _), intervals in sorted(given.items()) for d in _split(told, on, intervals)]


def _split(told: Sequence[MergedEvent], on: str, intervals: Mapping[str, Interval]) -> list[Disagreement]:
    """A disagreement on ``on``, if the intervals have several sides and not one article holds them all.

    It is about the event, the first of ``told``, and those reports whose readings are sides of it; what two sides of
    one report say is that report's own matter, unless it concerns no event.
    """
    keys = sides(intervals)
    readings = {key.rpartition(".")[0] if "." in key else key for key in keys}
    about = [one for one in told if readings.intersection(one.support.readings)]
    if len(keys) < 2 or len({key.partition("#")[0] for key in keys}) < 2 or (told[0] not in about and len(about) < 2):
        return []
    nodes = {told[0].key, *(one.key for one in about)}
    return [_make(told[0], on, keys, tuple(sorted(nodes)))]


def _denied(events: Sequence[MergedEvent], found: Mapping[str, ComparableEvent], world: World) -> list[Disagreement]:
    """What one article says has happened and another says has not, each in its own voice."""
    affirmed: dict[tuple[object, ...], list[MergedEvent]] = defaultdict(list)
    for event in events:
        if event.happened:
            affirmed[_who(event, world)].append(event)
    out = []
    for denial in events:
        if denial.factuality == "negated" and denial.voice == "article" and len(_all(denial)) > 1:
            for event in affirmed.get(_who(denial, world), ()):
                pair = _contrary(event, denial, lambda key: found[key])
                if pair:
                    out.append(_make(event, "factuality", pair, tuple(sorted((event.key, denial.key)))))
    return out


def _all(event: MergedEvent) -> set[str]:
    return {*event.sources, *event.targets, *event.participants}


def _who(event: MergedEvent, world: World) -> tuple[object, ...]:
    parties = frozenset(map(world.party, _all(event)))
    sources = frozenset(map(world.party, event.sources))
    return (event.type, parties, frozenset() if event.participants or event.type in MUTUAL else sources)


def _contrary(
    event: MergedEvent, denial: MergedEvent, deed: Callable[[str], ComparableEvent]
) -> tuple[str, str] | None:
    """A reading of each that speak of the same day (both say which) from two articles."""
    for yes in event.support.readings:
        for no in denial.support.readings:
            left, right = deed(yes).day, deed(no).day
            if yes.partition("#")[0] != no.partition("#")[0] and left and right and gap(left, right) == 0:
                return yes, no
    return None
