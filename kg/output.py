"""Where results go: a file that appears whole or not at all, a device or pipe, standard output, a terminal.

Data is UTF-8 wherever it goes, whatever the locale says; only on a terminal is it spelt out as that can show it.
"""

from __future__ import annotations

import codecs
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, TextIO, cast

from kg.errors import KgError
from kg.terminal import TerminalStream

STDOUT = "-"
#: What stands below is the system's: never replaced by a file.
_DEVICES = ("/dev/", "/proc/")


@contextmanager
def writing(path: str | Path) -> Iterator[BinaryIO]:
    """A stream of bytes to ``path`` (``-``: standard output); a file appears whole or not at all.

    Raises KgError where ``path`` cannot be written, BrokenPipeError where nobody reads any more.
    """
    if str(path) == STDOUT:
        sys.stdout.flush()
        stream = standard_output()
        yield stream
        stream.flush()
        return
    target = Path(path)
    try:
        if target.is_dir():
            raise KgError(f"{path}: is a folder")
        with _in_place(target) if _is_device(target) else _whole(target) as stream:
            yield stream
    except BrokenPipeError:
        raise
    except OSError as error:
        raise KgError(f"{path}: {error.strerror or error}") from error


@contextmanager
def writing_text(path: str | Path) -> Iterator[TextIO]:
    """Like :func:`writing`, a stream of text with line ends as they are given."""
    with writing(path) as stream:
        yield as_text(stream)


def as_text(stream: BinaryIO) -> TextIO:
    """``stream`` as one of text in UTF-8: it holds nothing back and never closes what it writes to."""
    return cast(TextIO, codecs.getwriter("utf-8")(stream))


def standard_output() -> BinaryIO:
    """Standard output for data: bytes as they are to a file or pipe, shown and never obeyed on a terminal."""
    if sys.stdout.isatty():
        return cast(BinaryIO, TerminalStream(sys.stdout.buffer, sys.stdout.encoding))
    return sys.stdout.buffer


def _is_device(path: Path) -> bool:
    """True where nothing can appear under another name first: a device, a pipe, a descriptor of this process."""
    return str(path.absolute()).startswith(_DEVICES) or (path.exists() and not path.is_file())


@contextmanager
def _in_place(path: Path) -> Iterator[BinaryIO]:
    with path.open("wb") as stream:
        yield stream


@contextmanager
def _whole(path: Path) -> Iterator[BinaryIO]:
    """A file beside ``path``, or beside what it links to, that takes its place when all is written."""
    target = Path(os.path.realpath(path))
    part = target.with_name(f"{target.name}.part")
    try:
        with part.open("wb") as stream:
            yield stream
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
