"""What the default graph says of one article: the article itself, and which merged things its characters tell of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from kg.graph import literals
from kg.graph.names import Names
from kg.graph.rdf import NamedNode, Quad
from kg.graph.readings import readings
from kg.graph.terms import DERIVED, LABEL, A, term
from kg.ids import article_key
from kg.records import Article, Extraction

#: For each local id of an article's readings that the graph names: the merged nodes that were made from it.
Owners = Mapping[str, Iterable[NamedNode]]


def provenance(extraction: Extraction, owners: Owners, publisher: str | None, names: Names) -> Iterator[Quad]:
    """The article, and ``prov:wasDerivedFrom`` of the ``owners`` of its readings.

    ``publisher`` is the node key of the article's ``kg:Media``.
    """
    key = article_key(extraction.article)
    yield from _article(extraction.article, names, publisher)
    known = readings(extraction)
    for local in sorted(owners):
        for owner in owners[local]:
            for span in known[local].spans:
                yield Quad(owner, DERIVED, names.characters(key, span))


def _article(article: Article, names: Names, publisher: str | None) -> Iterator[Quad]:
    node = names.article(article_key(article))
    for name in ("kg:Article", "schema:NewsArticle", "prov:Entity"):
        yield Quad(node, A, term(name))
    yield Quad(node, LABEL, literals.text(article.title or article.id))
    yield Quad(node, term("schema:identifier"), literals.text(article.id))
    yield Quad(node, term("kg:sha256"), literals.text(article.sha256))
    if article.title:
        yield Quad(node, term("schema:headline"), literals.text(article.title))
    date = literals.published(article.published)
    if date is not None:
        yield Quad(node, term("schema:datePublished"), date)
        yield Quad(node, term("kg:publishedFrom"), literals.text(article.published_from))
    if article.url:
        yield Quad(node, term("schema:url"), literals.typed(article.url, "xsd:anyURI"))
    if publisher:
        yield Quad(node, term("schema:publisher"), names.node(publisher))
