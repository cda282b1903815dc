"""The patterns of relations (``kg/lexicon/en/relations.yaml``), compiled."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from kg.errors import LexiconError
from kg.lexicon.yaml_file import ENGLISH, read_yaml
from kg.records import MENTION_TYPES, PREDICATES, MentionType, Predicate

FILE = ENGLISH / "relations.yaml"
_KEYS = frozenset({"predicate", "subject", "object", "text", "path", "examples", "clear_of", "symmetric"})


@dataclass(frozen=True, slots=True)
class TextPattern:
    """What stands between two mentions, ``before`` the first of them and ``after`` the last."""

    subject_first: bool
    before: re.Pattern[str] | None
    between: re.Pattern[str]
    after: re.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class Pattern:
    """One entry of the lexicon."""

    predicate: Predicate
    subject: frozenset[MentionType]
    object: frozenset[MentionType]
    texts: tuple[TextPattern, ...]
    paths: tuple[re.Pattern[str], ...]
    clear_of: frozenset[MentionType]
    symmetric: bool
    examples: tuple[tuple[str, str, str], ...]


@cache
def lexicon() -> dict[str, Any]:
    """The lexicon of relations as it stands in the file."""
    return cast(dict[str, Any], read_yaml(FILE.read_text(encoding="utf-8")))


@cache
def patterns() -> tuple[Pattern, ...]:
    """All patterns, in the order of the file. Raises LexiconError."""
    return tuple(_pattern(entry) for entry in lexicon()["patterns"])


@cache
def not_now() -> re.Pattern[str]:
    """Matches a text that ends with a word that says that an office is held no longer, or not yet.

    After "then" and "next" only names may follow: "then Peruvian President", but not "then telephoned President".
    """
    words, name = r"[\w’'.-]+ ", r"(?-i:[A-Z])[\w’'.]+ "
    bare = _either(lexicon()["not_now_bare"])
    gone = _either([word for word in lexicon()["not_now"] if word not in lexicon()["not_now_bare"]])
    phrase = rf"(?:{words}){{0,2}}(?:(?:{words}){{1,3}}(?:of|for|at) (?:the )?)?"
    return re.compile(rf"(?<!\w)(?:(?:{gone})(?:[ -]{phrase})?|(?:{bare})[ -](?:{name}){{0,2}})$", re.IGNORECASE)


@cache
def not_yet() -> re.Pattern[str]:
    """Matches what follows a title whose post somebody only may come to hold: " nominee", "-elect"."""
    return re.compile(rf"[ -](?:{_either(lexicon()['not_yet'])})\b", re.IGNORECASE)


@cache
def heading() -> re.Pattern[str]:
    """Matches the text of an office whose holder is the head of what it is of."""
    return re.compile(rf"(?:{_either(lexicon()['heading'])})", re.IGNORECASE)


def _either(forms: list[str]) -> str:
    return "|".join(sorted(map(re.escape, forms), key=lambda f: (-len(f), f)))


def _pattern(entry: dict[str, Any]) -> Pattern:
    unknown = sorted(set(entry) - _KEYS)
    if unknown:
        raise LexiconError(f"{FILE.name}: unknown key {unknown[0]!r} in a pattern of {entry.get('predicate')}")
    if entry["predicate"] not in PREDICATES:
        raise LexiconError(f"{FILE.name}: unknown predicate {entry['predicate']!r}")
    return Pattern(
        entry["predicate"],
        _types(entry["subject"]),
        _types(entry["object"]),
        tuple(map(_text, entry.get("text", ()))),
        tuple(map(_path, entry.get("path", ()))),
        _types(entry.get("clear_of", ())),
        bool(entry.get("symmetric", False)),
        tuple((str(a), str(b), str(c)) for a, b, c in entry.get("examples", ())),
    )


def _types(names: list[MentionType]) -> frozenset[MentionType]:
    for name in names:
        if name not in MENTION_TYPES:
            raise LexiconError(f"{FILE.name}: unknown type {name!r}")
    return frozenset(names)


def _text(source: str) -> TextPattern:
    parts = re.split(r"(\{[so]\})", source)
    if sorted(parts[1::2]) != ["{o}", "{s}"]:
        raise LexiconError(f"{FILE.name}: {source!r} does not name {{s}} and {{o}} once each")
    before, first, between, _, after = parts
    return TextPattern(
        first == "{s}",
        re.compile(rf"(?<!\w)(?:{_nouns(before)})$", re.IGNORECASE) if before else None,
        re.compile(_nouns(between), re.IGNORECASE),
        re.compile(_nouns(after), re.IGNORECASE) if after else None,
    )


#: A word before a noun that leaves it what it is: no preposition, no deputy.
_NO_MODIFIER = "from|of|in|on|to|at|by|for|with|and|or|the|an?|deputy|vice|assistant|former|ex|acting|forces|troops"
_MODIFIER = rf"(?!(?:{_NO_MODIFIER})\b)[\w-]+"


def _nouns(source: str) -> str:
    """``source`` with the lists of nouns written out; up to two words may stand before a noun ("senior")."""

    def written(m: re.Match[str]) -> str:
        return rf"(?:{_MODIFIER} ){{0,2}}?(?:{_either(lexicon()['nouns'][m[1]])})s?"

    return re.sub(r"\{noun:(\w+)\}", written, source)


def _path(source: str) -> re.Pattern[str]:
    parts = []
    for part in source.split():
        mark, rest = (part[0], part[1:]) if part[0] in "<>~" else ("", part)
        forms = r"[^ <>]+" if rest == "*" else f"(?:{'|'.join(map(re.escape, rest.split('|')))})"
        parts.append((_toward() if mark == "~" else mark) + forms)
    return re.compile(" ".join(parts))


def _toward() -> str:
    """Matches the verbs that may stand above one that is marked with "~", with the arcs down to it."""
    verbs = "|".join(map(re.escape, lexicon()["toward"]))
    return rf"(?:(?:{verbs}) (?:>xcomp|>advcl|>acl|>prep to >pcomp) )*(?:[^ <>]+ >conj )?"
