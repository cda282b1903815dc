"""Articles: a list to filter, and one with all that was found in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

from kg.errors import UnknownThingError
from kg.explore.index import Index
from kg.explore.matching import expression
from kg.explore.values import Json, Page
from kg.graph.names import offsets
from kg.graph.terms import local_name
from kg.graph.view import GraphView

#: The most articles of one answer.
MOST: Final = 500
_FIRST: Final = Page()
_ROW: Final = (
    "t.iri, a.name, a.title, a.publisher, a.published, a.url, a.words, a.events, a.statements "
    "FROM article a JOIN thing t ON t.id = a.id "
)
_NAMES: Final = ("iri", "id", "title", "publisher", "published", "url", "words", "events", "statements")


def articles(
    index: Index,
    *,
    q: str = "",
    publishers: Sequence[str] = (),
    since: str | None = None,
    until: str | None = None,
    page: Page = _FIRST,
) -> Json:
    """``total`` and one page of articles, the latest first; ``q`` are words of headline or text."""
    tests, values = ["1"], []
    if q:
        tests.append("a.id IN (SELECT rowid FROM words WHERE words MATCH ?)")
        values.append(expression(index, q) or '""')
    if publishers:
        tests.append(f"a.publisher IN ({','.join('?' * len(publishers))})")
        values.extend(publishers)
    if since:
        tests.append("a.published >= substr(?, 1, length(a.published))")
        values.append(since)
    if until:
        tests.append("a.published <= ?")
        values.append(until)
    where = f"WHERE {' AND '.join(tests)} "
    total = index.one(f"SELECT COUNT(*) FROM article a {where}", values)[0]
    order = "ORDER BY a.published IS NULL, a.published DESC, a.name, t.iri LIMIT ? OFFSET ?"
    found = index.all(f"SELECT {_ROW}{where}{order}", [*values, min(page.limit, MOST), page.offset])
    return {"total": total, "articles": [_shown(row) for row in found]}


def articles_of(index: Index, iris: Iterable[str]) -> dict[str, Json]:
    """The rows of these articles by IRI."""
    numbers = [number for iri in set(iris) if (number := index.number(iri)) is not None]
    return {row[0]: _shown(row) for row in index.among(f"SELECT {_ROW}WHERE a.id IN ({{}})", numbers)}


def article(index: Index, view: GraphView, iri: str) -> Json:
    """One article: its row, whole text, sentences and marks, the longer mark first where two begin together.

    Raises UnknownThingError.
    """
    row = articles_of(index, [iri]).get(iri)
    if row is None:
        raise UnknownThingError(f"{iri[:200]}: no such article in the graph")
    return row | {
        "text": view.text(iri),
        "sentences": [list(span) for span in view.sentences(iri)],
        "marks": sorted(_marks(index, view, iri), key=lambda m: (m["start"], -m["end"], m["kind"], m["iri"] or "")),
    }


def _shown(row: Sequence[Any]) -> Json:
    return dict(zip(_NAMES, row, strict=True))


def _marks(index: Index, view: GraphView, article: str) -> list[Json]:
    """Mentions of what is a node of the graph, triggers, what is said, by whom and with which words."""
    told = view.stated(article)
    merged = {reading: thing for reading in told if (thing := view.merged(reading))}
    known = {ref["iri"]: ref for ref in index.refs_of(sorted(set(merged.values())))}
    kinds = {node: values["kg:mentionKind"][0] for node, values in told.items() if "kg:mentionKind" in values}
    found: dict[tuple[int, int, str, str], Json] = {}

    def mark(characters: str, kind: str, reading: str, type_: str) -> None:
        ref = known.get(merged.get(reading, ""), {"iri": None, "label": ""})
        start, end = offsets(characters)
        shown = {"start": start, "end": end, "kind": kind, "iri": ref["iri"], "label": ref["label"], "type": type_}
        found.setdefault((start, end, kind, ref["iri"] or ""), shown)

    for reading, values in told.items():
        type_ = local_name(next(iter(values.get("kg:readingKind", ())), ""))
        local_id = local_name(reading)
        if not type_ or (reading not in merged and "kg:sourceSpan" not in values):
            continue
        for characters in values.get("prov:wasDerivedFrom", ()):
            if local_id.startswith("e"):
                mark(characters, kinds.get(characters, "name"), reading, type_)
            elif local_id.startswith("v"):
                mark(characters, "event", reading, type_)
            elif local_id.startswith("s") and reading in merged:
                mark(characters, "statement", reading, type_)
        for name, kind in (("kg:sourceSpan", "source"), ("kg:cueSpan", "cue")):
            for characters in values.get(name, ()):
                mark(characters, kind, reading, type_)
    return list(found.values())
