"""What the heads tell apart: the one list that training and reading share."""

from __future__ import annotations

from typing import Final

#: Types of names, coarser than the contract's: the gazetteer and the words say which organisation is a government.
NAMES: Final = ("Person", "Organization", "Place", "Country", "Group", "Other")
ROLES: Final = ("source", "cue", "content")
#: YIELD is CONCEDE and RETREAT together, as the corpus has it; 0 is no deed between the two.
ROOTS: Final = (
    "ACCUSE", "AGREE", "AID", "ASSAULT", "COERCE", "CONSULT", "COOPERATE", "MOBILIZE", "PROTEST", "REJECT", "REQUEST",
    "SANCTION", "SUPPORT", "THREATEN", "YIELD", "0",
)  # fmt: skip
#: Width of a word's vectors: of each of the two ends of a link of a statement, of coreference, and of events.
LINK, CHAIN, HAPPENING = 48, 64, 192


def tags(labels: tuple[str, ...]) -> tuple[str, ...]:
    """``O``, then ``B-`` and ``I-`` of each label: the columns of a head that tags words."""
    return ("O", *(f"{mark}-{label}" for label in labels for mark in "BI"))


def columns(labels: tuple[str, ...], label: str) -> tuple[int, int]:
    """Where in ``tags(labels)`` the ``B-`` and the ``I-`` of ``label`` stand."""
    begins = 1 + 2 * labels.index(label)
    return begins, begins + 1
