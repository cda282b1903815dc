"""The whole story on one page: read, annotate, extract, resolve, write."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import asdict, dataclass, replace
from functools import cache
from hashlib import sha256
from multiprocessing import get_context
from pathlib import Path

import kg
from kg.annotate.annotator import DEFAULT_MODEL, Annotator
from kg.annotate.encoder.weights import digest as weights_digest
from kg.articles import read
from kg.errors import InputError, LeftOut
from kg.extract.extractor import extract
from kg.graph.store import GraphFolder
from kg.ids import digest
from kg.lexicon.frames import load as load_frames
from kg.lexicon.gazetteer import Gazetteer
from kg.records import Article, Extraction
from kg.resolve import resolve

OnError = Callable[[InputError], None]
#: What reading one article gives.
Results = list[Extraction | InputError]


@dataclass(frozen=True, slots=True)
class Options:
    """How articles are read. ``model`` None is the default spaCy pipeline; files are the user's own, before ours.

    ``fast`` leaves the encoder out; ``weights`` None are those shipped.
    """

    published: str | None = None
    fast: bool = False
    model: str | None = None
    weights: Path | None = None
    gazetteer: Path | None = None
    lexicon: Path | None = None
    jobs: int = 1

    @property
    def fingerprint(self) -> str:
        """A hash of what decides an extraction, the articles aside: one with the same need not be made again."""
        files = [sha256(path.read_bytes()).hexdigest() if path else "" for path in (self.gazetteer, self.lexicon)]
        encoder = "" if self.fast else weights_digest(self.weights)
        return digest(kg.__version__, str(self.published), encoder, self.model or DEFAULT_MODEL, *files)


@dataclass(frozen=True, slots=True)
class Summary:
    """What a graph holds, in numbers."""

    articles: int
    actors: int
    events: int
    propositions: int
    statements: int
    relations: int

    def __str__(self) -> str:
        return ", ".join(f"{number} {name}" for name, number in asdict(self).items())


def build_graph(
    inputs: Sequence[str | Path],
    graph: Path,
    options: Options = Options(),
    *,
    base: str | None = None,
    on_error: OnError,
    on_article: Callable[[Article], None] = lambda article: None,
) -> Summary:
    """Add the articles of ``inputs`` to the graph in the folder ``graph``, merge all anew, and make the result current.

    The graph keeps the gazetteer of ``options``, and is read and merged by it again where a later call gives none.
    What cannot be read goes to ``on_error``; the rest is done. Raises GraphError if the folder is none or is in use.
    """
    _complain(options, on_error)
    with GraphFolder.create_or_open(graph, base) as folder:
        if options.gazetteer:
            folder.keep_gazetteer(options.gazetteer)
        options = replace(options, gazetteer=folder.gazetteer)
        settings = options.fingerprint
        todo = _fresh(read(inputs, published=options.published, on_error=on_error), folder, settings, on_article)
        for extraction in _extractions(todo, options, on_error):
            try:
                folder.add(extraction, settings)
            except InputError as error:
                on_error(error)
            on_article(extraction.article)
        return merge(folder)


def merge(folder: GraphFolder) -> Summary:
    """Resolve everything that ``folder`` keeps, by the names it keeps, and make the outcome its current graph."""
    gazetteer = Gazetteer.load(folder.gazetteer)
    resolution = resolve(folder.extractions, judgements=folder.judgements(), gazetteer=gazetteer)
    folder.publish(resolution)
    happened = sum(event.happened for event in resolution.events)
    return Summary(
        articles=len(folder),
        actors=len(resolution.nodes),
        events=happened,
        propositions=len(resolution.events) - happened,
        statements=len(resolution.statements),
        relations=len(resolution.relations),
    )


def extract_all(inputs: Sequence[str | Path], options: Options, *, on_error: OnError) -> Iterator[Extraction]:
    """What each article says, in input order, whatever the number of processes."""
    _complain(options, on_error)
    return _extractions(read(inputs, published=options.published, on_error=on_error), options, on_error)


def _complain(options: Options, on_error: OnError) -> None:
    """Hand on what of the user's gazetteer cannot be used."""
    for fault in Gazetteer.load(options.gazetteer).faults:
        on_error(fault)


def _fresh(
    articles: Iterable[Article], folder: GraphFolder, settings: str, skipped: Callable[[Article], None]
) -> Iterator[Article]:
    """The articles that the graph does not hold yet: what was done before a stop is not done again."""
    for article in articles:
        if folder.has(article, settings):
            skipped(article)
        else:
            yield article


def _extractions(articles: Iterable[Article], options: Options, on_error: OnError) -> Iterator[Extraction]:
    for result in (result for results in _results(articles, options) for result in results):
        if isinstance(result, InputError):
            on_error(result)
        else:
            yield result


def _results(articles: Iterable[Article], options: Options) -> Iterator[Results]:
    if options.jobs == 1:
        yield from (_extract(article, options) for article in articles)
        return
    with ProcessPoolExecutor(options.jobs, mp_context=get_context("spawn")) as pool:
        waiting: deque[Future[Results]] = deque()
        for article in articles:
            waiting.append(pool.submit(_extract, article, options))
            if len(waiting) > 4 * options.jobs:  # a bound on what is held at a time
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _extract(article: Article, options: Options) -> Results:
    """What the article says, and what of it was left out.

    If it breaks the extractors, that: it must not keep the others from being read.
    """
    annotate, frames = _annotator(options), load_frames(options.lexicon)
    try:
        doc = annotate(article)
        found = extract(doc, frames)
    except Exception as error:
        return [InputError(article.id, f"cannot be read, which is a bug: {type(error).__name__}: {error}")]
    return [LeftOut(article.id, "; ".join(doc._.left_out)), found] if doc._.left_out else [found]


@cache
def _annotator(options: Options) -> Annotator:
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return Annotator(
        options.model or DEFAULT_MODEL,
        options.gazetteer,
        fast=options.fast,
        weights=options.weights,
        threads=max(1, cores // options.jobs),
    )
