"""What ``import kg`` gives: read, extract, build, open. Nothing heavy is imported before it is called."""

from __future__ import annotations

import io
import json
import warnings
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, Unpack, overload

from kg.build import Options, build_graph, extract_articles
from kg.errors import InputError, InputWarning, QueryError
from kg.ids import BASE
from kg.records import Article, Extraction

if TYPE_CHECKING:
    import rdflib

    from kg.export.projection import Network
    from kg.graph.view import GraphView

Value = str | int | float | bool | date | None
Row = dict[str, Value]


class Reading(TypedDict, total=False):
    """How articles are read, as options of the same names of ``kg build``; every one may be left out.

    ``published`` is the date of publication of all the articles; ``fast`` leaves the encoder out; ``model`` is another
    English spaCy pipeline by its name; ``weights`` a folder of other weights of the encoder; ``gazetteer`` and
    ``lexicon`` are files of names and of event frames of your own; ``jobs`` is the number of processes.
    """

    published: str | None
    fast: bool
    model: str | None
    weights: str | Path | None
    gazetteer: str | Path | None
    lexicon: str | Path | None
    jobs: int


class Selected(TypedDict, total=False):
    """What of a graph is exported: the options of ``kg export``, ``since`` for ``--from``; all may be left out.

    ``only`` may be "facts"; ``since`` and ``until`` are days, months or years, both included; ``kinds`` are roots of
    PLOVER, "event", "proposition", "statement", "relation"; ``min_confidence`` is from 0 to 1.
    """

    only: str | None
    since: str | None
    until: str | None
    kinds: Iterable[str]
    min_confidence: float


def read(*inputs: str | Path, published: str | None = None) -> Iterator[Article]:
    """The articles of files (.txt, .html, .jsonl) and folders, in order.

    What cannot be read is an :class:`~kg.errors.InputWarning` each, and left out. Raises CallError where ``published``
    is no date.

    >>> [article.id for article in read("data/samples/congo")]
    ['congo/kinshasa-embassies', 'congo/sadc-summit', 'dar-es-salaam', 'goma', 'security-council']
    """
    from kg.articles import read as read_inputs

    return read_inputs(inputs, published=published, on_error=_warn)


@overload
def extract(texts: str | Article, **options: Unpack[Reading]) -> Extraction: ...  # type: ignore[overload-overlap]


@overload
def extract(texts: Iterable[str | Article], **options: Unpack[Reading]) -> Iterator[Extraction]: ...


def extract(
    texts: str | Article | Iterable[str | Article], **options: Unpack[Reading]
) -> Extraction | Iterator[Extraction]:
    """What a text in memory says: one ``Extraction`` of one text, an iterator over those of several.

    A text is a string or an ``Article``. Raises InputError where a single one cannot be read (it is not in English,
    say); of several each such is an InputWarning and left out.

    >>> said = extract("Norway's foreign minister, Anna Berg, said on Friday that talks with Chile had failed.")
    >>> [said.article.text[m.start : m.end] for m in said.mentions if m.kind == "name"]
    ['Norway', 'Anna Berg', 'Chile']
    """
    from kg.articles import article

    chosen = _options(options)
    if isinstance(texts, str | Article):
        one = texts if isinstance(texts, Article) else article(texts, published=chosen.published)
        return next(extract_articles([one], chosen, on_error=_raise))
    return extract_articles(_articles(texts, chosen.published), chosen, on_error=_warn)


def build(
    inputs: str | Path | Iterable[str | Path | Article],
    graph: str | Path,
    *,
    base: str = BASE,
    replaces: str | None = None,
    **options: Unpack[Reading],
) -> Graph:
    """Add articles to the graph in the folder ``graph``, which is made if it is not there, and open it.

    ``inputs`` are files, folders (one, or several), or ``Article``s. What cannot be read is an InputWarning each, the
    rest is done. ``replaces`` is the id or IRI of an article that ``inputs``, one article, is a newer version of.
    Raises GraphError where the folder cannot be used.
    """
    given = [inputs] if isinstance(inputs, str | Path) else inputs
    build_graph(given, Path(graph), _options(options), base=base, replaces=replaces, on_error=_warn)
    return Graph(graph)


def open(graph: str | Path) -> Graph:
    """The graph in a folder. Raises GraphError where it is none."""
    return Graph(graph)


