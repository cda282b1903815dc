"""What the head of coreference is told of two mentions beside their vectors."""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

from kg.records import Kind

_FAR = (1, 2, 3, 5, 9, 17, 33)
_KINDS: tuple[Kind, ...] = ("name", "nominal", "pronoun")
#: How far back (eight steps), the same words, the same head, the two kinds (nine pairs).
FEATURES = len(_FAR) + 1 + 2 + len(_KINDS) ** 2
#: How many mentions back an antecedent is looked for.
BACK = 100


class Named(NamedTuple):
    """A mention: its words and its head in small letters, and its kind."""

    words: str
    head: str
    kind: Kind


def features(mention: Named, earlier: Named, back: int) -> list[int]:
    """The numbers of the features that hold of a mention and one ``back`` mentions before it, sorted."""
    kinds = _KINDS.index(earlier.kind) * len(_KINDS) + _KINDS.index(mention.kind)
    same = [len(_FAR) + 1] * (mention.words == earlier.words) + [len(_FAR) + 2] * (mention.head == earlier.head)
    return [bisect_right(_FAR, back - 1), *same, len(_FAR) + 3 + kinds]
