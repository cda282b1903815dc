"""A table as a sheet of an Excel workbook: text is text, never a formula or link. XlsxWriter comes with an extra."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import BinaryIO

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from kg.errors import KgError
from kg.export.cells import safe
from kg.export.table import Row, Table

#: What a sheet of the format holds: lines with that of names, characters in a cell (counted in UTF-16).
LINES, CHARACTERS = 2**20, 2**15 - 1
#: The workbook says when it was made: always this, so that the same graph gives the same bytes.
CREATED = datetime(2000, 1, 1, tzinfo=UTC)
CUT = " […]"


def write_xlsx(table: Table, stream: BinaryIO) -> None:
    """Write ``table`` under a line of names that stays in sight; several values stand in one cell as in CSV.

    What a cell cannot hold is cut, and ends in ``[…]``. Raises KgError where there are more rows than a sheet holds.
    """
    made = io.BytesIO()
    with Workbook(made, {"in_memory": True}) as book:
        book.set_properties({"created": CREATED})
        sheet = book.add_worksheet("kg")
        sheet.freeze_panes(1, 0)
        bold = book.add_format({"bold": True})
        for column, name in enumerate(table.columns):
            sheet.write_string(0, column, name, bold)
        for line, row in enumerate(table.rows, start=1):
            if line == LINES:
                raise KgError(f"more than the {LINES - 1} rows that a sheet holds: --format csv or parquet")
            _write_row(sheet, line, table, row)
    stream.write(made.getvalue())


def _write_row(sheet: Worksheet, line: int, table: Table, row: Row) -> None:
    for column, name in enumerate(table.columns):
        text = row.get(name, "")
        if not text:
            continue
        if name in table.lists or name not in table.numbers | table.truths:
            sheet.write_string(line, column, fitting(safe(text)))
        elif name in table.truths:
            sheet.write_boolean(line, column, text == "true")
        else:
            sheet.write_number(line, column, float(text))


def fitting(text: str) -> str:
    """``text``, or as much of it as a cell holds."""
    if len(text.encode("utf-16-le")) <= 2 * CHARACTERS:
        return text
    kept = text.encode("utf-16-le")[: 2 * (CHARACTERS - len(CUT))]
    return kept.decode("utf-16-le", "ignore") + CUT
