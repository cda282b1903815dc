"""Lines of a Wikidata JSON dump → things for the gazetteer.

Read of an item: English labels and aliases; P31 (kind), P17 and P27 (country), P297 (its code), P39 with P580 and P582
(posts held), P21 (gender), P625 (where). A post is named by its own item, which must be in the file too. Deprecated
statements do not count, preferred ones come first. https://www.mediawiki.org/wiki/Wikibase/DataModel/JSON
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kg.lexicon.gazetteer.fold import key
from kg.lexicon.gazetteer.offices import office
from kg.lexicon.gazetteer.tables import Tables
from kg.lexicon.gazetteer.things import LineError, Name, Post, Thing, is_wikidata, kinds

Item = Mapping[str, Any]
_LANGUAGES = ("en", "mul", "en-gb", "en-us", "en-ca")
_GENDER = {"Q6581097": "m", "Q6581072": "f"}
#: Wikidata's precisions: year, month, day → characters of the date.
_PRECISION = {9: 4, 10: 7, 11: 10}


def things(items: Sequence[tuple[int, Item]], tables: Tables) -> Iterator[tuple[int, Thing | LineError]]:
    """The things of numbered lines, and what is wrong with lines that are none but should be.

    An item of a position is none: it names the posts of others.
    """
    wanted = {post for _, item in items for post, _, _ in _held(item)} | set(kinds()["positions"])
    posts = {str(item.get("id")): _position(item, tables) for _, item in items if str(item.get("id")) in wanted}
    for number, item in items:
        classes = _ids(item, "P31")
        if not set(classes) & set(kinds()["positions"]) and item.get("id") not in posts:
            try:
                yield number, _thing(item, classes, posts, tables)
            except LineError as error:
                yield number, error


def _thing(item: Item, classes: Sequence[str], posts: Mapping[str, Post], tables: Tables) -> Thing:
    if not is_wikidata(item.get("id")):
        raise LineError(f"{item.get('id')!r} is no item of Wikidata")
    label = _label(item)
    if not label:
        raise LineError(f"{item['id']} has no English label")
    kind, *sector = _kind(item, classes)
    names = dict.fromkeys((label, *_aliases(item)))
    lat, lon = _point(item)
    return Thing(
        kind,
        tuple(Name(n, n == label or kind != "Person" or " " in n.strip()) for n in names),
        wikidata=item["id"],
        country=_country(item, tables),
        sector=sector[0] if sector else "",
        lat=lat,
        lon=lon,
        gender=next((g for g in map(_GENDER.get, _ids(item, "P21")) if g), ""),
        posts=tuple(
            Post(posts[post].title, posts[post].country, "", since, until)
            for post, since, until in sorted(_held(item))
            if post in posts and posts[post].title
        ),
    )


def _kind(item: Item, classes: Sequence[str]) -> list[str]:
    """Type of the contract and sector: by its classes, else by what only one kind of thing has."""
    known = next((v for of, v in kinds()["wikidata"].items() if of in classes), None)
    if known:
        return known
    for statement, kind in (("P297", "Country"), ("P39", "Person"), ("P27", "Person"), ("P569", "Person")):
        if _statements(item, statement):
            return [kind]
    if _statements(item, "P625"):
        return ["Place"]
    raise LineError(f"{item['id']}: what kind of thing it is, P31 ({', '.join(classes) or 'none'}) does not tell")


def _country(item: Item, tables: Tables) -> str:
    """Its own code, else that of the country that it is of."""
    own = [v for s in _statements(item, "P297") if isinstance(v := _value(s["mainsnak"]), str)]
    of = (_code(country, tables) for name in ("P27", "P17", "P1001") for country in _ids(item, name))
    return next(filter(None, [*own, *of]), "")


def _code(country: str, tables: Tables) -> str:
    kind, _, code, *_ = [*tables.entries.get(country, "").split("\t"), "", "", ""]
    return code if kind == "Country" else ""


def _position(item: Item, tables: Tables) -> Post:
    """What a post is called, without whose it is: "Minister of Defence of Norland"."""
    words, country = _label(item), _country(item, tables)
    while words and not office(words):
        words, _, of = words.rpartition(" of ")
        country = country or _named(of, tables)
    return Post(words, country)


def _named(name: str, tables: Tables) -> str:
    """The code of the country of that name."""
    row = tables.names.get(key(name), "")
    codes = (_code(value.split(";")[0], tables) for value in row.split("|") if value)
    return next(filter(None, codes), "")


# ---------------------------------------------------------------- the format


def _label(item: Item) -> str:
    labels = item.get("labels")
    for language in _LANGUAGES:
        value = labels.get(language) if isinstance(labels, dict) else None
        if isinstance(value, dict) and isinstance(value.get("value"), str):
            return str(value["value"]).strip()
    return ""


def _aliases(item: Item) -> list[str]:
    aliases = item.get("aliases")
    lists = [aliases.get(language) for language in _LANGUAGES] if isinstance(aliases, dict) else []
    values = [v.get("value") for found in lists if isinstance(found, list) for v in found if isinstance(v, dict)]
    return [v.strip() for v in values if isinstance(v, str) and re.search("[A-Za-z]", v)]


def _statements(item: Item, name: str) -> list[Mapping[str, Any]]:
    """The statements of a property that count, preferred ones first, those that ended last."""
    claims = item.get("claims")
    found = claims.get(name) if isinstance(claims, dict) else None
    kept = [
        s
        for s in (found if isinstance(found, list) else [])
        if isinstance(s, dict) and isinstance(s.get("mainsnak"), dict) and s.get("rank") != "deprecated"
    ]
    return sorted(kept, key=lambda s: (s.get("rank") != "preferred", bool(_day(s, "P582"))))


def _value(snak: object) -> Any:
    """The value of a snak, None where it is unknown or none."""
    data = snak.get("datavalue") if isinstance(snak, dict) and snak.get("snaktype", "value") == "value" else None
    return data.get("value") if isinstance(data, dict) else None


def _ids(item: Item, name: str) -> list[str]:
    """The items that are values of a property."""
    values = (_value(s["mainsnak"]) for s in _statements(item, name))
    return [v["id"] for v in values if isinstance(v, dict) and is_wikidata(v.get("id"))]


def _held(item: Item) -> list[tuple[str, str, str]]:
    """Posts that a person held: (item of the post, since, until)."""
    found = ((_value(s["mainsnak"]), s) for s in _statements(item, "P39"))
    return [
        (v["id"], _day(s, "P580"), _day(s, "P582"))
        for v, s in found
        if isinstance(v, dict) and is_wikidata(v.get("id"))
    ]


def _day(statement: Mapping[str, Any], name: str) -> str:
    """The date of a qualifier as an ISO prefix, as precise as it is known; "" if it is not."""
    qualifiers = statement.get("qualifiers")
    snaks = qualifiers.get(name) if isinstance(qualifiers, dict) else None
    for snak in snaks if isinstance(snaks, list) else []:
        value = _value(snak)
        time, precision = (value.get("time"), value.get("precision")) if isinstance(value, dict) else (None, None)
        if isinstance(time, str) and precision in _PRECISION and re.match(r"\+\d{4}-\d\d-\d\d", time):
            return time[1 : 1 + _PRECISION[precision]]
    return ""


def _point(item: Item) -> tuple[str, str]:
    """Latitude and longitude in degrees, "" where not known."""
    for statement in _statements(item, "P625"):
        value = _value(statement["mainsnak"])
        if isinstance(value, dict) and all(isinstance(value.get(n), int | float) for n in ("latitude", "longitude")):
            return f"{value['latitude']:.4f}", f"{value['longitude']:.4f}"
    return "", ""
