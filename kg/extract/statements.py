"""Statements of an article, from the dependency parse."""

from __future__ import annotations

from spacy.tokens import Doc

from kg.annotate.layer import Layer
from kg.records import Statement


def statements(doc: Doc, layer: Layer) -> tuple[Statement, ...]:
    """The statements of ``doc``, in text order, numbered."""
    return ()
