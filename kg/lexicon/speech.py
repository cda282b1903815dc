"""Reads ``speech.yaml``: which word, in which frame, is a cue, and of what act."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal, cast, get_args

import yaml

from kg.errors import LexiconError
from kg.lexicon.yaml_file import ENGLISH, read_yaml
from kg.records import ACTS, Act

PartOfSpeech = Literal["verb", "noun", "adjective"]
FILE = ENGLISH / "speech.yaml"
_PARTS = get_args(PartOfSpeech)
_KEYS = frozenset({"part", "frame", "acts", "examples"})
#: The lists of words beside the frames; what each is for stands in the file.
_LISTS = frozenset({"light", "addressing", "addressing_to", "carriers", "ending", "empty", "labels"})


@dataclass(frozen=True, slots=True)
class Frame:
    """The words of one part of speech that take one frame: lemma → act. ``examples`` are in S[…] Q[…] C[…] form."""

    part: PartOfSpeech
    frame: str
    acts: Mapping[str, Act]
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Speech:
    """The lexicon of cues."""

    frames: tuple[Frame, ...]
    #: (part of speech, lemma) → frame → act.
    by_word: Mapping[tuple[str, str], Mapping[str, Act]]
    #: Name of a list → its words.
    words: Mapping[str, frozenset[str]]

    def of(self, part: str, lemma: str) -> Mapping[str, Act]:
        """Frame → act of a word, in either spelling of "criticize"; empty where it is no cue."""
        found = self.by_word.get((part, lemma), {})
        if not found and lemma.endswith("ise"):
            return self.by_word.get((part, f"{lemma[:-3]}ize"), {})
        return found


@cache
def load(path: Path = FILE) -> Speech:
    """The lexicon in ``path``. Raises LexiconError, naming file and key, where it breaks the schema."""
    try:
        content = read_yaml(path.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError, UnicodeDecodeError) as error:
        raise LexiconError(f"{path.name}: {' '.join(str(error).split())}") from error
    if not isinstance(content, dict) or set(content) != {"words", "frames"} or not isinstance(content["frames"], list):
        raise LexiconError(f"{path.name}: needs exactly two keys, words (lists by name) and frames (a list)")
    words = _lists(path.name, content["words"])
    frames = tuple(_frame(f"{path.name}: frame {n}", entry) for n, entry in enumerate(content["frames"], 1))
    by_word: dict[tuple[str, str], dict[str, Act]] = {}
    for frame in frames:
        for lemma, act in frame.acts.items():
            known = by_word.setdefault((frame.part, lemma), {})
            if frame.frame in known:
                raise LexiconError(f"{path.name}: {frame.part} {lemma!r} stands twice in frame {frame.frame!r}")
            known[frame.frame] = act
    return Speech(frames, by_word, words)


def _lists(name: str, lists: Any) -> dict[str, frozenset[str]]:
    if not isinstance(lists, dict) or set(lists) != _LISTS or not all(isinstance(v, str) for v in lists.values()):
        odd = sorted(map(str, set(lists) ^ _LISTS)) if isinstance(lists, dict) else lists
        raise LexiconError(f"{name}: words needs exactly the lists {sorted(_LISTS)}; unknown or missing: {odd}")
    return {key: frozenset(text.split()) for key, text in lists.items()}


def _frame(where: str, entry: Any) -> Frame:
    if not isinstance(entry, dict) or set(entry) != _KEYS:
        odd = sorted(map(str, set(entry) ^ _KEYS)) if isinstance(entry, dict) else entry
        raise LexiconError(f"{where}: needs exactly the keys {sorted(_KEYS)}; unknown or missing: {odd}")
    part, name, acts, examples = entry["part"], entry["frame"], entry["acts"], entry["examples"]
    if part not in _PARTS:
        raise LexiconError(f"{where}: part {part!r} is none of {list(_PARTS)}")
    if not isinstance(name, str) or not name:
        raise LexiconError(f"{where}: frame {name!r} is not a word")
    if not isinstance(examples, list) or not all(isinstance(e, str) and "Q[" in e and "C[" in e for e in examples):
        raise LexiconError(f"{where} ({name}): examples must be sentences with Q[…] and C[…]")
    return Frame(cast(PartOfSpeech, part), name, _acts(f"{where} ({name})", acts), tuple(examples))


def _acts(where: str, acts: Any) -> dict[str, Act]:
    if not isinstance(acts, dict) or not acts:
        raise LexiconError(f"{where}: acts must map an act to its words")
    by_lemma: dict[str, Act] = {}
    for act, words in acts.items():
        if act not in ACTS or not isinstance(words, str):
            raise LexiconError(f"{where}: act {act!r} is none of {list(ACTS)}, or its words are no text")
        for lemma in words.split():
            if lemma in by_lemma:
                raise LexiconError(f"{where}: {lemma!r} stands twice")
            by_lemma[lemma] = cast(Act, act)
    return by_lemma
