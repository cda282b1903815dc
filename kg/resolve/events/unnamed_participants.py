"""What names nobody ("the two leaders spoke for an hour") is what its article tells of such people next to it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping

from kg.lexicon import vocabulary
from kg.resolve import intervals
from kg.resolve.clustering import Clusters, Features
from kg.resolve.events.comparison import MUTUAL, ComparableEvent
from kg.resolve.world import World

#: Several who must have been named before.
_BOTH = re.compile(
    r"(?:the|these|those) (?:two|pair|duo|couple|sides|parties|countries|neighbou?rs|nations|governments|capitals)\b"
    r"|the (?:\w+ )?(?:leaders|presidents|premiers|ministers|statesmen|men|women|officials|diplomats|envoys|chiefs)$"
    r"|both\b|they$|each other$",
    re.IGNORECASE,
)
#: Characters within which those named stand.
NEXT = 800
_SAME: Features = (("told next to it, of the same kind", 0.6),)


def attach(clusters: Clusters, found: Mapping[str, ComparableEvent], world: World) -> None:
    """Join each reading of several who are not named to the nearest one before it that its article names, if any is.

    Only for what is done together; if none stands before it, to the next after it.
    """
    named: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for key, deed in sorted(found.items()):
        if deed.told.root in MUTUAL and deed.named and len(deed.parties) > 1:
            named[deed.told.article, deed.told.root, deed.reality].append(key)
    for key, deed in sorted(found.items()):
        if (
            deed.told.root in MUTUAL
            and not deed.named
            and len(clusters.members(key)) == 1
            and _points_back(deed, world)
        ):
            beside = named.get((deed.told.article, deed.told.root, deed.reality), ())
            near = [other for other in beside if _fits(deed, found[other])]
            if near and len({found[other].parties for other in near}) == 1:
                clusters.join(key, min(near, key=lambda o: _distance(deed, found[o])), _SAME)


def _points_back(deed: ComparableEvent, world: World) -> bool:
    return bool(deed.vague) and all(_BOTH.match(world.nodes[node].label) for node in deed.vague)


def _fits(bare: ComparableEvent, named: ComparableEvent) -> bool:
    if vocabulary.doing(bare.told.root, bare.told.words, named.told.words) <= 0 or _distance(bare, named)[1] > NEXT:
        return False
    return not (bare.day and named.day) or intervals.gap(bare.day, named.day) == 0


def _distance(bare: ComparableEvent, named: ComparableEvent) -> tuple[bool, int, str]:
    """What stands before is nearer than what stands after."""
    return named.told.at > bare.told.at, abs(named.told.at - bare.told.at), named.told.key
