"""The learned weights by which tellings of events are compared (``weights.yaml``)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from kg.lexicon.yaml_file import read_yaml
from kg.resolve.events.comparison import FEATURES


@dataclass(frozen=True, slots=True)
class Weights:
    """A weight a feature, what every pair begins with, and from which sum on two tellings are one."""

    features: Mapping[str, float]
    start: float
    threshold: float


FILE = Path(__file__).with_name("weights.yaml")


@cache
def load() -> Mapping[str, Weights]:
    """The weights for pairs ``within`` one article and ``across`` articles. Raises ``ValueError``."""
    raw: dict[str, dict[str, Any]] = read_yaml(FILE.read_text(encoding="utf-8"))
    found = {}
    for where in ("within", "across"):
        given = dict(raw[where])
        start, threshold = float(given.pop("start")), float(given.pop("threshold"))
        if unknown := set(given) - set(FEATURES):
            raise ValueError(f"{FILE.name}: no feature of this name: {', '.join(sorted(unknown))}")
        found[where] = Weights({name: float(weight) for name, weight in given.items()}, start, threshold)
    return found
