"""Clusters of entities → ``Node``: one a person, country, place, post."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import cast

from kg.ids import WIKIDATA, node_key
from kg.lexicon.gazetteer import Gazetteer
from kg.lexicon.words import word_list
from kg.records import MentionType, Node
from kg.resolve.actors import name_comparison
from kg.resolve.actors.name_groups import describes_country, means_government
from kg.resolve.actors.office_owners import Owners
from kg.resolve.readings import Entity, Profile, commonest

KIND = {
    "Person": "person", "Country": "country", "Government": "government", "Organization": "organization",
    "IntergovernmentalOrganization": "body", "ArmedGroup": "armed-group", "Media": "media", "Group": "group",
    "Place": "place", "Facility": "facility", "Office": "office", "Agreement": "agreement",
}  # fmt: skip
#: Said of several countries at once.
_COUNTRIES = word_list("resolve.actors.merging", "countries")
#: Longest label of what has no name.
LABEL = 80


def needed(profiles: Iterable[Profile]) -> set[str]:
    """Entities that take part in something: these get a node even without a name."""
    keys: set[str] = set()
    for profile in profiles:
        for said in profile.statements:
            keys.update(said.speakers, said.addressees, said.places, [said.medium] if said.medium else [])
        for event in profile.events:
            keys.update(event.sources, event.targets, event.places)
        for tie in profile.relations:
            keys.update((tie.subject, tie.object))
    return keys


def make_nodes(
    groups: Iterable[Sequence[str]],
    entities: Mapping[str, Entity],
    wanted: set[str],
    owner: Owners,
    gazetteer: Gazetteer | None,
) -> tuple[Node, ...]:
    """One node a group that has a name or is wanted, sorted by key; those of type Other get none."""
    nodes: dict[str, Node] = {}
    for group in sorted(tuple(sorted(group)) for group in groups):
        members = [entities[key] for key in group]
        named = any(entity.names and not _any_post(entity, owner) for entity in members)
        typed = [e for e in members if e.type in KIND and (e.names or not named)]
        if typed and (named or (wanted.intersection(group) and any(e.nominal or e.names for e in typed))):
            node = _node(group, typed, owner, gazetteer, nodes)
            nodes[node.key] = node
    _countries(nodes, entities, gazetteer)
    return _governments(sorted(nodes.values(), key=lambda node: node.key))


def _countries(nodes: dict[str, Node], entities: Mapping[str, Entity], gazetteer: Gazetteer | None) -> None:
    """Make a country of a group that is but its adjective ("Norlandic"), where the country is no node by itself."""
    known = {node.country for node in nodes.values() if node.type == "Country"}
    for node in [n for n in nodes.values() if n.type == "Group" and n.country and n.country not in known]:
        members = [entities[reading] for reading in node.readings]
        if gazetteer and node.country and all(describes_country(e, gazetteer) for e in members):
            entry = gazetteer.country(node.country)
            key = node_key(KIND["Country"], entry.name, entry.iri, node.readings)
            links = (entry.iri,) if entry.iri else ()
            called = tuple(sorted({node.label, *node.alt_labels}))
            if node.country in known:  # a person keeps apart what is one country
                continue
            known.add(node.country)
            del nodes[node.key]
            nodes[key] = Node(
                key, "Country", entry.name, called, node.readings, links, node.country,
                lat=entry.lat, lon=entry.lon, geonames=entry.geonames,
            )  # fmt: skip


def _any_post(entity: Entity, owner: Owners) -> bool:
    """Whether an office is a mere noun ("leaders") of nobody in particular."""
    return entity.type == "Office" and entity.key not in owner.of and all(name.islower() for name, _ in entity.names)


def _node(
    readings: tuple[str, ...],
    members: Sequence[Entity],
    owner: Owners,
    gazetteer: Gazetteer | None,
    others: Mapping[str, Node],
) -> Node:
    # What is known tells what it is: others only took it for something.
    type_ = cast(MentionType, commonest(e.type for e in [e for e in members if e.link] or members))
    if type_ == "Country" and not any(e.link or (e.names and e.country) for e in members):
        type_ = _no_country(members)
    links = tuple(sorted({e.iri for e in members if e.iri}))
    link = commonest(e.iri for e in members)
    of = commonest(owner.of.get(e.key) for e in members) if type_ == "Office" else None
    country = commonest(e.country for e in members)
    if of and not any(e.key in owner.body for e in members):
        country = of
    label = _label(type_, members, of or country, gazetteer)
    key = node_key(KIND[type_], label, link, readings)
    if key in others:  # a person keeps apart what has one link
        key = node_key(KIND[type_], label, None, readings)
    place = next((e for e in members if e.lat is not None and e.lon is not None), None)
    called = {name for e in members for name, _ in e.names} - {label}
    return Node(
        key, type_, label, tuple(sorted(called)), readings, links, country, commonest(e.sector for e in members),
        place.lat if place else None, place.lon if place else None, commonest(e.geonames for e in members),
    )  # fmt: skip


def _no_country(members: Sequence[Entity]) -> MentionType:
    """What a phrase is that is called a country and names none: "NATO countries" act, "the country" is somewhere."""
    said = [words for e in members for words in (e.nominal, *(name for name, _ in e.names)) if words]
    return "Group" if any(_COUNTRIES.intersection(words.lower().split()) for words in said) else "Place"


def _label(type_: str, members: Sequence[Entity], country: str | None, gazetteer: Gazetteer | None) -> str:
    """The gazetteer's name, else the commonest full one; an office's with its ``country`` (or body)."""
    counts: Counter[str] = Counter()
    for entity in members:
        counts.update(dict(entity.names))
    known = _known_name(type_, members, country, gazetteer)
    if known:
        return known
    if not counts:
        return min((e.nominal for e in members if e.nominal), key=lambda n: (len(n), n))[:LABEL]
    full = [n for n in counts if name_comparison.person(n)[0]] if type_ == "Person" else list(counts)
    name = min(full or counts, key=lambda n: (-counts[n], n.islower(), -len(n), n))
    if type_ == "Office" and country:
        best = name[0].upper() + name[1:]
        return f"{best} ({_country_name(country, gazetteer)})"
    return name


def _known_name(type_: str, members: Sequence[Entity], country: str | None, gazetteer: Gazetteer | None) -> str | None:
    link = commonest(e.link for e in members)
    if gazetteer is None or (link is None and type_ != "Government"):
        return None
    if link is None:
        if not country or _country_name(country, gazetteer) == country:
            return None
        whole = any(e.names for e in members) and all(means_government(e, gazetteer) for e in members)
        return gazetteer.government(country).name if whole else None
    entry = gazetteer.entry(link.removeprefix(WIKIDATA))
    if entry:
        return entry.name
    hits = (
        hit.entry.name
        for name in sorted({n for e in members for n, _ in e.names})
        for hit in gazetteer.find(name)
        if hit.entry.iri == link
    )
    return next(hits, None)


def _country_name(code: str, gazetteer: Gazetteer | None) -> str:
    try:
        return gazetteer.country(code).name if gazetteer else code
    except KeyError:
        return code


def _governments(nodes: Sequence[Node]) -> tuple[Node, ...]:
    """``nodes`` with each government's country, where that is a node."""
    countries = {node.country: node.key for node in reversed(nodes) if node.type == "Country" and node.country}
    return tuple(
        _with_country(node, countries.get(node.country)) if node.type == "Government" and node.country else node
        for node in nodes
    )


def _with_country(node: Node, country: str | None) -> Node:
    return Node(
        node.key, node.type, node.label, node.alt_labels, node.readings, node.same_as, node.country, node.sector,
        node.lat, node.lon, node.geonames, country,
    )  # fmt: skip
