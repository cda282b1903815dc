"""Which name groups are compared at all: those that share a blocking key."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from kg.lexicon.words import word_list
from kg.resolve.actors import name_comparison
from kg.resolve.actors.name_groups import NameGroup

_SMALL = word_list("resolve.actors.blocking", "small")

#: A name that more groups than this share is compared with its neighbours in the alphabet only.
CROWD = 60


def blocking_keys(group: NameGroup) -> set[str]:
    """What a group's names are found by."""
    if group.family == "person":
        starts = {" ".join(name_comparison.plain(n).split()[:2]) for n in (group.name, *group.others) if " " in n}
        return starts | {name_comparison.skeleton(name_comparison.person(n)[1]) for n in (group.name, *group.others)}
    return {name_comparison.block(n) for n in (group.name, *group.others)} | {
        "".join(w[0] for w in name_comparison.plain(n).split() if w not in _SMALL)
        for n in (group.name, *group.others)
        if len(n.split()) > 2
    }


def candidate_pairs(groups: Iterable[NameGroup]) -> Iterable[tuple[NameGroup, NameGroup]]:
    """Pairs whose names may be one's, some twice; weak groups are for :mod:`kg.resolve.actors.partial_names`."""
    blocks: dict[tuple[str, str], list[NameGroup]] = defaultdict(list)
    for group in groups:
        if not group.weak:
            for key in blocking_keys(group):
                blocks[group.family, key].append(group)
    for _, crowd in sorted(blocks.items()):
        ordered = sorted(crowd, key=lambda b: (name_comparison.plain(b.name), b.key))
        for i, a in enumerate(ordered):
            for b in ordered[i + 1 : i + 1 + CROWD]:
                yield (a, b) if a.key < b.key else (b, a)
