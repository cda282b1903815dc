"""Words of the calendar (``kg/lexicon/en/time.yaml``) as numbers and as pieces of regular expressions."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, cast

from kg.lexicon.yaml_file import ENGLISH, read_yaml

FILE = ENGLISH / "time.yaml"


@cache
def words() -> dict[str, Any]:
    """The lexicon of time as it stands in the file."""
    return cast(dict[str, Any], read_yaml(FILE.read_text(encoding="utf-8")))


def _numbered(table: dict[str, list[str]], first: int) -> dict[str, int]:
    return {word: n for n, forms in enumerate(table.values(), first) for word in forms}


def _either(forms: Any) -> str:
    return "|".join(sorted(map(re.escape, forms), key=lambda f: (-len(f), f)))


MONTHS = _numbered(words()["months"], 1)
WEEKDAYS = _numbered(words()["weekdays"], 0)
NUMBERS: dict[str, int] = words()["numbers"]
ORDINALS: dict[str, int] = words()["ordinals"]

_UNITS = _either(w for w, n in NUMBERS.items() if 0 < n < 10 and len(w) > 2)
_TEENS = _either(w for w, n in NUMBERS.items() if 10 <= n < 20)
_TENS = _either(w for w, n in NUMBERS.items() if n >= 20)
_ORDINAL_UNITS = _either(w for w, n in ORDINALS.items() if n < 10)

#: A number up to 99 in words, and one in words or figures.
NUMBER_WORD = rf"(?:(?:{_TENS})[- ](?:{_UNITS})|{_TENS}|{_TEENS}|{_UNITS})"
NUMBER = rf"(?:\d{{1,4}}|{NUMBER_WORD}|a couple of|a couple|a|an)"
ORDINAL_WORD = rf"(?:(?:{_TENS})[- ](?:{_ORDINAL_UNITS})|{_either(ORDINALS)})"
ORDINAL = rf"(?:\d{{1,2}}(?:st|nd|rd|th)|{ORDINAL_WORD})"
#: A day of a month: 12, 12th, twelfth, twenty five.
_DAY_FIGURES = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?!\d|[.,:]\d|%)"
DAY = rf"(?:{_DAY_FIGURES}|{ORDINAL_WORD}|(?:{_TENS})[- ](?:{_UNITS})|{_TEENS})\b"
MONTH = rf"(?:{_either(MONTHS)})(?![a-z])\.?"
WEEKDAY = rf"(?:{_either(words()['weekdays'])})(?![a-z])"
WEEKDAY_ANY = rf"(?:{_either(WEEKDAYS)})(?![a-z])\.?"
_YEAR_WORDS = (
    rf"(?:(?:{_either(('sixteen', 'seventeen', 'eighteen', 'nineteen', 'twenty'))})[- ]"
    rf"(?:hundred(?: (?:and )?{NUMBER_WORD})?|{NUMBER_WORD}|oh[- ](?:{_UNITS}))"
    rf"|two thousand(?: (?:and )?{NUMBER_WORD})?)"
)
YEAR_FIGURES = r"(?:1\d|20|21)\d\d(?!\d)"
YEAR = rf"(?:{YEAR_FIGURES}|{_YEAR_WORDS})(?!\w)"


def number(text: str) -> int:
    """The value of what ``NUMBER``, ``ORDINAL`` or ``DAY`` matched. Raises ValueError for anything else."""
    text = text.lower().strip()
    if found := re.match(r"\d+", text):
        return int(found[0])
    if text.startswith("a couple"):
        return 2
    total = 0
    for word in re.split(r"[- ]", text):
        if word not in NUMBERS and word not in ORDINALS:
            raise ValueError(f"{text!r} is no number")
        total += NUMBERS.get(word, ORDINALS.get(word, 0))
    return total


def year_number(text: str, pivot: int = 40) -> int:
    """The year that ``text`` means: "2014", "'98", "nineteen ninety-one", "two thousand and four"."""
    text = text.lower().strip(" '’")
    if text.isdecimal():
        value = int(text)
        return value if len(text) > 2 else value + (2000 if value < pivot else 1900)
    text = text.replace(" and ", " ").replace("-", " ").replace(" oh ", " ")
    if text.startswith("two thousand"):
        return 2000 + (number(text[13:]) if text[13:] else 0)
    century, _, rest = text.replace(" hundred", "").partition(" ")
    return 100 * number(century) + (number(rest) if rest else 0)


def month_number(text: str) -> int:
    """1 to 12."""
    return MONTHS[text.lower().rstrip(".")]


def weekday_number(text: str) -> int:
    """0 (Monday) to 6."""
    return WEEKDAYS[text.lower().rstrip(".")]
