"""Clusters of readings of events → ``MergedEvent``; relations → ``MergedRelation``."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from kg.ids import digest
from kg.records import Date, MergedEvent, MergedRelation
from kg.resolve import dates
from kg.resolve.happened import MUTUAL, Deed
from kg.resolve.nodes import World
from kg.resolve.profiles import Tie, commonest
from kg.resolve.sources import support

#: No event is surer than this.
SUREST = 0.99
#: Factualities of propositions that are about an event: what is planned or denied may have happened all the same.
_ABOUT = frozenset({"planned", "possible", "requested", "negated"})


def event_key(deed: Deed, day: Date | None, readings: Iterable[str]) -> str:
    """The key of a merged event: ``event/2025-02-12-consult-HASH`` or ``proposition/consult-HASH``."""
    root, last = deed.told.root.lower(), digest(min(readings), length=10)
    if not happened(deed):
        return f"proposition/{root}-{last}"
    return f"event/{day.start}-{root}-{last}" if day and day.start else f"event/{root}-{last}"


def happened(deed: Deed) -> bool:
    """Whether the article itself says that it has happened."""
    return deed.told.factuality == "actual" and not deed.told.reported


def merge(
    groups: Iterable[Sequence[str]], found: Mapping[str, Deed], world: World, origin: Mapping[str, str]
) -> tuple[MergedEvent, ...]:
    """One event or proposition a group, sorted by key."""
    merged = sorted((_merge(group, found, world, origin) for group in groups), key=lambda e: e.key)
    return _concerns(merged, world)


def _merge(group: Sequence[str], found: Mapping[str, Deed], world: World, origin: Mapping[str, str]) -> MergedEvent:
    members = [found[key] for key in sorted(group)]
    first = members[0]
    day = dates.best(d.told.date for d in members)
    sources = _parties(members, world, "sources")
    targets = _parties(members, world, "targets")
    together: tuple[str, ...] = ()
    joint = [d for d in members if d.joint]
    if 2 * len(joint) >= len(members) and joint:
        together = tuple(sorted({*sources, *targets}))
        sources = targets = ()
    return MergedEvent(
        key=event_key(first, day, group),
        label=_label(first, day, (sources, targets, together), world),
        type=first.told.root,
        cameo=commonest(d.told.cameo for d in members),
        happened=happened(first),
        factuality=first.told.factuality,
        voice="reported" if first.told.reported else "article",
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


def _parties(members: Sequence[Deed], world: World, role: str) -> tuple[str, ...]:
    """Who plays ``role``: of each party the node that most readings name."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for deed in members:
        for node in world.actors(deed.told.sources if role == "sources" else deed.told.targets):
            votes[world.party(node)][node] += 1
    return tuple(sorted(min(nodes, key=lambda n: (-nodes[n], n)) for nodes in votes.values()))


def _places(members: Sequence[Deed], world: World) -> tuple[str, ...]:
    """All places that go with the best supported one."""
    votes = Counter(place for d in members for place in d.places)
    if not votes:
        return ()
    best = min(votes, key=lambda p: (-votes[p], p))
    return tuple(sorted(place for place in votes if world.related(place, best)))


def _confidence(members: Sequence[Deed], origin: Mapping[str, str]) -> float:
    """Noisy-or over independent sources, of each of which the surest reading counts."""
    surest: dict[str, float] = {}
    for deed in members:
        source = origin[deed.told.article]
        surest[source] = max(surest.get(source, 0.0), deed.told.confidence)
    doubt = 1.0
    for source in sorted(surest):
        doubt *= 1 - surest[source]
    return round(max(*surest.values(), min(SUREST, 1 - doubt)), 3)


def _label(deed: Deed, day: Date | None, parties: Sequence[Sequence[str]], world: World) -> str:
    def listed(keys: Sequence[str]) -> str:
        return ", ".join(world.nodes[key].label for key in keys)

    sources, targets, together = parties
    who = listed(together) or " → ".join(filter(None, (listed(sources), listed(targets))))
    if not sources and targets:
        who = f"→ {who}"
    head = f"{who}: {deed.told.root}" if who else deed.told.root
    when = f", {day.start}" if day and day.start else ""
    if happened(deed):
        return head + when
    how = [deed.told.factuality] if deed.told.factuality != "actual" else []
    return f"{head} ({', '.join(how + (['reported'] if deed.told.reported else []))}){when}"


def _concerns(merged: Sequence[MergedEvent], world: World) -> tuple[MergedEvent, ...]:
    """``merged`` with each proposition's event: of the same root and parties, at a day that is possible."""
    events: dict[tuple[object, ...], list[MergedEvent]] = defaultdict(list)
    for event in merged:
        if event.happened:
            events[_who(event, world)].append(event)

    def about(one: MergedEvent) -> MergedEvent:
        who = _who(one, world)
        if one.happened or one.factuality not in _ABOUT or not any(who[1:]):
            return one
        near = [e for e in events.get(who, ()) if _possible(one, e)]
        if not near:
            return one
        best = min(near, key=lambda e: (e.date is None, -e.support.articles, e.key))
        return replace(one, concerns=best.key)

    return tuple(about(one) for one in merged)


def _who(event: MergedEvent, world: World) -> tuple[object, ...]:
    sources = frozenset(map(world.party, (*event.sources, *event.participants)))
    targets = frozenset(map(world.party, (*event.targets, *event.participants)))
    if event.participants or event.type in MUTUAL:
        return (event.type, sources | targets)
    return (event.type, sources, targets)


def _possible(proposition: MergedEvent, event: MergedEvent) -> bool:
    left, right = dates.days(proposition.date), dates.days(event.date)
    return not (left and right) or dates.gap(left, right) == 0


def relations(ties: Iterable[Tie], world: World, origin: Mapping[str, str]) -> tuple[MergedRelation, ...]:
    """One relation for all that say the same of the same two nodes, sorted by key."""
    same: dict[tuple[str, str, str], list[Tie]] = defaultdict(list)
    for tie in ties:
        subject, object_ = world.end(tie.subject), world.end(tie.object)
        if subject and object_ and subject != object_:
            same[tie.predicate, subject, object_].append(tie)
    merged = []
    for (_, subject, object_), members in same.items():
        keys = sorted(tie.key for tie in members)
        merged.append(
            MergedRelation(
                key=f"relation/{digest(keys[0], length=12)}",
                predicate=members[0].predicate,
                subject=subject,
                object=object_,
                asserted=any(not tie.reported for tie in members),
                support=support(keys, origin),
                date=dates.best(tie.date for tie in sorted(members, key=lambda t: t.key)),
            )
        )
    return tuple(sorted(merged, key=lambda relation: relation.key))
