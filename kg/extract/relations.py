"""Relations of an article, from the dependency parse."""

from __future__ import annotations

from spacy.tokens import Doc

from kg.annotate.layer import Layer
from kg.records import Relation, Statement


def relations(doc: Doc, layer: Layer, said: tuple[Statement, ...]) -> tuple[Relation, ...]:
    """The relations of ``doc``, in text order, numbered."""
    return ()