class Graph:
    """A graph in a folder: ask it, look at it, let it leave in any format.

    It shows the state in which it was first looked at; :func:`open` it again after others have built.
    """

    def __init__(self, path: str | Path) -> None:
        from kg.graph.store import GraphFolder

        self._folder = GraphFolder.open(path)
        self._folder.reader()

    def __repr__(self) -> str:
        return f"kg.open({str(self.path)!r})"

    @property
    def path(self) -> Path:
        """The folder."""
        return self._folder.path

    @property
    def base(self) -> str:
        """What the IRIs of things that the graph minted begin with."""
        return self._folder.base

    def query(self, query: str, /, *, timeout: float = 60, **parameters: str) -> list[Row]:
        """The rows of a SELECT, or of a shipped query by its name with its parameters.

        IRIs and strings are str, numbers, booleans and days are Python's own, what is unbound is None. Prefixes need
        not be declared. Raises QueryError for what cannot be run or takes longer than ``timeout`` seconds.
        """
        answer = json.loads(self._answer(query, "json", timeout, parameters))
        if "results" not in answer:
            raise QueryError("the query asks for yes or no: use ask()")
        names = answer["head"]["vars"]
        return [{name: _value(row.get(name)) for name in names} for row in answer["results"]["bindings"]]

    def ask(self, query: str, /, *, timeout: float = 60) -> bool:
        """The answer to an ASK."""
        answer = json.loads(self._answer(query, "json", timeout, {}))
        if "boolean" not in answer:
            raise QueryError("the query asks for rows: use query()")
        return bool(answer["boolean"])

    def construct(self, query: str, /, *, timeout: float = 60) -> rdflib.Graph:
        """The triples of a CONSTRUCT or DESCRIBE."""
        import rdflib

        return rdflib.Graph().parse(data=self._answer(query, "turtle", timeout, {}), format="turtle")

    def show(self, what: str, *, why: bool = False) -> str:
        """What the graph has on a thing (a name, an IRI, a reading), with its evidence, as text; ``why`` it is one.

        Raises UnknownThingError, with what comes near.
        """
        from kg.explore.text import described

        return "\n".join(line.plain for line in described(self._view, what, self._folder.why() if why else None))

    def export(
        self,
        to: str,
        path: str | Path,
        *,
        limit: int | None = None,
        table: str | None = None,
        **selected: Unpack[Selected],
    ) -> Path:
        """Write the graph, or what of it is selected, in a format of ``kg export --to``; gives the path.

        ``limit`` is html's number of nodes, ``table`` how a table is written: "csv", "jsonl", "parquet", "xlsx". Raises
        CallError for a call that makes no sense.
        """
        from kg.export.formats import export_graph
        from kg.export.selection import Selection

        export_graph(self._folder, to, str(path), limit, selection=Selection.of(**selected), table=table)
        return Path(path)

    def network(self) -> Network:
        """The property graph that the page, Neo4j, GraphML and GEXF share, for networkx."""
        from kg.export.projection import project

        return project(self._folder.store())

    @property
    def _view(self) -> GraphView:
        from kg.graph.view import GraphView

        return GraphView(self._folder.store(), self.base)

    def _answer(self, query: str, format: str, timeout: float, parameters: dict[str, str]) -> str:
        from kg.graph.query_process import Limits, Request, answer

        out = io.BytesIO()
        answer(Request(str(self.path), query, parameters, format=format), out, Limits(seconds=timeout))
        return out.getvalue().decode()


def _value(term: dict[str, str] | None) -> Value:
    """A term of SPARQL's JSON results as a value of Python."""
    if term is None:
        return None
    if term["type"] == "triple":
        return json.dumps(term["value"])
    kind, text = term.get("datatype", "").rpartition("#")[2], term["value"]
    try:
        if kind in ("integer", "nonNegativeInteger"):
            return int(text)
        if kind in ("decimal", "double", "float"):
            return float(text)
        if kind == "boolean":
            return text in ("true", "1")
        if kind == "date":
            return date.fromisoformat(text)
    except ValueError:
        pass
    return text


def _articles(texts: Iterable[str | Article], published: str | None) -> Iterator[Article]:
    from kg.articles import article

    for text in texts:
        try:
            yield text if isinstance(text, Article) else article(text, published=published)
        except InputError as error:
            _warn(error)


def _options(given: Reading) -> Options:
    return Options(
        published=given.get("published"),
        fast=given.get("fast", False),
        model=given.get("model"),
        weights=_path(given.get("weights")),
        gazetteer=_path(given.get("gazetteer")),
        lexicon=_path(given.get("lexicon")),
        jobs=given.get("jobs", 1),
    )


def _path(given: str | Path | None) -> Path | None:
    return None if given is None else Path(given)


def _warn(error: InputError) -> None:
    warnings.warn(str(error), InputWarning, stacklevel=3)


def _raise(error: InputError) -> None:
    raise error
