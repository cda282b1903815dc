"""Event frames: which words mean which PLOVER root, and where their source and target stand. Data: ``frames/*.yaml``.

One file a root (``accuse.yaml`` → ACCUSE); beside them ``sets.yaml`` (``@aid`` in a constraint means its words) and
``light.yaml`` (verbs that lend their subject to a noun: "launch an attack"), ``undergoing.yaml`` (verbs whose subject
it is done to: "faced criticism") and ``idle.yaml`` (what looks like an event and is none: "released a report"). A
user's file (``--lexicon``) is one mapping from root to frames, with ``sets``, ``light``, ``undergoing`` and ``idle``
beside the roots; its frames come before the shipped ones.
Roots and codes follow the PLOVER manual and the CAMEO codebook (Gerner, Schrodt & Yilmaz 2009).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any, Literal, cast

import yaml

from kg.errors import LexiconError
from kg.lexicon.yaml_file import ENGLISH
from kg.records import FACTUALITIES, ROOTS, Factuality, Root

HERE = ENGLISH / "frames"
KEYS = frozenset(
    {"verbs", "nouns", "adjectives", "object", "subject", "prep", "complement", "modifier", "modal", "cameo", "source",
     "target", "joint", "alone", "intransitive", "transitive", "ruling", "weight", "examples"}
)  # fmt: skip
_CAMEO = re.compile(r"(0[1-9]|1[0-9]|20)\d{0,2}")
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

Kind = Literal["verb", "noun", "adjective"]
#: Slots where a frame names none: subject, object, iobject, complement (the participants of an infinitive or clause),
#: clause (the subject of a clause), possessor, modifier; any other word is a preposition and means its object.
_SOURCE: Mapping[Kind, tuple[str, ...]] = {
    "verb": ("subject",),
    "noun": ("possessor", "by", "subject", "modifier", "from"),
    "adjective": ("subject",),
}
_TARGET: Mapping[Kind, tuple[str, ...]] = {
    "verb": ("object",),
    "noun": ("of", "on", "against", "with", "to", "for"),
    "adjective": ("of", "with", "to"),
}


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence of our own and what the frame finds in it; runs as a test."""

    text: str
    source: str
    target: str
    factuality: Factuality | None = None


@dataclass(frozen=True, slots=True)
class Frame:
    """One reading of a word. An empty constraint allows everything; words are lemmas in lower case."""

    root: Root
    kind: Kind
    #: The trigger's head lemma, and what must stand with it: a verb's particle, the first words of a compound noun.
    lemma: str
    extra: tuple[str, ...] = ()
    object: frozenset[str] = frozenset()
    subject: frozenset[str] = frozenset()
    #: Preposition → heads that its object may have (empty: any). One of them must be there.
    prep: Mapping[str, frozenset[str]] = field(default_factory=dict)
    #: Verbs (or "*") that may head the infinitive or clause that depends on the trigger; "to" any infinitive,
    #: "that" any finite clause, "fact" one without a modal, "=" what something is called.
    complement: frozenset[str] = frozenset()
    #: A word that must stand before a noun ("military" aid), as adjective or compound.
    modifier: frozenset[str] = frozenset()
    #: Auxiliaries of which the clause below a verb must have one ("said that Kyiv **must** withdraw").
    modal: frozenset[str] = frozenset()
    cameo: str | None = None
    source: tuple[str, ...] = ("subject",)
    target: tuple[str, ...] = ("object",)
    #: What both parties do together.
    joint: bool = False
    #: A noun that is an event without a verb that carries it out ("the invasion", not "aid").
    alone: bool = True
    #: A verb that means this only without an object ("demonstrate", "strike").
    intransitive: bool = False
    #: A verb that means this only with an object ("returned the statue").
    transitive: bool = False
    #: How far the word means this, 0 to 1.
    weight: float = 0.8
    #: Where it fits best, the word is of this root, whatever was learned from texts: a ruling of the codebook.
    ruling: bool = False
    #: Where it fits best, the word means no event.
    idle: bool = False
    #: Whether it is the user's own: then it decides, whatever was learned from texts.
    own: bool = False
    #: Those of its entry: every word of an entry has the same.
    examples: tuple[Example, ...] = ()

    @property
    def words(self) -> str:
        """The lemma, of a verb with its particle: "call off"."""
        return " ".join((self.lemma, *self.extra)) if self.kind == "verb" else self.lemma

    @property
    def narrowness(self) -> int:
        """How many constraints it makes: of two frames that fit, the narrower is meant."""
        demands = (self.extra, self.object, self.subject, self.prep, self.complement, self.modifier, self.modal)
        return sum(1 for demand in demands if demand) + self.intransitive + self.transitive


