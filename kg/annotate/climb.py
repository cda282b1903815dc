"""The way up a parse: every loop from a word to what governs it is one of these, so that none can fail to end."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token


def upward(token: Token) -> Iterator[Token]:
    """``token``, its head, the head of that … to the root, which is its own head; each once at most."""
    yield token
    for _ in range(len(token.doc)):  # a bound even for heads that somebody set in a circle
        if token.head.i == token.i:
            return
        token = token.head
        yield token
