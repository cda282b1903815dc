"""A :class:`~kg.resolve.readings.Profile` as bytes and back, so that it can be kept: JSON, each value in its place."""

from __future__ import annotations

import dataclasses
import json
import types
import typing
import zlib
from collections.abc import Callable, Hashable
from functools import cache, lru_cache
from sys import intern
from typing import Any, cast

import numpy as np

from kg.resolve.near_duplicates import Sketch
from kg.resolve.readings import Profile


def packed(profile: Profile) -> bytes:
    """What :func:`unpacked` reads."""
    return zlib.compress(json.dumps(profile, default=_plain, separators=(",", ":")).encode("utf-8", "surrogatepass"))


def unpacked(data: bytes) -> Profile:
    """The profile that was packed; its words are shared with all others."""
    found: Profile = _reader(Profile)(json.loads(zlib.decompress(data)))
    return found


def _plain(value: Any) -> Any:
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, np.ndarray):
        return value.tolist()
    return [getattr(value, field.name) for field in dataclasses.fields(value)]


@cache
def _reader(hint: Hashable) -> Callable[[Any], Any]:
    """What turns the JSON of a value of the type ``hint`` back into it."""
    of, arguments = typing.get_origin(hint), typing.get_args(hint)
    if hint == Sketch:
        return lambda value: np.array(value, dtype=np.uint64)
    if of in (types.UnionType, typing.Union):
        inner = _reader(next(a for a in arguments if a is not types.NoneType))
        return lambda value: None if value is None else inner(value)
    if of in (tuple, frozenset) and (of is frozenset or arguments[-1] is ...):
        make, inner = cast(Callable[[Any], Any], of), _reader(arguments[0])
        return _shared if hint == tuple[tuple[str, int], ...] else lambda value: make(map(inner, value))
    if of is tuple or dataclasses.is_dataclass(hint):
        make = tuple if of is tuple else lambda values: cast(type, hint)(*values)
        hints = arguments if of is tuple else typing.get_type_hints(hint).values()
        readers = tuple(map(_reader, hints))
        return lambda value: make(read(v) for read, v in zip(readers, value, strict=True))
    return intern if hint is str or of is typing.Literal else lambda value: value


def _shared(value: list[list[Any]]) -> tuple[tuple[str, int], ...]:
    return _one(tuple((intern(name), count) for name, count in value))


@lru_cache(maxsize=100_000)
def _one(names: tuple[tuple[str, int], ...]) -> tuple[tuple[str, int], ...]:
    """One value for all who are called the same."""
    return names
