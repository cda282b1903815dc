"""Names that the gazetteer knows, found by a walk over the words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from spacy.tokens import Doc, Span, Token

from kg.annotate.names.candidate import Candidate
from kg.lexicon.gazetteer import Gazetteer, Hit
from kg.lexicon.words import word_list

_JOINTS = word_list("annotate.names.gazetteer_matcher", "joints")
_LONGEST = 9
_SUFFIXES = frozenset({"Jr", "Sr", "II", "III", "IV"})


class GazetteerMatcher:
    """Looks names up as of one day, each string once."""

    def __init__(self, gazetteer: Gazetteer, on: date | None) -> None:
        """``on`` is the day of the text, None where it is not known."""
        self.gazetteer, self.on = gazetteer, on
        self._hits: dict[str, tuple[Hit, ...]] = {}
        self._starts: dict[str, bool] = {}

    def find(self, name: str) -> tuple[Hit, ...]:
        """What ``name`` may mean on the day, best first."""
        if name not in self._hits:
            self._hits[name] = self.gazetteer.find(name, self.on)
        return self._hits[name]

    def names(self, sentence: Span) -> Iterator[Candidate]:
        """The known names and nationalities in ``sentence``, the longest at each place, left to right."""
        doc, i = sentence.doc, sentence.start
        shouted = sentence.text.isupper() and len(sentence) > 1
        while i < sentence.end:
            token = doc[i]
            found = self._at(doc, i, sentence.end) if _capital(token) else None
            if found is not None:
                if not shouted or found.type in ("Country", "Person", "Place"):
                    yield found
                i = found.end
            else:
                i += 1

    def _at(self, doc: Doc, start: int, limit: int) -> Candidate | None:
        first = doc[start].text
        if first not in self._starts:
            self._starts[first] = self.gazetteer.starts(first) or bool(self.gazetteer.demonym(first))
        if not self._starts[first]:
            return None
        for end in _ends(doc, start, min(limit, start + _LONGEST)):
            if first in ("The", "THE") and (end == start + 1 or self._same_without(doc, start, end)):
                continue
            text = doc[start:end].text
            hits = self.find(text)
            country = self.gazetteer.demonym(text) if end - start <= 3 else None
            if country is not None and not (hits and hits[0].strong and hits[0].entry.type == "Country"):
                return Candidate(start, end, "name", "Group", country=country, weight=3)
            if hits:
                return _whole(doc, _hit(start, end, hits))
        return None

    def _same_without(self, doc: Doc, start: int, end: int) -> bool:
        """Whether "The" is no part of the name."""
        bare = self.find(doc[start + 1 : end].text)
        return bool(bare) and [h.entry.id for h in bare[:1]] == [h.entry.id for h in self.find(doc[start:end].text)[:1]]


def _hit(start: int, end: int, hits: tuple[Hit, ...]) -> Candidate:
    best = hits[0]
    entry = best.entry if best.strong else None
    return Candidate(
        start, end, "name", best.entry.type, entry, hits, best.entry.country, weight=3 if best.strong else 0
    )


def _whole(doc: Doc, item: Candidate) -> Candidate:
    """``item`` with the "Jr." or "III" after it; whom the gazetteer knows without "Jr." only is not meant with it."""
    suffix = doc[item.end].text.rstrip(".") if item.type == "Person" and item.end < len(doc) else ""
    if suffix not in _SUFFIXES:
        return item
    item = replace(item, end=item.end + 1)
    return replace(item, entry=None, hits=(), country=None) if suffix == "Jr" else item


def _ends(doc: Doc, start: int, limit: int) -> list[int]:
    """Where a name that begins at ``start`` may end, the longest first."""
    ends = [start + 1]
    for i in range(start + 1, limit):
        token = doc[i]
        if token.is_space:
            break
        if _capital(token) or token.text[0].isdigit() or _hyphened(doc, i):
            ends.append(i + 1)
        elif token.lower_ not in _JOINTS and token.text != ".":
            break
    return ends[::-1]


def _hyphened(doc: Doc, i: int) -> bool:
    """The "in" of "Moon Jae-in"."""
    return doc[i - 1].text == "-" and not doc[i - 1].whitespace_ and doc[i].is_alpha


def _capital(token: Token) -> bool:
    return token.text[0].isupper() or token.text[0] == "@"


def load_gazetteer(path: str | None) -> Gazetteer:
    """The gazetteer with the user's file before it; :meth:`Gazetteer.load` reads each once a process."""
    return Gazetteer.load(Path(path) if path else None)
