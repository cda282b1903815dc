"""Which propositions are compared at all: those that share a speaker and a rare word."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from kg.lexicon.word_weights import weight
from kg.resolve.statements.comparison import QUOTED, ComparableStatement

#: Each proposition is looked up by this many of its rarest words, and compared with this many neighbours of each.
RARE, NEIGHBOURS = 6, 60


def candidate_pairs(keys: Sequence[str], found: Mapping[str, ComparableStatement]) -> Iterator[tuple[str, str]]:
    """Pairs that share a speaker (or have none) and a rare word, each once, the later of ``keys`` last."""
    index: dict[tuple[str, str], list[str]] = defaultdict(list)
    for key in keys:
        claim = found[key]
        near: set[str] = set()
        rare = sorted(claim.stems, key=lambda stem: (-weight(stem), stem))[:RARE]
        for speaker in sorted(claim.lifted) or ("",):
            for stem in rare:
                posting = index[speaker, stem]
                near.update(posting[-NEIGHBOURS:])
                posting.append(key)
        yield from ((other, key) for other in sorted(near))


def same_words(keys: Sequence[str], found: Mapping[str, ComparableStatement]) -> Iterator[tuple[str, str]]:
    """Pairs of the same words, not few, of which one has no speaker: an article that leaves out who said it."""
    index: dict[str, tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
    for key in keys:
        if found[key].length >= QUOTED:
            index[found[key].words][bool(found[key].speakers)].append(key)
    for nobody, somebody in index.values():
        yield from ((min(a, b), max(a, b)) for a in nobody for b in somebody[:NEIGHBOURS])
