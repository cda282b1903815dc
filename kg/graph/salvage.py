"""The rows that still stand in a damaged SQLite file, whatever became of its header, its schema and its indexes.

SQLite itself reads a table from its root and gives up at the first page that is damaged. Here every page is looked at
for itself, after https://www.sqlite.org/fileformat2.html (sections 1.5, 1.6 and 2.1). What is found may be anything:
who asks knows by a checksum in each row which of them are whole.
"""

from __future__ import annotations

from collections.abc import Iterator

Value = None | int | float | str | bytes
Row = tuple[Value, ...]
PAGE = 4096
_TABLE_LEAF = 13
_MOST_COLUMNS = 32
#: Bytes of the whole numbers of serial types 1 to 6.
_WHOLE = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}


def rows(data: bytes) -> Iterator[Row]:
    """Every row of every table, in the order of the pages, damaged ones among them."""
    for number in range(len(data) // PAGE):
        start = number * PAGE
        head = start + (100 if number == 0 else 0)
        if data[head] != _TABLE_LEAF:
            continue
        cells = int.from_bytes(data[head + 3 : head + 5], "big")
        for index in range(min(cells, PAGE // 4)):
            place = head + 8 + 2 * index
            cell = start + int.from_bytes(data[place : place + 2], "big")
            try:
                yield _row(_payload(data, cell, start + PAGE))
            except (ValueError, IndexError, OverflowError):
                continue


def _payload(data: bytes, cell: int, end: int) -> bytes:
    """The payload of a cell, with the pages that it flows over to."""
    length, place = _varint(data, cell)
    _rowid, place = _varint(data, place)
    if length > len(data):
        raise ValueError("longer than the file")
    most, least = PAGE - 35, (PAGE - 12) * 32 // 255 - 23
    local = length
    if length > most:
        local = least + (length - least) % (PAGE - 4)
        local = local if local <= most else least
    if place + local > end:
        raise ValueError("leaves its page")
    found = bytearray(data[place : place + local])
    page = int.from_bytes(data[place + local : place + local + 4], "big") if local < length else 0
    while len(found) < length:
        start = (page - 1) * PAGE
        if page < 1 or start + PAGE > len(data):
            raise ValueError("leaves the file")
        found += data[start + 4 : start + PAGE][: length - len(found)]
        page = int.from_bytes(data[start : start + 4], "big")
    return bytes(found)


def _row(payload: bytes) -> Row:
    """The values of a record."""
    size, place = _varint(payload, 0)
    types = []
    while place < size:
        kind, place = _varint(payload, place)
        types.append(kind)
    if place != size or len(types) > _MOST_COLUMNS:
        raise ValueError("a header that does not fit")
    values: list[Value] = []
    for kind in types:
        value, place = _value(payload, place, kind)
        values.append(value)
    if place != len(payload):
        raise ValueError("values that do not fit")
    return tuple(values)


def _value(payload: bytes, place: int, kind: int) -> tuple[Value, int]:
    if kind >= 12:
        end = place + (kind - 12) // 2
        if end > len(payload):
            raise ValueError("a value that leaves its record")
        return (payload[place:end].decode() if kind % 2 else payload[place:end]), end
    if kind in _WHOLE:
        end = place + _WHOLE[kind]
        return int.from_bytes(payload[place:end], "big", signed=True), end
    if kind in (8, 9):
        return kind - 8, place
    if kind == 0:
        return None, place
    raise ValueError("a type that is not used here")


def _varint(data: bytes, place: int) -> tuple[int, int]:
    """A whole number of one to nine bytes, and the place behind it."""
    value = 0
    for index in range(9):
        byte = data[place + index]
        if index == 8:
            return value << 8 | byte, place + 9
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, place + index + 1
    raise AssertionError("unreachable")
