"""Amounts that belong to an event: how long, how many killed, how much money, what share of a territory."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from kg.annotate.layer import Layer
from kg.records import Quantity


def quantities(doc: Doc, layer: Layer, trigger: Token) -> tuple[Quantity, ...]:
    """The amounts of the event headed by ``trigger``, in text order."""
    return ()
