"""Surnames written with a letter wrong, beside the right ones of the same article."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz.distance import OSA
from spacy.tokens import Doc, Span

from kg.annotate.names.candidate import Candidate, Cover
from kg.annotate.names.name_patterns import headline

#: Letters of a word that is misspelt rather than another one, wherever it stands.
LONG = 9


def misspelt(doc: Doc, sentences: Iterable[Span], names: Iterable[Candidate]) -> list[Candidate]:
    """Words written large that nobody saw, a letter or two away from the surname of somebody in the article."""
    names = list(names)
    surnames = {doc[n.end - 1].text for n in names if n.type == "Person"}
    alike: dict[tuple[str, int], list[str]] = {}  # first letter and length → surnames
    for surname in sorted({surname.lower() for surname in surnames}):
        alike.setdefault((surname[0], len(surname)), []).append(surname)
    cover = Cover(names)
    return [
        Candidate(token.i, token.i + 1, "name", "Person", weight=0)
        for sentence in sentences
        if not headline(sentence)
        for token in sentence
        if token.text.istitle() and token.is_alpha and cover.at(token.i) is None and token.text not in surnames
        and (len(token) >= LONG or (token.i > sentence.start and token.pos_ == "PROPN"))
        and _misspells_any(token.lower_, alike)
    ]  # fmt: skip


def _misspells_any(word: str, alike: dict[tuple[str, int], list[str]]) -> bool:
    near = (right for n in range(-2, 3) for right in alike.get((word[0], len(word) + n), ()))
    return any(misspells(word, right) for right in near)


def misspells(a: str, b: str) -> bool:
    """Whether ``a`` may be ``b`` misspelt: one edit (or two letters changed places), two in a long word; no plural.

    >>> misspells("hesgeth", "hegseth"), misspells("clintons", "clinton"), misspells("smith", "smyth")
    (True, False, False)
    """
    shorter = min(len(a), len(b))
    most = 1 if shorter < LONG - 1 else 2
    return a[0] == b[0] and shorter >= 6 and a != b + "s" and 0 < OSA.distance(a, b, score_cutoff=most) <= most
