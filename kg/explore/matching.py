"""What a person types → an expression of FTS5: all words, in any form and order, names by any spelling known."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from snowballstemmer import stemmer

from kg.explore.index import Index
from kg.lexicon.gazetteer import Gazetteer

_MOST: Final = 12
#: A word shorter than this is no beginning of another.
_SHORTEST: Final = 4
_WORD: Final = re.compile(r"\w+")


def expression(index: Index, words: str) -> str:
    """Each word by its stem, the last one as a beginning too, or what a gazetteer knows by it; "" for no word."""
    found = _WORD.findall(words)[:_MOST]
    return " AND ".join(_any(index, word, begun=place == len(found)) for place, word in enumerate(found, 1))


def beginning(words: str) -> str:
    """All words as they are, the last one as the beginning of one: what fits while somebody types a name."""
    found = _WORD.findall(words)[:_MOST]
    return " ".join([*(f'"{word}"' for word in found[:-1]), f'"{found[-1]}"*']) if found else ""


def meant(index: Index, words: str) -> list[tuple[int, str]]:
    """(number, label) of the things of the graph that a gazetteer knows may mean by this name."""
    sql = "SELECT t.id, t.label FROM same s JOIN thing t ON t.id = s.thing WHERE s.iri = ?"
    spelt = dict.fromkeys((words, words.title()))
    entries = [hit.entry for name in spelt for hit in Gazetteer.load().find(name)]
    iris = dict.fromkeys(entry.iri for entry in entries if entry.iri)
    return [(row[0], row[1]) for iri in iris for row in index.all(sql, (iri,))]


def _any(index: Index, word: str, *, begun: bool) -> str:
    plain = word.lower()
    stem = _stem(plain)
    # The stemmer writes "happi" for "happy": only what the word itself begins with can begin its other forms.
    start = stem if plain.startswith(stem) else plain
    forms = [f'"{start}"*' if len(start) >= _SHORTEST - begun else f'"{plain}"']
    forms += [f'"{label}"' for _, label in meant(index, word)[:3] if _WORD.search(label) and '"' not in label]
    return forms[0] if len(forms) == 1 else f"({' OR '.join(forms)})"


@lru_cache(maxsize=4096)
def _stem(word: str) -> str:
    return str(stemmer("english").stemWord(word))
