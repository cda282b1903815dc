"""A spaCy component: no sentence runs over the edge of a paragraph."""

from __future__ import annotations

from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from kg.annotate import document


@Language.component("kg_paragraphs")
def paragraphs(doc: Doc) -> Doc:
    """Start a sentence with each paragraph and with what stands between two of them (before the parser runs)."""
    if not len(doc):
        return doc
    starts: Any = doc.to_array("SENT_START")
    for paragraph in document.paragraphs(doc):
        starts[paragraph.start] = 1
        starts[paragraph.end : paragraph.end + 1] = 1
    # In one go: setting Token.is_sent_start walks the whole Doc each time.
    return doc.from_array("SENT_START", starts)
