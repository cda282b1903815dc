"""The graph as its readers have it: what a store leaves out, since it follows from what it holds, is put back.

A store holds each fact once. What an article says stands in the article's own graph alone; there, what the default
graph names is marked by its class (``kg:Reading``, ``kg:Mention``). To be complete,

- the default graph has each marked reading and mention, too: their classes, labels, texts, amounts and characters;
- a sentence has the offsets that its IRI says (``#char=START,END``), and its text;
- every reading has its class, its article and what it is a reading of; a statement the characters of its content;
  a date SEM's names of its days; and what of an entity's mentions is not said to be something else is a name where the
  entity is marked, else a nominal.

Queries in SPARQL see what is stored, all graphs as one.
"""

from __future__ import annotations

from collections import OrderedDict, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from threading import Lock
from typing import Final, TypeGuard

from kg.graph import literals
from kg.graph.dated import STAMPS, Pair
from kg.graph.names import offsets
from kg.graph.rdf import (
    BlankNode,
    Dataset,
    DefaultGraph,
    Function,
    GraphName,
    Literal,
    NamedNode,
    Quad,
    Result,
    Store,
    Subject,
    Term,
)
from kg.graph.readings import usual_kind
from kg.graph.terms import (
    DERIVED,
    IN_ARTICLE,
    KIND,
    LABEL,
    MENTION,
    QUANTITY,
    READ,
    TYPE,
    A,
    event_class,
    local_name,
    term,
)

DEFAULT: Final = DefaultGraph()
_PHRASE, _SENTENCE = term("nif:Phrase"), term("nif:Sentence")
_BEGIN, _END, _CONTEXT = term("nif:beginIndex"), term("nif:endIndex"), term("nif:referenceContext")
_ANCHOR = term("nif:anchorOf")
_TEXT, _EVENT, _ACT, _PART = term("kg:text"), term("kg:eventType"), term("kg:speechAct"), term("kg:partOfStatement")
_PREDICATE, _CONTENT = term("kg:predicate"), term("kg:contentSpan")
#: What the default graph says of a reading as its article's graph does, and nothing else adds to.
_SAME: Final = frozenset({DERIVED, LABEL, _TEXT, *(term(f"kg:{name}") for name in ("of", "min", "max", "unit"))})
#: All that the default graph says of readings, and of readings and mentions.
_OF_READINGS: Final = _SAME | {A, IN_ARTICLE}
_SAID: Final = _OF_READINGS | {_ANCHOR, _BEGIN, _END, _CONTEXT}
_CLASSES: Final = frozenset({READ, QUANTITY, MENTION, _PHRASE})
#: How many articles' graphs are held at a time.
_HELD: Final = 16


