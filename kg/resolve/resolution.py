"""``resolve``: all of merging, one step after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from kg.lexicon.gazetteer import Gazetteer
from kg.records import Extraction, Judgement, Resolution
from kg.resolve import disagreements, near_duplicates, relations
from kg.resolve.actors import clustering as actor_clustering
from kg.resolve.actors import descriptions, office_owners
from kg.resolve.actors import merging as actor_merging
from kg.resolve.clustering import Clusters
from kg.resolve.events import clustering as event_clustering
from kg.resolve.events import comparison as event_comparison
from kg.resolve.events import merging as event_merging
from kg.resolve.readings import Profile, profile
from kg.resolve.statements import clustering as statement_clustering
from kg.resolve.statements import comparison as statement_comparison
from kg.resolve.statements import merging as statement_merging
from kg.resolve.tenures import Posts
from kg.resolve.world import World


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
    return resolve_profiles(map(profile, extractions()), judgements=judgements, gazetteer=gazetteer)


def resolve_profiles(
    given: Iterable[Profile], *, judgements: Sequence[Judgement] = (), gazetteer: Gazetteer | None = None
) -> Resolution:
    """The same of what merging needs of each article."""
    profiles = _sorted(given)
    origin = near_duplicates.origins({p.article: p.sketch for p in profiles})
    people, world, posts = _who_is_who(profiles, judgements, gazetteer)

    doing = _comparable_events(profiles, world)
    doings = event_clustering.cluster(doing, judgements, world)
    merged = event_merging.merge(doings.groups(), doing, world, origin)
    ties = relations.relations((tie for p in profiles for tie in p.relations), world, origin, posts)

    claims = statement_comparison.comparable_statements((s for p in profiles for s in p.statements), world)
    sayings = statement_clustering.cluster(claims, judgements, world)
    told = {reading: event.key for event in merged for reading in event.support.readings}
    told |= {reading: relation.key for relation in ties for reading in relation.support.readings}
    told |= {reading: statement_merging.statement_key(group) for group in sayings.groups() for reading in group}

    return Resolution(
        nodes=tuple(world.nodes.values()),
        statements=statement_merging.merge(sayings.groups(), claims, world, origin, told),
        events=merged,
        relations=ties,
        disagreements=disagreements.disagreements(merged, doing, world),
        judgements=tuple(sorted({*judgements, *people.judgements, *doings.judgements, *sayings.judgements})),
        copies=tuple(sorted((article, first) for article, first in origin.items() if article != first)),
    )


@dataclass(frozen=True)
class Comparable:
    """The readings of events and propositions as they are compared, by reading key: what weights are learned from."""

    events: dict[str, event_comparison.ComparableEvent]
    statements: dict[str, statement_comparison.ComparableStatement]
    world: World


def comparable(extractions: Iterable[Extraction], gazetteer: Gazetteer | None = None) -> Comparable:
    """What :func:`resolve` compares, before it does."""
    profiles = _sorted(map(profile, extractions))
    _, world, _ = _who_is_who(profiles, (), gazetteer)
    claims = statement_comparison.comparable_statements((s for p in profiles for s in p.statements), world)
    return Comparable(_comparable_events(profiles, world), claims, world)


def _who_is_who(
    profiles: Sequence[Profile], judgements: Sequence[Judgement], gazetteer: Gazetteer | None
) -> tuple[Clusters, World, Posts]:
    entities = {entity.key: entity for p in profiles for entity in p.entities}
    owner = office_owners.owners(profiles, entities)
    people = actor_clustering.cluster(entities, judgements, gazetteer, owner)
    descriptions.join_bands(people, entities)
    descriptions.join_holders(people, profiles, entities, owner, gazetteer)
    things = actor_merging.make_nodes(people.groups(), entities, actor_merging.needed(profiles), owner, gazetteer)
    return people, World(things, entities, gazetteer), Posts(entities, owner, gazetteer)


def _comparable_events(profiles: Sequence[Profile], world: World) -> dict[str, event_comparison.ComparableEvent]:
    published = {p.article: p.published for p in profiles}
    return event_comparison.comparable_events((h for p in profiles for h in p.events), published, world)


def _sorted(profiles: Iterable[Profile]) -> list[Profile]:
    """One profile an article, sorted by its key."""
    held: dict[str, Profile] = {}
    for one in profiles:
        held.setdefault(one.article, one)
    return [held[key] for key in sorted(held)]
