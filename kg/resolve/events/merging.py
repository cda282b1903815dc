"""Clusters of readings of events → ``MergedEvent``."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import cast

from kg.ids import digest
from kg.records import Date, Factuality, MergedEvent, Root
from kg.resolve import intervals
from kg.resolve.events.comparison import ComparableEvent, commonest_root
from kg.resolve.events.proposition_links import concerns
from kg.resolve.near_duplicates import support
from kg.resolve.readings import commonest
from kg.resolve.world import World

#: No event is surer than this.
SUREST = 0.99


def event_key(root: Root, day: Date | None, readings: Iterable[str], *, has_happened: bool) -> str:
    """The key of a merged event: ``event/2025-02-12-consult-HASH`` or ``proposition/consult-HASH``."""
    kind, last = root.lower(), digest(min(readings), length=10)
    if not has_happened:
        return f"proposition/{kind}-{last}"
    told = _told(day)
    return f"event/{told}-{kind}-{last}" if told else f"event/{kind}-{last}"


def _told(day: Date | None) -> str | None:
    """The first day that an article gives; none where it is only assumed, which a name must not pass off as known."""
    return day.start if day and not day.assumed else None


def happened(deed: ComparableEvent) -> bool:
    """Whether the article itself says that it has happened."""
    return deed.told.factuality == "actual" and not deed.told.reported


def merge(
    groups: Iterable[Sequence[str]], found: Mapping[str, ComparableEvent], world: World, origin: Mapping[str, str]
) -> tuple[MergedEvent, ...]:
    """One event or proposition a group, sorted by key."""
    merged = sorted((_merge(group, found, world, origin) for group in groups), key=lambda e: e.key)
    return concerns(merged, found, world)


def _merge(
    group: Sequence[str], found: Mapping[str, ComparableEvent], world: World, origin: Mapping[str, str]
) -> MergedEvent:
    members = [found[key] for key in sorted(group)]
    root, so = commonest_root(members), any(map(happened, members))
    day = intervals.best(d.told.date for d in members)
    view = cast(Factuality, commonest(d.told.factuality for d in members))
    reported = all(d.told.reported for d in members)
    sources = _parties(members, world, "sources")
    targets = _parties(members, world, "targets")
    together: tuple[str, ...] = ()
    joint = [d for d in members if d.joint]
    if 2 * len(joint) >= len(members) and joint:
        together = tuple(sorted({*sources, *targets}))
        sources = targets = ()
    return MergedEvent(
        key=event_key(root, day, group, has_happened=so),
        label=_label(root, (view, reported), day, (sources, targets, together), world),
        type=root,
        cameo=commonest(d.told.cameo for d in members),
        happened=so,
        factuality=view,
        voice="reported" if reported else "article",
        confidence=_confidence(members, origin),
        support=support(group, origin),
        sources=sources,
        targets=targets,
        participants=together,
        places=_places(members, world),
        date=day,
        quantities=tuple(sorted(((k, q) for d in members for k, q in d.told.quantities), key=lambda pair: pair[0])),
        salience=round(max(d.told.salience for d in members), 3),
    )


def _parties(members: Sequence[ComparableEvent], world: World, role: str) -> tuple[str, ...]:
    """Who plays ``role``: of each party the node that most readings name, of equal descriptions one; descriptions only
    where nobody is named."""
    given = [world.actors(d.told.sources if role == "sources" else d.told.targets) for d in members]
    named = [nodes for nodes in given if any(map(world.named, nodes))]
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for node in (node for nodes in named or given for node in nodes):
        votes[world.party(node) if world.named(node) else world.nodes[node].label.lower()][node] += 1
    return tuple(sorted(min(nodes, key=lambda n: (-nodes[n], n)) for nodes in votes.values()))


def _places(members: Sequence[ComparableEvent], world: World) -> tuple[str, ...]:
    """All places that go with the best supported one."""
    votes = Counter(place for d in members for place in d.places)
    if not votes:
        return ()
    best = min(votes, key=lambda p: (-votes[p], p))
    return tuple(sorted(place for place in votes if world.related(place, best)))


def _confidence(members: Sequence[ComparableEvent], origin: Mapping[str, str]) -> float:
    """Noisy-or over independent sources, of each of which the surest reading counts."""
    surest: dict[str, float] = {}
    for deed in members:
        source = origin[deed.told.article]
        surest[source] = max(surest.get(source, 0.0), deed.told.confidence)
    doubt = 1.0
    for source in sorted(surest):
        doubt *= 1 - surest[source]
    return round(max(*surest.values(), min(SUREST, 1 - doubt)), 3)


def _label(root: str, view: tuple[str, bool], day: Date | None, parties: Sequence[Sequence[str]], world: World) -> str:
    def listed(keys: Sequence[str]) -> str:
        return ", ".join(world.nodes[key].label for key in keys)

    sources, targets, together = parties
    who = listed(together) or " → ".join(filter(None, (listed(sources), listed(targets))))
    if not sources and targets:
        who = f"→ {who}"
    head = f"{who}: {root}" if who else root
    told = _told(day)
    when = f", {told}" if told else ""
    factuality, reported = view
    how = ([factuality] if factuality != "actual" else []) + (["reported"] if reported else [])
    return f"{head} ({', '.join(how)}){when}" if how else head + when
