"""A spaCy component: mentions of one article that mean the same thing get one entity."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc


@Language.factory("kg_coreference")
def make_coreference(nlp: Language, name: str) -> Coreference:
    """Registered as ``kg_coreference``."""
    return Coreference()


class Coreference:
    """Rewrites ``entity``, ``iri`` and ``country`` of ``doc._.mentions``."""

    def __call__(self, doc: Doc) -> Doc:
        """Annotate ``doc`` in place."""
        return doc
