"""Whose an office is: a country's, or a body's, as far as its article says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from kg.resolve.clustering import Clusters
from kg.resolve.readings import Entity, Profile


class Owners(NamedTuple):
    """By office: the country code, or the name of the body, that it is of; and that body's entity."""

    of: Mapping[str, str]
    body: Mapping[str, str]

    def whose(self, office: str, found: Clusters) -> str:
        """The country code, or the cluster of the body, that ``office`` is of; "" if nobody's."""
        return found.find(self.body[office]) if office in self.body else self.of.get(office, "")


def owners(profiles: Iterable[Profile], entities: Mapping[str, Entity]) -> Owners:
    """Read the ties of all articles; of an office that the text gives to nobody, the country of who holds it."""
    found: dict[str, str] = {}
    held: dict[str, str] = {}
    body: dict[str, str] = {}
    for profile in profiles:
        for tie in profile.relations:
            if tie.predicate == "officeOf" and tie.subject not in found and (of := _owner(entities[tie.object])):
                found[tie.subject] = of
                if of != entities[tie.object].country:
                    body[tie.subject] = tie.object
            elif tie.predicate == "holdsOffice" and (country := entities[tie.subject].country):
                held.setdefault(tie.object, country)
    return Owners(held | found, body)


def _owner(body: Entity) -> str | None:
    if body.type in ("Country", "Government", "Group", "Place") and body.country:
        return body.country
    return max((name for name, _ in body.names), key=lambda n: (len(n), n), default=None)
