"""The whole story on one page: read, annotate, extract, resolve, write.

The stages are imported where they are called: whoever imports ``kg``, or merges what is kept, needs no spaCy.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from functools import cache, partial
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import kg
from kg.errors import CallError, GraphError, InputError, LeftOut
from kg.ids import digest
from kg.records import Article, Extraction

if TYPE_CHECKING:
    from kg.annotate.pipeline import Annotator
    from kg.graph.store import GraphFolder

OnError = Callable[[InputError], None]


@dataclass(frozen=True, slots=True)
class Options:
    """How articles are read. ``model`` None is the default spaCy pipeline; files are the user's own, before ours.

    ``fast`` leaves the encoder out; ``weights`` None are those shipped; ``all_events`` keeps the doubtful ones too.
    ``jobs`` processes read, None: as many as there are cores, where there is enough to read; or, instead of them, the
    workers of the Dask scheduler at the address ``cluster``.
    """

    published: str | None = None
    fast: bool = False
    model: str | None = None
    weights: Path | None = None
    gazetteer: Path | None = None
    lexicon: Path | None = None
    jobs: int | None = 1
    all_events: bool = False
    cluster: str | None = None

    @property
    def fingerprint(self) -> str:
        """A hash of what decides an extraction, the articles aside: one with the same need not be made again."""
        from kg.annotate.encoder.weights import digest as weights_digest
        from kg.annotate.pipeline import DEFAULT_MODEL

        files = [sha256(path.read_bytes()).hexdigest() if path else "" for path in (self.gazetteer, self.lexicon)]
        encoder = "" if self.fast else weights_digest(self.weights)
        return digest(
            kg.__version__, str(self.published), encoder, self.model or DEFAULT_MODEL, str(self.all_events), *files
        )


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
    inputs: Iterable[str | Path | Article],
    graph: Path,
    options: Options = Options(),
    *,
    base: str | None = None,
    replaces: str | None = None,
    on_error: OnError,
    on_article: Callable[[Article], None] = lambda article: None,
    on_mended: OnError | None = None,
) -> Summary:
    """Add articles to the graph in the folder ``graph``, merge all anew, and make the result current.

    Where ``inputs`` change nothing, and nothing else has changed, the graph stays as it is.

    ``inputs`` are paths, or articles that are read already. Of the versions of an article (same URL, or ``inputs`` is
    one that ``replaces`` an article of this id, key or IRI) the newest is merged; the others are kept for
    :func:`as_of`.
    The graph keeps the gazetteer of ``options``, and is read and merged by it again where a later call gives none.
    What cannot be read goes to ``on_error``; the rest is done. What was damaged of the graph and is mended goes to
    ``on_mended`` (``on_error`` if None), what is lost for good to ``on_error``. Raises GraphError if the folder is none
    or in use, or if it would be a graph of no article; CallError for no inputs where there is no graph.
    """
    from kg.graph.store import GraphFolder
    from kg.graph.upkeep import said_lost

    inputs = list(inputs)
    _complain(options, on_error)
    if not inputs and not GraphFolder.exists(graph):
        raise CallError(f"{graph}: no graph is there; say which articles to build it from")
    with GraphFolder.create_or_open(graph, base) as folder, _or_nothing(folder):
        if options.gazetteer:
            folder.keep_gazetteer(options.gazetteer)
        lost = _mend(folder, on_error, on_mended or on_error)
        options = replace(options, gazetteer=folder.gazetteer)
        settings = options.fingerprint
        articles = _articles(inputs, options, on_error)
        if replaces is not None:
            articles = _replacing(articles, folder, replaces, on_error)
        todo = _fresh(articles, folder, settings, on_article)
        for extraction in extract_articles(todo, options, on_error=on_error):
            _keep(extraction, folder, settings, on_error)
            on_article(extraction.article)
        if folder.is_empty:
            raise GraphError(f"{graph}: no article could be read; there is no graph")
        if missing := {key: name for key, name in lost.items() if not folder.keeps(key)}:
            on_error(InputError(f"{graph}", f"{said_lost(missing)}; build them again"))
        if inputs and (counts := folder.unchanged()) is not None:
            return Summary(**counts)
        return merge(folder)


@contextmanager
def _or_nothing(folder: GraphFolder) -> Iterator[None]:
    """A first build that comes to nothing leaves no graph of no article behind."""
    try:
        yield
    except Exception:
        with suppress(GraphError):
            if folder.is_empty:
                folder.discard()
        raise


def _replacing(articles: Iterable[Article], folder: GraphFolder, older: str, on_error: OnError) -> Iterator[Article]:
    """The one article that takes the place of another. Raises CallError for several, UnknownThingError for no other."""
    given = list(articles)
    if len(given) > 1:
        raise CallError(f"--replaces is said of one article; {len(given)} are given")
    for article in given:
        with _retelling(folder, article, on_error):
            folder.replace(article, older)
        yield article


def _keep(extraction: Extraction, folder: GraphFolder, settings: str, on_error: OnError) -> None:
    """Add what an article says; that it is an older version of another is told, and no fault."""
    article = extraction.article
    with _retelling(folder, article, on_error):
        try:
            folder.add(extraction, settings)
        except InputError as error:
            on_error(error)
            return
    if folder.text_of(article) != article.sha256:
        on_error(LeftOut(article.id, "an older version of an article of the graph; it is kept for --as-of"))


@contextmanager
def _retelling(folder: GraphFolder, article: Article, on_error: OnError) -> Iterator[None]:
    """Tell where an article has another text afterwards; what a person said of the readings of the old one goes."""
    before = folder.text_of(article)
    yield
    if before not in (None, folder.text_of(article)):
        dropped = folder.forget_judgements(article)
        lost = f"; {dropped} judgements on its readings are dropped" if dropped else ""
        on_error(LeftOut(article.id, f"an older version of it makes room, and is kept for --as-of{lost}"))


@contextmanager
def as_of(folder: GraphFolder, day: str) -> Iterator[GraphFolder]:
    """What was known at the end of ``day``: a graph of the articles published by then, in a folder that goes again.

    It is the graph that a build of these articles, each in its newest version of that time, would give: the names and
    the judgements are today's. Raises CallError for what is no date, GraphError where nothing was published by then.
    """
    from kg.graph.literals import last_day
    from kg.graph.store import GraphFolder

    last = last_day(day)
    if last is None:
        raise CallError(f"{day}: is no date; it is YYYY-MM-DD, YYYY-MM or YYYY")
    with TemporaryDirectory() as place, GraphFolder.create_or_open(Path(place) / folder.name, folder.base) as then:
        if (gazetteer := folder.gazetteer) is not None:
            then.keep_gazetteer(gazetteer)
        if judgements := folder.judgements():
            then.add_judgements(judgements)
        for extraction in folder.as_of(last):
            then.add(extraction)
        if not len(then):
            raise GraphError(f"{folder.path}: no article in it is known to have been published by {day}")
        merge(then)
        yield then
        then.close()


def _mend(folder: GraphFolder, on_error: OnError, on_mended: OnError) -> dict[str, str]:
    """Mend what the graph keeps; key → id of the articles that are lost unless this build restores them."""
    lost: dict[str, str] = {}
    for damage in folder.repair():
        lost.update(damage.lost)
        (on_mended if damage.restored else on_error)(InputError(f"{folder.path}/{damage.file}", damage.said))
    return lost


def merge(folder: GraphFolder) -> Summary:
    """Resolve everything that ``folder`` keeps, by the names it keeps, and make the outcome its current graph."""
    from kg.lexicon.gazetteer import Gazetteer
    from kg.resolve import resolve_profiles
    from kg.resolve.packing import packed, unpacked
    from kg.resolve.readings import profile

    gazetteer = Gazetteer.load(folder.gazetteer)
    profiles = map(unpacked, folder.derived(lambda extraction: packed(profile(extraction))))
    resolution = resolve_profiles(profiles, judgements=folder.judgements(), gazetteer=gazetteer)
    happened = sum(event.happened for event in resolution.events)
    summary = Summary(
        articles=len(folder),
        actors=len(resolution.nodes),
        events=happened,
        propositions=len(resolution.events) - happened,
        statements=len(resolution.statements),
        relations=len(resolution.relations),
    )
    folder.publish(resolution, asdict(summary))
    return summary


def extract_all(inputs: Iterable[str | Path], options: Options, *, on_error: OnError) -> Iterator[Extraction]:
    """What each article of ``inputs`` says, in their order, whatever the number of processes."""
    _complain(options, on_error)
    return extract_articles(_articles(inputs, options, on_error), options, on_error=on_error)


def extract_articles(articles: Iterable[Article], options: Options, *, on_error: OnError) -> Iterator[Extraction]:
    """What each article says, in their order; what cannot be read, or is left out of one, goes to ``on_error``."""
    for results in _results(articles, options):
        for result in results:
            if isinstance(result, InputError):
                on_error(result)
            else:
                yield result


def _results(articles: Iterable[Article], options: Options) -> Iterator[list[Extraction | InputError]]:
    """What comes of each article, in their order, read in this process, in several, or by a cluster's workers."""
    from kg import cluster, workers

    if options.cluster is not None:
        return cluster.ordered(extract_article, articles, options, options.cluster)
    jobs = options.jobs
    if jobs is None:
        jobs, articles = workers.worthwhile(articles)
    return workers.ordered(partial(extract_article, options=replace(options, jobs=jobs)), articles, jobs)


