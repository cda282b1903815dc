"""Prepared articles (:mod:`encoder.prepare`) as what the encoder learns from, window by window."""

from __future__ import annotations

import json
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.annotate.encoder.inputs import SIDES, Input, Told, of_pair, of_window
from kg.annotate.encoder.labels import NAMES, ROLES, ROOTS, tags
from kg.annotate.encoder.pair_features import BACK, Named, features
from kg.annotate.encoder.windows import Window, windows
from kg.annotate.encoder.word_pieces import Pieces

Row = dict[str, Any]
#: No label: the loss passes it over.
NONE = -100
_CLASS = {
    "Person": "Person", "Country": "Country", "Place": "Place", "Facility": "Place", "Group": "Group",
    "Organization": "Organization", "IntergovernmentalOrganization": "Organization", "Government": "Organization",
    "ArmedGroup": "Organization", "Media": "Organization", "Other": "Other",
}  # fmt: skip
_GUM = {"person": "Person", "organization": "Organization", "place": "Place", "time": None}
_NAME = {tag: n for n, tag in enumerate(tags(NAMES))}
_SAID = {tag: n for n, tag in enumerate(tags(ROLES))}


@dataclass
class Example:
    """One input with its labels, which stand at the first piece of each word (else NONE)."""

    input: Input
    names: list[int] = field(default_factory=list)
    said: list[int] = field(default_factory=list)
    #: Whether its names were found by the rules, not marked by a person; only statements have such.
    silver: bool = False
    #: (from piece, to pieces; 0 is nothing): of a cue its source, of a content its cue.
    sources: list[tuple[int, list[int]]] = field(default_factory=list)
    cues: list[tuple[int, list[int]]] = field(default_factory=list)
    root: int = NONE


@dataclass
class Document:
    """Windows of one text, and its mentions: where their heads and first words are, and which may mean the same."""

    examples: list[Example]
    #: (window, piece of the head, piece of the first word).
    mentions: list[tuple[int, int, int]]
    #: Per mention: (how far back, features, the same) of the mentions before it.
    before: list[list[tuple[int, list[int], bool]]]


class Text:
    """The words of a prepared row, and where a character is among them."""

    def __init__(self, row: Row, pieces: Pieces) -> None:
        """``row`` as prepared."""
        self.row = row
        self.told = Told.of(pieces.of(row["texts"]), row["shapes"], row["opinions"])
        self.starts = [start for start, _ in row["words"]]
        self.ends = [end for _, end in row["words"]]
        self._pieces = pieces

    def within(self, start: int, end: int) -> range:
        """The numbers of the words that the characters ``[start, end)`` touch."""
        return range(bisect_right(self.ends, start), bisect_left(self.starts, end))

    def windows(self) -> list[Window]:
        """Where the text is cut."""
        return list(windows(self.told.lengths(), self.row["starts"], self.row["breaks"]))

    def example(self, window: Window, names: Sequence[int], said: Sequence[int] = ()) -> Example:
        """The example of a window with labels by word."""
        made = Example(of_window(self.told, window, self._pieces))
        for labels, by_word in ((made.names, names), (made.said, said)):
            if by_word:
                labels.extend([NONE] * len(made.input.ids))
                for n, at in enumerate(made.input.at, window.start):
                    labels[at] = by_word[n]
        return made


def rows(path: Path) -> Iterator[Row]:
    """The rows of a file of JSON lines."""
    with path.open(encoding="utf-8") as stream:
        for line in stream:
            yield json.loads(line)


def _tagged(text: Text, spans: Iterable[tuple[int, int, str]], numbers: dict[str, int], labels: list[int]) -> None:
    """Write B and I of each (start, end, label) into ``labels``, by word; what is written first stays."""
    for start, end, label in spans:
        inside = text.within(start, end)
        if any(labels[n] > 0 for n in inside):
            continue
        for n in inside:
            labels[n] = numbers[f"{'B' if n == inside.start else 'I'}-{label}"]


def statements(path: Path, pieces: Pieces) -> Iterator[Example]:
    """Windows with source, cue and content, who belongs to whom, and the rules' names as silver."""
    for row in rows(path):
        text = Text(row, pieces)
        said = [0] * len(row["words"])
        spans = [(start, end, role) for a in row["attributions"] for role in ROLES for start, end in a.get(role) or ()]
        _tagged(text, sorted(set(spans)), _SAID, said)
        names = [0] * len(row["words"])
        _tagged(text, [(s, e, _CLASS[t]) for s, e, t in row["silver"] if t in _CLASS], _NAME, names)
        for window in text.windows():
            example = text.example(window, names, said)
            example.silver = True
            _link(text, window, example)
            yield example


