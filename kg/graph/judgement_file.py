"""``judgements.jsonl``: what a person said is, or is not, the same; a line each with its checksum, and one for the end.

Files of the first versions have no checksums; they are read, and get them when they are written next.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Any, Final

from kg.graph.checksums import CHECK, sealed, unsealed
from kg.records import Judgement

FILE: Final = "judgements.jsonl"
_KEYS: Final = {"left", "right", "same", "score", "features", "by"}
_END: Final = {"lines", "sha256"}


@dataclass(frozen=True, slots=True)
class Read:
    """What could be read: the judgements, sorted; what is wrong, a line each; whether the file has checksums."""

    judgements: tuple[Judgement, ...]
    faults: tuple[str, ...]
    checked: bool


def write(judgements: Iterable[Judgement]) -> bytes:
    """The content of the file."""
    lines = "".join(json.dumps(sealed(asdict(judgement))) + "\n" for judgement in sorted(judgements)).encode()
    end = {"lines": lines.count(b"\n"), "sha256": _sha(lines)}
    return lines + json.dumps(sealed(end)).encode() + b"\n"


def read(data: bytes) -> Read:
    """What the content of a file says; what is damaged of it is left out and said."""
    lines = data.split(b"\n")
    faults = [] if data else ["it is empty"]
    if cut := lines.pop():
        faults.append("it is cut short")
        lines.append(cut)
    found, checked, end = list[Judgement](), False, None
    for number, line in enumerate(lines, 1):
        try:
            record = json.loads(line)
            if not isinstance(record, dict):
                raise ValueError("no object")
            checked |= CHECK in record or not set(record) <= _KEYS
            plain = unsealed(record) if set(record) != _KEYS else record
            if set(plain) == _END:
                end = (number, plain)
            else:
                found.append(judgement_of(plain))
        except (ValueError, KeyError, TypeError, RecursionError):
            if not cut or number < len(lines):
                faults.append(f"line {number} is damaged: {line[:80].decode('utf-8', 'replace')}")
    if checked and not faults:
        before = data[: data.rstrip(b"\n").rfind(b"\n") + 1]
        if end is None:
            faults.append("its end is missing")
        elif end != (len(lines), {"lines": len(lines) - 1, "sha256": _sha(before)}):
            faults.append(f"it had {end[1]['lines']} lines and was changed")
    return Read(tuple(sorted(found)), tuple(faults), checked)


def judgement_of(record: dict[str, Any]) -> Judgement:
    """A judgement from its record; raises ValueError, KeyError or TypeError."""
    if not all(isinstance(record[key], str) for key in ("left", "right", "by")) or not isinstance(record["same"], bool):
        raise ValueError("a value that cannot be")
    features = tuple((str(name), float(weight)) for name, weight in record["features"])
    return Judgement(record["left"], record["right"], record["same"], float(record["score"]), features, record["by"])


def _sha(data: bytes) -> str:
    return sha256(data).hexdigest()[:16]
