"""Text from articles on a terminal: shown, never obeyed. Imports nothing of ``kg``."""

from __future__ import annotations

import codecs
import io
import re
import unicodedata
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

#: Unicode categories that a terminal acts on: controls, formats (bidirectional overrides), surrogates, separators.
_UNSAFE = frozenset({"Cc", "Cf", "Co", "Cs", "Zl", "Zp"})
_SUSPECT = re.compile(r"[^ -~]")
_SUSPECT_IN_LINES = re.compile(r"[^ -~\n\t]")


def visible(text: str) -> str:
    r"""``text`` on one line, with what a terminal would obey spelt out.

    >>> print(visible("a\x1b[2Jb"))
    a\x1b[2Jb
    """
    return _SUSPECT.sub(_spelt, text)


def visible_lines(text: str) -> str:
    r"""Like :func:`visible`, but line ends (``\r\n`` too) and tabs stay.

    >>> print(visible_lines("a\x1b[2J\r\nb"))
    a\x1b[2J
    b
    """
    return _SUSPECT_IN_LINES.sub(_spelt, text.replace("\r\n", "\n"))


def _spelt(match: re.Match[str]) -> str:
    character = match[0]
    unsafe = unicodedata.category(character) in _UNSAFE
    return character.encode("unicode_escape").decode() if unsafe else character


class TerminalStream(io.BufferedIOBase):
    """Takes UTF-8 as a file or pipe would, and shows it on a terminal with what that would obey spelt out."""

    def __init__(self, terminal: BinaryIO, encoding: str) -> None:
        """``encoding`` is the terminal's own; characters that it has not are spelt out too."""
        self._terminal, self._encoding = terminal, encoding
        self._decoder = codecs.getincrementaldecoder("utf-8")("backslashreplace")

    def writable(self) -> bool:
        """It is."""
        return True

    def isatty(self) -> bool:
        """It is."""
        return True

    def write(self, data: ReadableBuffer, /) -> int:
        """Show ``data``; a character may be cut between two calls."""
        given = bytes(data)
        shown = visible_lines(self._decoder.decode(given))
        self._terminal.write(shown.encode(self._encoding, "backslashreplace"))
        if "\n" in shown:  # whoever watches sees each line when it is there
            self._terminal.flush()
        return len(given)

    def flush(self) -> None:
        """Make the terminal show all that was written."""
        self._terminal.flush()
