"""What the commands share: options, errors as one line with the right exit status, an end without a traceback."""

from __future__ import annotations

import functools
import io
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, ParamSpec, TextIO, TypeVar

import click

from kg.errors import InputError, KgError, LeftOut
from kg.terminal import visible

if TYPE_CHECKING:
    from kg.graph.store import GraphFolder

P = ParamSpec("P")
R = TypeVar("R")

inputs = click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
graph = click.argument("graph", metavar="DIR", type=click.Path(exists=True, file_okay=False, path_type=Path))
output = click.option("-o", "--output", default="-", metavar="PATH", help="Where to write; - is standard output.")


def complain(error: KgError) -> None:
    """Say ``error`` in one line on standard error."""
    note(str(error))


def note(said: str) -> None:
    """Say something in one line on standard error."""
    try:
        click.echo("kg: " + visible(" ".join(said.split())), err=True)
    except OSError:  # nobody reads it, or it cannot be kept: the exit status still says that something was wrong
        _let_go(sys.stderr)


def prepare_streams() -> None:
    """Make the standard streams take whatever a command says: one that is closed, or whose encoding lacks letters."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115, PTH123 - open to the end
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


@contextmanager
def ending_cleanly() -> Iterator[None]:
    """Let nothing of the machine end a command in a traceback: a full disk is one line, a closed pipe silence.

    A usage error is said so that no terminal obeys it. Whoever closes the pipe has read enough: that is no fault.
    """
    status: str | int | None = 0
    try:
        try:
            yield
        except click.UsageError as error:
            raise click.UsageError(visible(error.format_message()), error.ctx) from error
        except SystemExit as end:
            status = end.code
            raise
        finally:
            sys.stdout.flush()
    except BrokenPipeError:
        _let_go(sys.stdout)
        sys.exit(status)
    except OSError as error:
        _let_go(sys.stdout)
        complain(KgError(f"{error.filename or 'standard output'}: {error.strerror or error}"))
        sys.exit(1)
    except UnicodeEncodeError as error:  # of all that is read, arguments alone may hold what is no text
        complain(KgError(f"{error.object}: is not UTF-8"))
        sys.exit(2)
    except MemoryError:
        complain(KgError("out of memory"))
        sys.exit(1)
    except KeyboardInterrupt:  # before or after the part of a command that ends at once
        complain(KgError("stopped"))
        sys.exit(130)


def _let_go(stream: TextIO) -> None:
    """Let what cannot be written go: at its end the interpreter would try once more, and complain."""
    with suppress(OSError, ValueError):
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, stream.fileno())
        os.close(null)


def errors(command: Callable[P, R]) -> Callable[P, R]:
    """Turn a ``KgError`` that reaches the top into one line and its exit status."""

    @functools.wraps(command)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return command(*args, **kwargs)
        except KgError as error:
            complain(error)
            sys.exit(error.exit_status)

    return wrapped


class Faults:
    """Counts and says what is wrong with single inputs while the rest of the batch goes on."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, error: InputError) -> None:
        """Say ``error`` and remember that there was one; what was only left out is no fault."""
        self.count += not isinstance(error, LeftOut)
        complain(error)

    def finish(self) -> None:
        """Exit with status 1 if anything was at fault."""
        if self.count:
            sys.exit(1)


def as_of_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """At which time the graph is looked at."""
    text = "What was known then: the graph of the articles published by this day, month or year."
    return click.option("--as-of", metavar="DATE", help=text)(command)


@contextmanager
def opened(graph: Path, day: str | None) -> Iterator[GraphFolder]:
    """The graph in a folder, as it is or as it would have been at the end of ``day``."""
    from kg.build import as_of  # noqa: PLC0415 - a graph that is only opened needs none of it
    from kg.graph.store import GraphFolder  # noqa: PLC0415

    folder = GraphFolder.open(graph)
    if day is None:
        yield folder
        return
    with as_of(folder, day) as then:
        yield then


def encoder_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Whether the encoder reads the text, and with which weights."""
    folder = click.Path(exists=True, file_okay=False, path_type=Path)
    command = click.option("--weights", type=folder, help="Weights of the encoder, instead of ours.")(command)
    return click.option("--fast", is_flag=True, help="No encoder: spaCy and rules alone.")(command)


def extraction_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options of ``build`` and ``extract`` that say how articles are read."""
    existing = click.Path(exists=True, dir_okay=False, path_type=Path)
    jobs = "Processes that read.  [default: one a core, where there is enough to read]"
    command = click.option("--jobs", type=click.IntRange(1), metavar="N", help=jobs)(command)
    command = click.option("--lexicon", type=existing, help="Event frames of your own (YAML), before ours.")(command)
    command = click.option("--gazetteer", type=existing, help="Names of your own (CSV, JSON), before ours.")(command)
    command = click.option("--model", metavar="NAME", help="Another English spaCy pipeline, by its name.")(command)
    command = encoder_options(command)
    return click.option("--published", metavar="DATE", help="Date of publication of all the articles.")(command)
