"""Amounts in a text: durations, numbers of people, money, shares; read by a grammar, as bounds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, cast

from kg.annotate.temporal.vocabulary import NUMBER_WORD, number
from kg.lexicon.words import word_list
from kg.lexicon.yaml_file import ENGLISH, read_yaml

FILE = ENGLISH / "quantities.yaml"
_BETWEEN_NOUN = 2  # words that may stand between a number and what it counts


@cache
def words() -> dict[str, Any]:
    """The lexicon of amounts as it stands in the file."""
    return cast(dict[str, Any], read_yaml(FILE.read_text(encoding="utf-8")))


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount and where it stands: offsets into the text read, what it counts included."""

    of: str
    min: float | None
    max: float | None
    unit: str
    start: int
    end: int


def _either(forms: Any) -> str:
    return "|".join(sorted(map(re.escape, forms), key=lambda f: (-len(f), f)))


_SCALE = rf"(?:{_either(words()['scales'])})(?![a-z])"
_FIGURE = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_SIMPLE = rf"(?:{_FIGURE}|half a|{NUMBER_WORD}|an?)"
_ONE = rf"(?:{_SIMPLE}(?:[ -]?{_SCALE})+(?: (?:and )?{NUMBER_WORD})?|{_SIMPLE})"
_BOUND = rf"(?:(?P<bound>{_either(words()['bounds'])}) )?"
#: A number: bounded, vague, single or a range.
_AMOUNT = (
    rf"{_BOUND}(?:(?P<vague>{_either(words()['vague'])})"
    rf"|(?:between |from )?(?P<low>{_ONE})(?:(?: to | and |[-–])(?P<high>{_ONE}))?)"
)
_UNITS = {form: code for code, forms in words()["currencies"].items() for form in map(str.lower, forms)}
_SIGN = _either(f for f in _UNITS if not f[-1].isalpha())
_COIN = _either(f for f in _UNITS if f[-1].isalpha())
_TIME = _either(words()["durations"])
_KINDS = {lemma.lower(): of for of, lemmas in words()["counted"].items() for lemma in lemmas}
_PLURALS = dict(pair.split("=") for pair in word_list("extract.events.amounts", "plurals"))

_NUMBERLESS = word_list("extract.events.amounts", "numberless")

_DURATIONS = [
    re.compile(
        rf"(?<![\w.]){_AMOUNT}(?P<half> and a half)?[ -](?P<u>{_TIME})s?"
        r"(?P<after> and a half)?(?:[- ]long)?(?![\w]|[- ]old)",
        re.I,
    ),
    re.compile(rf"(?<!\w){_BOUND}half[ -](?:an? )?(?P<u>hour|day|year|century)(?!\w)", re.I),
    re.compile(rf"(?<!\w)(?P<u>{_TIME})-long(?!\w)", re.I),
    re.compile(rf"(?<=for )(?P<u>{_TIME})s(?!\w)", re.I),
]
_MONEY = [
    re.compile(
        rf"(?<!\w){_BOUND}(?P<c>{_SIGN}) ?(?P<low>{_ONE})(?:(?: to |[-–])(?:{_SIGN})? ?(?P<high>{_ONE}))?", re.I
    ),
    re.compile(rf"(?<![\w.]){_AMOUNT} (?:of )?(?P<c>{_COIN})s?(?!\w)", re.I),
]
_SHARES = [
    re.compile(rf"(?<![\w.]){_AMOUNT}(?:[ -]?%|[ -]per ?cent)(?P<of>[ -](?:of )?)?", re.I),
    re.compile(
        rf"(?<!\w){_BOUND}(?P<n>an?|one|two|three|four)[ -](?P<f>{_either(words()['fractions'])})s?(?P<of>[ -]of )",
        re.I,
    ),
    re.compile(rf"(?<!\w){_BOUND}(?P<f>half)(?P<of> of )", re.I),
]
_COUNTS = re.compile(rf"(?<![\w.$€£]){_AMOUNT}(?![\w%]|[.,]\d|-[a-z])", re.I)


@lru_cache(maxsize=256)
def amounts(text: str) -> tuple[Amount, ...]:
    """The amounts of ``text``, in order, none inside another. ``of`` is empty for a number of what is not known."""
    found = [*_durations(text), *_money(text), *_shares(text)]
    # "200 billion euros of Russian assets" counts no Russians
    found += [c for c in _counts(text) if not any(c.start < a.end and a.start < c.end for a in found)]
    out: list[Amount] = []
    for a in sorted(found, key=lambda a: (a.start, -a.end)):
        if not out or a.start >= out[-1].end:
            out.append(a)
    return tuple(out)


