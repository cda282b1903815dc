"""The mentions of a Doc by token: what the extractors find again of what annotation left."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from kg.annotate.document import span_of, text_of
from kg.records import ACTOR_TYPES, Mention


@dataclass(frozen=True, slots=True)
class MentionIndex:
    """The mentions of a Doc, by token. Build it once a Doc with :meth:`of`."""

    doc: Doc
    mentions: tuple[Mention, ...]
    by_id: dict[str, Mention] = field(repr=False)
    #: Token index → mentions whose head it is, longest first.
    headed: dict[int, tuple[Mention, ...]] = field(repr=False)
    #: Token index → mentions that cover it, shortest first.
    covered: dict[int, tuple[Mention, ...]] = field(repr=False)
    #: Where the mentions start, in text order.
    starts: tuple[int, ...] = field(repr=False)

    @classmethod
    def of(cls, doc: Doc) -> MentionIndex:
        """Index ``doc._.mentions``."""
        headed: dict[int, list[Mention]] = {}
        covered: dict[int, list[Mention]] = {}
        for mention in sorted(doc._.mentions, key=lambda m: (m.end - m.start, m.start)):
            span = span_of(doc, mention.start, mention.end)
            headed.setdefault(span.root.i, []).insert(0, mention)
            for token in span:
                covered.setdefault(token.i, []).append(mention)
        mentions = tuple(sorted(doc._.mentions, key=lambda m: m.start))
        return cls(
            doc,
            mentions,
            {m.id: m for m in doc._.mentions},
            {i: tuple(ms) for i, ms in headed.items()},
            {i: tuple(ms) for i, ms in covered.items()},
            tuple(m.start for m in mentions),
        )

    def between(self, start: int, end: int) -> tuple[Mention, ...]:
        """The mentions that start at a character of ``[start, end)``, in text order."""
        return self.mentions[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def at(self, token: Token) -> Mention | None:
        """The mention headed by ``token``, else the shortest that covers it; what can act before an office."""
        found = (*self.headed.get(token.i, ()), *self.covered.get(token.i, ()))
        actor = next((m for m in found if m.type in ACTOR_TYPES), None)
        return actor or (self._holder(found[0]) if found else None)

    def _holder(self, office: Mention) -> Mention:
        """Who is named right after a title ("ambassador Ana Ruiz"), else the title itself."""
        end = office.end + 1 if office.type == "Office" else -1
        span = self.doc.char_span(end, end + 1, alignment_mode="expand") if 0 < end < len(text_of(self.doc)) else None
        after = self.covered.get(span[0].i, ()) if span else ()
        return next((m for m in after if m.type == "Person" and m.kind == "name" and m.start == end), office)

    def actor(self, token: Token) -> Mention | None:
        """Like :meth:`at`, but only what can act."""
        found = self.at(token)
        return found if found is not None and found.type in ACTOR_TYPES else None
