"""The store as exporters read it: values of a node, and the sentences that its evidence stands in."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from pyoxigraph import DefaultGraph, Literal, NamedNode, Store

from kg.graph.terms import DERIVED, IN_ARTICLE, READING, A, term


@dataclass(frozen=True, slots=True, order=True)
class Characters:
    """Some characters of an article, ``[start, end)``, and the sentence that they stand in, cut at their edges."""

    article: str
    start: int
    end: int
    text: str
    sentence: tuple[str, str, str] = ("", "", "")


@dataclass(frozen=True, slots=True)
class ArticleText:
    """An article's text with the spans of its sentences, sorted."""

    text: str
    sentences: tuple[tuple[int, int], ...]

    def around(self, start: int, end: int) -> tuple[str, str, str]:
        """What stands before, at and after ``[start, end)`` in the sentences that it touches; the span alone if none."""
        first = bisect_right(self.sentences, (start, len(self.text))) - 1
        left = self.sentences[first][0] if first >= 0 and self.sentences[first][1] > start else start
        last = bisect_right(self.sentences, (max(start, end - 1), len(self.text))) - 1
        right = self.sentences[last][1] if last >= 0 and self.sentences[last][1] >= end else end
        return self.text[left:start], self.text[start:end], self.text[end:right]


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads the default graph node by node; every list is sorted."""

    store: Store
    #: Text and sentences of the articles used last.
    _texts: dict[str, ArticleText] = field(default_factory=dict, repr=False)

    def of_class(self, name: str) -> list[NamedNode]:
        """The nodes of a class (``kg:Statement``)."""
        found = (q.subject for q in self.store.quads_for_pattern(None, A, term(name), DefaultGraph()))
        return sorted((n for n in found if isinstance(n, NamedNode)), key=lambda n: n.value)

    def nodes(self, node: NamedNode, name: str) -> list[NamedNode]:
        """The nodes that a property leads to."""
        found = (q.object for q in self.store.quads_for_pattern(node, term(name), None, DefaultGraph()))
        return sorted((n for n in found if isinstance(n, NamedNode)), key=lambda n: n.value)

    def texts(self, node: NamedNode, name: str) -> list[str]:
        """The literals of a property, as strings."""
        found = (q.object for q in self.store.quads_for_pattern(node, term(name), None, DefaultGraph()))
        return sorted(v.value for v in found if isinstance(v, Literal))

    def text(self, node: NamedNode, name: str) -> str:
        """The first literal of a property; empty if there is none."""
        return next(iter(self.texts(node, name)), "")

    def label(self, node: NamedNode) -> str:
        """The label of a node, else its IRI."""
        return self.text(node, "rdfs:label") or node.value

    def evidence(self, node: NamedNode) -> list[Characters]:
        """The characters that say it: those of its readings, and its own."""
        sources = [node, *self.nodes(node, READING.value if False else "kg:reading")]
        mentions = {m for source in sources for m in self.nodes(source, "prov:wasDerivedFrom")}
        return sorted(found for mention in mentions if (found := self.characters(mention)))

    def characters(self, mention: NamedNode) -> Characters | None:
        """The characters of a mention with their sentence."""
        article = next(iter(self.nodes(mention, "kg:inArticle")), None)
        start, end = self.text(mention, "nif:beginIndex"), self.text(mention, "nif:endIndex")
        if article is None or not start or not end:
            return None
        text = self.article(article)
        return Characters(
            article.value, int(start), int(end), self.text(mention, "nif:anchorOf"), text.around(int(start), int(end))
        )

    def article(self, article: NamedNode) -> ArticleText:
        """The text of an article from its own graph."""
        return _article_text(self.store, article)

    def articles(self, node: NamedNode) -> Iterator[NamedNode]:
        """The articles whose readings a node has, by their ids."""
        found = {a for r in self.nodes(node, "kg:reading") for a in self.nodes(r, "kg:inArticle")}
        yield from sorted(found, key=lambda a: (self.article_id(a), a.value))

    def article_id(self, article: NamedNode) -> str:
        """The id that an article came with."""
        return self.text(article, "schema:identifier") or self.label(article)


@lru_cache(maxsize=256)
def _article_text(store: Store, article: NamedNode) -> ArticleText:
    texts = store.quads_for_pattern(None, term("nif:isString"), None, article)
    text = next((q.object.value for q in texts if isinstance(q.object, Literal)), "")
    spans = []
    for quad in store.quads_for_pattern(None, A, term("nif:Sentence"), article):
        bounds = [
            next(store.quads_for_pattern(quad.subject, term(p), None, article)).object
            for p in ("nif:beginIndex", "nif:endIndex")
        ]
        spans.append((int(bounds[0].value), int(bounds[1].value)))  # type: ignore[union-attr]
    return ArticleText(text, tuple(sorted(spans)))
