"""Sets of the contract's types of mention, and which types one thing may have."""

from __future__ import annotations

from kg.records import ACTOR_TYPES, PLACE_TYPES, MentionType

ORGANIZED = frozenset({"Organization", "IntergovernmentalOrganization", "Government", "ArmedGroup", "Media"})
LOCATED = frozenset({"Place", "Country", "Facility"})
#: What a noun phrase can be said to be, and those of it that act without being people.
ACTORS = ACTOR_TYPES | PLACE_TYPES
STATES = ACTOR_TYPES - {"Person", "Group"}


def compatible(a: MentionType, b: MentionType) -> bool:
    """Whether one thing may be called either: a ministry an organisation, a country a place."""
    return a == b or {a, b} <= ORGANIZED or {a, b} <= LOCATED or {a, b} <= {"Group", "Organization", "ArmedGroup"}
