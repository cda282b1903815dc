"""Which files an input names, and their bytes: limits are met before anything is read whole."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import BinaryIO

from kg.errors import InputError, LeftOut

#: An article's length at most, in code points.
MAX_CHARACTERS = 1_000_000
#: The bytes that so many characters take at most in UTF-8, and a byte-order mark.
MAX_TEXT_BYTES = 4 * MAX_CHARACTERS + 3
#: A page's markup is mostly not the article.
MAX_HTML_BYTES = 10_000_000
#: A line of JSONL: every character may be an escape of six bytes, and the other fields want some room.
MAX_LINE_BYTES = 6 * MAX_CHARACTERS + 100_000

SUFFIXES = frozenset(
    (".txt", ".md", ".html", ".htm", ".jsonl", ".rss", ".atom", ".xml", ".warc", ".warc.gz", ".pdf", ".docx")
)
#: A browser saves the parts of a page in a folder beside it.
_PARTS = "_files"
_CHUNK = 1 << 20
#: A path may have 4,096 bytes, which nobody reads in a message.
_LONGEST_SHOWN = 400
_LONGEST_SUFFIX = 12


def shown(path: str | Path) -> str:
    """``path`` as one line that can be printed, whatever bytes the file's name has; the middle of a long one left out.

    >>> shown("a\\nb.txt")
    'a\\\\nb.txt'
    """
    text = os.fspath(path).encode("utf-8", "backslashreplace").decode("utf-8")
    if len(text) > _LONGEST_SHOWN:
        text = f"{text[: _LONGEST_SHOWN // 2]}…{text[-_LONGEST_SHOWN // 2 :]}"
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def suffix_of(path: Path) -> str:
    """What the name of a file ends with, as it is written; with what is packed before it.

    >>> suffix_of(Path("a.b.WARC.gz"))
    '.WARC.gz'
    """
    packed = "".join(path.suffixes[-2:])
    return packed if packed.lower() in SUFFIXES else path.suffix


def listed(counts: Mapping[str, int]) -> str:
    """``counts`` in words, most first: ``12 .jpg, 3 .css``."""
    return ", ".join(f"{n:,} {shown(name)}" for name, n in sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def below(folder: Path) -> Iterator[tuple[Path, str] | InputError]:
    """Every readable file below ``folder`` with its id (its path below the folder, without suffix), sorted.

    Hidden files and folders are left out; how many others are not read is said in one line at the end. No folder is
    walked twice: a link to one is followed if that is not met without it, nor by a link before. What cannot be listed
    is given as the error that it is.
    """
    return _Walk(folder).files()


_Identity = tuple[int, int]


class _Walk:
    """One walk, without recursion: folders may be nested deeper than Python calls, and linked in circles."""

    def __init__(self, top: Path) -> None:
        self._top = top
        self._walked: set[_Identity] = set()
        self._unread: Counter[str] = Counter()

    def files(self) -> Iterator[tuple[Path, str] | InputError]:
        """What :func:`below` gives."""
        waiting: list[tuple[Path, str]] = [(self._top, "")]
        while waiting:
            path, ident = waiting.pop()
            try:
                if path.is_dir():
                    if _is_parts(path):
                        self._unread["folders of parts of saved pages"] += 1
                    elif path == self._top or self._is_new(path):
                        prefix = f"{ident}/" if ident else ""
                        waiting += ((p, prefix + p.name) for p in reversed(self._listed(path)))
                elif suffix_of(path).lower() in SUFFIXES and path.is_file():
                    yield path, ident.removesuffix(suffix_of(path))
                else:
                    self._unread[self._kind(path)] += 1
            except OSError as error:
                yield InputError(shown(path), f"cannot be read: {error.strerror}")
        if self._unread:
            yield LeftOut(shown(self._top), f"not read: {listed(self._unread)}")

    def _kind(self, path: Path) -> str:
        """What a file that is not read is called when it is counted."""
        if not path.is_file():
            return "that are no files"
        return path.suffix.lower() if 1 < len(path.suffix) <= _LONGEST_SUFFIX else "without a suffix"

    def _listed(self, folder: Path) -> list[Path]:
        self._walked.add(_identity(folder))
        return sorted(path for path in folder.iterdir() if not path.name.startswith("."))

    def _is_new(self, folder: Path) -> bool:
        """Whether a folder is to be walked from here."""
        if not folder.is_symlink():
            return _identity(folder) not in self._walked
        return _identity(folder) not in self._walked | self._own

    @cached_property
    def _own(self) -> frozenset[_Identity]:
        """The folders that are met without a link."""
        own, waiting = set(), [self._top]
        while waiting:
            folder = waiting.pop()
            with suppress(OSError), os.scandir(folder) as entries:
                own.add(_identity(folder))
                waiting += (
                    Path(e.path) for e in entries if e.is_dir(follow_symlinks=False) and not e.name.startswith(".")
                )
        return frozenset(own)


def _is_parts(folder: Path) -> bool:
    """True for a folder in which a browser has saved the parts of a page beside it."""
    page = folder.name.removesuffix(_PARTS)
    return page != folder.name and any(folder.with_name(page + suffix).is_file() for suffix in (".html", ".htm"))


def _identity(folder: Path) -> _Identity:
    status = folder.stat()
    return status.st_dev, status.st_ino


def read_bytes(path: Path, limit: int, too_long: str) -> bytes:
    """The bytes of the file; InputError if it is empty, cannot be read, or has more than ``limit`` bytes (unread)."""
    try:
        with path.open("rb") as file:
            data = file.read(limit + 1)
    except OSError as error:
        raise InputError(shown(path), f"cannot be read: {error.strerror}") from error
    if len(data) > limit:
        raise InputError(shown(path), too_long)
    if not data:
        raise InputError(shown(path), "empty file")
    return data


def decode(data: bytes, where: str) -> str:
    """``data`` as UTF-8, unchanged to the character: line ends and a byte-order mark stay. InputError if it is none."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputError(where, f"not UTF-8: byte {data[error.start]:#04x} at offset {error.start}") from error
    return text


def check_text(text: str, where: str) -> None:
    """InputError if ``text`` cannot be an article's: too long, binary, or of no characters that can be written."""
    if len(text) > MAX_CHARACTERS:
        raise InputError(where, f"{len(text):,} characters, more than {MAX_CHARACTERS:,}")
    if "\0" in text:
        raise InputError(where, f"binary: NUL at character {text.index(chr(0))}")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise InputError(where, f"half of a surrogate pair at character {error.start}") from error


def long_lines(file: BinaryIO, limit: int = MAX_LINE_BYTES) -> Iterator[bytes | None]:
    """The lines of ``file`` one at a time; None stands for one of more than ``limit`` bytes, which is never held."""
    while line := file.readline(limit + 1):
        if len(line) <= limit or line.endswith(b"\n"):
            yield line
            continue
        while (rest := file.readline(_CHUNK)) and not rest.endswith(b"\n"):
            pass
        yield None


def count_lines(path: Path) -> int:
    """How many lines that are not blank a file has; 0 if it cannot be read."""
    try:
        with path.open("rb") as file:
            return sum(1 for line in long_lines(file, _CHUNK) if line is None or line.strip())
    except OSError:
        return 0
