"""How values stand in a table's field: several in one, and none that a spreadsheet would run."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from typing import TextIO

#: A field that begins so is run as a formula by spreadsheets, unless it holds signed numbers alone.
FORMULA = re.compile(r"(?![-+\d.|]*$)[=+\-@\t\r]")


def several(values: Iterable[str]) -> str:
    r"""Values in one field, separated by ``|``, places kept.

    >>> print(several(["a", "", "b|c"]))
    a||b\|c
    """
    return "|".join(value.replace("|", r"\|") for value in values)


def safe(value: str) -> str:
    """``value``, with an apostrophe before it if a spreadsheet would take it for a formula.

    >>> safe("=1+1"), safe("-3.5")
    ("'=1+1", '-3.5')
    """
    return "'" + value if FORMULA.match(value) else value


def write(stream: TextIO, columns: Sequence[str], rows: Iterable[dict[str, str]], delimiter: str = ",") -> None:
    """Write rows under a header line; every field is made :func:`safe`."""
    writer = csv.DictWriter(stream, columns, delimiter=delimiter, lineterminator="\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({name: safe(row.get(name, "")) for name in columns})
