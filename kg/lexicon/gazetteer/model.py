"""What the gazetteer gives: things it knows, hits of a name, and who held which post when."""

from __future__ import annotations

from dataclasses import dataclass

from kg.records import MentionType


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing the gazetteer knows. ``lat`` and ``lon`` are degrees, ``country`` is ISO 3166-1 alpha-2."""

    #: Wikidata id if a source gives one, ``gn:ID`` if only GeoNames does, else ``kg:`` and a readable name.
    id: str
    type: MentionType
    #: The preferred English label.
    name: str
    #: Wikidata entity, else GeoNames feature, else None.
    iri: str | None = None
    country: str | None = None
    #: ``GOV MIL REB OPP PTY MED CVL BUS IGO NGO JUD LEG POL`` where known.
    sector: str | None = None
    lat: float | None = None
    lon: float | None = None
    geonames: str | None = None
    #: ``m`` or ``f`` of a person whose source says so.
    gender: str | None = None
    population: int = 0
    #: Of a government: the country that it governs (ISO 3166-1 alpha-2).
    government_of: str | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry that a name may mean; a weak name ("Bush", "Georgia") needs support from its context."""

    entry: Entry
    strong: bool


@dataclass(frozen=True, slots=True)
class Tenure:
    """Somebody in a post; ``since`` and ``until`` are ISO dates or prefixes, None where not known or not over."""

    person: Entry
    #: The key of the post, "" for a title that has none.
    office: str
    #: As the source words it; :func:`kg.lexicon.gazetteer.offices.office` makes titles comparable.
    title: str
    country: str | None = None
    #: Id of the organization's entry, or its name where the gazetteer has no entry.
    organization: str | None = None
    since: str | None = None
    until: str | None = None
    #: The last day on which a source has them in office that does not know the end.
    seen: str | None = None

    @property
    def last(self) -> str | None:
        """The last day to reckon with: the end, else the last day on which they were seen; None if open."""
        return self.until or self.seen
