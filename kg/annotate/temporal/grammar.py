"""What a rule of the grammar of time is: a pattern, and a function from its match to a period."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Literal

from kg.annotate.temporal.calendar import Period
from kg.annotate.temporal.required_words import Needs, needs

Direction = Literal["past", "future"] | None
#: Days in which a day that the text gives no year is not next year's, whatever the tense.
_JUST = 31
Match = re.Match[str]


class NoDateError(Exception):
    """What the pattern matched is no date after all ("in 2000 villages")."""


class UnknownDateError(Exception):
    """A date, but the text does not give what is needed to tell which."""


@dataclass(slots=True)
class Context:
    """What the reading of an expression may depend on."""

    text: str
    #: The day from which relative dates count, and how exactly it is known.
    day: date | None
    grain: Literal["day", "month", "year"]
    #: Whether what happens at a character lies behind or ahead.
    direction: Callable[[int], Direction]
    #: What was read so far: start, end, period.
    read: list[tuple[int, int, Period | None]] = field(default_factory=list)
    #: Grain → the number of the period of that grain that was read last.
    _last: dict[str, int] = field(default_factory=dict)

    def tell(self, start: int, end: int, period: Period | None) -> None:
        """Add what was read at ``[start, end)``, the last so far."""
        if period is not None:
            self._last[period.grain] = len(self.read)
        self.read.append((start, end, period))

    def reference(self, grain: Literal["day", "month", "year"] = "day") -> date:
        """The day from which relative dates count, known at least to ``grain``. Raises UnknownDateError."""
        order = ("day", "month", "year")
        if self.day is None or order.index(self.grain) > order.index(grain):
            raise UnknownDateError
        return self.day

    def focus(self, *grains: str) -> Period:
        """The period of one of ``grains`` that was read last. Raises UnknownDateError."""
        last = max((self._last.get(grain, -1) for grain in grains), default=-1)
        period = self.read[last][2] if last >= 0 else None
        if period is None:
            raise UnknownDateError
        return period

    def choose(self, candidates: Iterable[Period], at: int, *, default: Direction = None) -> Period:
        """The one of ``candidates`` that fits the tense at ``at``: the latest past or the next, else the nearest."""
        today = self.reference("year")
        options = sorted(candidates)
        past = [p for p in options if p.first <= today]
        coming = [p for p in options if p.last >= today]
        direction = self.direction(at) or default
        if direction == "future" and self.grain == "day" and _is_just_past(past, coming, today):
            return past[-1]
        if not past or not coming or direction is not None:
            wanted = coming[:1] if direction == "future" else past[-1:]
            return (wanted or options[-1:])[0]
        ago, ahead = (today - past[-1].last).days, (coming[0].first - today).days
        return past[-1] if ago <= 1.5 * ahead else coming[0]


def _is_just_past(past: list[Period], coming: list[Period], today: date) -> bool:
    """Whether the latest day gone by is near, and the next one is not: "got them to march on May 3", told on May 5."""
    just = [p for p in past[-1:] if p.grain == "day" and (today - p.last).days <= _JUST]
    return bool(just) and all((p.first - today).days > _JUST for p in coming[:1])


Reader = Callable[[Match, Context], Period]


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern and how to read what it matches; the expression is its group ``x`` if it has one, else all of it."""

    name: str
    source: str
    read: Reader
    #: Words of which a text that it matches holds one.
    needs: Needs = None

    @property
    def pattern(self) -> re.Pattern[str]:
        """Compiled when it is first wanted: most texts need few of all the patterns."""
        return _compiled(self.source)


@cache
def _compiled(source: str) -> re.Pattern[str]:
    return re.compile(source, re.IGNORECASE)


RULES: list[Rule] = []


def rule(*patterns: str) -> Callable[[Reader], Reader]:
    """Register the decorated function for each of ``patterns``; letters match in either case."""

    def register(read: Reader) -> Reader:
        for pattern in patterns:
            RULES.append(Rule(read.__name__, rf"(?<!\w)(?:{pattern})", read, needs(pattern)))
        return read

    return register


def word_before(text: str, at: int) -> str:
    """The word that ends before ``at``, in small letters; empty at the start of the text."""
    found = re.search(r"([\w'’]+)[\s\-–—]*[\"“‘(\[`]*$", text[max(0, at - 40) : at])
    return found[1].lower().replace("’", "'") if found else ""


def word_after(text: str, at: int) -> str:
    """The word that begins after ``at`` and a space or hyphen, as written; empty if none follows at once."""
    found = re.match(r"[\s\-]+([^\W\d_]+)", text[at : at + 40])
    return found[1] if found else ""
