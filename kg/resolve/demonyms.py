"""Nationalities: an adjective of a country ("Norlandic demands") means the country, not a people of its own."""

from __future__ import annotations

import re

from kg.lexicon.gazetteer import Gazetteer
from kg.lexicon.words import word_list

#: What may follow a people ("the Norlanders have"), but is nothing that an adjective describes.
_NO_NOUN = word_list("resolve.demonyms", "no_noun")
_DETERMINER = re.compile(r"\b(?:an?|the|one|two|three|many|some|most|all|several|other|another|these|those)\s+$", re.I)


def describes(text: str, start: int, end: int) -> bool:
    """Whether a word of nationality at [``start``, ``end``) describes a noun, or stands without a determiner.

    >>> describes("the Norlandic fleet", 4, 13), describes("a Norlander said", 2, 11), describes("a Norlander.", 2, 11)
    (True, False, False)
    """
    following = re.match(r"[ \u00a0-]+([A-Za-z]+)", text[end : end + 24])
    if following and following[1].lower() not in _NO_NOUN:
        return True
    first = re.match(r"(?:an?|the)\s+", text[start:end], re.I)
    return not _DETERMINER.search(text[max(0, start - 12) : start + (first.end() if first else 0)])


def nationality(name: str, country: str | None, gazetteer: Gazetteer | None) -> bool:
    """Whether ``name`` is the adjective or the people of ``country``, and not a name of a country itself."""
    if gazetteer is None or country is None or gazetteer.demonym(name) != country:
        return False
    return not any(hit.entry.type == "Country" for hit in gazetteer.find(name))


def people(name: str, country: str, gazetteer: Gazetteer) -> bool:
    """Whether ``name`` is a plural that only a people has: "Norlanders", "Norlandmen"."""
    small = name.lower()
    return small.endswith("men") or (small.endswith("s") and gazetteer.demonym(name[:-1]) == country)
