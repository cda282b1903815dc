"""What of a graph is exported: facts alone, some days, some kinds, what is likely enough."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kg.errors import CallError
from kg.export.days import days_of
from kg.graph.literals import first_day, last_day
from kg.graph.view import GraphView
from kg.records import ROOTS

#: What ``--kind`` takes beside PLOVER's roots.
EVENT, PROPOSITION, STATEMENT, RELATION = "EVENT", "PROPOSITION", "STATEMENT", "RELATION"
KINDS = (*ROOTS, EVENT, PROPOSITION, STATEMENT, RELATION)


@dataclass(frozen=True, slots=True)
class Selection:
    """What an export holds; all of the graph unless something is asked for.

    ``facts``: what at least one article says in its own voice has happened, and no statement, whatever it says.
    ``since``, ``until``: whole days, both included. ``kinds``: some of :data:`KINDS`. ``min_confidence``: of events and
    propositions; what the extraction left out as too doubtful is not in the graph.
    """

    facts: bool = False
    since: str | None = None
    until: str | None = None
    kinds: frozenset[str] = frozenset()
    min_confidence: float = 0.0

    @classmethod
    def of(
        cls,
        *,
        only: str | None = None,
        since: str | None = None,
        until: str | None = None,
        kinds: Iterable[str] = (),
        min_confidence: float = 0.0,
    ) -> Selection:
        """From options: days may be months or years, kinds of any case. Raises CallError for what is none of these."""
        first, last = first_day(since), last_day(until)
        for given, day in ((since, first), (until, last)):
            if given is not None and day is None:
                raise CallError(f"{given}: is no date; it is YYYY-MM-DD, YYYY-MM or YYYY")
        if first and last and last < first:
            raise CallError(f"--from {since} is after --until {until}")
        wanted = frozenset(kind.upper() for kind in kinds)
        if unknown := sorted(wanted - {*KINDS}):
            raise CallError(f"{unknown[0].lower()}: no such kind; there are: {', '.join(KINDS).lower()}")
        if only not in (None, "facts"):
            raise CallError(f"{only}: nothing can be had alone but facts")
        return cls(only == "facts", first, last, wanted, min_confidence)

    @property
    def is_all(self) -> bool:
        """Whether nothing is left out."""
        return self == ALL

    def told(self, view: GraphView) -> set[str]:
        """The IRIs of the events, propositions and statements that it holds."""
        found = {node for node in view.instances("kg:Event") if self._event(view, node, EVENT)}
        found |= {node for node in view.instances("kg:Proposition") if self._event(view, node, PROPOSITION)}
        return found | {node for node in view.instances("kg:Statement") if self._statement(view, node)}

    def relations(self, view: GraphView) -> set[str]:
        """The IRIs of the relations that it may hold: what is not dated is lasting, and passes."""
        if self.kinds and RELATION not in self.kinds:
            return set()
        return {node for node in view.instances("kg:Relation") if self._relation(view, node)}

    def _event(self, view: GraphView, node: str, kind: str) -> bool:
        if self.kinds and not self.kinds & {kind, view.local(node, "kg:eventType")}:
            return False
        if self.facts and not (kind == EVENT and _is_told(view, node)):
            return False
        if float(view.value(node, "kg:confidence") or 0) < self.min_confidence:
            return False
        return not self._dated or days_of(view, node, ()).within(self.since, self.until)

    def _statement(self, view: GraphView, node: str) -> bool:
        if self.facts or (self.kinds and STATEMENT not in self.kinds):
            return False
        if not self._dated:
            return True
        days = days_of(view, node, (a for r in view.readings(node) for a in view.values(r, "kg:inArticle")))
        if not days.start:  # it was said in time for the news
            first, last = first_day(days.report_date), last_day(days.report_date)
            days = type(days)(first or "", last or "", "", "", "", "")
        return days.within(self.since, self.until)

    def _relation(self, view: GraphView, node: str) -> bool:
        if self.facts and view.local(node, "kg:voice") != "article":
            return False
        days = days_of(view, node, ())
        return not days.start or (days.end >= (self.since or "") and days.start <= (self.until or "9999"))

    @property
    def _dated(self) -> bool:
        return bool(self.since or self.until)


#: The whole graph.
ALL = Selection()


def _is_told(view: GraphView, node: str) -> bool:
    return (view.local(node, "kg:factuality"), view.local(node, "kg:voice")) == ("actual", "article")
