"""JSONL: one article a line, read a line at a time."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from kg.articles.files import MAX_LINE_BYTES, decode, long_lines
from kg.articles.source import Source
from kg.errors import InputError

_OPTIONAL = ("title", "published", "url", "publisher")


def read_jsonl(file: BinaryIO, where: str) -> Iterator[Source | InputError]:
    """Each line as a Source, or the error that it is; ``where`` names the file. Blank lines are passed over."""
    empty = True
    for number, line in enumerate(long_lines(file), start=1):
        place = f"{where}:{number}"
        if line is None:
            yield InputError(place, f"a line of more than {MAX_LINE_BYTES:,} bytes")
        elif (data := line.removeprefix(codecs.BOM_UTF8) if number == 1 else line).strip():
            try:
                yield _source(data, place)
            except InputError as error:
                yield error
        else:
            continue
        empty = False
    if empty:
        yield InputError(where, "empty file")


def _source(line: bytes, where: str) -> Source:
    record = _object(decode(line, where), where)
    for name in ("id", "text"):
        if name not in record:
            raise InputError(where, f"lacks {name!r}")
        if not isinstance(record[name], str):
            raise InputError(where, f"{name!r} is {_kind(record[name])}, not a string")
    if not record["id"].strip():
        raise InputError(where, "'id' is empty")
    if not record["text"].strip():
        raise InputError(where, "'text' is empty")
    for name in _OPTIONAL:
        if not isinstance(record.get(name), str | None):
            raise InputError(where, f"{name!r} is {_kind(record[name])}, not a string")
    title, published, url, publisher = (record.get(name) or None for name in _OPTIONAL)
    return Source(where, record["id"], record["text"], title, published, url, publisher)


def _object(line: str, where: str) -> dict[str, Any]:
    try:
        record = json.loads(line)
    except json.JSONDecodeError as error:
        raise InputError(where, f"not JSON: {error.msg} at column {error.colno}") from error
    except (ValueError, RecursionError) as error:
        raise InputError(where, "not JSON that can be read: a number too long, or nested too deep") from error
    if not isinstance(record, dict):
        raise InputError(where, f"{_kind(record)}, not a JSON object")
    return record


def _kind(value: object) -> str:
    """What JSON calls the kind of ``value``."""
    if value is None:
        return "null"
    names = {bool: "a boolean", int: "a number", float: "a number", str: "a string", list: "an array"}
    return names.get(type(value), "an object")
