"""Kinds of common nouns, and words that tell a person's gender: ``nouns.yaml`` and ``gender.yaml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, cast

import yaml

from kg.errors import LexiconError
from kg.lexicon.yaml_file import ENGLISH, read_yaml
from kg.records import MENTION_TYPES, MentionType

FOLDER = ENGLISH
_NOUN_SETS = (
    "government_verbs",
    "government_states",
    "policy_nouns",
    "party_prepositions",
    "party_nouns",
    "party_verbs",
    "personal_verbs",
    "play",
    "anybody",
    "saying",
)
_GENDER_SETS = ("titles", "nouns", "first_names")


def bag(words: str) -> frozenset[str]:
    """A set of words written as one string with blanks between them."""
    return frozenset(words.split())


#: What stands last in a person's name to tell parent and child of one name apart.
GENERATIONS = bag("jr sr ii iii iv")


@dataclass(frozen=True, slots=True)
class Nouns:
    """What common nouns mean, and what tells a capital that acts from one where something happens."""

    types: Mapping[str, MentionType]
    endings: Mapping[str, MentionType]
    government_verbs: frozenset[str]
    government_states: frozenset[str]
    policy_nouns: frozenset[str]
    party_prepositions: frozenset[str]
    party_nouns: frozenset[str]
    party_verbs: frozenset[str]
    personal_verbs: frozenset[str]
    play: frozenset[str]
    anybody: frozenset[str]
    saying: frozenset[str]
    #: Noun → the types that it may point back at.
    back: Mapping[str, tuple[MentionType, ...]]
    #: An office's account → its title and its country.
    handles: Mapping[str, tuple[str, str]]
    examples: tuple[Mapping[str, Any], ...]

    def type_of(self, lemma: str, plural: bool = False) -> MentionType:
        """The type of what a noun means; ``Other`` for a noun that is not listed.

        >>> nouns().type_of("minister"), nouns().type_of("minister", plural=True), nouns().type_of("idea")
        ('Person', 'Group', 'Other')
        """
        found = self.types.get(lemma) or self.types.get(lemma.rsplit("-", 1)[-1], "Other")
        return "Group" if plural and found == "Person" else found


@dataclass(frozen=True, slots=True)
class Gender:
    """Words that tell gender, each with ``m`` or ``f``."""

    titles: Mapping[str, str]
    nouns: Mapping[str, str]
    first_names: Mapping[str, str]


@cache
def nouns(path: Path = FOLDER / "nouns.yaml") -> Nouns:
    """Read ``nouns.yaml``. Raises LexiconError naming file and key."""
    data = _read(path, {"types", "endings", "back", "handles", "examples", *_NOUN_SETS})
    sets = {name: frozenset(_words(path, name, data[name])) for name in _NOUN_SETS}
    return Nouns(
        types=_typed(path, "types", data["types"]),
        endings=_typed(path, "endings", data["endings"]),
        back=_back(path, data["back"]),
        handles={handle: _pair(path, handle, value) for handle, value in data["handles"].items()},
        examples=tuple(data["examples"]),
        **sets,
    )


@cache
def gender(path: Path = FOLDER / "gender.yaml") -> Gender:
    """Read ``gender.yaml``. Raises LexiconError naming file and key."""
    data = _read(path, {"m", "f"})
    out: dict[str, dict[str, str]] = {name: {} for name in _GENDER_SETS}
    for sex in ("m", "f"):
        for name, words in _mapping(path, sex, data[sex], set(_GENDER_SETS)).items():
            out[name].update(dict.fromkeys(_words(path, f"{sex}.{name}", words), sex))
    return Gender(**out)


@cache
def short_forms(path: Path = FOLDER / "given_names.yaml") -> Mapping[str, frozenset[str]]:
    """Given name, folded and small → all that it may stand for and that may stand for it, itself too.

    >>> "rudy" in short_forms()["rudolph"], short_forms()["al"] >= {"alan", "albert"}
    (True, True)
    """
    forms: dict[str, frozenset[str]] = {}
    for line in read_yaml(path.read_text(encoding="utf-8")):
        for name in line:
            forms[name] = forms.get(name, frozenset()).union(line)
    return forms


def _read(path: Path, keys: set[str] | None = None) -> Mapping[str, Any]:
    try:
        data = read_yaml(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise LexiconError(f"{path}: {' '.join(str(error).split())}") from None
    return _mapping(path, "the file", data, keys)


def _mapping(path: Path, where: str, data: object, keys: set[str] | None = None) -> Mapping[str, Any]:
    if not isinstance(data, dict):
        raise LexiconError(f"{path}: {where} must be a mapping")
    if keys is not None and set(data) != keys:
        raise LexiconError(f"{path}: {where} must have the keys {', '.join(sorted(keys))}")
    return cast(Mapping[str, Any], data)


def _typed(path: Path, where: str, data: object) -> dict[str, MentionType]:
    if not isinstance(data, dict):
        raise LexiconError(f"{path}: {where} must map types to words")
    out: dict[str, MentionType] = {}
    for kind, words in data.items():
        if kind not in MENTION_TYPES:
            raise LexiconError(f"{path}: {where}.{kind} is no type of mention")
        for word in _words(path, f"{where}.{kind}", words):
            out.setdefault(word, kind)
    return out


def _back(path: Path, data: object) -> dict[str, tuple[MentionType, ...]]:
    if not isinstance(data, dict):
        raise LexiconError(f"{path}: back must map nouns to types")
    out: dict[str, tuple[MentionType, ...]] = {}
    for words, kinds in data.items():
        names = _words(path, f"back.{words}", kinds)
        if not set(names) <= set(MENTION_TYPES):
            raise LexiconError(f"{path}: back.{words}: {kinds} are no types of mentions")
        out.update(dict.fromkeys(_words(path, "back", words), cast("tuple[MentionType, ...]", tuple(names))))
    return out


def _pair(path: Path, handle: str, value: object) -> tuple[str, str]:
    words = _words(path, f"handles.{handle}", value)
    if len(words) != 2:
        raise LexiconError(f"{path}: handles.{handle} must be a title and a country's code")
    return words[0], words[1]


def _words(path: Path, where: str, value: object) -> list[str]:
    if not isinstance(value, str) or not value.strip():
        raise LexiconError(f"{path}: {where} must be words with blanks between them")
    return value.split()


@cache
def _lists(step: str) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """The words of a step of the flow: module → name → words. Raises LexiconError naming file and key."""
    path = FOLDER / "words" / f"{step}.yaml"
    data = _read(path)
    return {
        module: {
            name: tuple(_words(path, f"{module}.{name}", words))
            for name, words in _mapping(path, module, lists).items()
        }
        for module, lists in data.items()
    }


def word_list(module: str, name: str) -> frozenset[str]:
    """The words that a module looks for, from ``words/STEP.yaml``; ``module`` is its path below ``kg``.

    >>> sorted(word_list("annotate.coreference.pronouns", "neuter"))
    ['it', 'its', 'itself']
    """
    return frozenset(ordered_words(module, name))


def ordered_words(module: str, name: str) -> tuple[str, ...]:
    """Like :func:`word_list`, in the order of the file, where the first that fits is taken."""
    step, _, module = module.partition(".")
    return _lists(step)[module][name]
