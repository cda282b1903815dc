"""Which tellings of events are compared at all: of near kinds, with a party or a rare word in common, near in time."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from kg.lexicon.word_weights import weight
from kg.resolve.events.comparison import NEAR, Telling

#: So many before and after in time are looked at in each block.
NEIGHBOURS = 15
#: Words of a telling by which it is found besides its parties.
RARE = 5

Block = tuple[str, str, str]


def blocks(telling: Telling) -> list[Block]:
    """Reality, kind and party of each party and of those it acts for; the same of its rarest words and its triggers."""
    rarest = sorted(telling.stems, key=lambda s: (-weight(s), s))[:RARE]
    return [(telling.reality, telling.root, of) for of in sorted({*telling.lifted, *rarest, *telling.heads})]


def candidate_pairs(keys: Sequence[str], tellings: Mapping[str, Telling]) -> Iterator[tuple[str, str]]:
    """Pairs (smaller first) of ``keys`` that share a block, each with its neighbours in time, none twice."""
    index: dict[Block, list[tuple[int, str]]] = defaultdict(list)
    for key in keys:
        for block in blocks(tellings[key]):
            index[block].append((when(tellings[key]), key))
    for crowd in index.values():
        crowd.sort()
    for key in sorted(keys):
        yield from ((key, other) for other in sorted(_near(tellings[key], index)) if key < other)


def _near(telling: Telling, index: Mapping[Block, list[tuple[int, str]]]) -> set[str]:
    found: set[str] = set()
    at = (when(telling), telling.readings[0])
    for reality, root, of in blocks(telling):
        for other in (root, *NEAR.get(root, ())):
            crowd = index.get((reality, other, of), [])
            here = bisect_left(crowd, at)
            found.update(key for _, key in crowd[max(0, here - NEIGHBOURS) : here + NEIGHBOURS + 1])
    return found


def when(telling: Telling) -> int:
    """The day by which tellings are put in order: its own, else that of its article's publication."""
    return telling.day[0] if telling.day else telling.published or 0
