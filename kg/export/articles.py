"""The table of articles: what was read, and what of it repeats another."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.export.party import article_id
from kg.export.table import Table
from kg.graph.view import GraphView
from kg.lexicon.gazetteer import Gazetteer

COLUMNS = (
    "id", "iri", "url", "publisher", "published", "published_from", "headline", "words", "near_copy_of", "sha256",
)  # fmt: skip


def table(view: GraphView, _gazetteer: Gazetteer) -> Table:
    """One row an article, sorted by id; ``near_copy_of`` is the id of the article whose words it repeats."""
    return Table(COLUMNS, _rows(view), numbers=frozenset({"words"}), whole=frozenset({"words"}))


def _rows(view: GraphView) -> Iterator[dict[str, str]]:
    for article in sorted(view.instances("kg:Article"), key=lambda a: (article_id(view, a), a)):
        copied = view.value(article, "kg:nearCopyOf")
        publisher = view.value(article, "schema:publisher")
        yield {
            "id": article_id(view, article),
            "iri": article,
            "url": view.value(article, "schema:url") or "",
            "publisher": view.label(publisher) if publisher else "",
            "published": view.value(article, "schema:datePublished") or "",
            "published_from": view.value(article, "kg:publishedFrom") or "",
            "headline": " ".join((view.value(article, "schema:headline") or "").split()),
            "words": str(len(re.findall(r"\w+", view.text(article)))),
            "near_copy_of": article_id(view, copied) if copied else "",
            "sha256": view.value(article, "kg:sha256") or "",
        }
