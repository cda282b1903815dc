"""A part of a graph as a graph of its own, so that every format writes what is selected and knows nothing of it.

It is closed as the whole is: what is selected, who and what takes part in it, the articles that tell it, and what
others say of these alone. An actor keeps the readings of these articles; counts (``kg:articleCount``) are those of the
whole graph.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple, Protocol

from kg.export.selection import RELATION, Selection
from kg.graph.published import STORE
from kg.graph.rdf import NamedNode, Quad, Store, Term
from kg.graph.terms import term
from kg.graph.view import DEFAULT, GraphView
from kg.records import Judgement

_MERGED = ("kg:Event", "kg:Proposition", "kg:Statement", "kg:Relation", "kg:Disagreement", "kg:Tenure")
#: The other name of a relation's plain triple.
HOLDS = {term("org:holds"): term("kg:holdsOffice")}


class Source(Protocol):
    """What is exported: a graph folder, or a part of one."""

    @property
    def name(self) -> str:
        """What it is called."""

    @property
    def base(self) -> str:
        """Where its IRIs are minted."""

    def store(self) -> Store:
        """Its quads."""

    def why(self) -> tuple[Judgement, ...]:
        """The judgements that its merging rests on."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A part of a graph, in a store of its own."""

    name: str
    base: str
    quads: Store
    judgements: tuple[Judgement, ...] = ()

    def store(self) -> Store:
        """Its quads."""
        return self.quads

    def why(self) -> tuple[Judgement, ...]:
        """The judgements that the whole graph's merging rests on."""
        return self.judgements


class Tie(NamedTuple):
    """What a relation says, as a plain triple."""

    subject: str
    predicate: Term
    object: Term

    @classmethod
    def of(cls, view: GraphView, relation: str) -> Tie:
        """The triple of a relation, by its IRI."""
        subject, predicate, other = (
            view.value(relation, f"kg:{end}") or "" for end in ("subject", "predicate", "object")
        )
        return cls(subject, NamedNode(predicate), NamedNode(other))


@contextmanager
def excerpt(source: Source, selection: Selection) -> Iterator[Source]:
    """``source``, or what of it is selected, in a place that is gone afterwards."""
    if selection.is_all:
        yield source
        return
    with TemporaryDirectory() as place:
        folder = Path(place) / "quads"
        STORE.write(folder, _Part(GraphView(source.store(), source.base), selection).quads())
        yield Excerpt(source.name, source.base, STORE.open(folder), source.why())


class _Part:
    """Which nodes and articles belong to what is selected."""

    def __init__(self, view: GraphView, selection: Selection) -> None:
        self.view = view
        self.told, wanted = selection.told(view), selection.relations(view)
        #: What is left out unless it is selected; all else is kept where something kept leads to it.
        self.merged = {node for cls in _MERGED for node in view.instances(cls)}
        self.ties = {node: Tie.of(view, node) for node in view.instances("kg:Relation")}
        self.plain = {tie: node for node, tie in self.ties.items()}
        roots = self.told | (wanted if RELATION in selection.kinds else set())
        self.articles = {article for node in roots for article in self._articles(node)}
        self.kept: set[str] = set()
        self._reach(roots)
        self._tie(wanted, "kg:holdsOffice")
        self._tie(wanted, "kg:officeOf")
        self._reach(t for t in view.instances("kg:Tenure") if self.kept & {*view.values(t, "prov:wasDerivedFrom")})
        self._reach(d for d in view.instances("kg:Disagreement") if self.told >= {*view.values(d, "kg:about")})

    def quads(self) -> Iterator[Quad]:
        """The quads of the part, each once."""
        for node in sorted(self.kept):
            for quad in self._of(node):
                if not (iri := self._ours(quad.object)) or iri in self.kept:
                    yield quad
        for graph in self.view.store.named_graphs():
            article = self._is_article(self._ours(graph))
            for quad in self.view.store.quads_for_pattern(None, None, None, graph):
                subject = self._ours(quad.subject)
                if subject.partition("#")[0] in self.articles if article else not subject or subject in self.kept:
                    yield quad

    def _of(self, node: str) -> Iterator[Quad]:
        """What the default graph says of a node; the plain triple of a relation only where that is kept."""
        for quad in self.view.store.quads_for_pattern(NamedNode(node), None, None, DEFAULT):
            relation = self.plain.get(Tie(node, HOLDS.get(quad.predicate, quad.predicate), quad.object))
            if relation is None or relation in self.kept:
                yield quad

    def _reach(self, roots: Iterable[str]) -> None:
        """Keep ``roots`` and all that they lead to."""
        todo = sorted({*roots} - self.kept)
        self.kept.update(todo)
        while todo:
            for quad in self._of(todo.pop()):
                iri = self._ours(quad.object)
                if iri and self._belongs(iri):
                    self.kept.add(iri)
                    todo.append(iri)

    def _belongs(self, iri: str) -> bool:
        """Whether what something kept leads to is to be kept, and is not yet."""
        if iri in self.kept or (iri in self.merged and iri not in self.told):
            return False
        return not self._is_article(iri) or iri.partition("#")[0] in self.articles

    def _tie(self, wanted: set[str], further: str) -> None:
        """Keep what relates two that are kept, and of the predicate ``further`` what begins at one."""
        for node in sorted(wanted - self.kept):
            tie = self.ties[node]
            leads = self._ours(tie.object) in self.kept or tie.predicate == term(further)
            if tie.subject in self.kept and leads and self.articles & {*self._articles(node)}:
                self._reach([node])

    def _articles(self, node: str) -> Iterator[str]:
        for reading in self.view.readings(node):
            yield from self.view.values(reading, "kg:inArticle")

    def _ours(self, node: object) -> str:
        """The IRI of a node that the graph minted; "" for any other, and for literals."""
        return node.value if isinstance(node, NamedNode) and node.value.startswith(self.view.base) else ""

    def _is_article(self, iri: str) -> bool:
        return iri.startswith(f"{self.view.base}article/")
