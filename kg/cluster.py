"""The same function over many articles, by the workers of a Dask scheduler, in the order of the articles.

A task is a shard of articles. Whoever reads a shard, and how often it had to be read because a worker went, the result
is the same: a worker that would read otherwise than this machine (another kg, model or library) is refused. What the
user's own files hold travels with the tasks; a folder of weights must stand at the same path everywhere.
"""

from __future__ import annotations

import sys
import warnings
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from importlib import import_module, metadata
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from typing import TYPE_CHECKING, Any, Final, TypeVar

from kg.errors import CallError, ClusterError, KgError
from kg.ids import digest
from kg.records import Article
from kg.workers import cores

if TYPE_CHECKING:
    from kg.build import Options

R = TypeVar("R")
Read = Callable[[Article, "Options"], R]
#: Articles in a shard; shards for each thread of the workers that are held here at a time.
SHARD: Final = 16
_AHEAD: Final = 3
#: How often a shard is given out again when those that read it die.
_TRIES: Final = 5
#: How long the scheduler may take to answer, and a first worker to come, in seconds.
_CONNECT, _PATIENCE = 10, 60
#: What of this package, and of others, decides what an article says.
_PARTS: Final = ("annotate", "extract", "lexicon")
_LIBRARIES: Final = ("numpy", "onnxruntime", "snowballstemmer", "spacy", "thinc", "tokenizers")


@dataclass(frozen=True, slots=True)
class Reading:
    """How a worker reads: options without files, those files (option, name, bytes), a hash of what must be there."""

    options: Options
    files: tuple[tuple[str, str, bytes], ...]
    reads: str

    @classmethod
    def of(cls, options: Options) -> Reading:
        """What is sent for ``options``."""
        given = (("gazetteer", options.gazetteer), ("lexicon", options.lexicon))
        files = tuple((name, path.name, path.read_bytes()) for name, path in given if path)
        bare = replace(options, gazetteer=None, lexicon=None, cluster=None, jobs=1)
        return cls(bare, files, _reads(options))


def ordered(read: Read[R], articles: Iterable[Article], options: Options, address: str) -> Iterator[R]:
    """``read`` of each article, in their order, by the workers of the scheduler at ``address``; it must be picklable.

    Workers may come and go. Raises ClusterError where none comes, one reads otherwise, or all that read a shard die;
    CallError without Dask.
    """
    rest = iter(articles)
    with _connected(address) as client:
        reading = client.submit(_same, Reading.of(options), pure=False)
        waiting: deque[tuple[list[Article], Any]] = deque()
        while shard := list(islice(rest, SHARD)):
            waiting.append((shard, client.submit(_read, read, reading, shard, pure=False)))
            while len(waiting) > _AHEAD * max(1, sum(client.nthreads().values())):
                yield from _result(client, read, reading, *waiting.popleft())
        while waiting:
            yield from _result(client, read, reading, *waiting.popleft())


def _result(client: Any, read: Read[R], reading: Any, shard: list[Article], future: Any) -> list[R]:
    """What a shard says; it is given out again where worker after worker died that had it."""
    killed = import_module("distributed").KilledWorker
    for _ in range(_TRIES):
        try:
            found: list[R] = future.result()
            return found
        except killed:
            future = client.submit(_read, read, reading, shard, pure=False)
    ends = f"{shard[0].id} to {shard[-1].id}"
    raise ClusterError(f"every worker that was to read the articles {ends} died; they may have too little memory")


@contextmanager
def _connected(address: str) -> Iterator[Any]:
    """The client of a scheduler that has a worker; what goes wrong with it is a ClusterError."""
    try:
        quiet = dict.fromkeys(("distributed", "distributed.client"), "critical")
        import_module("dask").config.set(logging=quiet)
        dask: Any = import_module("distributed")
    except ModuleNotFoundError as error:
        raise CallError("--cluster needs Dask: pip install 'kg[cluster]'") from error
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # versions that differ are told by those who read otherwise
            client = dask.Client(address, set_as_default=False, timeout=_CONNECT)
    except (OSError, ValueError, RuntimeError) as error:
        raise ClusterError(f"{address}: no scheduler can be reached there ({_line(error)})") from error
    with client:
        try:
            client.wait_for_workers(1, timeout=_PATIENCE)
        except TimeoutError as error:
            raise ClusterError(f"{address}: the scheduler has no worker") from error
        try:
            yield client
        except (dask.client.FutureCancelledError, dask.comm.CommClosedError) as error:
            raise ClusterError(f"{address}: the scheduler is gone; the same command, repeated, carries on") from error
        except (ImportError, RuntimeError) as error:
            lacking = "the scheduler or a worker lacks what it needs"
            raise ClusterError(f"{address}: {lacking} ({_line(error)})") from error


def _line(error: BaseException) -> str:
    return " ".join(str(error).split()) or type(error).__name__


# ---------------------------------------------------------------- what runs on a worker

#: Threads of a worker read one after the other: models are not made for more.
_ONE: Final = Lock()
#: Where the user's files lie while this process runs.
_PLACES: Final[list[TemporaryDirectory[str]]] = []


def _same(reading: Reading) -> Reading:
    """What is sent once, kept by a worker, and sent again by the scheduler when that dies."""
    return reading


def _read(read: Read[R], reading: Reading, shard: Iterable[Article]) -> list[R]:
    with _ONE:
        try:
            options = _options(reading)
            return [read(article, options) for article in shard]
        except KgError as error:
            raise ClusterError(f"{_worker()}: {error}") from None


@cache
def _options(reading: Reading) -> Options:
    """The options on this machine, where every process has one core. Raises ClusterError where it reads otherwise."""
    options = replace(reading.options, jobs=cores())
    if reading.files:
        _PLACES.append(TemporaryDirectory(prefix="kg-"))
    laid_out = dict[str, Path]()
    for option, name, data in reading.files:
        laid_out[option] = Path(_PLACES[-1].name) / f"{option}-{name}"
        laid_out[option].write_bytes(data)
    options = replace(options, gazetteer=laid_out.get("gazetteer"), lexicon=laid_out.get("lexicon"))
    if _reads(options) != reading.reads:
        raise ClusterError("has another kg, model, library or weights than this machine; install the same")
    return options


def _reads(options: Options) -> str:
    """A hash of the options and of all that is installed here and decides what an article says."""
    from kg.annotate.pipeline import DEFAULT_MODEL  # noqa: PLC0415 - nothing heavy before it is called

    package = Path(__file__).parent
    files = [path for part in _PARTS for path in (package / part).rglob("*") if path.is_file()]
    ours = [path for path in (*package.glob("*.py"), *files) if path.suffix != ".pyc"]
    hashes = (f"{path.relative_to(package).as_posix()} {sha256(path.read_bytes()).hexdigest()}" for path in ours)
    versions = (_version(name) for name in (*_LIBRARIES, options.model or DEFAULT_MODEL))
    return digest(options.fingerprint, repr(sys.version_info[:2]), *versions, *sorted(hashes))


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def _worker() -> str:
    return str(import_module("distributed").get_worker().address)
