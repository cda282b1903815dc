"""People, organisations, positions, and what ties them, as articles themselves assert it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.export.ftm.entity import Entity, entity_id, one_line
from kg.export.ftm.named import SCHEMATA, Named
from kg.export.ftm.told import proof
from kg.graph.view import GraphView
from kg.ids import WIKIDATA

#: Predicate → the schema of the tie, the property of its subject and that of its object, and what the object must be.
TIES = {
    "memberOf": ("Membership", "member", "organization"),
    "headOf": ("Directorship", "director", "organization"),
    "represents": ("Representation", "agent", "client"),
}
#: Any other tie has its predicate as the role. What a person or position has as a property is no tie.
_OTHER = ("UnknownLink", "subject", "object")
_PROPERTIES = frozenset({"holdsOffice", "officeOf", "citizenOf"})
_BODIES = frozenset({"Organization", "PublicBody"})


def actors(view: GraphView, named: Named) -> Iterator[Entity]:
    """People and organisations."""
    citizens = _citizenships(view)
    for node, kind in named.kinds.items():
        entity = Entity(entity_id(node, view.base), SCHEMATA[kind]).add("name", *one_line([view.label(node)]))
        for name in one_line(view.values(node, "skos:altLabel")):
            entity.add("alias" if " " in name else "weakAlias", name)
        wikidata = [iri.removeprefix(WIKIDATA) for iri in view.values(node, "owl:sameAs") if iri.startswith(WIKIDATA)]
        entity.add("wikidataId", *wikidata)
        entity.add("country", *map(str.lower, view.values(node, "kg:country")))
        if kind == "Person":
            entity.add("citizenship", *citizens.get(node, ()))
        else:
            entity.add("classification", kind)
        yield entity


def positions(view: GraphView, named: Named) -> Iterator[Entity]:
    """Posts that somebody known holds, or that belong to a known body; and who holds them, from when until when."""
    held: set[str] = set()
    for tenure in view.instances("kg:Tenure"):
        holder, post = view.value(tenure, "kg:holder"), view.value(tenure, "kg:office")
        if holder and post and named.schema(holder) == "Person":
            held.add(post)
            entity = Entity(entity_id(tenure, view.base), "Occupancy")
            entity.add("holder", entity_id(holder, view.base)).add("post", entity_id(post, view.base))
            entity.add("startDate", view.value(tenure, "kg:from")).add("endDate", view.value(tenure, "kg:until"))
            for relation in view.values(tenure, "prov:wasDerivedFrom"):
                proof(view, relation, entity)
            yield entity
    for post in view.instances("kg:Office"):
        owners = [o for o in view.values(post, "kg:officeOf") if named.schema(o) in _BODIES]
        if owners or post in held:
            entity = Entity(entity_id(post, view.base), "Position").add("name", *one_line([view.label(post)]))
            entity.add("organization", *(entity_id(owner, view.base) for owner in owners))
            yield entity.add("country", *map(str.lower, view.values(post, "kg:country")))


def ties(view: GraphView, named: Named) -> Iterator[Entity]:
    """Memberships and other relations between two that are known, where an article asserts them."""
    for relation in view.instances("kg:Relation"):
        subject, other = view.value(relation, "kg:subject"), view.value(relation, "kg:object")
        predicate = view.local(relation, "kg:predicate")
        known = subject in named.kinds and other in named.kinds and subject != other
        if not (subject and other and known and _is_asserted(view, relation)) or predicate in _PROPERTIES:
            continue
        schema, begin, end = TIES.get(predicate, _OTHER)
        if end == "organization" and named.schema(other) not in _BODIES:
            schema, begin, end = _OTHER
        entity = Entity(entity_id(relation, view.base), schema)
        entity.add(begin, entity_id(subject, view.base)).add(end, entity_id(other, view.base))
        entity.add("startDate", view.value(relation, "kg:start")).add("endDate", view.value(relation, "kg:end"))
        proof(view, relation, entity.add("role", _words(predicate)))
        yield entity


def _citizenships(view: GraphView) -> dict[str, set[str]]:
    """Person → codes of the countries that articles themselves call theirs."""
    found: dict[str, set[str]] = {}
    for country in view.instances("kg:Country"):
        code = view.value(country, "kg:iso3166")
        for person in view.subjects("kg:citizenOf", country) if code else ():
            found.setdefault(person, set()).add(str(code).lower())
    return found


def _words(predicate: str) -> str:
    """``headOf`` → ``head of``."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", predicate).lower()


def _is_asserted(view: GraphView, relation: str) -> bool:
    return (view.value(relation, "kg:voice") or "").endswith("#article")