@dataclass(frozen=True, slots=True)
class Frames:
    """The lexicon of events. ``by_word`` is sorted: a user's frames first, then narrow ones, then sure ones."""

    by_word: Mapping[tuple[Kind, str], tuple[Frame, ...]]
    #: Verbs that lend their subject to a noun, as its doer; and those whose subject undergoes what the noun names.
    light: frozenset[str]
    undergoing: frozenset[str] = frozenset()
    #: Whether frames of the user's own are among them.
    own: bool = False

    def of(self, kind: Kind, lemma: str) -> tuple[Frame, ...]:
        """The frames of a word."""
        return self.by_word.get((kind, lemma), ())

    def __iter__(self) -> Any:
        """Every frame, sorted by word."""
        return (frame for word in sorted(self.by_word) for frame in self.by_word[word])


@cache
def load(user: Path | None = None) -> Frames:
    """The shipped lexicon, with the frames of the file ``user`` before its own. Raises LexiconError."""
    sets = _sets(HERE / "sets.yaml", _read(HERE / "sets.yaml"))
    light = set(_words(HERE / "light.yaml", "light", _read(HERE / "light.yaml")))
    undergoing = set(_words(HERE / "undergoing.yaml", "undergoing", _read(HERE / "undergoing.yaml")))
    own: list[Frame] = []
    if user is not None:
        content = _mapping(user, _read(user))
        sets |= _sets(user, content.pop("sets", {}))
        light |= set(_words(user, "light", content.pop("light", [])))
        undergoing |= set(_words(user, "undergoing", content.pop("undergoing", [])))
        own += _idle(user, content.pop("idle", {}), sets)
        for name, items in content.items():
            own += _frames(user, str(name), items, sets)
        own = [replace(frame, own=True) for frame in own]
    shipped: list[Frame] = []
    for path in sorted(HERE.glob("*.yaml")):
        if path.stem.upper() in ROOTS:
            shipped += _frames(path, path.stem.upper(), _read(path), sets)
    shipped += _idle(HERE / "idle.yaml", _read(HERE / "idle.yaml"), sets)
    return Frames(_index(own, shipped), frozenset(light), frozenset(undergoing), bool(own))


def _index(*layers: Iterable[Frame]) -> dict[tuple[Kind, str], tuple[Frame, ...]]:
    """Word → frames: those of an earlier layer first, in each the narrow first, then the sure."""
    by_word: dict[tuple[Kind, str], list[Frame]] = {}
    for layer in layers:
        for frame in sorted(layer, key=lambda f: (-f.narrowness, -f.weight)):
            by_word.setdefault((frame.kind, frame.lemma), []).append(frame)
    return {word: tuple(found) for word, found in by_word.items()}


def _read(path: Path) -> Any:
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)
    except (OSError, UnicodeDecodeError) as error:
        raise LexiconError(f"{path}: cannot be read ({error.__class__.__name__})") from error
    except yaml.YAMLError as error:
        raise LexiconError(f"{path}: no YAML ({' '.join(str(error).split())})") from error


def _mapping(path: Path, value: Any) -> dict[Any, Any]:
    if not isinstance(value, dict):
        raise LexiconError(f"{path}: is no mapping from root to frames")
    return dict(value)


def _sets(path: Path, value: Any) -> dict[str, frozenset[str]]:
    return {str(name): frozenset(_words(path, str(name), words)) for name, words in _mapping(path, value).items()}


def _idle(path: Path, content: Any, sets: Mapping[str, frozenset[str]]) -> list[Frame]:
    """The frames under which a word means no event, by the root for which it would be taken."""
    found = [f for root, items in _mapping(path, content).items() for f in _frames(path, str(root), items, sets)]
    return [replace(frame, idle=True) for frame in found]


def _frames(path: Path, root: str, items: Any, sets: Mapping[str, frozenset[str]]) -> list[Frame]:
    if root not in ROOTS:
        raise LexiconError(f"{path}: {root} is no PLOVER root")
    if not isinstance(items, list):
        raise LexiconError(f"{path}: {root} is no list of frames")
    return [frame for item in items for frame in _frame(path, cast(Root, root), item, sets)]


