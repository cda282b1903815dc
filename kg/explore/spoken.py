"""The words that rows and articles are found by: sentences of events, wordings of statements, headlines."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping

from kg.graph.names import offsets
from kg.graph.view import GraphView
from kg.records import Span

#: Marks of where a search hits, which no text that is searched may hold.
BEGIN, END = "\x01", "\x02"
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_TOLD = ("Event", "Proposition", "Statement")


class Spoken:
    """Reads each article's text once: :meth:`bodies` and :meth:`texts` come from the same pass."""

    def __init__(
        self, view: GraphView, kinds: Mapping[str, str], labels: Mapping[str, str], readings: Mapping[str, list[str]]
    ) -> None:
        self.kinds, self._labels = kinds, labels
        self._wordings = dict(view.pairs("kg:text"))
        self._spoken: dict[str, list[str]] = defaultdict(list)
        self._texts: dict[str, str] = {}
        self._headlines = dict(view.pairs("schema:headline"))
        spans: dict[str, list[Span]] = defaultdict(list)
        owners: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for owner, found in readings.items():
            if kinds[owner] in _TOLD:
                for reading in sorted(found):
                    owners[reading.partition("#")[0]][reading].append(owner)
        wanted = {reading for article in owners.values() for reading in article}
        for reading, characters in view.pairs("prov:wasDerivedFrom"):
            if reading in wanted and "#char=" in characters:
                spans[reading].append(offsets(characters))
        for article in sorted(iri for iri, kind in kinds.items() if kind == "Article"):
            text, sentences = view.text(article), view.sentences(article)
            self._texts[article] = text
            starts = [start for start, _ in sentences]
            for reading, told in owners.get(article, {}).items():
                words = self._words(reading, text, sentences, starts, spans[reading])
                for owner in told:
                    self._spoken[owner].append(words)

    def texts(self) -> Iterator[tuple[str, str]]:
        """(article, its whole text), by IRI."""
        yield from self._texts.items()

    def bodies(self) -> Iterator[tuple[str, str]]:
        """(thing, the words that it is found by) of every row and article."""
        for iri in sorted(self.kinds):
            if self.kinds[iri] in _TOLD:
                found = [self._labels.get(iri, ""), *self._spoken[iri]]
                yield iri, _CONTROL.sub(" ", "\n".join(dict.fromkeys(" ".join(words.split()) for words in found)))
            elif self.kinds[iri] == "Article":
                yield iri, _CONTROL.sub(" ", self._headlines.get(iri) or self._labels.get(iri, ""))

    def sentences(self) -> Iterator[tuple[str, str]]:
        """(thing, the words of its first reading) of every row that has some."""
        for iri, found in self._spoken.items():
            if words := next((" ".join(words.split()) for words in found if words), ""):
                yield iri, words

    def _words(self, reading: str, text: str, sentences: list[Span], starts: list[int], spans: list[Span]) -> str:
        """The sentence of an event's reading, the wording of a statement's."""
        if reading in self._wordings:
            return self._wordings[reading]
        if not spans:
            return ""
        start = min(spans)[0]
        place = bisect_right(starts, start) - 1
        begin, end = sentences[place] if place >= 0 else (0, 0)
        return text[begin:end] if begin <= start < end else ""
