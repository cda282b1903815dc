"""What single articles say: the sentence behind a thing, who tells it through whom, where they differ."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from kg.explore.articles import articles_of
from kg.explore.index import Index
from kg.explore.values import Json
from kg.graph.terms import local_name
from kg.graph.view import Evidence, GraphView

#: The most sentences of evidence of one answer.
SENTENCES: Final = 100
#: Properties whose values stand for themselves, and those whose values are things that were merged.
_PLAIN: Final = ("kg:cameo", "kg:eventType", "kg:factuality", "kg:start", "kg:end", "kg:speechAct", "kg:isNegated")
_THINGS: Final = ("kg:source", "kg:target", "kg:participant", "kg:speaker", "kg:addressee", "sem:hasPlace")
#: Statements within statements within …: no article goes deeper.
_DEPTH: Final = 16


def evidence(index: Index, view: GraphView, iri: str) -> list[Json]:
    """Each place of an article that a thing was read from, with its sentence cut in three."""
    sources = index.readings(view, iri) or [iri]
    found = [(view.evidence(reading), reading) for reading in sources[:SENTENCES]]
    flat = sorted({(one, reading) for several, reading in found for one in several})[:SENTENCES]
    articles = articles_of(index, [one.article for one, _ in flat])
    return [
        {
            "article": articles[one.article],
            "start": one.span[0],
            "end": one.span[1],
            "sentence": list(one.parts),
            "reading": reading,
        }
        for one, reading in flat
        if one.article in articles
    ]


def readings(index: Index, view: GraphView, iri: str) -> list[Json]:
    """Every article's version of a row or a relation, by article and place."""
    found = [(one[0], reading) for reading in index.readings(view, iri) if (one := view.evidence(reading))]
    found.sort(key=lambda pair: pair)
    articles = articles_of(index, [one.article for one, _ in found])
    known = [(one, reading) for one, reading in found if one.article in articles]
    return [
        {
            **_told(view, reading, one),
            "article": articles[one.article],
            "chain": _chain(index, view, reading, articles[one.article]),
            "differs": _differs(view, iri, _whole(view, reading)),
        }
        for one, reading in known
    ]


def disagreements(index: Index, view: GraphView, iri: str) -> list[Json]:
    """What its articles differ on, each side's value with the article that has it."""
    out = []
    for node in view.subjects("kg:about", iri):
        on = view.value(node, "kg:on") or ""
        articles = articles_of(index, [reading.partition("#")[0] for reading in view.readings(node)])
        sides: list[Json] = [
            {"value": _side(view, reading, on), "reading": reading, "article": articles[article]}
            for reading in view.readings(node)
            if (article := reading.partition("#")[0]) in articles
        ]
        sides.sort(key=lambda side: (side["article"]["published"] or "", side["article"]["id"] or "", side["reading"]))
        out.append({"iri": node, "on": local_name(on).rsplit("/", 1)[-1], "sides": sides})
    return out


def _told(view: GraphView, reading: str, one: Evidence) -> Json:
    told = _whole(view, reading)
    return {
        "iri": reading,
        "id": local_name(reading),
        "voice": _first(told, "kg:voice"),
        "reality": _first(told, "kg:factuality"),
        "sentence": list(one.parts),
        "start": one.span[0],
        "end": one.span[1],
        "text": view.value(reading, "kg:text") or one.text,
    }


def _whole(view: GraphView, reading: str) -> dict[str, list[str]]:
    """What its article says of a reading; a part of a statement has what the whole has."""
    told = view.told(reading)
    for statement in told.get("kg:partOfStatement", ())[:1]:
        told = {**view.told(statement), **told}
    return told


def _chain(index: Index, view: GraphView, reading: str, article: Json) -> list[Json]:
    """Who tells it through whom, the outermost first: the publisher, then each speaker and what the speaker does."""
    inner: list[Json] = []
    at: str | None = reading
    for _ in range(_DEPTH):
        told = _whole(view, at) if at else {}
        if act := _first(told, "kg:speechAct"):
            speakers = index.refs_of(_merged(view, told.get("kg:speaker", ())))
            inner.insert(0, {"speaker": speakers, "words": _names(view, told), "act": act})
        at = next(iter(told.get("kg:reportedIn", ())), None)
        if at is None:
            break
    return [*([{"publisher": article["publisher"], "act": "report"}] if article["publisher"] else []), *inner]


def _names(view: GraphView, told: dict[str, list[str]]) -> str:
    """The article's own words for the speaker, who may be no thing of the graph ("two officials")."""
    return " … ".join(one.text for one in sorted(map(view.quoted, told.get("kg:sourceSpan", ()))))


def _differs(view: GraphView, owner: str, told: dict[str, list[str]]) -> list[str]:
    """Of what properties the reading says something else than the merged thing has."""
    plain = [name for name in _PLAIN if name in told and _else(told[name], view.values(owner, name))]
    things = []
    for name in _THINGS:
        merged = set(_merged(view, told.get(name, ())))
        if merged and not merged <= set(view.values(owner, name)):
            things.append(name)
    return [name.partition(":")[2] for name in (*plain, *things)]


def _else(told: Iterable[str], merged: Iterable[str]) -> bool:
    """Whether both have values, and none in common."""
    return bool({*merged}) and not {*told} & {*merged}


def _merged(view: GraphView, readings: Iterable[str]) -> list[str]:
    return [thing for reading in readings if (thing := view.merged(reading))]


def _side(view: GraphView, reading: str, on: str) -> str:
    """What one article says of the property that is disagreed on, as words."""
    if "kg:Quantity" in view.classes(reading):
        return view.label(reading)
    told = _whole(view, reading).items()
    values: Sequence[str] = next((found for name, found in told if local_name(on) == name.partition(":")[2]), ())
    shown = [view.label(thing) if (thing := view.merged(value)) else local_name(value) for value in values]
    return ", ".join(shown) or view.label(reading)


def _first(told: dict[str, list[str]], name: str) -> str | None:
    return next((local_name(value) for value in told.get(name, ())), None)
