"""A graph as its readers want it: things by name or IRI, their values, and the characters that say so."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TypeGuard

from rapidfuzz import fuzz, process

from kg.errors import UnknownThingError
from kg.graph import literals
from kg.graph.complete import Complete
from kg.graph.names import Names, offsets
from kg.graph.rdf import DefaultGraph, Literal, NamedNode, Solutions, Store
from kg.graph.readings import short
from kg.graph.terms import DERIVED, PREFIXES, READING, A, local_name, term
from kg.graph.turtle import compact
from kg.ids import BASE
from kg.records import Span

DEFAULT = DefaultGraph()
#: What is shown of a thing is what it is first; superclasses come last, the broadest at the end.
_BROAD = ("kg:Organization", "kg:Event", "kg:Reading", "kg:Actor")
#: Properties that name a thing: a label ranks before other names.
_NAMES = ("rdfs:label", "skos:altLabel", "schema:identifier")
#: What is told of things: it is found by its label, too, but not what a misspelt name means.
_TOLD = ("event/", "proposition/", "statement/", "relation/", "tenure/", "disagreement/")
#: How many articles' texts are held at a time.
REMEMBERED = 256


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """Characters of an article that a thing was read from, with the sentence around them.

    ``span`` and ``sentence_span`` are offsets into the article's text; ``sentence`` is all that stands in the latter.
    """

    article_id: str
    article: str
    span: Span
    text: str
    sentence_span: Span
    sentence: str
    title: str | None = None
    published: str | None = None

    @property
    def parts(self) -> tuple[str, str, str]:
        """The sentence cut in three: before, at and after the characters that count."""
        start, end = (offset - self.sentence_span[0] for offset in self.span)
        return self.sentence[:start], self.sentence[start:end], self.sentence[end:]


class GraphView:
    """Look-ups over a store. IRIs are strings; what is returned is sorted."""

    def __init__(self, store: Store, base: str = BASE) -> None:
        self.store, self.base, self.names = store, base, Names(base)
        #: What is merged, and the articles: readings and mentions have labels, too, and are many.
        self._merged = store.stored if isinstance(store, Complete) else store
        self._articles: dict[str, tuple[str, list[Span]]] = {}

    # ------------------------------------------------------------ values

    def value(self, iri: str, name: str) -> str | None:
        """The one value of a property (a prefixed name) of a thing; the smallest if there are more; None for none."""
        return min(self.values(iri, name), default=None)

    def local(self, iri: str, name: str) -> str:
        """The local name of the term that is the value of a property (``planned``); empty if there is none."""
        return local_name(self.value(iri, name) or "")

    def values(self, iri: str, name: str) -> list[str]:
        """The values of a property: IRIs as they are, literals by their lexical form."""
        quads = self.store.quads_for_pattern(NamedNode(iri), term(name), None, DEFAULT)
        return sorted(q.object.value for q in quads if isinstance(q.object, NamedNode | Literal))

    def properties(self, iri: str, without: Collection[str] = ()) -> list[tuple[str, str]]:
        """(property, value) of a thing but of some properties; a property is a prefixed name where it has one."""
        pairs: Iterable[tuple[object, object]]
        if "#" in iri.removeprefix(self.base):
            hidden = frozenset(map(term, without))
            quads = self.store.quads_for_pattern(NamedNode(iri), None, None, DEFAULT)
            pairs = ((quad.predicate, quad.object) for quad in quads if quad.predicate not in hidden)
        else:  # of something merged much may be passed over: the store does so before it looks up the values
            passed = f"FILTER(?property NOT IN ({', '.join(without)}))"
            sparql = f"SELECT ?thing ?property ?value {{ ?thing ?property ?value {passed} }}"
            found = self.store.query(sparql, PREFIXES, {"thing": NamedNode(iri)}, {})
            assert isinstance(found, Solutions)
            pairs = ((row[1], row[2]) for row in found.rows)
        return sorted((compact(_lexical(name)) or _lexical(name), _lexical(value)) for name, value in pairs)

    def subjects(self, name: str, iri: str) -> list[str]:
        """The things that have the thing ``iri`` as a value of a property."""
        quads = self.store.quads_for_pattern(None, term(name), NamedNode(iri), DEFAULT)
        return sorted(q.subject.value for q in quads if isinstance(q.subject, NamedNode))

    def instances(self, name: str) -> list[str]:
        """The IRIs of a class, ``kg:Event``."""
        return self.subjects("rdf:type", term(name).value)

    def pairs(self, name: str) -> Iterator[tuple[str, str]]:
        """(thing, value) of every use of a property, in no order: what an index is made from.

        Labels are those of what is merged and of articles.
        """
        store = self._merged if name == "rdfs:label" else self.store
        for quad in store.quads_for_pattern(None, term(name), None, DEFAULT):
            subject, value = quad.subject, quad.object  # each look at a quad's term makes it anew
            if isinstance(subject, NamedNode) and isinstance(value, (NamedNode, Literal)):
                yield subject.value, value.value

    def told(self, reading: str) -> dict[str, list[str]]:
        """What its article says of a reading: property (a prefixed name where it has one) → values, both sorted."""
        found: dict[str, list[str]] = {}
        graph = NamedNode(reading.partition("#")[0])
        for quad in self.store.quads_for_pattern(NamedNode(reading), None, None, graph):
            name = compact(quad.predicate.value) or quad.predicate.value
            found.setdefault(name, []).append(_lexical(quad.object))
        return {name: sorted(found[name]) for name in sorted(found)}

    def stated(self, article: str) -> dict[str, dict[str, list[str]]]:
        """All that an article's own graph says but its text: subject → what :meth:`told` gives."""
        found: dict[str, dict[str, list[str]]] = {}
        for quad in self.store.quads_for_pattern(None, None, None, NamedNode(article)):
            if isinstance(quad.subject, NamedNode) and quad.predicate != term("nif:isString"):
                name = compact(quad.predicate.value) or quad.predicate.value
                found.setdefault(quad.subject.value, {}).setdefault(name, []).append(_lexical(quad.object))
        return {node: {name: sorted(told[name]) for name in sorted(told)} for node, told in sorted(found.items())}

    def classes(self, iri: str) -> list[str]:
        """The classes of a thing, prefixed names where they have one."""
        return [compact(value) or value for value in self.values(iri, "rdf:type")]

    def label(self, iri: str) -> str:
        """How a thing is called; its IRI if it has no label."""
        return self.value(iri, "rdfs:label") or iri

    def kind(self, iri: str) -> str:
        """The narrowest class of ``kg:`` that a thing has, without prefix: ``Person``, ``Consult``; "" for none."""
        own = sorted(n for n in self.classes(iri) if n.startswith("kg:"))
        own.sort(key=lambda name: _BROAD.index(name) + 1 if name in _BROAD else 0)
        return own[0].removeprefix("kg:") if own else ""

    # ------------------------------------------------------------ finding

    def find(self, what: str) -> str:
        """The merged thing that ``what`` names: an IRI, the end of one, a reading, a label or another name of it.

        Names are looked up as they are, then without regard to case. A reading that was merged in nothing is itself.
        Raises UnknownThingError, with what comes near.
        """
        found = self.by_iri(what) or self.by_ending(what) or self._by_name(what)
        if found is None:
            raise self.unknown(what)
        return found

    def unknown(self, what: str) -> UnknownThingError:
        """That nothing is called so, with what comes near."""
        near = self.near(what)
        hint = f"; did you mean {', '.join(near)}?" if near else ""
        return UnknownThingError(f"{short(what, 80)}: nothing in the graph is called so{hint}")

    def near(self, what: str, limit: int = 3) -> list[str]:
        """Names in the graph that look like ``what``, the nearest first."""
        told = tuple(self.base + kind for kind in _TOLD)
        names = sorted({name for name, _, iri in self._names if not iri.startswith(told)})
        matches = process.extract(what, names, scorer=fuzz.WRatio, score_cutoff=70, limit=4 * limit)
        ranked = sorted(matches, key=lambda m: (-m[1], m[0]))
        return [str(name) for name, _, _ in ranked[:limit]]

    def reporters(self, iri: str) -> list[str]:
        """Who says what is told at ``iri``: of statements that are no nodes of their own too, by their readings."""
        found = {by for said in self.subjects("kg:reports", iri) for by in self.values(said, "kg:speaker")}
        for reading in self.values(iri, "kg:reading"):
            for said in self._of_reading(reading, "kg:reportedIn"):
                found.update(owner for by in self._of_reading(said, "kg:speaker") if (owner := self.merged(by)))
        return sorted(found)

    def _of_reading(self, reading: str, name: str) -> list[str]:
        """The values of a property of a reading in its article's graph."""
        quads = self.store.quads_for_pattern(NamedNode(reading), term(name), None, None)
        return sorted({q.object.value for q in quads if isinstance(q.object, NamedNode)})

    def merged(self, iri: str) -> str | None:
        """The node that a reading is merged in (the thing itself if it is none); None where it is in none."""
        owners = [o for o in self.subjects("kg:reading", iri) if self.kind(o) != "Disagreement"]
        if owners:
            return owners[0]
        article, _, local = iri.partition("#")
        if re.match(r"v\d+\.", local):  # a quantity is merged where its event is
            return self.merged(f"{article}#{local.partition('.')[0]}")
        known = next(self.store.quads_for_pattern(NamedNode(iri), None, None, DEFAULT), None)
        return iri if known is not None and self.kind(iri) != "Reading" else None

    def by_iri(self, what: str) -> str | None:
        """The merged thing of an IRI, of an IRI's end below the base, or of a reading; None where there is none."""
        candidates = [what] if what.startswith(("http://", "https://")) else []
        if " " not in what and not candidates:
            candidates = [self.base + what, f"{self.base}article/{what}"]
        for candidate in candidates:
            try:
                iri = NamedNode(candidate).value
            except ValueError:
                continue
            same = self.subjects("owl:sameAs", iri)
            if found := self.merged(iri) or self._whole_statement(iri) or (same[0] if same else None):
                return found
            if any(self.store.quads_for_pattern(NamedNode(iri), A, term("kg:Reading"), None)):
                return iri
        return None

    def _whole_statement(self, iri: str) -> str | None:
        """For ``…#s1``, whose parts were merged one by one: the node of its first part."""
        parts = self.store.quads_for_pattern(None, term("kg:partOfStatement"), NamedNode(iri), None)
        owners = (self.merged(part) for part in sorted(_lexical(q.subject) for q in parts))
        return next((owner for owner in owners if owner), None)

    def called(self, fits: Callable[[str], bool], *, told: bool) -> set[str]:
        """The things one of whose names ``fits``, be it of events and statements if ``told``; blanks in it are single.

        Labels rank before other names: where one fits, these are not asked.
        """
        without = () if told else tuple(self.base + kind for kind in _TOLD)
        found = [(rank, iri) for name, rank, iri in self._names if fits(name) and not iri.startswith(without)]
        best = min((rank for rank, _ in found), default=0)
        return {iri for rank, iri in found if rank == best}

    def by_ending(self, what: str) -> str | None:
        """A thing by the last part of its IRI, ``donald-trump-Q22686``, or by its Wikidata id alone."""
        if "/" in what or " " in what:
            return None
        ends = {(iri.rsplit("/", 1)[-1], iri) for _, _, iri in self._names}
        found = [iri for end, iri in ends if end == what or end.endswith(f"-{what}")]
        return found[0] if len(found) == 1 else None

    def _by_name(self, what: str) -> str | None:
        wanted = " ".join(what.split())
        found = self._so_called(wanted)
        if not found:
            found = [(rank, iri) for name, rank, iri in self._names if name.casefold() == wanted.casefold()]
        return min(((rank, -self.weight(iri), iri) for rank, iri in found), default=(0, 0, None))[2]

    def _so_called(self, name: str) -> list[tuple[int, str]]:
        """(rank, IRI) of the things that have exactly this name; the store knows them without reading all."""
        return [
            (rank, quad.subject.value)
            for rank, predicate in enumerate(_NAMES)
            for quad in self._merged.quads_for_pattern(None, term(predicate), literals.text(name), DEFAULT)
            if _is_iri(quad.subject) and "#" not in quad.subject.value
        ]

    def weight(self, iri: str) -> int:
        """How much the graph has on a thing: of two of the same name, the one that more readings speak of is meant."""
        return sum(1 for _ in self.store.quads_for_pattern(NamedNode(iri), READING, None, DEFAULT))

    @cached_property
    def _names(self) -> list[tuple[str, int, str]]:
        """(name, rank, IRI) of everything merged and of the articles; a label ranks before other names."""
        names = []
        for rank, predicate in enumerate(_NAMES):
            for quad in self._merged.quads_for_pattern(None, term(predicate), None, DEFAULT):
                if _is_iri(quad.subject) and "#" not in quad.subject.value:
                    names.append((" ".join(_lexical(quad.object).split()), rank, quad.subject.value))
        return sorted(names)

    # ------------------------------------------------------------ evidence

    def evidence(self, iri: str) -> list[Evidence]:
        """The characters that a thing, merged or a reading, was read from, by article and place."""
        sources = {iri, *self.values(iri, "kg:reading")}
        found = {
            _lexical(q.object)
            for source in sources
            for q in self.store.quads_for_pattern(NamedNode(source), DERIVED, None, None)
        }
        return sorted(self.quoted(mention) for mention in sorted(found) if "#char=" in mention)

    def text(self, article: str) -> str:
        """The whole text of an article, by its IRI."""
        return self._article(article)[0]

    def sentences(self, article: str) -> list[Span]:
        """The spans of an article's sentences, in order."""
        return self._article(article)[1]

    def _article(self, article: str) -> tuple[str, list[Span]]:
        """The text and the sentences of an article; a bounded number is remembered."""
        if article not in self._articles:
            graph = NamedNode(article)
            quads = self._merged.quads_for_pattern(NamedNode(f"{article}#text"), term("nif:isString"), None, graph)
            text = next((_lexical(quad.object) for quad in quads), "")
            sentences = self._merged.quads_for_pattern(None, A, term("nif:Sentence"), graph)
            if len(self._articles) >= REMEMBERED:
                del self._articles[next(iter(self._articles))]
            self._articles[article] = text, sorted(offsets(_lexical(q.subject)) for q in sentences)
        return self._articles[article]

    def readings(self, iri: str) -> list[str]:
        """The readings of a merged thing."""
        return self.values(iri, "kg:reading")

    def reading_key(self, iri: str) -> str:
        """The key of a reading, ``ARTICLE#e1``: what judgements are about."""
        return iri.removeprefix(f"{self.base}article/")

    def quoted(self, mention: str) -> Evidence:
        """The characters ``ARTICLE#char=START,END`` with the sentence around them."""
        article, span = mention.partition("#")[0], offsets(mention)
        text = self.text(article)
        around = self._around(article, span, len(text))
        return Evidence(
            article_id=self.value(article, "schema:identifier") or "",
            article=article,
            span=span,
            text=text[span[0] : span[1]],
            sentence_span=around,
            sentence=text[around[0] : around[1]],
            title=self.value(article, "schema:headline"),
            published=self.value(article, "schema:datePublished"),
        )

    def _around(self, article: str, span: Span, length: int) -> Span:
        """The sentences that ``span`` touches; 80 characters each side where none are known."""
        touched = [s for s in self.sentences(article) if s[0] < span[1] and span[0] < s[1]]
        if touched:
            return min(touched[0][0], span[0]), max(touched[-1][1], span[1])
        return max(0, span[0] - 80), min(length, span[1] + 80)


def _is_iri(node: object) -> TypeGuard[NamedNode]:
    return isinstance(node, NamedNode)


def _lexical(node: object) -> str:
    return node.value if isinstance(node, NamedNode | Literal) else str(node)
