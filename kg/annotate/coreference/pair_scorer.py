"""How much two mentions look like one thing to the encoder: its head of coreference, asked pair by pair."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from kg.annotate.coreference.entity_clusters import EntityClusters
from kg.annotate.encoder.labels import CHAIN
from kg.annotate.encoder.pair_features import Named, features


class PairScorer:
    """Scores of pairs of mentions of one Doc; 0 everywhere where no encoder read it."""

    def __init__(self, clusters: EntityClusters) -> None:
        """Of the mentions of ``clusters``."""
        doc, seen = clusters.doc, clusters.doc._.encoded
        self._query: NDArray[np.float32] | None = None
        if seen is None or not clusters.found:
            return
        head = seen.chains[[r.i for r in clusters.roots]].astype(np.float32)
        first = seen.chains[[f.start for f in clusters.found]].astype(np.float32)
        self._query = head[:, :CHAIN] + first[:, CHAIN : 2 * CHAIN]
        self._key = head[:, 2 * CHAIN : 3 * CHAIN] + first[:, 3 * CHAIN :]
        self._told: NDArray[np.float32] = seen.told
        self._named = [
            Named(f.span(doc).text.lower(), r.lower_, f.kind)
            for f, r in zip(clusters.found, clusters.roots, strict=True)
        ]

    @property
    def seen(self) -> bool:
        """Whether an encoder read the Doc."""
        return self._query is not None

    def __call__(self, i: int, j: int) -> float:
        """How much likelier it is that mention ``i`` means what ``j``, before it, does than nothing: a log odds."""
        if self._query is None:
            return 0.0
        like = float(self._query[i] @ self._key[j]) / CHAIN**0.5
        told = features(self._named[i], self._named[j], max(i - j, 1))
        return float(round(like + float(self._told[told].sum()), 3))