def value(text: str) -> float:
    """The number that ``text`` says: "3,000", "1.5 million", "two hundred", "half a million"."""
    text = text.lower().replace(",", "").strip()
    total, current = 0.0, 0.0
    text = re.sub(r"^half an? ?", "0.5 ", text)
    for part in re.findall(rf"\d+(?:\.\d+)?|{NUMBER_WORD}|{_either(words()['scales'])}|\ban?\b", text):
        if part in words()["scales"]:
            scale = words()["scales"][part]
            current = (current or 1) * scale
            if scale >= 1000:
                total, current = total + current, 0.0
        else:
            current += float(part) if part[0].isdigit() else number(part)
    return total + current


def _range(m: re.Match[str], extra: float = 0.0) -> tuple[float | None, float | None]:
    """Least and greatest value of what ``_AMOUNT`` matched."""
    groups = m.groupdict()
    if groups.get("vague"):
        low, high = words()["vague"][groups["vague"].lower()]
        return low, high
    low = value(groups["low"]) + extra
    if groups.get("high"):
        high = value(groups["high"]) + extra
        bare = value(re.sub(_SCALE, "", groups["high"], flags=re.I))
        scaled = re.search(_SCALE, groups["high"], re.I) and not re.search(_SCALE, groups["low"], re.I)
        if low < high and scaled and bare:  # "12-000 million" has no scale to lend
            low *= high / bare
        return min(low, high), max(low, high)
    return _bounded(low, groups.get("bound"))


def _bounded(n: float, bound: str | None) -> tuple[float | None, float | None]:
    low, high = words()["bounds"][bound.lower()] if bound else (1, 1)
    return (None if low is None else round(low * n, 4)), (None if high is None else round(high * n, 4))


def _durations(text: str) -> Iterator[Amount]:
    for n, pattern in enumerate(_DURATIONS):
        for m in pattern.finditer(text):
            unit = 1 if m["u"].lower() == "century" else words()["durations"][m["u"].lower()]
            if n == 0:
                low, high = _range(m, 0.5 if m["half"] or m["after"] else 0.0)
            elif n == 1:
                low, high = _bounded(0.5, m["bound"])
            else:
                low, high = (1, 1) if n == 2 else (2, None)
            yield Amount(
                "duration", low and round(low * unit, 4), high and round(high * unit, 4), "s", m.start(), m.end()
            )


def _money(text: str) -> Iterator[Amount]:
    for pattern in _MONEY:
        for m in pattern.finditer(text):
            low, high = _range(m)
            yield Amount("money", low, high, _UNITS[m["c"].lower()], m.start(), m.end())


def _shares(text: str) -> Iterator[Amount]:
    for m in _SHARES[0].finditer(text):
        low, high = _range(m)
        share = low and round(low / 100, 6), high and round(high / 100, 6)
        yield _share(text, m, share)
    for pattern in _SHARES[1:]:
        for m in pattern.finditer(text):
            count = number(m["n"]) if "n" in m.groupdict() else 1
            yield _share(text, m, _bounded(count * words()["fractions"][m["f"].lower()], m["bound"]))


def _share(text: str, m: re.Match[str], share: tuple[float | None, float | None]) -> Amount:
    following = re.findall(r"[\w’']+", text[m.end() : m.end() + 60])[:4]
    land = any(w.lower() in words()["territory"] for w in following)
    end = m.start("of") if m["of"] else m.end()
    return Amount("territory" if m["of"] and land else "share", *share, "share", m.start(), end)


def _counts(text: str) -> Iterator[Amount]:
    """Counts of people, and with ``of`` empty those whose noun is not known or not there ("killed 12")."""
    for m in _COUNTS.finditer(text):
        if (m.groupdict().get("low") or "").lower() not in ("a", "an"):
            of, end = next(_nouns(text, m.end()), ("", m.end()))
            yield Amount(of, *_range(m), "people", m.start(), end)


def _nouns(text: str, at: int) -> Iterator[tuple[str, int]]:
    """What is counted by a number that ends at ``at``, of the nouns that are near: its kind and where it ends."""
    for n, m in enumerate(re.finditer(r"[\w’'-]+", text[at : at + 60])):  # "26 fighter jets" are no fighters
        if re.search(r"[.,;:()]", text[at : at + m.start()]) or n > _BETWEEN_NOUN + 2:
            return
        word = m[0].lower()
        lemma = _PLURALS.get(word, word.removesuffix("s"))
        end = at + m.end()
        whole = word != lemma or lemma in _NUMBERLESS or not re.match(r" [a-z]+s\b", text[end:])
        if lemma in _KINDS and whole:
            yield _KINDS[lemma], end
