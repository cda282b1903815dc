"""When somebody held an office: by the days on which articles say so, by what they tell, by what the gazetteer knows.

Of every tenure two spans are kept apart: when it may have lasted, and of which days it is known.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from kg.ids import WIKIDATA
from kg.lexicon.gazetteer import Gazetteer, Tenure
from kg.lexicon.gazetteer.fold import fold
from kg.lexicon.gazetteer.offices import is_national
from kg.records import Node, TimeInOffice
from kg.resolve import intervals
from kg.resolve.actors.office_owners import Owners
from kg.resolve.readings import Entity, RelationReading

_ALWAYS = (date.min.toordinal(), date.max.toordinal())


class Posts:
    """What the gazetteer knows of the tenures of the persons and offices that are nodes."""

    def __init__(self, entities: Mapping[str, Entity], owner: Owners, gazetteer: Gazetteer | None) -> None:
        self._entities, self._owner, self._gazetteer = entities, owner, gazetteer

    def held(self, person: Node, office: Node) -> tuple[Tenure, ...]:
        """The dated tenures of ``person`` in that very ``office``; none where the person is not one that is known."""
        links = {e.link for e in map(self._entities.__getitem__, person.readings) if e.link}
        if self._gazetteer is None or len(links) != 1:
            return ()
        members = [self._entities[reading] for reading in office.readings]
        titles = {fold(name).lower() for e in members for name, _ in e.names}
        keys = {self._gazetteer.office(title) for title in titles} - {None}
        bodies = {e.key for e in members if e.key in self._owner.body}
        countries = {self._owner.of.get(e.key) or e.country for e in members if e.key not in bodies} - {None}
        owners = {str(self._entities[self._owner.body[key]].link).removeprefix(WIKIDATA) for key in bodies}

        def same(t: Tenure) -> bool:
            if not (t.office in keys if is_national(t.office) or t.organization else fold(t.title).lower() in titles):
                return False
            if t.organization and t.organization in owners:
                return True
            return not t.organization and t.country is not None and t.country in countries

        known = self._gazetteer.tenures(next(iter(links)).removeprefix(WIKIDATA))
        return tuple(t for t in known if (t.since or t.until) and same(t))


def times(readings: Sequence[RelationReading], known: Sequence[Tenure]) -> tuple[TimeInOffice, ...]:
    """The times in one office of one person, at least one; those of ``known`` of which the articles speak, in order.

    A day on which several of ``known`` fit says nothing, nor one after they all have ended.
    """
    days = sorted({reading.day for reading in readings if reading.day and not reading.reported})
    spoken: dict[Tenure, list[str]] = {}
    loose: list[str] = []
    for day in days:
        fit = [t for t in known if _first(t) <= _n(day) <= _last(t)]
        if len(fit) == 1:
            spoken.setdefault(fit[0], []).append(day)
        elif not fit and not any(_last(t) < _n(day) for t in known):
            loose.append(day)
    if not spoken and not loose and len(known) == 1:
        spoken[known[0]] = []
    if spoken:
        return tuple(_known(t, told) for t, told in sorted(spoken.items(), key=lambda item: _first(item[0])))
    told = intervals.best(r.date for r in readings if not r.reported)
    since, until = (told.start, told.end) if told else (None, None)
    return (_time(since, until, loose),)


def _known(t: Tenure, days: list[str]) -> TimeInOffice:
    return _time(t.since, t.until, [*days, *([t.seen] if t.seen and t.since else [])], t.person.id)


def _time(since: str | None, until: str | None, days: Iterable[str], source: str | None = None) -> TimeInOffice:
    """With the first and the last day that are known: of an imprecise start its last day, of such an end its first."""
    inner = [intervals.first_day(day) for day in days]
    inner += [intervals.last_day(since)] if since else []
    inner += [intervals.first_day(until)] if until else []
    if not inner or (since and until and intervals.last_day(since) > intervals.first_day(until)):
        return TimeInOffice(since, until, source=source)
    return TimeInOffice(since, until, _iso(min(inner)), _iso(max(inner)), source)


def _first(t: Tenure) -> int:
    return intervals.first_day(t.since) if t.since else _ALWAYS[0]


def _last(t: Tenure) -> int:
    return intervals.last_day(t.until) if t.until else _ALWAYS[1]


def _n(day: str) -> int:
    return date.fromisoformat(day).toordinal()


def _iso(day: int) -> str:
    return date.fromordinal(day).isoformat()
