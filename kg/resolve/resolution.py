"""``resolve``: all of merging, one step after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from kg.lexicon.gazetteer import Gazetteer
from kg.records import Extraction, Judgement, Resolution
from kg.resolve import deeds, differ, events, happened, holders, nodes, owners, said, sources, statements, who
from kg.resolve.profiles import Profile, profile


def resolve(
    extractions: Callable[[], Iterable[Extraction]],
    *,
    judgements: Sequence[Judgement] = (),
    gazetteer: Gazetteer | None = None,
) -> Resolution:
    """Merge what the articles say. ``extractions()`` gives them once; texts are not held.

    ``judgements`` are people's, on reading keys, and win over every rule. The order of the articles and their
    repetition have no influence. Raises ``ValueError`` where an extraction names an id that it does not hold.
    """
    profiles = _profiles(extractions())
    origin = sources.origins({p.article: p.sketch for p in profiles})
    entities = {entity.key: entity for p in profiles for entity in p.entities}
    owner = owners.owners(profiles, entities)

    people = who.cluster(entities, judgements, gazetteer, owner)
    holders.join_bands(people, entities)
    holders.join_holders(people, profiles, entities, owner, gazetteer)
    things = nodes.make_nodes(people.groups(), entities, nodes.needed(profiles), owner.of, gazetteer)
    world = nodes.World(things, entities, gazetteer)

    published = {p.article: p.published for p in profiles}
    doing = deeds.deeds((h for p in profiles for h in p.happenings), published, world)
    doings = happened.cluster(doing, judgements, world)
    merged = events.merge(doings.groups(), doing, world, origin)
    ties = events.relations((tie for p in profiles for tie in p.ties), world, origin)

    claims = said.claims((s for p in profiles for s in p.sayings), world)
    sayings = said.cluster(claims, judgements, world)
    told = {reading: event.key for event in merged for reading in event.support.readings}
    told |= {reading: relation.key for relation in ties for reading in relation.support.readings}
    told |= {reading: statements.statement_key(group) for group in sayings.groups() for reading in group}

    return Resolution(
        nodes=things,
        statements=statements.merge(sayings.groups(), claims, world, origin, told),
        events=merged,
        relations=ties,
        disagreements=differ.disagreements(merged, doing, world),
        judgements=tuple(sorted({*judgements, *people.judgements, *doings.judgements, *sayings.judgements})),
    )


def _profiles(extractions: Iterable[Extraction]) -> list[Profile]:
    """One profile an article, sorted by its key."""
    held: dict[str, Profile] = {}
    for extraction in extractions:
        made = profile(extraction)
        held.setdefault(made.article, made)
    return [held[key] for key in sorted(held)]
