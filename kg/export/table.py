"""A table, whatever it is of: as CSV, where all is text, or as JSON lines, where numbers and lists are such."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TextIO

from kg.export.cells import parts, write

CSV, JSONL = "csv", "jsonl"
FORMATS = (CSV, JSONL)
Row = Mapping[str, str]
Single = str | int | float | bool | None
Value = Single | list[Single]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of text under ``columns``: some hold a number, some true or false, some several values between ``|``.

    ``lists`` are the latter, each with the column that is empty where there is none: ``source_iso3`` of one party whose
    country is not known is empty, and a list of one.
    """

    columns: Sequence[str]
    rows: Iterable[dict[str, str]]
    numbers: frozenset[str] = frozenset()
    truths: frozenset[str] = frozenset()
    lists: Mapping[str, str] = field(default_factory=dict)

    def write(self, format_: str, stream: TextIO) -> None:
        """Write the table in one of :data:`FORMATS`; a field of CSV that a spreadsheet would run is made safe."""
        if format_ == CSV:
            write(stream, self.columns, self.rows)
            return
        for row in self.rows:
            stream.write(json.dumps(self.values(row), ensure_ascii=False) + "\n")

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
