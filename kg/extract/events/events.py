"""The events of an article: by the trained heads where the encoder has read it, else by the lexicon of frames alone."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from kg.annotate.mention_index import MentionIndex
from kg.extract.events.from_encoder import events_by_heads
from kg.extract.events.from_lexicon import events_by_lexicon
from kg.extract.events.heads import Heads
from kg.lexicon import frames as lexicon
from kg.lexicon.frames import Frames
from kg.records import Event, Statement


def events(
    doc: Doc,
    index: MentionIndex,
    said: Sequence[Statement],
    frames: Frames | None = None,
    heads: Heads | None = None,
    *,
    all_events: bool = False,
) -> tuple[Event, ...]:
    """The events of ``doc``, in text order, numbered; ``frames`` is the lexicon (None: the shipped one).

    Those of which confidence is under the threshold are left out but for ``all_events``.
    """
    known = frames or lexicon.load()
    if heads is not None and doc._.encoded is not None and doc._.encoded.happenings.shape[1]:
        return events_by_heads(doc, index, said, known, heads, all_events=all_events)
    return events_by_lexicon(doc, index, said, known, all_events=all_events)
