"""Who held an office and holds it no more, as the words of one article tell: "the former X", "fired X director"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.records import Mention

_WORDS = r"\b(?:former|ex|fired|ousted|sacked|dismissed|deposed)\b"
#: Before the words of a post, at most whose it is between.
_FORMER = re.compile(rf"{_WORDS}[^.,;:()\n]*$", re.IGNORECASE)
#: How far before a post the word may stand.
_NEAR = 40


def is_former(nominal: str) -> bool:
    """Whether a description is of somebody who is it no more.

    >>> is_former("the ex-minister"), is_former("the expected minister")
    (True, False)
    """
    return re.search(_WORDS, nominal, re.IGNORECASE) is not None


def held(text: str, mentions: Sequence[Mention]) -> Iterator[tuple[str, str]]:
    """(id of a person's mention, id of the office's) for posts held no more: within a description, or before a name."""
    people = [m for m in mentions if m.type == "Person" and m.kind != "pronoun"]
    for office in mentions:
        if office.type == "Office" and _FORMER.search(text[max(0, office.start - _NEAR) : office.start]):
            for person in people:
                within = person.kind == "nominal" and person.start <= office.start and office.end <= person.end
                if within or (person.kind == "name" and text[office.end : person.start] == " "):
                    yield person.id, office.id
