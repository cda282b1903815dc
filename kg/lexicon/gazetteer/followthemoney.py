"""FollowTheMoney entities (Aleph, OpenSanctions) → things for the gazetteer.

People, companies, organizations and public bodies are taken; occupancies and positions give people their posts, with
dates; all else (addresses, ships, ownerships …) is passed over. Values are lists of strings; references are ids, or the
entity itself in OpenSanctions' nested form. Schemata: https://followthemoney.tech.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from kg.ids import digest
from kg.lexicon.gazetteer.offices import office
from kg.lexicon.gazetteer.things import LineError, Name, Post, Thing, is_date, is_wikidata, kinds

Entity = Mapping[str, Any]
_COUNTRY = ("country", "citizenship", "nationality", "mainCountry", "jurisdiction")
_LATIN = re.compile(r"[A-Za-z]")


@dataclass(frozen=True, slots=True)
class _Held:
    """Who holds which position, by their ids in the file, and when."""

    holder: str
    position: str
    since: str
    until: str


def things(entities: Sequence[tuple[int, Entity]]) -> Iterator[tuple[int, Thing | LineError]]:
    """The things of numbered lines, and what is wrong with lines that are none but should be."""
    positions: dict[str, Post] = {}
    held: dict[str, list[_Held]] = {}
    for _, entity in entities:
        for inner in (entity, *_nested(entity, "positionOccupancies")):
            _collect(inner, positions, held, holder=str(entity.get("id", "")))
    for number, entity in entities:
        if entity["schema"] in kinds()["followthemoney"]:
            try:
                thing = _thing(entity)
            except LineError as error:
                yield number, error
                continue
            yield number, replace(thing, posts=thing.posts + _posts(held.get(str(entity.get("id")), ()), positions))


def _collect(entity: Entity, positions: dict[str, Post], held: dict[str, list[_Held]], *, holder: str) -> None:
    """Take note of a position, or of who occupies one."""
    schema = entity.get("schema")
    if schema == "Position":
        title, country = _title(next(iter(_texts(entity, "name")), "")), _country(entity)
        if title:
            positions[str(entity.get("id"))] = Post(title, country)
    elif schema == "Occupancy":
        for inner in _nested(entity, "post"):
            _collect(inner, positions, held, holder="")
        who = next(iter(_references(entity, "holder")), holder)
        for position in _references(entity, "post"):
            since, until = _date(entity, "startDate"), _date(entity, "endDate")
            held.setdefault(who, []).append(_Held(who, position, since, until))


def _posts(held: Sequence[_Held], positions: Mapping[str, Post]) -> tuple[Post, ...]:
    found = {
        replace(positions[h.position], since=h.since, until=h.until)
        for h in held
        if h.position in positions and (h.since or h.until)
    }
    return tuple(sorted(found, key=lambda p: (p.since, p.until, p.title, p.country)))


def _thing(entity: Entity) -> Thing:
    properties, schema = entity["properties"], entity["schema"]
    named = [t for t in _texts(entity, "name") if _LATIN.search(t)]
    if not named:
        raise LineError("needs a name in Latin letters")
    caption = entity.get("caption")
    label = caption if caption in named else named[0]
    person = schema == "Person"
    strong = dict.fromkeys((label, *named, *_texts(entity, "alias"), *_texts(entity, "previousName")))
    # A single word of a person's other names is a surname or a first name: it needs support.
    names = [Name(t, t == label or not person or " " in t.strip()) for t in strong if _LATIN.search(t)]
    names += [Name(t, False) for t in _texts(entity, "weakAlias") if _LATIN.search(t) and t not in strong]
    kind, sector = _kind(schema, properties.get("topics"))
    ids = [i for i in (*_texts(entity, "wikidataId"), entity.get("id")) if is_wikidata(i)]
    return Thing(
        kind,
        tuple(names),
        wikidata=str(ids[0]) if ids else "",
        country=_country(entity),
        sector=sector,
        gender=next((g[0] for g in _texts(entity, "gender") if g in ("male", "female")), ""),
        posts=_undated(entity) if person else (),
        mark="" if ids else digest(str(entity.get("id")), length=6),
    )


def _undated(entity: Entity) -> tuple[Post, ...]:
    """Posts that a person is said to have, without dates and so far as they are no former ones."""
    country = _country(entity)
    titles = sorted({t for text in _texts(entity, "position") if (t := _title(text))})
    return tuple(Post(title, country) for title in titles)


def _title(text: str) -> str:
    """The words of ``text`` that are a title of office, of one who holds it; "" if none are.

    >>> _title("Minister of Defence of Norland"), _title("Former Minister of Defence"), _title("Clerk")
    ('Minister of Defence', '', '')
    """
    if re.match(r"(?:former|ex)\b", text.strip(), re.IGNORECASE) or re.search(r"\d{4}", text):
        return ""
    words = text
    while words and not office(words):
        shorter = re.sub(r"(?:,[^,]*|\s+(?:of|for|in)\s+(?:(?!\b(?:of|for|in)\b).)*|\s*\([^)]*\))$", "", words)
        words = shorter if shorter != words else ""
    return words


def _kind(schema: str, topics: object) -> tuple[str, str]:
    """Type of the contract and sector of an entity, by its schema and topics."""
    kind, *sector = kinds()["followthemoney"][schema]
    for topic, (of, means) in ((t, v) for t, v in kinds()["topics"].items() if len(v) == 2):
        if isinstance(topics, list) and topic in topics:
            return ("Person" if kind == "Person" else of), means
    return kind, sector[0] if sector else ""


def _country(entity: Entity) -> str:
    """The first country that has a code of two letters: others ("suhh", "gb-sct") are not ISO's."""
    codes = (code for name in _COUNTRY for code in _texts(entity, name))
    return next((code.upper() for code in codes if re.fullmatch(r"[A-Za-z]{2}", code)), "")


def _date(entity: Entity, name: str) -> str:
    return next((day for text in _texts(entity, name) if is_date(day := text[:10])), "")


def _texts(entity: Entity, name: str) -> list[str]:
    """The values of a property that are words."""
    properties = entity.get("properties")
    values = properties.get(name) if isinstance(properties, dict) else None
    values = [values] if isinstance(values, str) else values if isinstance(values, list) else []
    return [value for value in values if isinstance(value, str) and value.strip()]


def _nested(entity: Entity, name: str) -> list[Entity]:
    properties = entity.get("properties")
    values = properties.get(name) if isinstance(properties, dict) else None
    return [value for value in values if isinstance(value, dict)] if isinstance(values, list) else []


def _references(entity: Entity, name: str) -> list[str]:
    return _texts(entity, name) + [str(inner.get("id")) for inner in _nested(entity, name)]
