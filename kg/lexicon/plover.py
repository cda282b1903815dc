"""PLOVER's own reading of what is only planned or refused, and its four quads.

PLOVER codes what the telling does: "will meet" is AGREE, "will extend the curfew" THREATEN, "will not lift the ban"
REJECT; the records keep the act that the words name (CONSULT, COERCE, CONCEDE) with its factuality.
"""

from __future__ import annotations

from collections.abc import Mapping

from kg.records import Factuality, Root

#: 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict.
QUAD: Mapping[Root, int] = {
    "AGREE": 1, "CONSULT": 1, "SUPPORT": 1,
    "COOPERATE": 2, "AID": 2, "CONCEDE": 2, "RETREAT": 2,
    "REQUEST": 3, "ACCUSE": 3, "REJECT": 3, "THREATEN": 3,
    "PROTEST": 4, "SANCTION": 4, "MOBILIZE": 4, "COERCE": 4, "ASSAULT": 4,
}  # fmt: skip


#: CAMEO codes that PLOVER's coders file elsewhere than the table of codes: blockade and occupation are force to them.
CODERS: Mapping[str, Root] = {"191": "ASSAULT", "192": "ASSAULT"}


def filed(root: Root, cameo: str | None) -> Root:
    """The root under which PLOVER's coders file an act of ``root`` with that CAMEO code."""
    return CODERS.get(cameo or "", root)


def telling(root: Root, cameo: str | None, factuality: Factuality) -> Root:
    """What it is to tell of a ``root`` (narrowed by its CAMEO code) that it is planned, possible, requested or negated.

    >>> telling("CONSULT", "040", "planned"), telling("COERCE", "172", "planned"), telling("RETREAT", "087", "negated")
    ('AGREE', 'THREATEN', 'REJECT')
    >>> telling("COERCE", "192", "actual")
    'ASSAULT'
    """
    root = filed(root, cameo)
    quad = QUAD[root]
    if factuality in {"planned", "possible"}:
        if quad <= 2:
            return "AGREE"
        return "THREATEN" if quad == 4 else root
    if factuality == "negated" and quad <= 2:
        return "REJECT"
    return root