class Complete:
    """A :class:`kg.graph.rdf.Store` over another, ``stored``, with all that follows from it below ``base``."""

    def __init__(self, stored: Store, base: str) -> None:
        self.stored = stored
        self._articles = f"{base}article/"
        self._held: OrderedDict[str, _Whole] = OrderedDict()
        self._lock = Lock()

    # ------------------------------------------------------------ what a store does

    def quads_for_pattern(
        self, subject: Subject | None, predicate: NamedNode | None, object: Term | None, graph: GraphName | None
    ) -> Iterator[Quad]:
        """The quads that have these terms; None stands for any."""
        if graph is None or isinstance(graph, DefaultGraph):
            yield from self.stored.quads_for_pattern(subject, predicate, object, DEFAULT)
            yield from self._default(subject, predicate, object)
        if graph is None:
            for name in self._graphs(subject, object):
                yield from self.quads_for_pattern(subject, predicate, object, name)
        elif not isinstance(graph, DefaultGraph):
            yield from self._named(subject, predicate, object, graph)

    def named_graphs(self) -> Iterator[NamedNode | BlankNode]:
        """The names of the graphs beside the default graph."""
        return self.stored.named_graphs()

    def query(
        self,
        sparql: str,
        prefixes: Mapping[str, str],
        values: Mapping[str, Term],
        functions: Mapping[NamedNode, Function],
        dataset: Dataset | None = None,
        *,
        union: bool = False,
    ) -> Result:
        """The answer to a query over what is stored."""
        return self.stored.query(sparql, prefixes, values, functions, dataset, union=union)

    def syntax_fault(self, sparql: str, prefixes: Mapping[str, str]) -> str | None:
        """Why ``sparql`` is no query, None where it is one."""
        return self.stored.syntax_fault(sparql, prefixes)

    def by_subject(self, graph: GraphName) -> Iterator[list[Quad]]:
        """The quads of each subject of a graph, sorted by subject: every article is read once."""
        if self._is_article(graph):
            article = self._article(graph.value)
            for node in article.nodes:
                yield [Quad(node, *pair, graph) for pair in article.in_own_graph(node)]
            return
        found = {quad.subject for quad in self.stored.quads_for_pattern(None, None, None, graph)}
        places: list[tuple[str, Subject | None, str]] = [(str(node), node, "") for node in found]
        if isinstance(graph, DefaultGraph):  # the subjects within an article follow one another
            places += [(f"<{name.value}#", None, name.value) for name in self._article_graphs()]
        for _, subject, name in sorted(places, key=lambda place: place[0]):
            if subject is not None:
                yield list(self.stored.quads_for_pattern(subject, None, None, graph))
                continue
            article = self._article(name)
            for part in article.nodes:
                if pairs := article.in_default_graph(part):
                    yield [Quad(part, *pair, DEFAULT) for pair in pairs]

    # ------------------------------------------------------------ the default graph

    def _default(self, subject: Subject | None, predicate: NamedNode | None, object: Term | None) -> Iterator[Quad]:
        """What follows for the default graph."""
        if predicate is not None and predicate not in _SAID:
            return
        if predicate == A and object is not None and object not in _CLASSES:
            return
        if subject is None and predicate in _SAME:
            yield from self._same(predicate, object)
            return
        for article, node in self._parts(subject, object):
            for pair in _fitting(article.in_default_graph(node), predicate, object):
                yield Quad(node, *pair, DEFAULT)

    def _same(self, predicate: NamedNode, object: Term | None) -> Iterator[Quad]:
        """Of all readings that are marked what is said of them in the same way."""
        found = list(self.stored.quads_for_pattern(None, predicate, object, None))
        subjects = {quad.subject for quad in found} if object is not None else (None,)
        marked = {q.subject for subject in subjects for q in self.stored.quads_for_pattern(subject, A, READ, None)}
        for quad in found:
            if quad.subject in marked:
                yield Quad(quad.subject, predicate, quad.object, DEFAULT)

    def _parts(self, subject: Subject | None, object: Term | None) -> Iterator[tuple[_Article, NamedNode]]:
        """What the default graph may have of articles, where a pattern has these ends."""
        if subject is not None:
            if isinstance(subject, NamedNode) and (name := self._within(subject)):
                yield from self._of(name, subject)
            return
        for graph in self._graphs(None, object):
            if self._is_article(graph):
                yield from self._of(graph.value, None)

    def _of(self, name: str, subject: Subject | None) -> Iterator[tuple[_Article, NamedNode]]:
        """An article with each thing that its graph tells of, or with ``subject``, which is then looked up alone."""
        if subject is None:
            article = self._article(name)
            yield from ((article, node) for node in article.nodes)
        elif isinstance(subject, NamedNode):
            yield self._known(name), subject

    # ------------------------------------------------------------ an article's own graph

    def _named(
        self, subject: Subject | None, predicate: NamedNode | None, object: Term | None, graph: GraphName
    ) -> Iterator[Quad]:
        if not self._is_article(graph) or predicate in _SAME:
            yield from self.stored.quads_for_pattern(subject, predicate, object, graph)
            return
        for article, node in self._of(graph.value, subject):
            for pair in _fitting(article.in_own_graph(node), predicate, object):
                yield Quad(node, *pair, graph)

    def _graphs(self, subject: Subject | None, object: Term | None) -> Iterator[NamedNode]:
        """The named graphs that may have a quad with these ends."""
        for node in (subject, object):
            if isinstance(node, NamedNode) and (name := self._within(node)):
                yield NamedNode(name)
                return
        yield from (graph for graph in self.named_graphs() if isinstance(graph, NamedNode))

    def _article_graphs(self) -> Iterator[NamedNode]:
        return filter(self._is_article, self.named_graphs())

    def _is_article(self, graph: GraphName) -> TypeGuard[NamedNode]:
        return isinstance(graph, NamedNode) and graph.value.startswith(self._articles)

    def _within(self, node: NamedNode) -> str:
        """The article that a reading, some characters or a text is of; "" for anything else."""
        article, hash_, _ = node.value.partition("#")
        return article if hash_ and article.startswith(self._articles) else ""

    def _article(self, name: str) -> _Whole:
        """An article with its graph read whole; the last ones are held."""
        if (held := self._held.get(name)) is not None:
            return held
        pairs: dict[NamedNode, list[Pair]] = defaultdict(list)
        for quad in self.stored.quads_for_pattern(None, None, None, NamedNode(name)):
            subject, value = quad.subject, quad.object
            if isinstance(subject, NamedNode) and isinstance(value, NamedNode | Literal):
                pairs[subject].append((quad.predicate, value))
        article = _Whole(self, name, dict(pairs))
        with self._lock:
            self._held[name] = article
            while len(self._held) > _HELD:
                self._held.popitem(last=False)
        return article

    def _known(self, name: str) -> _Article:
        """An article, of which as much is read as is asked for."""
        return self._held.get(name) or _Article(self, name)


