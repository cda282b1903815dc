"""Reads ``goldstein.yaml``: how much conflict or cooperation an act of CAMEO is, from -10 to +10."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from kg.lexicon.plover import filed, telling
from kg.lexicon.yaml_file import read_yaml
from kg.records import Factuality, Root

FILE = Path(__file__).with_name("goldstein.yaml")
#: The code of CAMEO that a root of PLOVER is made of; none where it is made of codes of unlike value: REQUEST is both
#: to appeal (02) and to demand (10).
ROOTS: Mapping[Root, str] = {
    "AGREE": "03", "CONSULT": "04", "SUPPORT": "05", "COOPERATE": "06", "AID": "07", "CONCEDE": "08", "RETREAT": "08",
    "ACCUSE": "11", "REJECT": "12", "THREATEN": "13", "PROTEST": "14", "MOBILIZE": "15", "SANCTION": "16",
    "COERCE": "17", "ASSAULT": "18",
}  # fmt: skip


def scale(cameo: str) -> float | None:
    """The value of a CAMEO code: its own, else that of the longest code that it begins with.

    >>> scale("0334"), scale("033"), scale("1411"), scale("99")
    (6.0, 5.2, -6.5, None)
    """
    known = _scale()
    return next((known[cameo[:n]] for n in range(len(cameo), 1, -1) if cameo[:n] in known), None)


def goldstein(root: Root, cameo: str | None, factuality: Factuality) -> float | None:
    """The value of what is done, or told by it that it is planned or refused; None for what is not done.

    >>> goldstein("CONSULT", "042", "actual"), goldstein("CONSULT", "042", "planned"), goldstein("AID", None, "negated")
    (1.9, 4.0, -4.0)
    >>> goldstein("ASSAULT", "190", "negated"), goldstein("RETREAT", "0871", "requested")
    (None, None)
    """
    told = telling(root, cameo, factuality)
    if told != filed(root, cameo):
        cameo = None
    elif factuality in ("negated", "requested"):
        return None
    return scale(cameo or ROOTS.get(told, ""))


@cache
def _scale() -> Mapping[str, float]:
    found = read_yaml(FILE.read_text(encoding="utf-8"))["scale"]
    return {code: float(value) for codes in found.values() for code, value in codes.items()}
