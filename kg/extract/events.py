"""Events of an article, from the dependency parse."""

from __future__ import annotations

from spacy.tokens import Doc

from kg.annotate.layer import Layer
from kg.records import Event, Statement


def events(doc: Doc, layer: Layer, said: tuple[Statement, ...]) -> tuple[Event, ...]:
    """The events of ``doc``, in text order, numbered."""
    return ()
