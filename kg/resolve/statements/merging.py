"""Clusters of propositions → ``MergedStatement``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import cast

from kg.ids import digest
from kg.records import Act, MergedStatement
from kg.resolve import intervals
from kg.resolve.near_duplicates import support
from kg.resolve.readings import commonest
from kg.resolve.statements.comparison import ComparableStatement
from kg.resolve.statements.wording import tidy
from kg.resolve.world import World

#: A label shows this many characters of the text.
SHOWN = 80
_FORMS = {"direct": 0, "mixed": 1, "indirect": 2}


def statement_key(readings: Iterable[str]) -> str:
    """The key of what ``readings`` say."""
    return f"statement/{digest(min(readings), length=12)}"


def merge(
    groups: Iterable[Sequence[str]],
    found: Mapping[str, ComparableStatement],
    world: World,
    origin: Mapping[str, str],
    told: Mapping[str, str],
) -> tuple[MergedStatement, ...]:
    """One statement a group, sorted by key. ``told``: reading key → key of the merged thing, for ``reports``."""
    return tuple(sorted((_merge(group, found, world, origin, told) for group in groups), key=lambda s: s.key))


def _merge(
    group: Sequence[str],
    found: Mapping[str, ComparableStatement],
    world: World,
    origin: Mapping[str, str],
    told: Mapping[str, str],
) -> MergedStatement:
    members = [found[key] for key in sorted(group)]
    key = statement_key(group)
    said = [claim.said for claim in members]
    speakers = tuple(sorted({speaker for claim in members for speaker in claim.speakers}))
    act = commonest(s.act for s in said)
    text = wording([claim for claim in members if claim.said.act == act])
    reports = {told[inner] for s in said for inner in s.reports if inner in told} - {key}
    return MergedStatement(
        key=key,
        label=label(", ".join(world.nodes[s].label for s in speakers), text),
        text=text,
        act=cast(Act, act),
        negated=said[0].negated,
        speakers=speakers,
        support=support(group, origin),
        addressees=world.actors(a for s in said for a in s.addressees),
        medium=commonest(world.node(s.medium) for s in said),
        places=world.places(p for s in said for p in s.places),
        date=intervals.best(s.date for s in said),
        mentions=world.all(e for s in said for e in s.entities),
        reports=tuple(sorted(reports)),
    )


def wording(members: Sequence[ComparableStatement]) -> str:
    """The wording that stands for all: the commonest, then a direct one, then the shortest that is complete."""
    counts = Counter(claim.said.text for claim in members)
    shared = Counter(feature for claim in members for feature in claim.features)
    core = {feature for feature, count in shared.items() if 2 * count > len(members)}

    def rank(claim: ComparableStatement) -> tuple[int, int, int, int, str]:
        text = claim.said.text
        return (-counts[text], _FORMS[claim.said.form], len(core - claim.features), len(text), text)

    said = min(members, key=rank).said
    return tidy(said.told or said.text, quotation=said.quotation)


def label(speaker: str, text: str) -> str:
    """``Speaker: text``, cut at a word."""
    if len(text) > SHOWN:
        text = text[:SHOWN].rsplit(" ", 1)[0].rstrip(" ,;:.–—-") + " …"
    return f"{speaker}: {text}" if speaker else text
