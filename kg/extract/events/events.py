"""The events of an article: by the trained heads where the encoder has read it, else by the lexicon of frames alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from spacy.tokens import Doc

from kg.annotate.mention_index import MentionIndex
from kg.extract.events.from_encoder import events_by_heads
from kg.extract.events.from_lexicon import events_by_lexicon
from kg.extract.events.heads import Heads
from kg.lexicon import frames as lexicon
from kg.lexicon.frames import Frames
from kg.records import Event, Statement

Events = tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class Context:
    """What every extractor of events is given of an article."""

    doc: Doc
    index: MentionIndex
    said: Sequence[Statement]
    frames: Frames
    heads: Heads | None
    #: Whether those under the threshold of confidence are wanted, too.
    all_events: bool


class Extractor(Protocol):
    """One way to find events."""

    def __call__(self, context: Context) -> Events | None:
        """The events in text order, numbered; None where it cannot read the article."""


def _by_heads(context: Context) -> Events | None:
    c = context
    if c.heads is None or c.doc._.encoded is None or not c.doc._.encoded.happenings.shape[1]:
        return None
    return events_by_heads(c.doc, c.index, c.said, c.frames, c.heads, all_events=c.all_events)


def _by_lexicon(context: Context) -> Events:
    c = context
    return events_by_lexicon(c.doc, c.index, c.said, c.frames, all_events=c.all_events)


#: The first that can read the article does.
EXTRACTORS: tuple[Extractor, ...] = (_by_heads, _by_lexicon)


def events(
    doc: Doc,
    index: MentionIndex,
    said: Sequence[Statement],
    frames: Frames | None = None,
    heads: Heads | None = None,
    *,
    all_events: bool = False,
) -> Events:
    """The events of ``doc``, in text order, numbered; ``frames`` is the lexicon (None: the shipped one).

    Those of which confidence is under the threshold are left out but for ``all_events``.
    """
    context = Context(doc, index, said, frames or lexicon.load(), heads, all_events)
    return next((found for extractor in EXTRACTORS if (found := extractor(context)) is not None), ())
