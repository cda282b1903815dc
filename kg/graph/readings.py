"""One article's readings by their local ids: which characters each leads to, and how it is called."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.records import Event, Extraction, Mention, Quantity, Span, Statement

_KINDS = ("pronoun", "nominal", "name")


@dataclass(frozen=True, slots=True)
class Reading:
    """A reading in short: ``text`` is the wording of a statement or of its part, else None; ``spans`` are sorted."""

    local: str
    label: str
    spans: tuple[Span, ...]
    text: str | None = None
    quantity: Quantity | None = None
    entity: bool = False


def readings(extraction: Extraction) -> dict[str, Reading]:
    """Every reading of an article by its local id: ``e1``, ``s1``, ``s1.2``, ``v3``, ``v3.duration``, ``r2``."""
    found: dict[str, Reading] = {}
    for reading in _readings(extraction):
        found.setdefault(reading.local, reading)
    return found


def entities(extraction: Extraction) -> dict[str, list[Mention]]:
    """The mentions of each entity of an article, in text order."""
    groups: dict[str, list[Mention]] = {}
    for mention in sorted(extraction.mentions, key=lambda m: (m.start, m.end, m.id)):
        groups.setdefault(mention.entity, []).append(mention)
    return groups


def best_mention(mentions: Sequence[Mention]) -> Mention:
    """The mention that says best what an entity is: its longest name, else nominal, else pronoun; the first."""
    return max(mentions, key=lambda m: (_KINDS.index(m.kind), m.end - m.start, -m.start))


def usual_kind(*, merged: bool) -> str:
    """What a mention is where nothing else is said: of an entity that is merged a name, of any other a nominal."""
    return "name" if merged else "nominal"


def quantity_ids(event: Event) -> Iterator[tuple[str, Quantity]]:
    """The local id of each quantity of an event: ``v1.duration``; a second one of its kind is ``v1.duration.2``."""
    seen: dict[str, int] = {}
    for quantity in event.quantities:
        seen[quantity.of] = nth = seen.get(quantity.of, 0) + 1
        yield f"{event.id}.{quantity.of}" + (f".{nth}" if nth > 1 else ""), quantity


def wording(text: str, spans: Sequence[Span]) -> str:
    """The characters of ``spans`` in their order, gaps marked by an ellipsis."""
    return " … ".join(text[start:end] for start, end in spans)


def short(text: str, limit: int = 160) -> str:
    """``text`` on one line, cut to ``limit`` characters: what a label can hold."""
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def _readings(extraction: Extraction) -> Iterator[Reading]:
    text = extraction.article.text

    def reading(
        local: str, spans: Sequence[Span], *, told: str | None = None, quantity: Quantity | None = None
    ) -> Reading:
        words = told or wording(text, spans)
        return Reading(local, short(words) or local, tuple(sorted(set(spans))), told, quantity)

    for entity, mentions in entities(extraction).items():
        best = best_mention(mentions)
        spans = tuple(sorted({(m.start, m.end) for m in mentions}))
        yield Reading(entity, short(text[best.start : best.end]) or entity, spans, entity=True)
    for statement in extraction.statements:
        whole = statement.parts[0].wording if len(statement.parts) == 1 else ()
        yield reading(statement.id, said_spans(statement), told=_told(text, whole, said_spans(statement)))
        for part in statement.parts:
            if part.id != statement.id:
                spans = part.spans or said_spans(statement)
                yield reading(part.id, spans, told=_told(text, part.wording, spans))
    for event in extraction.events:
        yield reading(event.id, event.trigger)
        for local, quantity in quantity_ids(event):
            yield reading(local, (quantity.text,), quantity=quantity)
    where = {m.id: (m.start, m.end) for m in extraction.mentions}
    for relation in extraction.relations:
        yield reading(relation.id, relation.evidence or [where[relation.subject], where[relation.object]])


def _told(text: str, whole: Sequence[Span], spans: Sequence[Span]) -> str:
    """How a part of a statement reads: as it is told with what leads to it, else by its own ``spans``."""
    return " ".join(text[start:end] for start, end in whole) or wording(text, spans)


def said_spans(statement: Statement) -> tuple[Span, ...]:
    """Where a statement's words stand: its content; its cue or source where it has none of its own."""
    return statement.content or statement.cue or statement.source
