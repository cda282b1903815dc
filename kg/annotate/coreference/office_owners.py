"""Whose a post is: by the name beside its title, else by what the gazetteer says that its holder held on the day."""

from __future__ import annotations

import re
from datetime import date

from kg.annotate.coreference.entity_clusters import EntityClusters
from kg.annotate.names.candidate import Candidate, Cover
from kg.annotate.names.titles import post_owner
from kg.lexicon.gazetteer import Gazetteer, Tenure
from kg.lexicon.gazetteer.offices import is_national
from kg.lexicon.words import word_list

_BODIES = frozenset({"Organization", "IntergovernmentalOrganization", "ArmedGroup", "Media", "Place", "Facility"})
#: Posts that a country has; other titles ("director", "chairman") say nothing of whose they are.
_NATIONAL = word_list("annotate.coreference.office_owners", "national")

#: What a source adds to a title: "Senator for OH", "Special Envoy to the Middle East".
_POST = re.compile(r"(?<!^Secretary)(?<!Minister) (?:for|to) .*")


class OfficeOwners:
    """Asks for each title of one article whose post it names."""

    def __init__(self, clusters: EntityClusters, gazetteer: Gazetteer, on: date | None) -> None:
        """``on`` is the day of the text."""
        self._clusters, self._gazetteer, self._on = clusters, gazetteer, on
        self._names = Cover(f for f in clusters.found if f.kind == "name" and f.type != "Office")

    def owner(self, title: Candidate, holder: int | None) -> tuple[str | None, str | None]:
        """The country of a post and, where it is a body's, that body's id or name; ``holder`` is a mention."""
        clusters = self._clusters
        beside = post_owner(clusters.doc, title, self._names)
        if beside is not None and (beside.type in _BODIES or _is_a_ministry(beside)):
            return beside.country, beside.entry.id if beside.entry else beside.span(clusters.doc).text
        if title.country is not None:
            return title.country, None
        if holder is None:
            return None, None
        tenure = self._tenure(title, holder)
        if tenure is not None:
            return tenure.country, None if tenure.country and is_national(title.office) else tenure.organization
        national = title.office in _NATIONAL or (title.office or "").endswith("-minister")
        return (clusters.country(holder) if national else None), None

    def _tenure(self, title: Candidate, holder: int) -> Tenure | None:
        """The post of that title that the holder held on the day, else the last before it."""
        entry = self._clusters.entry(holder)
        if entry is None or entry.type != "Person" or title.office is None:
            return None
        held = [
            t
            for t in self._gazetteer.tenures(entry.id)
            if self._gazetteer.office(_POST.sub("", t.title)) == title.office
        ]
        day = self._on.isoformat() if self._on else "9"
        return next((t for t in reversed(held) if (t.since or "") <= day), None)


def _is_a_ministry(item: Candidate) -> bool:
    """Whether a government's name is that of a part of it: its spokesman is not the government's."""
    return item.type == "Government" and (item.entry is None or not item.entry.id.startswith("kg:government-"))
