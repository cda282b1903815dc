"""What the commands share: options, errors as one line with the right exit status, output to a file or ``-``."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, ParamSpec, TextIO, TypeVar

import click

from kg.errors import InputError, KgError, LeftOut
from kg.terminal import visible

P = ParamSpec("P")
R = TypeVar("R")

inputs = click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
graph = click.argument("graph", metavar="DIR", type=click.Path(exists=True, file_okay=False, path_type=Path))
output = click.option("-o", "--output", default="-", metavar="PATH", help="Where to write; - is standard output.")


def complain(error: KgError) -> None:
    """Say ``error`` in one line on standard error."""
    click.echo("kg: " + visible(" ".join(str(error).split())), err=True)


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


def encoder_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Whether the encoder reads the text, and with which weights."""
    folder = click.Path(exists=True, file_okay=False, path_type=Path)
    command = click.option("--weights", type=folder, help="Weights of the encoder, instead of ours.")(command)
    return click.option("--fast", is_flag=True, help="No encoder: spaCy and rules alone.")(command)


def extraction_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options of ``build`` and ``extract`` that say how articles are read."""
    existing = click.Path(exists=True, dir_okay=False, path_type=Path)
    command = click.option("--jobs", type=click.IntRange(1), default=1, show_default=True, help="Processes.")(command)
    command = click.option("--lexicon", type=existing, help="Event frames of your own (YAML), before ours.")(command)
    command = click.option("--gazetteer", type=existing, help="Names of your own (CSV, JSON), before ours.")(command)
    command = click.option("--model", metavar="NAME", help="Another English spaCy pipeline, by its name.")(command)
    command = encoder_options(command)
    return click.option("--published", metavar="DATE", help="Date of publication of all the articles.")(command)


@contextmanager
def writing(path: str) -> Iterator[TextIO]:
    """A text stream to ``path`` (``-``: standard output); a file appears whole or not at all."""
    if path == "-":
        yield sys.stdout
        return
    target = Path(path)
    part = target.with_name(target.name + ".part")
    try:
        with part.open("w", encoding="utf-8", newline="") as stream:
            yield stream
        part.replace(target)
    except OSError as error:
        raise KgError(f"{path}: {error.strerror}") from error
    finally:
        part.unlink(missing_ok=True)
