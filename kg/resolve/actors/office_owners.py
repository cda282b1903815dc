"""Whose an office is: a country's, or a body's, as far as its article says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from kg.lexicon.gazetteer.offices import is_national, office
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
    """Read the ties of all articles; of a national office that the text gives to nobody, its holder's country."""
    found: dict[str, str] = {}
    held: dict[str, str] = {}
    body: dict[str, str] = {}
    for profile in profiles:
        for tie in profile.relations:
            if tie.predicate == "officeOf" and tie.subject not in found and (of := _owner(entities[tie.object])):
                found[tie.subject] = of
                if not _is_whole(entities[tie.object]):
                    body[tie.subject] = tie.object
            elif (
                tie.predicate == "holdsOffice"
                and (country := entities[tie.subject].country)
                and _of_a_country(entities[tie.object])
            ):
                held.setdefault(tie.object, country)
    return Owners(held | found, body)


def _owner(body: Entity) -> str | None:
    """The country of a country's names; the longest name of a body, a ministry or a part of a country."""
    if _is_whole(body):
        return body.country
    return max((name for name, _ in body.names), key=lambda n: (len(n), n), default=None)


def _is_whole(body: Entity) -> bool:
    """Whether it stands for a country: it, its people, its government as a whole."""
    whole = body.type in ("Country", "Group") or (body.link or "").startswith("kg:government-")
    return whole and body.country is not None


def _of_a_country(post: Entity) -> bool:
    return any(is_national(office(name)) for name, _ in post.names)
