"""What the components leave on a Doc as bytes and back, so that ``doc.to_bytes()``, ``DocBin`` and processes carry it.

spaCy writes ``doc._`` with srsly's msgpack, which asks its registered encoders about values that it does not know.
A value becomes a map of the name of its class and its fields. What is read back can only be one of the classes below:
bytes from elsewhere run no code.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from datetime import date
from importlib import import_module
from typing import Any

import srsly

#: Class → the module that has it, which is imported when one is read.
_CLASSES = {
    "Article": "kg.records",
    "Mention": "kg.records",
    "Date": "kg.records",
    "Candidate": "kg.annotate.names.candidate",
    "Quoted": "kg.annotate.quotations",
    "Entry": "kg.lexicon.gazetteer",
    "Hit": "kg.lexicon.gazetteer",
    "Encoded": "kg.annotate.encoder.component",
    "Link": "kg.annotate.encoder.session",
}
#: Working tables, made anew by whoever misses them.
_DROPPED = frozenset({"kg.annotate.names.gazetteer_matcher.GazetteerMatcher"})
_MARK = "__kg__"
Chain = Callable[[Any], Any] | None


def encode(value: Any, chain: Chain = None) -> Any:
    """``value`` as what msgpack knows, if it is ours; else what ``chain`` makes of it."""
    cls = type(value)
    if cls.__name__ in _CLASSES and dataclasses.is_dataclass(value):
        return {_MARK: cls.__name__, **{f.name: getattr(value, f.name) for f in dataclasses.fields(value)}}
    if cls is date:
        return {_MARK: "date", "day": value.isoformat()}
    if f"{cls.__module__}.{cls.__qualname__}" in _DROPPED:
        return None
    return value if chain is None else chain(value)


def decode(value: Any, chain: Chain = None) -> Any:
    """What :func:`encode` was given, of what it gave; else what ``chain`` makes of it."""
    name = value.get(_MARK) if isinstance(value, dict) else None
    if name == "date":
        return date.fromisoformat(value["day"])
    if isinstance(name, str) and name in _CLASSES:
        cls = getattr(import_module(_CLASSES[name]), name)
        return cls(**{key: _frozen(field) for key, field in value.items() if key != _MARK})
    return value if chain is None else chain(value)


def _frozen(value: Any) -> Any:
    """``value`` with tuples for lists, as all our values have them."""
    if isinstance(value, list | tuple):
        return tuple(map(_frozen, value))
    if isinstance(value, Mapping):
        return {key: _frozen(inner) for key, inner in value.items()}
    return value


def register() -> None:
    """Make srsly ask us, once a process."""
    srsly.msgpack_encoders.register("kg", func=encode)
    srsly.msgpack_decoders.register("kg", func=decode)
