"""Names compared: of people by given name and surname, of all else by words and acronyms."""

from __future__ import annotations

import re
from functools import cache

from rapidfuzz.distance import JaroWinkler
from rapidfuzz.fuzz import ratio

from kg.lexicon.gazetteer.fold import fold
from kg.lexicon.words import GENERATIONS, ordered_words, short_forms, word_list
from kg.lexicon.yaml_file import ENGLISH, read_yaml

_JOINTS = word_list("resolve.actors.name_comparison", "joints")

_SMALL = word_list("resolve.actors.name_comparison", "small")

#: From these on two spellings (0 … 100) are one surname, one given name, one name of anything else.
SURNAME, GIVEN, OTHER = 80.0, 75.0, 92.0
#: Letters that sound alike in names from other alphabets, the longest first, and American spellings.
_ALIKE, _AMERICAN = (
    tuple(tuple(pair.split("=")) for pair in ordered_words("resolve.actors.name_comparison", key))
    for key in ("alike", "american")
)
_COMPANY = dict(pair.split("=") for pair in ordered_words("resolve.actors.name_comparison", "company"))
_LETTER = str.maketrans({"z": "s", "w": "v", "q": "k", "c": "k", "x": "k", "j": "", "y": "", "h": ""})
#: At the head of a longer name these stand for what they shorten.
_SHORT = re.compile(r"\b(U\.?[NSK])\b\.? (?=[A-Z])")
_LONG = {"UN": "United Nations ", "US": "United States ", "UK": "United Kingdom "}
_LONG |= {f"{key[0]}.{key[1]}": long for key, long in _LONG.items()}


@cache
def words() -> dict[str, frozenset[str]]:
    """The lists of ``actor_names.yaml``."""
    raw = read_yaml((ENGLISH / "actor_names.yaml").read_text(encoding="utf-8"))
    return {name: frozenset(value) for name, value in raw.items()}


@cache
def plain(name: str) -> str:
    """``name`` folded, small, without "the", possessive and punctuation.

    >>> plain("The E.U.'s"), plain("Côte d’Ivoire"), plain("U.N. Command")
    ('eu', 'cote divoire', 'united nations command')
    """
    small = fold(_SHORT.sub(lambda short: _LONG[short[1]], re.sub(r"['’]s\b", "", name))).lower()
    small = re.sub(r"[^\w\s]", " ", small).strip()
    return " ".join(small.removeprefix("the ").split())


@cache
def person(name: str) -> tuple[tuple[str, ...], str]:
    """The given names and the surname of a person's ``name``; one word alone is a surname.

    >>> person("Sen. John Q. Public Jr."), person("Ursula von der Leyen"), person("Bashar al-Assad")
    ((('john', 'q'), 'public'), (('ursula',), 'von der leyen'), (('bashar',), 'al assad'))
    """
    if name.startswith("@"):  # an account is nobody else's
        return ("account",), plain(name)
    tokens = [t for t in plain(name).split() if t not in words()["suffixes"]]
    while len(tokens) > 1 and tokens[0] in words()["titles"]:
        tokens = tokens[1:]
    start = len(tokens) - 1
    while start > 1 and tokens[start - 1] in words()["particles"]:
        start -= 1
    return tuple(tokens[: max(start, 0)]), " ".join(tokens[max(start, 0) :])


@cache
def generation(name: str) -> str:
    """What tells a person from parent or child of the same name: "jr", "iii"; "" where nothing does.

    >>> generation("John Q. Public Jr."), generation("John Q. Public")
    ('jr', '')
    """
    last = plain(name).rsplit(" ", 1)[-1]
    return last if last in GENERATIONS else ""


