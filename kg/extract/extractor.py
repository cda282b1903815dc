"""The whole of extraction on one page: mentions, statements, events, relations, each by its own module."""

from __future__ import annotations

from spacy.tokens import Doc

from kg.annotate import document, mention_index
from kg.extract.attribution.statements import statements
from kg.extract.events.events import events
from kg.extract.events.heads import Heads
from kg.extract.relations.relations import relations
from kg.lexicon.frames import Frames
from kg.records import Extraction


def extract(
    doc: Doc, frames: Frames | None = None, heads: Heads | None = None, *, all_events: bool = False
) -> Extraction:
    """What the annotated ``doc`` says.

    Events are found by ``heads``, which are those of the weights that read it, or without them by ``frames`` (None: the
    shipped ones); those under the threshold of confidence are left out but for ``all_events``.

    Raises ValueError if no article is attached.
    """
    if doc._.article is None:
        raise ValueError("the Doc has no article (doc._.article)")
    index = mention_index.MentionIndex.of(doc)
    said = statements(doc, index)
    return Extraction(
        article=doc._.article,
        mentions=doc._.mentions,
        statements=said,
        events=events(doc, index, said, frames, heads, all_events=all_events),
        relations=relations(doc, index, said),
        dates=doc._.dates,
        sentences=tuple((s.start_char, s.end_char) for s in document.sentences(doc)),
    )
