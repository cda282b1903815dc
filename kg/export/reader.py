"""The store as exporters read it: values of a node, and the sentences that its evidence stands in."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Store, Triple

from kg.graph.terms import A, term

Subject = NamedNode | BlankNode | Triple
#: How many articles' texts are held at a time.
_KEPT = 256


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
        """What stands before, at and after ``[start, end)`` in its sentences; the span alone if it is in none."""
        first = bisect_right(self.sentences, (start, len(self.text))) - 1
        left = self.sentences[first][0] if first >= 0 and self.sentences[first][1] > start else start
        last = bisect_right(self.sentences, (max(start, end - 1), len(self.text))) - 1
        right = self.sentences[last][1] if last >= 0 and self.sentences[last][1] >= end else end
        return self.text[left:start], self.text[start:end], self.text[end:right]


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads the default graph node by node; every list is sorted."""

    store: Store
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

    def in_article(self, node: NamedNode, name: str, article: NamedNode) -> list[NamedNode]:
        """The nodes that a property leads to in an article's own graph."""
        found = (q.object for q in self.store.quads_for_pattern(node, term(name), None, article))
        return sorted((n for n in found if isinstance(n, NamedNode)), key=lambda n: n.value)

    def is_a(self, node: NamedNode, name: str) -> bool:
        """Whether a node has a class."""
        return any(self.store.quads_for_pattern(node, A, term(name), DefaultGraph()))

    def label(self, node: NamedNode) -> str:
        """The label of a node, else its IRI."""
        return self.text(node, "rdfs:label") or node.value

    def evidence(self, node: NamedNode) -> list[Characters]:
        """The characters that say it: those of its readings, and its own."""
        sources = [node, *self.nodes(node, "kg:reading")]
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
        if article.value not in self._texts:
            if len(self._texts) >= _KEPT:
                self._texts.clear()
            self._texts[article.value] = self._read(article)
        return self._texts[article.value]

    def _read(self, article: NamedNode) -> ArticleText:
        def value(node: Subject, name: str) -> str:
            found = self.store.quads_for_pattern(node, term(name), None, article)
            return next((q.object.value for q in found if isinstance(q.object, Literal)), "")

        contexts = self.store.quads_for_pattern(None, A, term("nif:Context"), article)
        sentences = self.store.quads_for_pattern(None, A, term("nif:Sentence"), article)
        spans = (tuple(int(value(q.subject, p)) for p in ("nif:beginIndex", "nif:endIndex")) for q in sentences)
        text = next((value(q.subject, "nif:isString") for q in contexts), "")
        return ArticleText(text, tuple(sorted((start, end) for start, end in spans)))

    def articles(self, node: NamedNode) -> Iterator[NamedNode]:
        """The articles whose readings a node has, by their ids."""
        found = {a for r in self.nodes(node, "kg:reading") for a in self.nodes(r, "kg:inArticle")}
        yield from sorted(found, key=lambda a: (self.article_id(a), a.value))

    def article_id(self, article: NamedNode) -> str:
        """The id that an article came with."""
        return self.text(article, "schema:identifier") or self.label(article)
