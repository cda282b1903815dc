"""A spaCy component: no sentence runs over the edge of a paragraph."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from kg.annotate import layer


@Language.component("kg_paragraphs")
def paragraphs(doc: Doc) -> Doc:
    """Start a sentence with each paragraph and with what stands between two of them (before the parser runs)."""
    for paragraph in layer.paragraphs(doc):
        for i in (paragraph.start, paragraph.end):
            if i < len(doc):
                doc[i].is_sent_start = True
    return doc