def extract_article(article: Article, options: Options) -> list[Extraction | InputError]:
    """What the article says, and what of it was left out.

    If it breaks the extractors, that: it must not keep the others from being read.
    """
    from kg.extract.events.heads import Heads
    from kg.extract.extractor import extract
    from kg.lexicon.frames import load as load_frames

    annotate, frames = _annotator(options), load_frames(options.lexicon)
    heads = None if options.fast else Heads.of(options.weights)
    try:
        doc = annotate(article)
        found = extract(doc, frames, heads, all_events=options.all_events)
    except Exception as error:
        return [InputError(article.id, f"cannot be read, which is a bug: {type(error).__name__}: {error}")]
    return [LeftOut(article.id, "; ".join(doc._.left_out)), found] if doc._.left_out else [found]


@cache
def _annotator(options: Options) -> Annotator:
    from kg.annotate.pipeline import DEFAULT_MODEL, Annotator
    from kg.workers import cores

    return Annotator(
        options.model or DEFAULT_MODEL,
        options.gazetteer,
        fast=options.fast,
        weights=options.weights,
        threads=max(1, cores() // (options.jobs or 1)),
    )


def _articles(inputs: Iterable[str | Path | Article], options: Options, on_error: OnError) -> Iterator[Article]:
    """The articles of ``inputs``, paths beside one another read together, so that an id twice among them is noticed."""
    from kg.articles import read

    for given, group in groupby(inputs, lambda value: isinstance(value, Article)):
        if given:
            yield from (article for article in group if isinstance(article, Article))
        else:
            paths = [path for path in group if not isinstance(path, Article)]
            yield from read(paths, published=options.published, on_error=on_error)


def _complain(options: Options, on_error: OnError) -> None:
    """Hand on what of the user's gazetteer cannot be used."""
    from kg.lexicon.gazetteer import Gazetteer

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


#: The name by which scripts outside of the project call :func:`extract_article`.
_extract = extract_article
