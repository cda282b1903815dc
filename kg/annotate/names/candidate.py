"""A mention in the making: tokens instead of characters, and the gazetteer's entry instead of its columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Span

from kg.lexicon.gazetteer import Entry, Hit
from kg.records import Kind, Mention, MentionType


@dataclass(frozen=True, slots=True)
class Candidate:
    """Tokens ``[start, end)`` of a Doc that mean something."""

    start: int
    end: int
    kind: Kind
    type: MentionType
    #: What the gazetteer says it is.
    entry: Entry | None = None
    #: What else it may be, best first.
    hits: tuple[Hit, ...] = ()
    country: str | None = None
    sector: str | None = None
    #: Of an office: the key of its title, the same for all its wordings.
    office: str | None = None
    #: How surely its type is known: 3 by the gazetteer's strong names, 2 by shape, 1 by the recognizer alone.
    weight: int = 1
    #: Whether the text itself says what it is, so that it is not looked up: "Isis (Institute of …)".
    settled: bool = False

    def span(self, doc: Doc) -> Span:
        """Its tokens."""
        return doc[self.start : self.end]


class Cover:
    """Which tokens are taken, so that names do not overlap."""

    def __init__(self, items: Iterable[Candidate] = ()) -> None:
        """Cover the tokens of ``items``."""
        self._taken: dict[int, Candidate] = {}
        for item in items:
            self.add(item)

    def add(self, item: Candidate) -> None:
        """Take the tokens of ``item``."""
        for i in range(item.start, item.end):
            self._taken[i] = item

    def free(self, start: int, end: int) -> bool:
        """Whether no token of ``[start, end)`` is taken."""
        return not any(i in self._taken for i in range(start, end))

    def at(self, i: int) -> Candidate | None:
        """What covers token ``i``."""
        return self._taken.get(i)

    def within(self, start: int, end: int) -> Iterator[Candidate]:
        """What covers a token of ``[start, end)``, in text order."""
        last: Candidate | None = None
        for i in range(start, end):
            item = self._taken.get(i)
            if item is not None and item is not last:
                yield item
                last = item


def write(doc: Doc, found: Iterable[Candidate]) -> None:
    """Make ``doc._.mentions`` out of ``found``, each an entity of its own, with ``doc._.candidates`` beside them."""
    unique = {(f.start, f.end, f.type): f for f in reversed(list(found))}
    ordered = sorted(unique.values(), key=lambda f: (f.start, -f.end, f.type))
    doc._.candidates = tuple(ordered)
    doc._.mentions = tuple(_mention(doc, f, n) for n, f in enumerate(ordered, 1))


def _mention(doc: Doc, item: Candidate, number: int) -> Mention:
    entry = item.entry
    start, end = doc[item.start].idx, doc[item.end - 1].idx + len(doc[item.end - 1])
    if end - start == 2 and doc[item.end - 1].text.endswith("."):
        end -= 1  # a name of one letter at the end of a sentence
    return Mention(
        f"m{number}", start, end, item.kind, item.type, f"e{number}",
        iri=entry.iri if entry else None,
        country=item.country,
        lat=entry.lat if entry else None,
        lon=entry.lon if entry else None,
        geonames=entry.geonames if entry else None,
        sector=item.sector,
        entry=entry.id if entry else None,
    )  # fmt: skip
