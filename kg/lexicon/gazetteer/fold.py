"""Spellings made comparable: one key for "Côte d'Ivoire" and "Cote d’Ivoire", another for "US" than for "us"."""

from __future__ import annotations

import re
import unicodedata

_LETTERS = str.maketrans(
    {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "ß": "ss", "æ": "ae", "Æ": "Ae", "œ": "oe",
     "Œ": "Oe", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th", "ə": "a", "Ə": "A"}
)  # fmt: skip
_BLANKS = str.maketrans(dict.fromkeys('-‐‑‒–—_/,&()"“”\t\n\xa0', " ") | dict.fromkeys("'’‘ʼʻ`´ʾʿ"))
_DOTTED = re.compile(r"\b(?:[A-Z]\. ?)+[A-Z]\.|\b(?:[A-Za-z]\.){2,}[A-Za-z]?|\b[A-Z]\.[A-Z]\b")
#: A word of capitals and digits up to this length is an acronym, and keeps its case.
_ACRONYM = re.compile(r"[A-Z0-9]{2,7}$")


def fold(text: str) -> str:
    """``text`` without accents, hyphens, apostrophes and dots; case is kept.

    >>> fold("Côte d’Ivoire"), fold("Guinea-Bissau"), fold("U.S.")
    ('Cote dIvoire', 'Guinea Bissau', 'US')
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text.translate(_LETTERS))
        text = "".join(c for c in text if not unicodedata.combining(c))
    if "." in text:
        text = _DOTTED.sub(lambda m: m.group().replace(".", "").replace(" ", ""), text).replace(".", " ")
    return " ".join(text.translate(_BLANKS).split())


def key(name: str) -> str:
    """What a name is looked up by: folded, small, without "the"; an acronym of one word keeps its capitals.

    >>> key("The United Nations"), key("the U.N."), key("Xi")
    ('united nations', 'UN', 'xi')
    """
    plain = fold(name)
    if plain[:4] in ("the ", "The ", "THE "):
        plain = plain[4:]
    if _ACRONYM.match(plain) and not plain.isdigit():
        return plain
    return plain.lower()


def keys(name: str) -> tuple[str, ...]:
    """The keys under which ``name`` may stand, likeliest first; none for what has no capital or digit.

    A headline's capitals are tried small ("RUSSIA"), a British "Nato" is tried as an acronym.

    >>> keys("Nato"), keys("RUSSIA"), keys("turkey")
    (('nato', 'NATO'), ('RUSSIA', 'russia'), ())
    """
    if name.islower():
        return ()
    first = key(name)
    if not first:
        return ()
    if first.isupper():
        return (first, first.lower())
    if " " not in first and 4 <= len(first) <= 7 and first.isalnum():
        return (first, first.upper())
    return (first,)
