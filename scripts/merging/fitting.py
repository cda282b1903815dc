"""Logistic regression over named features whose signs are given."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import yaml

from kg.resolve.linking import load

RIDGE, STEPS = 1.0, 4000

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Pair:
    """Two tellings that may be one: their features, whether they are, and how much the pair counts."""

    topic: str
    one: bool
    has: dict[str, float]
    counts: float = 1.0


def fitted(
    pairs: Sequence[Pair],
    names: Sequence[str],
    threshold: float,
    against: Collection[str],
    at_least: Mapping[str, float],
) -> dict[str, float]:
    """Weights by name, ``start`` and ``threshold``: projected gradient descent with momentum (FISTA)."""
    of_topic = Counter((pair.topic, pair.one) for pair in pairs)
    counts = np.array([pair.counts / of_topic[pair.topic, pair.one] ** 0.5 for pair in pairs])
    counts /= counts.mean()
    known = np.array([[pair.has.get(name, 0.0) for name in names] for pair in pairs])
    known = np.hstack([known, np.ones((len(pairs), 1))])
    one = np.array([float(pair.one) for pair in pairs])
    low = np.array([-9.0 if name in against else at_least.get(name, 0.0) for name in names] + [-9.0])
    high = np.array([0.0 if name in against else 9.0 for name in names] + [9.0])
    ridge = np.array([RIDGE] * len(names) + [0.0])
    step = 1 / (0.25 * np.linalg.norm(known * np.sqrt(counts)[:, None], 2) ** 2 + RIDGE)
    at: Floats = np.zeros(len(names) + 1)
    ahead, momentum = at.copy(), 1.0
    for _ in range(STEPS):
        likely = 1 / (1 + np.exp(-known @ ahead))
        new = np.clip(ahead - step * (known.T @ (counts * (likely - one)) + ridge * ahead), low, high)
        faster = (1 + (1 + 4 * momentum**2) ** 0.5) / 2
        ahead, at, momentum = new + (momentum - 1) / faster * (new - at), new, faster
    found = {name: round(float(value), 2) for name, value in zip([*names, "start"], at, strict=True)}
    return {name: value for name, value in found.items() if value} | {"threshold": threshold}


def write(learned: Mapping[str, Mapping[str, float]], path: Path) -> None:
    """Write the tables of weights, with what they are."""
    comment = (
        "# By which two readings are compared: the weight of each feature (comparison.py), what every pair starts\n"
        "# with, and the likelihood from which two are one. Learned: make train-merging.\n"
    )
    path.write_text(comment + yaml.safe_dump({k: dict(v) for k, v in learned.items()}, sort_keys=False), "utf-8")
    load.cache_clear()
