"""Countries and places that mean their team, in the report of a match: "Sweden beat Belgium 2-0"."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Doc

from kg.annotate.names.candidate import Candidate
from kg.annotate.names.metonymy import is_where
from kg.lexicon.words import nouns

#: Different words of play that make a text the report of a match, and of how many of its words one must be such.
_WORDS, _AMONG = 6, 60


def teams(doc: Doc, names: list[Candidate]) -> list[Candidate]:
    """``names`` with the teams among them: organisations without an entry, of their country."""
    if not _plays(doc):
        return names
    return [
        replace(n, type="Organization", entry=None, hits=(), sector=None)
        if n.type in ("Country", "Place") and not is_where(n.span(doc).root)
        else n
        for n in names
    ]


def _plays(doc: Doc) -> bool:
    play = nouns().play
    found = [lemma for token in doc if (lemma := token.lemma_.lower()) in play]
    return len(set(found)) >= _WORDS and len(found) * _AMONG >= len(doc)
