"""Wikidata ids of organisations and media that stand in ``by_hand.yaml``: by exact name, where one id is left.

No acronyms, which mean other things elsewhere; of the register of research organisations only those of the country.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from gazetteer_countries import rows

from kg.lexicon.gazetteer.fold import key

#: Names of fewer letters are no proof.
SHORTEST = 5


class OrganizationIds:
    """Asks which id the sources have under a name."""

    def __init__(self, sources: Path) -> None:
        self._anywhere: dict[str, set[str]] = defaultdict(set)
        self._of_country: dict[tuple[str, str], set[str]] = defaultdict(set)
        for file in ("organizations-elevant", "organizations-nsi"):
            for row in rows(sources / "people" / f"{file}.csv"):
                self._anywhere[key(row["name"])].add(row["wikidata"])
        for row in rows(sources / "people" / "us-newspapers.csv"):
            if row["wikidata"]:
                self._anywhere[key(row["name"])].add(row["wikidata"])
        for row in rows(sources / "people" / "organizations-ror.csv"):
            if row["kind"] == "government":
                self._of_country[key(row["name"]), row["country"]].add(row["wikidata"])

    def find(self, names: Iterable[str], country: str) -> str | None:
        """The one id of what is called by any of ``names``; None if there is none, or several."""
        found: set[str] = set()
        for name in map(key, names):
            if len(name) >= SHORTEST and not name.isupper():
                found |= self._anywhere.get(name, set()) | self._of_country.get((name, country), set())
        return found.pop() if len(found) == 1 else None
