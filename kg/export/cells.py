"""How values stand in a table's field: several in one, and none that a spreadsheet would run."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TextIO

#: A field that begins so is run as a formula by spreadsheets, unless it holds signed numbers alone. Some pass over
#: blanks before the sign, and take the wide forms of Chinese and Japanese keyboards for it.
FORMULA = re.compile(r"(?![-+\d.|]*$)(?:[\t\r\n]|\s*[=+\-@＝＋－＠])")

_SEPARATOR = re.compile(r"(?<!\\)\|")
_QUOTE = '"'


def several(values: Iterable[str]) -> str:
    r"""Values in one field, separated by ``|``, places kept.

    >>> print(several(["a", "", "b|c"]))
    a||b\|c
    """
    return "|".join(value.replace("|", r"\|") for value in values)


def parts(field: str) -> list[str]:
    r"""The values that :func:`several` put into one field.

    >>> parts(r"a||b\|c")
    ['a', '', 'b|c']
    """
    return [value.replace(r"\|", "|") for value in _SEPARATOR.split(field)]


def safe(value: str) -> str:
    """``value``, with an apostrophe before it if a spreadsheet would take it for a formula.

    >>> safe("=1+1"), safe("-3.5")
    ("'=1+1", '-3.5')
    """
    return "'" + value if FORMULA.match(value) else value


def write(stream: TextIO, columns: Sequence[str], rows: Iterable[dict[str, str]], delimiter: str = ",") -> None:
    """Write rows under a header line, each ended by a line feed; every field is made :func:`safe`."""
    # The csv of Python 3.11 leaves a carriage return bare where lines end in a line feed, and readers end a row there.
    special = re.compile(f'[{delimiter}"\r\n]')

    def line(fields: Iterable[str]) -> str:
        quoted = (f'"{f.replace(_QUOTE, _QUOTE * 2)}"' if special.search(f) else f for f in fields)
        return delimiter.join(quoted) + "\n"

    stream.write(line(columns))
    for row in rows:
        stream.write(line(safe(row.get(name, "")) for name in columns))
