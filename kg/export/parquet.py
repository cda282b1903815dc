"""A table as Parquet: numbers, truths and lists are such, what is not known is null. pyarrow comes with an extra."""

from __future__ import annotations

from typing import BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from kg.export.table import Table


def write_parquet(table: Table, stream: BinaryIO) -> None:
    """Write the values of ``table``; a column's type is that of its kind, whatever the rows hold."""
    schema = pa.schema([(name, _type(table, name)) for name in table.columns])
    pq.write_table(pa.Table.from_pylist([table.values(row) for row in table.rows], schema=schema), stream)


def _type(table: Table, name: str) -> pa.DataType:
    single = pa.string()
    if name in table.numbers:
        single = pa.int64() if name in table.whole else pa.float64()
    elif name in table.truths:
        single = pa.bool_()
    return pa.list_(single) if name in table.lists else single