@cache
def skeleton(word: str) -> str:
    """The consonants of the last word of ``word``, those alike in transliteration made one: what is compared at all.

    >>> skeleton("zelenskyy") == skeleton("selensky")
    True
    """
    last = word.rsplit(" ", 1)[-1]
    for digraph, letter in _ALIKE:
        last = last.replace(digraph, letter)
    bare = re.sub(r"[aeiou]", "", last.translate(_LETTER))
    return re.sub(r"(.)\1+", r"\1", bare) or last[:1]


def same_surname(a: str, b: str) -> bool:
    """Whether two surnames may be spellings of one: equal, or of one skeleton and near; particles may be left out."""
    if a == b:
        return True
    left, right = a.rsplit(" ", 1)[-1], b.rsplit(" ", 1)[-1]
    if left == right:
        return " " not in a or " " not in b
    return min(len(left), len(right)) > 4 and skeleton(left) == skeleton(right) and ratio(left, right) >= SURNAME


def given_names(a: tuple[str, ...], b: tuple[str, ...]) -> float:
    """How far the given names of two people agree: 1 equal, less for other forms, 0 none given, -1 not at all."""
    if not a or not b:
        return 0.0
    if a == b or "".join(a) == "".join(b):
        return 1.0
    first, second = a[0], b[0]
    if _middle_differ(a, b):
        return -1.0
    if first == second:
        return 0.95
    if len(first) == 1 or len(second) == 1:
        return 0.5 if first[0] == second[0] else -1.0
    if second in short_forms().get(first, ()):
        return 0.9
    if first[0] == second[0] and ratio(first, second) >= GIVEN and JaroWinkler.similarity(first, second) >= 0.85:
        return 0.8
    return 0.7 if first in b or second in a else -1.0


def _middle_differ(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether both give a middle name and they cannot be one."""
    if len(a) < 2 or len(b) < 2:
        return False
    left, right = a[1], b[1]
    return left[0] != right[0] or (min(len(left), len(right)) > 1 and ratio(left, right) < GIVEN)


def is_general(name: str) -> bool:
    """Whether ``name`` says what in every country is another thing ("Foreign Ministry", "Supreme Court")."""
    tokens = plain(name).split()
    known = words()["general"] | (words()["party"] if tokens[-1:] == ["party"] else frozenset())
    return all(token in known for token in tokens)


def is_acronym(short: str, long: str) -> bool:
    """Whether ``short`` is made of the first letters of the words of ``long``; small words may be left out.

    >>> is_acronym("NATO", "North Atlantic Treaty Organization"), is_acronym("DRC", "Democratic Republic of the Congo")
    (True, True)
    """
    letters = re.sub(r"[^A-Za-z]", "", short)
    if not 2 <= len(letters) <= 8 or not letters[:2].isupper():
        return False
    parts = plain(long).split()
    if len(parts) < 2:
        return False
    big = [p for p in parts if p not in _SMALL]
    target = letters.lower()
    return target in ("".join(p[0] for p in parts), "".join(p[0] for p in big))


def alike(a: str, b: str) -> bool:
    """Whether two names that are no person's are spellings of one: the same words, or nearly, in any order."""
    left, right = sorted(_spelt(a)), sorted(_spelt(b))
    if left == right:
        return True
    return (
        len(left) > 1
        and len(left) == len(right)
        and all(x == y or _near(x, y) for x, y in zip(left, right, strict=True))
    )


def _near(a: str, b: str) -> bool:
    """Whether two words may be spellings of one: no short ones, and no "7th" and "17th"."""
    return min(len(a), len(b)) > 3 and ratio(a, b) >= OTHER and not any(c.isdigit() for c in a + b)


def _spelt(name: str) -> list[str]:
    """The words of a name in American spelling, without the small ones."""
    changed = plain(name)
    for british, american in _AMERICAN:
        changed = changed.replace(british, american)
    return [_COMPANY.get(word, word) for word in changed.split() if word not in _JOINTS] or [changed]


def block(name: str) -> str:
    """Names that :func:`alike` may hold of have the same block."""
    return min(_spelt(name))[:4]
