"""What the default graph says of one article: the article itself, the readings it names, and their characters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from kg.graph import literals
from kg.graph.article_graph import quantity_values
from kg.graph.names import Names
from kg.graph.rdf import NamedNode, Quad
from kg.graph.readings import Reading, readings
from kg.graph.terms import DERIVED, IN_ARTICLE, LABEL, A, term
from kg.ids import article_key
from kg.records import Article, Extraction, Span

#: For each local id of an article's readings that the graph names: the merged nodes that were made from it.
Owners = Mapping[str, Iterable[NamedNode]]


def provenance(extraction: Extraction, owners: Owners, publisher: str | None, names: Names) -> Iterator[Quad]:
    """The article, each reading of ``owners`` with its characters, and ``prov:wasDerivedFrom`` of the owners.

    ``publisher`` is the node key of the article's ``kg:Media``. Raises ValueError where ``owners`` has a reading that
    the article has not: the resolution is of other extractions.
    """
    key, article = article_key(extraction.article), extraction.article
    yield from _article(article, names, publisher)
    known = readings(extraction)
    spans: set[Span] = set()
    for local in sorted(owners):
        if local not in known:
            raise ValueError(f"the resolution names {key}#{local}, which the article has not")
        yield from _reading(known[local], key, names)
        spans.update(known[local].spans)
        for owner in owners[local]:
            for span in known[local].spans:
                yield Quad(owner, DERIVED, names.characters(key, span))
    for span in sorted(spans):
        yield from characters(key, article.text, span, names)


def characters(key: str, text: str, span: Span, names: Names) -> Iterator[Quad]:
    """A ``kg:Mention``: the characters ``span`` of an article."""
    node = names.characters(key, span)
    yield Quad(node, A, term("kg:Mention"))
    yield Quad(node, A, term("nif:Phrase"))
    yield Quad(node, term("nif:beginIndex"), literals.offset(span[0]))
    yield Quad(node, term("nif:endIndex"), literals.offset(span[1]))
    yield Quad(node, term("nif:anchorOf"), literals.text(text[span[0] : span[1]]))
    yield Quad(node, term("nif:referenceContext"), names.text(key))
    yield Quad(node, IN_ARTICLE, names.article(key))


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


def _reading(reading: Reading, article: str, names: Names) -> Iterator[Quad]:
    node = names.reading(f"{article}#{reading.local}")
    yield Quad(node, A, term("kg:Reading"))
    yield Quad(node, LABEL, literals.text(reading.label))
    yield Quad(node, IN_ARTICLE, names.article(article))
    if reading.text is not None:
        yield Quad(node, term("kg:text"), literals.text(reading.text))
    if reading.quantity:
        yield Quad(node, A, term("kg:Quantity"))
        for predicate, value in quantity_values(reading.quantity):
            yield Quad(node, predicate, value)
    for span in reading.spans:
        yield Quad(node, DERIVED, names.characters(article, span))
