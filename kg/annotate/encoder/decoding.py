"""From probabilities of tags to spans: the likeliest sequence in which every I follows its own B or I."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kg.annotate.encoder.labels import columns, tags

_LEAST = np.float32(1e-4)


class Tagged(NamedTuple):
    """Rows ``[start, end)`` that bear one label; ``probability`` is the mean over them."""

    label: str
    start: int
    end: int
    probability: float


def spans(likely: NDArray[np.float32], labels: tuple[str, ...]) -> list[Tagged]:
    """The spans in rows of probabilities (of ``tags(labels)``), in order; rows of zeros go with their neighbours."""
    kept = np.flatnonzero(likely.any(-1))
    names = tags(labels)
    path = _best(likely[kept], names)
    found: list[Tagged] = []
    begun: list[int] = []
    for n, tag in enumerate([*path, 0]):
        if begun and not names[tag].startswith("I-"):
            rows = kept[begun]
            label = names[path[begun[0]]][2:]
            sure = likely[rows][:, columns(labels, label)].sum(-1).mean()
            found.append(Tagged(label, int(rows[0]), int(rows[-1]) + 1, round(float(sure), 3)))
            begun = []
        if tag:
            begun.append(n)
    return found


def _best(likely: NDArray[np.float32], names: tuple[str, ...]) -> list[int]:
    """Viterbi's path: no transition costs anything, but an I after anything but its own B or I is not allowed."""
    if not len(likely):
        return []
    scores = np.log(np.maximum(likely, _LEAST))
    count = len(names)
    allowed = np.zeros((count, count), np.float32)
    for n, name in enumerate(names):
        if name.startswith("I-"):
            allowed[:, n] = -1e6
            allowed[[n, names.index("B-" + name[2:])], n] = 0.0
    start = np.where([name.startswith("I-") for name in names], np.float32(-1e6), np.float32(0.0))
    total = scores[0] + start
    back = np.zeros(scores.shape, np.int64)
    for n in range(1, len(scores)):
        from_each = total[:, None] + allowed
        back[n] = from_each.argmax(0)
        total = from_each.max(0) + scores[n]
    path = [int(total.argmax())]
    for n in range(len(scores) - 1, 0, -1):
        path.append(int(back[n, path[-1]]))
    return path[::-1]
