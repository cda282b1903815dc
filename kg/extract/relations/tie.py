"""A relation as it was found, before it is numbered."""

from __future__ import annotations

from dataclasses import dataclass

from kg.records import Predicate


@dataclass(frozen=True, slots=True, order=True)
class Tie:
    """``predicate`` of two mentions, by their ids; ``[start, end)`` is the evidence in characters."""

    start: int
    end: int
    predicate: Predicate
    subject: str
    object: str