def _frame(path: Path, root: Root, item: Any, sets: Mapping[str, frozenset[str]]) -> list[Frame]:
    """The frames of one entry: one a word."""
    item = _mapping(path, item)
    if unknown := sorted(set(map(str, item)) - KEYS):
        raise LexiconError(f"{path}: {root}: unknown key {unknown[0]!r}")
    cameo = item.get("cameo")
    if cameo is not None and not (isinstance(cameo, str) and _CAMEO.fullmatch(cameo)):
        raise LexiconError(f"{path}: {root}: cameo {cameo!r} is no CAMEO code in quotes")
    weight = item.get("weight", 0.8)
    if not isinstance(weight, int | float) or not 0 <= weight <= 1:
        raise LexiconError(f"{path}: {root}: weight {weight!r} is not between 0 and 1")

    def words(key: str) -> frozenset[str]:
        return _expand(path, key, item.get(key, []), sets)

    prep = item.get("prep", {})
    if isinstance(prep, str | list):
        prep = {word: [] for word in _words(path, "prep", prep)}
    if isinstance(prep, dict):
        _words(path, "prep", list(prep))
    common: dict[str, Any] = {
        "object": words("object"),
        "subject": words("subject"),
        "prep": {str(p): _expand(path, "prep", heads or [], sets) for p, heads in _mapping(path, prep).items()},
        "complement": words("complement"),
        "modifier": words("modifier"),
        "modal": words("modal"),
        "cameo": cameo,
        "joint": bool(item.get("joint", False)),
        "alone": bool(item.get("alone", True)),
        "intransitive": bool(item.get("intransitive", False)),
        "transitive": bool(item.get("transitive", False)),
        "ruling": bool(item.get("ruling", False)),
        "weight": float(weight),
    }
    examples = tuple(_example(path, root, text) for text in item.get("examples", []))
    frames = []
    kinds: tuple[tuple[str, Kind], ...] = (("verbs", "verb"), ("nouns", "noun"), ("adjectives", "adjective"))
    for key, kind in kinds:
        source = tuple(_words(path, "source", item["source"])) if "source" in item else _SOURCE[kind]
        target = tuple(_words(path, "target", item["target"])) if "target" in item else _TARGET[kind]
        for word in _words(path, key, item.get(key, [])):
            lemma, extra = _split(word, kind)
            frames.append(Frame(root, kind, lemma, extra, **common, source=source, target=target, examples=examples))
    if not frames:
        raise LexiconError(f"{path}: {root}: a frame without verbs, nouns or adjectives")
    return frames


def _split(word: str, kind: Kind) -> tuple[str, tuple[str, ...]]:
    """The head of ``word`` and the rest: "call off" → call, off; "hunger strike" → strike, hunger."""
    parts = word.lower().split()
    return (parts[0], tuple(parts[1:])) if kind != "noun" else (parts[-1], tuple(parts[:-1]))


def _expand(path: Path, key: str, value: Any, sets: Mapping[str, frozenset[str]]) -> frozenset[str]:
    out: set[str] = set()
    for word in _words(path, key, value):
        if not word.startswith("@"):
            out.add(word)
        elif word[1:] in sets:
            out |= sets[word[1:]]
        else:
            raise LexiconError(f"{path}: {key}: no set {word!r}")
    return frozenset(out)


def _words(path: Path, key: str, value: Any) -> Sequence[str]:
    """A list of words, written as a list or as one string with commas."""
    if isinstance(value, str):
        value = [part.strip() for part in value.split(",")]
    if not isinstance(value, list) or not all(isinstance(word, str) and word for word in value):
        raise LexiconError(f"{path}: {key}: {value!r} is no list of words (is a yes, no, on or off without quotes?)")
    return value


def _example(path: Path, root: str, text: Any) -> Example:
    """Read "Moscow accused Kyiv. | Moscow > Kyiv | actual"; a party may be empty."""
    parts = [part.strip() for part in str(text).split("|")]
    if len(parts) not in (2, 3) or parts[1].count(">") != 1 or (len(parts) == 3 and parts[2] not in FACTUALITIES):
        raise LexiconError(f"{path}: {root}: an example is 'Sentence. | source > target | factuality', not {text!r}")
    source, target = (party.strip() for party in parts[1].split(">"))
    return Example(parts[0], source, target, cast(Factuality, parts[2]) if len(parts) == 3 else None)
