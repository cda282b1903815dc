"""A query in a process of its own, with limits: it can be ended, and what it breaks is not ours.

The store's engine heeds no signal while it counts or follows a path, a query that is nested deeply enough overflows its
stack, and one that makes long strings takes all memory. So :func:`answer` starts ``python -m kg.graph.query_process``,
hands it the request as one line of JSON, and passes on what it writes; the process ends with the answer, at a limit, or
when whoever asked is gone.
"""

from __future__ import annotations

import contextlib
import json
import math
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from typing import IO, Final, NoReturn

from kg import errors
from kg.errors import KgError, LimitError, QueryError

FORMATS: Final = ("table", "csv", "tsv", "json", "xml", "turtle", "ntriples", "rdfxml", "jsonld")

_CHUNK: Final = 1 << 16
_TOO_DEEP: Final = "the query is nested too deeply, or has too many parts"
_TOO_LARGE: Final = "the query needs more than {} MB of memory"


@dataclass(frozen=True, slots=True)
class Limits:
    """What a query may take: seconds, megabytes of memory (where the system can hold it to that), rows or triples."""

    seconds: float = 60
    megabytes: int = 4096
    rows: int = 1_000_000


@dataclass(frozen=True, slots=True)
class Request:
    """A question to the graph in the folder ``graph``.

    ``query`` is SPARQL, or the name of a shipped query, which takes ``parameters`` and gives ``limit`` rows at most;
    ``loosely``: the things that these name may be named in part or spelt otherwise, and the asker is told which it is.
    ``format`` is one of :data:`FORMATS`, ``width`` that of a table in columns (None: as wide as needed). Of
    ``formats``, where there are any, the first that the result can have is taken instead, and its name is the first
    line of the answer. ``default_graphs`` and ``named_graphs`` are the graphs that are asked, by IRI; both None: all.
    """

    graph: str
    query: str
    parameters: dict[str, str] = field(default_factory=dict)
    limit: int | None = None
    loosely: bool = False
    format: str = "table"
    width: int | None = None
    formats: tuple[str, ...] = ()
    default_graphs: tuple[str, ...] | None = None
    named_graphs: tuple[str, ...] | None = None


def answer(
    request: Request,
    out: IO[bytes],
    limits: Limits = Limits(),
    begun: Callable[[Callable[[], None]], object] = lambda end: None,
    told: Callable[[str], object] = lambda note: None,
) -> None:
    """Write the answer to ``out``, in UTF-8, as it comes.

    ``begun`` is given what ends the query before its time, from any thread, ``told`` what a thing was taken for, a line
    each. Raises QueryError for a query that cannot be run, LimitError for one that exceeds a limit (what was written
    until then is a part), FormError for a result that is none of ``formats``, UnknownThingError for an unknown thing,
    GraphError for a graph that cannot be read.
    """
    command = [sys.executable, "-P", "-m", __name__]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment,
        start_new_session=True,
    )  # fmt: skip
    late = threading.Event()

    def end() -> None:
        late.set()
        process.kill()

    clock = threading.Timer(limits.seconds, end)
    clock.daemon = True
    clock.start()
    begun(process.kill)
    try:
        assert process.stdin and process.stdout and process.stderr
        with contextlib.suppress(BrokenPipeError):
            process.stdin.write(json.dumps([asdict(request), asdict(limits)]).encode() + b"\n")
            process.stdin.flush()  # and stays open: that it closes says that nobody waits any more
        while chunk := process.stdout.read1(_CHUNK):  # type: ignore[attr-defined]
            out.write(chunk)
        said, status = process.stderr.read(), process.wait()
    finally:
        clock.cancel()
        process.kill()
        process.communicate()
    for note in _notes(said):
        told(note)
    if status:
        raise _failure(status, said.decode("utf-8", "replace"), limits, late=late.is_set())


def _notes(said: bytes) -> Iterator[str]:
    for line in said.decode("utf-8", "replace").splitlines():
        with contextlib.suppress(ValueError, KeyError, TypeError):
            yield str(json.loads(line)["note"])


