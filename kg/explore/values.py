"""What the answers are made of: JSON values, whole days as numbers, references to things."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Final

from kg.lexicon.plover import QUAD

#: An object of JSON.
Json = dict[str, Any]

#: The kinds of rows.
ROW_KINDS: Final = ("event", "proposition", "statement")
#: The quad of each root.
QUADS: Final[dict[str, int]] = {str(root): quad for root, quad in QUAD.items()}
#: What a thing is called by kind, the narrowest first: of several of its classes the first here names it.
KINDS: Final = (
    "Person", "Country", "Government", "IntergovernmentalOrganization", "ArmedGroup", "Media", "Organization", "Group",
    "Facility", "Place", "Office", "Agreement", "Other", "Event", "Proposition", "Statement", "Relation", "Tenure",
    "Disagreement", "Article",
)  # fmt: skip
ACTORS: Final = KINDS[:8]
#: What is named for a body, and never stands before it in a list of what was found.
NAMED_FOR: Final = ("Facility", "Office")


@lru_cache(maxsize=1 << 15)
def day(text: str) -> int:
    """The number of an ISO day, 1 for 0001-01-01; 0 for what is none."""
    try:
        return date.fromisoformat(text).toordinal()
    except ValueError:
        return 0


def iso(number: int) -> str | None:
    """The ISO day of a number, None for 0."""
    return date.fromordinal(number).isoformat() if number else None


@dataclass(frozen=True, slots=True)
class Page:
    """Which part of a long list is wanted."""

    limit: int = 50
    offset: int = 0

    def of(self, most: int) -> slice:
        """The part, of ``most`` at most."""
        return slice(self.offset, self.offset + min(self.limit, most))