def _link(text: Text, window: Window, example: Example) -> None:
    inside = range(window.start, window.end)

    def first(spans: Iterable[Sequence[int]]) -> list[int]:
        found = [w.start for start, end in spans if (w := text.within(start, end)) and w.start in inside]
        return [example.input.at[n - window.start] for n in found]

    for attribution in text.row["attributions"]:
        cues, sources = first(attribution.get("cue") or ()), first(attribution.get("source") or ())
        example.sources += [(cue, sources or [0]) for cue in cues]
        example.cues += [(content, cues or [0]) for content in first(attribution["content"])]


def documents(path: Path, pieces: Pieces) -> Iterator[Document]:
    """GUM's texts: names, and which mention means what an earlier one does."""
    for row in rows(path):
        text = Text(row, pieces)
        names = _gum_names(text)
        cut = text.windows()
        made = [text.example(window, names) for window in cut]
        mentions, told, chains = [], [], []
        for m in sorted(row["mentions"], key=lambda m: (m["heads"][0][0], m["start"] - m["end"])):
            if m["label"] not in ("person", "organization", "place") and m["kind"] != "pronoun":
                continue
            head, words = text.within(*m["heads"][0]), text.within(m["start"], m["end"])
            if not head or not words:
                continue
            b = next(n for n, w in enumerate(cut) if w.own <= head.start < w.end)
            first = max(words.start, cut[b].start)
            at = made[b].input.at
            mentions.append((b, at[head.start - cut[b].start], at[first - cut[b].start]))
            told.append(Named(row["text"][m["start"] : m["end"]].lower(), row["texts"][head.start].lower(), m["kind"]))
            chains.append(m["entity"])
        before = [
            [
                (i - j, features(told[i], told[j], i - j), chains[i] == chains[j])
                for j in range(max(0, i - BACK), i)
            ]
            for i in range(len(told))
        ]  # fmt: skip
        yield Document(made, mentions, before)


def _gum_names(text: Text) -> list[int]:
    """Labels by word; those of which GUM does not say what they are, or that it does not count, are NONE."""
    labels = [0] * len(text.row["words"])
    silver = {(s, e): t for s, e, t in text.row["silver"]}
    spans, masked = [], [tuple(zone) for zone in text.row["zones"]]
    for m in text.row["mentions"]:
        if m["kind"] != "name" or m.get("nested"):
            continue
        start, end = m.get("name") or (m["start"], m["end"])
        if text.row["text"][start:end].lower().startswith("the "):
            start += 4
        label = _GUM.get(m["label"], "Other")
        if label is None:
            masked.append((start, end))
            continue
        if label in ("Place", "Organization") and silver.get((start, end)) == "Country":
            label = "Country"
        spans.append((start, end, label))
    for start, end in masked:
        for n in text.within(start, end):
            labels[n] = NONE
    for start, end, _ in spans:
        for n in text.within(start, end):
            labels[n] = 0
    _tagged(text, sorted(spans), _NAME, labels)
    return labels


def names(path: Path, pieces: Pieces) -> Iterator[Example]:
    """Sentences of which every name is marked."""
    for row in rows(path):
        text = Text(row, pieces)
        labels = [0] * len(row["words"])
        spans = [(m["start"], m["end"], _CLASS[m["type"]]) for m in row["mentions"] if m["type"] in _CLASS]
        _tagged(text, sorted(spans), _NAME, labels)
        for window in text.windows():
            yield text.example(window, labels)


def pairs(path: Path, pieces: Pieces, *, turned: bool = False) -> Iterator[tuple[str, Example]]:
    """(id of the sentence, its example with both parties marked); ``turned``: the parties change places, root 0."""
    for row in rows(path):
        text = Text(row, pieces)
        spans = (row["target"], row["source"]) if turned else (row["source"], row["target"])
        sides = {
            n: side for side, found in zip(SIDES, spans, strict=True) for start, end in found
            for n in text.within(start, end)
        }  # fmt: skip
        root = ROOTS.index("0" if turned else row["root"])
        yield row["sentence"], Example(of_pair(text.told, sides, pieces), root=root)
