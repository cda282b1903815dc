"""Words that say something: what is compared when events and statements of two articles are merged."""

from __future__ import annotations

from spacy.tokens import Token

from kg.lexicon import speech

#: Parts of speech of words that say something.
CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})
_LIGHT = speech.load().words["empty"]


def term(token: Token) -> str | None:
    """The lemma of ``token``, small; None where it tells nothing from anything ("have", "the")."""
    lemma = token.lemma_.lower()
    told = token.pos_ in CONTENT and lemma not in _LIGHT and any(map(str.isalnum, lemma))
    return lemma if told else None
