"""Articles, what they tell has happened, and whom they name."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

from kg.export.ftm.entity import Entity, entity_id, one_line
from kg.export.ftm.named import Named
from kg.graph.view import GraphView

#: Length of the ISO prefix that says no more than a precision does.
_PREFIX = {"day": 10, "month": 7, "year": 4}


def articles(view: GraphView) -> Iterator[Entity]:
    """Every article with its text."""
    for article in view.instances("kg:Article"):
        entity = Entity(entity_id(article, view.base), "Article")
        entity.add("fileName", view.value(article, "schema:identifier") or view.label(article))
        entity.add("title", *one_line(view.values(article, "schema:headline")))
        entity.add("publishedAt", view.value(article, "schema:datePublished"))
        entity.add("publisher", *_publishers(view, article)).add("sourceUrl", view.value(article, "schema:url"))
        yield entity.add("bodyText", view.text(article)).add("mimeType", "text/plain").add("language", "eng")


def mentions(view: GraphView, named: Named) -> Iterator[Entity]:
    """One for each that an article names, with the names that it uses."""
    for node, per_article in named.mentions.items():
        for article, names in sorted(per_article.items()):
            key = sha256(f"{article}\n{node}".encode()).hexdigest()[:20]
            entity = Entity(f"mention-{key}", "Mention").add("document", entity_id(article, view.base))
            entity.add("resolved", entity_id(node, view.base)).add("name", *names)
            entity.add("detectedSchema", named.schema(node))
            yield entity.add("contextCountry", *map(str.lower, view.values(node, "kg:country")))


def events(view: GraphView, named: Named) -> Iterator[Entity]:
    """What at least one article says in its own voice has happened."""
    for event in view.instances("kg:Event"):
        entity = Entity(entity_id(event, view.base), "Event").add("name", *one_line([view.label(event)]))
        parties = {node for node in view.values(event, "sem:hasActor") if node in named.kinds}
        entity.add("involved", *(entity_id(node, view.base) for node in parties))
        for place in view.values(event, "sem:hasPlace"):
            entity.add("location", *one_line([view.label(place)]))
            entity.add("country", *map(str.lower, view.values(place, "kg:country")))
        root = view.local(event, "kg:eventType")
        entity.add("keywords", root, view.value(event, "kg:cameo"))
        entity.add("description", *one_line(evidence.sentence for evidence in view.evidence(event)))
        _dated(view, event, entity)
        proof(view, event, entity)
        yield entity


def proof(view: GraphView, node: str, entity: Entity) -> None:
    """Add the articles that tell a merged node: their entities, URLs and publishers."""
    for article in sorted({a for reading in view.readings(node) for a in view.values(reading, "kg:inArticle")}):
        entity.add("proof", entity_id(article, view.base)).add("publisher", *_publishers(view, article))
        entity.add("sourceUrl", view.value(article, "schema:url"))


def _dated(view: GraphView, event: str, entity: Entity) -> None:
    """The day, month or year that the text gives; where it gives a range, its ends; nothing that is only assumed."""
    start, end, precision = (view.value(event, f"kg:{name}") for name in ("start", "end", "datePrecision"))
    if start and end and precision and view.value(event, "kg:dateAssumed") == "false":
        if precision in _PREFIX:
            entity.add("date", start[: _PREFIX[precision]])
        else:
            entity.add("startDate", start).add("endDate", end)


def _publishers(view: GraphView, article: str) -> list[str]:
    return one_line(view.label(publisher) for publisher in view.values(article, "schema:publisher"))
