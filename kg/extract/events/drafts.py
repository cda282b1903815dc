"""An event on its way from the heads to the records."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Token

from kg.extract.events.party_choice import Parties
from kg.records import Date, Factuality, Root


@dataclass(slots=True)
class Draft:
    """An event on the way: its trigger, and what the heads answered."""

    token: Token
    root: Root
    #: How likely it is a trigger, and of that root.
    sure: float
    factuality: Factuality = "actual"
    reported: bool = False
    #: Whether the rules see a hedge, or a day still to come, that the head does not: then it is told as no fact.
    hedged: bool = False
    #: Of factuality and voice as they stand.
    sure_so: float = 1.0
    parties: Parties = field(default_factory=Parties)
    date: Date | None = None
    #: The number of the draft that it says again.
    same: int | None = None
