"""The words by which what is said and done is compared (``comparison.yaml``)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

import snowballstemmer

from kg.lexicon.yaml_file import ENGLISH, read_yaml

_STEMMER = snowballstemmer.stemmer("english")


@dataclass(frozen=True, slots=True)
class Lists:
    """The lists of the file, ready to look up."""

    empty: frozenset[str]
    #: Word → the word that stands for it.
    alike: dict[str, str]
    #: Negative or derived word → the plain one.
    negative: dict[str, str]
    #: How negative words begin that turn the sense round.
    denying: tuple[str, ...]
    #: A figure in words → the same in digits.
    numbers: dict[str, str]
    contrary: frozenset[frozenset[str]]
    #: (root, stem of a trigger's word) → kinds of doing.
    doing: dict[tuple[str, str], frozenset[str]]


@cache
def lists() -> Lists:
    """Read the file, once."""
    raw: dict[str, Any] = read_yaml((ENGLISH / "comparison.yaml").read_text(encoding="utf-8"))
    alike = {word: line[0] for line in reversed(raw["alike"]) for word in line}
    doing: dict[tuple[str, str], set[str]] = {}
    for root, kinds in raw["doing"].items():
        for kind, lemmas in kinds.items():
            for lemma in lemmas:
                doing.setdefault((root, str(_STEMMER.stemWord(alike.get(lemma, lemma)))), set()).add(kind)
    return Lists(
        frozenset(raw["empty"]),
        alike,
        raw["negative"],
        tuple(raw["denying"]),
        {word: str(number) for word, number in raw["numbers"].items()},
        frozenset(frozenset(pair) for pair in raw["contrary"]),
        {key: frozenset(kinds) for key, kinds in doing.items()},
    )


@cache
def stem(word: str) -> str:
    """The stem (Porter 2) of the word that stands for ``word``.

    >>> stem("negotiations") == stem("talks")
    True
    """
    small = word.lower()
    plain = lists().alike.get(small) or lists().alike.get(str(_STEMMER.stemWord(small)))
    if plain is None and (singular := small.removesuffix("s")) != small:
        plain = lists().alike.get(singular)
    return str(_STEMMER.stemWord(plain or small))


def content(terms: tuple[str, ...]) -> tuple[frozenset[str], bool]:
    """The stems of ``terms`` that say something, and whether negative words among them turn the sense round.

    >>> content(("unrealistic", "border")) == (content(("realistic", "borders"))[0], True)
    True
    """
    stems: set[str] = set()
    turned = False
    for term in terms:
        for word in re.findall(r"[^\W_]+(?:['’][^\W_]+)*", term.lower()):
            plain = lists().negative.get(word, word)
            turned ^= plain != word and word.startswith(lists().denying)
            if plain not in lists().empty:
                stems.add(stem(plain))
    return frozenset(stems), turned


def contrary(a: str, b: str) -> bool:
    """Whether two acts cannot be one, whatever is said."""
    return frozenset((a, b)) in lists().contrary


def numbers(text: str) -> frozenset[str]:
    """The figures of ``text`` in digits.

    >>> sorted(numbers("three of 40 ships"))
    ['3', '40']
    """
    tokens = re.findall(r"\d+(?:[.,]\d+)*|[a-z]+", text.lower())
    return frozenset(lists().numbers.get(t, t) for t in tokens if t[0].isdigit() or t in lists().numbers)


def doing(root: str, a: tuple[str, ...], b: tuple[str, ...]) -> float:
    """Whether two triggers (their words, the lemma first) do one kind of thing: 1 yes, 0.5 it may be (a talk is a call
    or a meeting), 0 who knows, -1 no.

    >>> doing("CONSULT", ("call",), ("phone",)), doing("CONSULT", ("have", "call"), ("talk",))
    (1.0, 0.5)
    >>> doing("CONSULT", ("call",), ("visit",)), doing("CONSULT", ("call",), ("xyzzy",))
    (-1.0, 0.0)
    """
    if not a or not b:
        return 0.0
    left, right = _kinds(root, a), _kinds(root, b)
    if stem(a[0]) == stem(b[0]) or (left & right) - {"any"}:
        return 1.0
    if not left or not right:
        return 0.0
    return 0.5 if "any" in left | right else -1.0


@cache
def _kinds(root: str, trigger: tuple[str, ...]) -> frozenset[str]:
    found: frozenset[str] = frozenset()
    for word in trigger:
        found |= lists().doing.get((root, stem(word)), frozenset())
    return found - {"any"} or found
