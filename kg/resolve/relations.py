"""Readings of relations → ``MergedRelation``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from kg.ids import digest
from kg.records import MergedRelation
from kg.resolve import intervals
from kg.resolve.near_duplicates import support
from kg.resolve.readings import RelationReading
from kg.resolve.tenures import Posts, times
from kg.resolve.world import World


def relations(
    ties: Iterable[RelationReading], world: World, origin: Mapping[str, str], posts: Posts
) -> tuple[MergedRelation, ...]:
    """One relation for all that say the same of the same two nodes, sorted by key."""
    same: dict[tuple[str, str, str], list[RelationReading]] = defaultdict(list)
    for tie in ties:
        subject, object_ = world.end(tie.subject), world.end(tie.object)
        if subject and object_ and subject != object_:
            same[tie.predicate, subject, object_].append(tie)
    merged = []
    for (predicate, subject, object_), said in same.items():
        members = sorted(said, key=lambda tie: tie.key)
        keys = [tie.key for tie in members]
        asserted = any(not tie.reported for tie in members)
        held = asserted and predicate == "holdsOffice"
        merged.append(
            MergedRelation(
                key=f"relation/{digest(keys[0], length=12)}",
                predicate=members[0].predicate,
                subject=subject,
                object=object_,
                asserted=asserted,
                support=support(keys, origin),
                date=intervals.best(tie.date for tie in members),
                times=times(members, posts.held(world.nodes[subject], world.nodes[object_])) if held else (),
            )
        )
    return tuple(sorted(merged, key=lambda relation: relation.key))
