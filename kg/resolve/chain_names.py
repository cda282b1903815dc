"""What a chain of mentions is called: the names in it, without what a headline's capitals made of common nouns."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping


def small_words(text: str) -> frozenset[str]:
    """The words that ``text`` writes in small letters somewhere.

    >>> sorted(small_words("Holt Memos: the memos"))
    ['memos', 'the']
    """
    return frozenset(re.findall(r"(?<![\w’'-])[a-z]{3,}\b(?![’'-]\w)", text))


def people(names: Mapping[str, int], small: frozenset[str]) -> Counter[str]:
    """The ``names`` of a person, with their counts, each without common nouns that follow a shorter name of the same.

    >>> people({"Holt": 3, "Holt Memos": 1, "Memos": 1}, frozenset({"memos"}))
    Counter({'Holt': 4})
    """
    kept: Counter[str] = Counter()
    for name, count in sorted(names.items(), key=lambda item: (len(item[0]), item[0])):
        shorter = next((s for s in kept if name.startswith(f"{s} ") and _common(name[len(s) :], small)), None)
        kept[shorter or name] += count
    said = Counter({name: count for name, count in kept.items() if not _common(name, small)})
    return said if sum(said.values()) * 2 > sum(kept.values()) else kept


def _common(words: str, small: frozenset[str]) -> bool:
    return all(word.lower() in small for word in words.split())