def _failure(status: int, said: str, limits: Limits, *, late: bool) -> KgError:
    """Why the process ended without an answer: what it says, else what ended it."""
    if late or status == -getattr(signal, "SIGXCPU", 0):
        return LimitError(f"the query takes longer than {limits.seconds:g} seconds")
    with contextlib.suppress(ValueError, KeyError, IndexError, TypeError):
        told = json.loads(said.splitlines()[-1])
        return _told(told["error"], told["message"])
    if "overflowed its stack" in said or status == -signal.SIGSEGV:
        return QueryError(_TOO_DEEP)
    if status in (-signal.SIGABRT, -signal.SIGKILL):  # the allocator's way to say no, or the system's
        return LimitError(_TOO_LARGE.format(limits.megabytes))
    return QueryError(f"the query ended the process that ran it (status {status})")


def _told(kind: str, message: str) -> KgError:
    known = getattr(errors, kind)
    assert issubclass(known, KgError)
    return known(message) if known is not errors.InputError else KgError(message)


# ---------------------------------------------------------------- within the process


def _main() -> NoReturn:
    """Read a request, write its answer, end."""
    asked, most = json.loads(sys.stdin.buffer.readline())
    request, limits = Request(**asked), Limits(**most)
    _limit(limits)
    threading.Thread(target=_end_with_the_asker, daemon=True).start()
    status = 0
    try:
        _answer(request, limits.rows)
        sys.stdout.flush()
    except BrokenPipeError:
        status = 1
    except KgError as error:
        status = _say(type(error).__name__, str(error))
    except MemoryError:
        status = _say("LimitError", _TOO_LARGE.format(limits.megabytes))
    except RecursionError:
        status = _say("QueryError", _TOO_DEEP)
    os._exit(status)  # without the interpreter's leave, which would wait for the thread that waits for the asker


def _answer(request: Request, rows: int) -> None:
    from kg.graph.named_queries import is_name, named_queries  # noqa: PLC0415
    from kg.graph.query import run, run_named  # noqa: PLC0415 - whoever only asks needs no store
    from kg.graph.rdf import Dataset  # noqa: PLC0415
    from kg.graph.results import form, write  # noqa: PLC0415
    from kg.graph.store import GraphFolder  # noqa: PLC0415
    from kg.graph.view import GraphView  # noqa: PLC0415

    folder = GraphFolder.open(request.graph)
    if is_name(request.query):
        view = GraphView(folder.store(), folder.base)
        say = _note if request.loosely else None
        result = run_named(view, request.query, request.parameters, request.limit, say)
    elif request.parameters:
        raise QueryError(f"{request.query}: no such named query; there are: {', '.join(named_queries())}")
    else:
        graphs = (request.default_graphs, request.named_graphs)
        dataset = None if graphs == (None, None) else Dataset(tuple(graphs[0] or ()), tuple(graphs[1] or ()))
        result = run(folder.store(), request.query, dataset)
    format_ = request.format
    if request.formats:
        format_ = form(result, request.formats)
        sys.stdout.buffer.write(f"{format_}\n".encode())
    write(result, format_, sys.stdout.buffer, folder.base, request.width, most=rows)


def _note(line: str) -> None:
    print(json.dumps({"note": line}), file=sys.stderr, flush=True)


def _say(kind: str, message: str) -> int:
    print(json.dumps({"error": kind, "message": message}), file=sys.stderr, flush=True)
    return 1


def _end_with_the_asker() -> NoReturn:
    """End when the other side of standard input is gone."""
    while os.read(0, _CHUNK):
        pass
    os._exit(1)


def _limit(limits: Limits) -> None:
    """Let the system hold this process to the limits; Windows knows none, there the clock of the asker alone counts."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - not there on Windows

    seconds = math.ceil(limits.seconds) + 1
    wanted: list[tuple[int, int]] = [
        (resource.RLIMIT_CORE, 0), (resource.RLIMIT_CPU, seconds), (resource.RLIMIT_AS, limits.megabytes << 20)
    ]  # fmt: skip
    for which, most in wanted:
        hard = resource.getrlimit(which)[1]
        bound = most if hard == resource.RLIM_INFINITY else min(most, hard)
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(which, (bound, bound))


if __name__ == "__main__":
    _main()
