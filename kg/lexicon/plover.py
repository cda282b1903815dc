"""PLOVER's own reading of what is only planned or refused, its four quads, modes, scores and contexts.

PLOVER codes what the telling does: "will meet" is AGREE, "will extend the curfew" THREATEN, "will not lift the ban"
REJECT; the records keep the act that the words name (CONSULT, COERCE, CONCEDE) with its factuality.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from kg.lexicon.yaml_file import read_yaml
from kg.records import Factuality, Root

FILE = Path(__file__).with_name("plover.yaml")
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


#: What PLOVER calls a mode, by CAMEO code; of a code that is not here, that of the code it narrows.
MODES: Mapping[str, tuple[Root, str]] = {
    "041": ("CONSULT", "phone"), "042": ("CONSULT", "visit"), "043": ("CONSULT", "visit"),
    "044": ("CONSULT", "third-party"), "0841": ("RETREAT", "release"), "0842": ("RETREAT", "return"),
    "085": ("RETREAT", "ease"), "086": ("RETREAT", "access"), "087": ("RETREAT", "disarm"),
    "0871": ("RETREAT", "ceasefire"), "0872": ("RETREAT", "withdraw"), "09": ("ACCUSE", "investigate"),
    "11": ("ACCUSE", "disapprove"), "1121": ("ACCUSE", "allege"), "1123": ("ACCUSE", "allege"),
    "1125": ("ACCUSE", "allege"), "114": ("ACCUSE", "allege"), "115": ("ACCUSE", "allege"),
    "101": ("REQUEST", "assist"), "103": ("REQUEST", "assist"), "104": ("REQUEST", "change"),
    "105": ("REQUEST", "yield"), "106": ("REQUEST", "meet"), "122": ("REJECT", "assist"),
    "124": ("REJECT", "change"), "125": ("REJECT", "meet"), "128": ("REJECT", "yield"), "129": ("REJECT", "yield"),
    "141": ("PROTEST", "demo"), "142": ("PROTEST", "hunger"), "143": ("PROTEST", "boycott"),
    "144": ("PROTEST", "obstruct"), "145": ("PROTEST", "riot"), "152": ("MOBILIZE", "troops"),
    "154": ("MOBILIZE", "troops"), "161": ("SANCTION", "withdraw"), "162": ("SANCTION", "discontinue"),
    "164": ("SANCTION", "withdraw"), "166": ("SANCTION", "expel"), "163": ("COERCE", "restrict"),
    "171": ("COERCE", "seize"), "172": ("COERCE", "restrict"), "1723": ("COERCE", "curfew"),
    "1724": ("COERCE", "martial-law"), "173": ("COERCE", "arrest"), "174": ("COERCE", "deport"),
    "191": ("COERCE", "restrict"), "192": ("COERCE", "seize"), "181": ("ASSAULT", "abduct"),
    "182": ("ASSAULT", "beat"), "183": ("ASSAULT", "suicide-attack"), "1832": ("ASSAULT", "explosives"),
    "184": ("ASSAULT", "abduct"), "186": ("ASSAULT", "assassinate"), "193": ("ASSAULT", "firearms"),
    "194": ("ASSAULT", "heavy-weapons"), "195": ("ASSAULT", "heavy-weapons"), "203": ("ASSAULT", "cleansing"),
    "204": ("ASSAULT", "unconventional"), "1712": ("ASSAULT", "seize"),
}  # fmt: skip


def mode(cameo: str, root: Root) -> str | None:
    """PLOVER's mode of an act coded ``root`` by its CAMEO code; None where it has none, or is told as another root.

    >>> mode("041", "CONSULT"), mode("041", "AGREE"), mode("1411", "PROTEST"), mode("040", "CONSULT")
    ('phone', None, 'demo', None)
    """
    found = next((MODES[cameo[:n]] for n in range(len(cameo), 1, -1) if cameo[:n] in MODES), None)
    return found[1] if found is not None and found[0] == root else None


def score(root: Root) -> float:
    """PLOVER's score of conflict and cooperation, from -10 to +10.

    >>> score("ASSAULT"), score("CONSULT")
    (-9.3, 2.1)
    """
    return float(_data()["scores"][root])


def contexts(cameo: str) -> Sequence[str]:
    """PLOVER's contexts that a CAMEO code itself names, sorted; none where it names none.

    >>> contexts("071"), contexts("094"), contexts("040")
    (['economic'], ['legal', 'military'], [])
    """
    return sorted(name for name, codes in _data()["contexts"].items() if cameo in codes)


@cache
def _data() -> Mapping[str, Mapping[str, Any]]:
    found: Mapping[str, Mapping[str, Any]] = read_yaml(FILE.read_text(encoding="utf-8"))
    return found