class _Article:
    """What follows from an article's graph, thing by thing; each is looked up when it is asked for."""

    def __init__(self, complete: Complete, name: str) -> None:
        self._stored, self.node = complete.stored, NamedNode(name)
        self.context = NamedNode(f"{name}#text")

    def told(self, node: NamedNode) -> Iterable[Pair]:
        """What is stored of a thing."""
        for quad in self._stored.quads_for_pattern(node, None, None, self.node):
            value = quad.object
            if isinstance(value, NamedNode | Literal):
                yield quad.predicate, value

    def entities(self, mention: NamedNode) -> list[bool]:
        """Of each entity of the article that is read from these characters, whether it is merged."""
        found = []
        for quad in self._stored.quads_for_pattern(None, DERIVED, mention, self.node):
            if isinstance(quad.subject, NamedNode):
                told = list(self.told(quad.subject))
                found += [(A, READ) in told] if any(predicate == TYPE for predicate, _ in told) else []
        return found

    # ------------------------------------------------------------ as the default graph has it

    def in_default_graph(self, node: NamedNode) -> list[Pair]:
        """What the default graph says of a reading or a mention; nothing of all others."""
        told = list(self.told(node))
        if (A, MENTION) in told:
            return [(A, _PHRASE), *(pair for pair in told if pair[0] != KIND and pair != (A, _SENTENCE))]
        return [pair for pair in told if pair[0] in _OF_READINGS] if (A, READ) in told else []

    # ------------------------------------------------------------ as its own graph has it

    def in_own_graph(self, node: NamedNode) -> list[Pair]:
        """What the article's own graph says of a reading, of characters or of its text."""
        told = list(self.told(node))
        if node == self.context:
            return [*told, *([(IN_ARTICLE, self.node)] if told else ())]
        if "#char=" in node.value:
            return self._characters(node, told)
        return self._reading(node, told) if told else []

    def _characters(self, node: NamedNode, told: list[Pair]) -> list[Pair]:
        found = [pair for pair in told if pair[0] == KIND]
        if (A, _SENTENCE) in told:
            found += [(A, _SENTENCE), *_offsets(node), (_CONTEXT, self.context)]
        if all(predicate != KIND for predicate, _ in found) and (entities := self.entities(node)):
            found.append((KIND, Literal(usual_kind(merged=any(entities)))))
        return found

    def _reading(self, node: NamedNode, told: list[Pair]) -> list[Pair]:
        predicates = {predicate for predicate, _ in told}
        found = [*(pair for pair in told if pair[0] not in (A, IN_ARTICLE)), (A, READ), (IN_ARTICLE, self.node)]
        if predicates & {_ACT, _PART}:
            found.append((TYPE, term("kg:Statement")))
        if _PREDICATE in predicates:
            found.append((TYPE, term("kg:Relation")))
        for predicate, value in told:
            if predicate == _EVENT:
                found.append((TYPE, event_class(local_name(_lexical(value)))))
            elif predicate in STAMPS:
                found.append((STAMPS[predicate], value))
            elif predicate == DERIVED and _ACT in predicates:
                found.append((_CONTENT, value))
        return found


class _Whole(_Article):
    """An article whose graph was read whole."""

    def __init__(self, complete: Complete, name: str, pairs: dict[NamedNode, list[Pair]]) -> None:
        super().__init__(complete, name)
        self.pairs = pairs
        self._entities: dict[object, list[bool]] = defaultdict(list)
        for told in pairs.values():
            if any(predicate == TYPE for predicate, _ in told):
                for predicate, value in told:
                    if predicate == DERIVED:
                        self._entities[value].append((A, READ) in told)
        #: All that the graph tells of, sorted.
        self.nodes = sorted({*pairs, *(node for node in self._entities if isinstance(node, NamedNode))}, key=str)

    def told(self, node: NamedNode) -> Iterable[Pair]:
        """What is stored of a thing."""
        return self.pairs.get(node, ())

    def entities(self, mention: NamedNode) -> list[bool]:
        """Of each entity of the article that is read from these characters, whether it is merged."""
        return self._entities.get(mention, [])


def _fitting(pairs: Iterable[Pair], predicate: NamedNode | None, object: Term | None) -> Iterator[Pair]:
    """Those of ``pairs`` that a pattern asks for."""
    return (p for p in pairs if (predicate is None or p[0] == predicate) and (object is None or p[1] == object))


def _offsets(characters: NamedNode) -> list[Pair]:
    start, end = offsets(characters.value)
    return [(_BEGIN, literals.offset(start)), (_END, literals.offset(end))]


def _lexical(node: object) -> str:
    return node.value if isinstance(node, NamedNode | Literal) else str(node)
