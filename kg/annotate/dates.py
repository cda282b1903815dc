"""A spaCy component: time expressions and the days that they mean."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Token

from kg.records import Date


@Language.factory("kg_dates")
def make_dates(nlp: Language, name: str) -> Dates:
    """Registered as ``kg_dates``."""
    return Dates()


class Dates:
    """Gives ``doc._.dates`` and ``doc._.anchor``."""

    def __call__(self, doc: Doc) -> Doc:
        """Annotate ``doc`` in place."""
        return doc


def date_of(doc: Doc, token: Token) -> Date | None:
    """The date of the event or statement that ``token`` heads; null if the text gives none."""
    return None
