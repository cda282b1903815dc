"""A table, whatever it is of: as CSV, where all is text, or in a form where numbers and lists are such."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import BinaryIO

from kg.errors import CallError
from kg.export.cells import parts, write
from kg.output import as_text

CSV, JSONL, PARQUET, XLSX = "csv", "jsonl", "parquet", "xlsx"
FORMATS = (CSV, JSONL, PARQUET, XLSX)
#: Those that no terminal shows.
BINARY = frozenset({PARQUET, XLSX})
Row = Mapping[str, str]
Single = str | int | float | bool | None
Value = Single | list[Single]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of text under ``columns``: some hold a number, some true or false, some several values between ``|``.

    ``whole`` are the numbers that have no fraction. ``lists`` are those of several values, each with the column that is
    empty where there is none: ``source_iso3`` of one party whose country is not known is empty, and a list of one.
    """

    columns: Sequence[str]
    rows: Iterable[dict[str, str]]
    numbers: frozenset[str] = frozenset()
    truths: frozenset[str] = frozenset()
    lists: Mapping[str, str] = field(default_factory=dict)
    whole: frozenset[str] = frozenset()

    def write(self, format_: str, stream: BinaryIO) -> None:
        """Write the table in one of :data:`FORMATS`; text that a spreadsheet would run is made safe where it reads it.

        Raises CallError where the library that writes the format is missing.
        """
        if format_ in BINARY:
            self._write_binary(format_, stream)
        elif format_ == CSV:
            write(as_text(stream), self.columns, self.rows)
        else:
            text = as_text(stream)
            for row in self.rows:
                text.write(json.dumps(self.values(row), ensure_ascii=False) + "\n")

    def _write_binary(self, format_: str, stream: BinaryIO) -> None:
        try:
            if format_ == PARQUET:
                from kg.export.parquet import write_parquet as write_table  # noqa: PLC0415 - they need an extra
            else:
                from kg.export.xlsx import write_xlsx as write_table  # noqa: PLC0415
        except ModuleNotFoundError as error:
            raise CallError(f"--format {format_} needs {error.name}: pip install 'kg[tables]'") from error
        write_table(self, stream)

    def values(self, row: Row) -> dict[str, Value]:
        """A row as JSON has it: null for what is empty, true and false, numbers, lists."""
        return {name: self._value(name, row.get(name, ""), row) for name in self.columns}

    def _value(self, name: str, text: str, row: Row) -> Value:
        if name not in self.lists:
            return self._single(name, text)
        there = row.get(self.lists[name])
        return [self._single(name, part) for part in parts(text)] if there else []

    def _single(self, name: str, text: str) -> Single:
        if not text:
            return None
        if name in self.numbers:
            return float(text) if "." in text else int(text)
        return text == "true" if name in self.truths else text
