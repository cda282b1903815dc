"""Articles of ``news-events`` as the heads of events are asked about them.

``python -m encoder.happenings OUT WEIGHTS``: each article is read by ``kg`` with the weights in WEIGHTS, and what its
people marked becomes answers. OUT gets one pickle a part: windows of the branch's layer, questions as clues, answers.
Articles stay in OUT, which is no part of the repository.
"""

from __future__ import annotations

import json
import pickle
import re
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc, Token

from encoder.corpora import BENCHMARKS, Row, lines
from kg.annotate.encoder.component import words_of
from kg.annotate.encoder.inputs import of_window
from kg.annotate.encoder.session import Encoder
from kg.annotate.encoder.windows import windows
from kg.annotate.mention_index import MentionIndex
from kg.annotate.pipeline import Annotator
from kg.articles import read
from kg.extract.attribution.statements import statements
from kg.extract.dates import NEWS
from kg.extract.events.clues import Clues, Reading
from kg.extract.events.coreference import BACK
from kg.extract.events.party_choice import PARTS
from kg.lexicon.gazetteer import Gazetteer
from kg.records import FACTUALITIES, ROOTS, Date, Mention

PARTS_OF_CORPUS = {"data": "data/articles.jsonl", "train": "train/articles.jsonl.gz",
                   "train-coded": "train-coded/articles.jsonl.gz"}  # fmt: skip
#: The answer that counts neither way.
PASSED = -100
_TITLE = re.compile(
    r"^(the|a|an|mr|mrs|ms|dr|sir|president|prime minister|minister|secretary|senator|general)\b\.?\s+", re.IGNORECASE
)


@dataclass(frozen=True)
class Window:
    """Pieces of one window: which words are its own, the first piece of each, and the branch's layer [L, D]."""

    start: int
    own: int
    at: tuple[int, ...]
    below: NDArray[np.float16]


@dataclass
class Questions:
    """One article. Words are numbers among those that the encoder reads, triggers numbers among the article's."""

    id: str
    windows: list[Window]
    words: list[Clues]
    #: The trigger's word, its root (0 is none), what it is and who tells it.
    triggers: list[int] = field(default_factory=list)
    roots: list[int] = field(default_factory=list)
    deeds: list[tuple[Clues, int, int]] = field(default_factory=list)
    #: (trigger, word, clues, part)
    parties: list[tuple[int, int, Clues, int]] = field(default_factory=list)
    #: (trigger, [(word, clues)], which of them are right)
    dates: list[tuple[int, list[tuple[int, Clues]], list[int]]] = field(default_factory=list)
    #: (trigger, earlier trigger, clues, whether they are one)
    same: list[tuple[int, int, Clues, bool]] = field(default_factory=list)


def main(out: Path, weights: Path) -> None:
    """Write every part to ``out``, which is made."""
    out.mkdir(parents=True, exist_ok=True)
    annotate, encoder = Annotator(weights=weights), Encoder.of(weights)
    for part, name in PARTS_OF_CORPUS.items():
        rows = {row["id"]: row for row in lines(BENCHMARKS / "news-events" / name)}
        made = []
        for row, doc in articles(list(rows.values()), annotate):
            made.append(_asked(row, doc, *_windows(doc, encoder)))
        with (out / f"{part}.pickle").open("wb") as stream:
            pickle.dump(made, stream, protocol=5)
        print(part, len(made), "of", len(rows), flush=True)


def load(path: Path) -> list[Questions]:
    """What :func:`main` wrote."""
    with path.open("rb") as stream:
        found: list[Questions] = pickle.load(stream)
    return found


def articles(rows: Sequence[Row], annotate: Annotator) -> Iterator[tuple[Row, Doc]]:
    """Each row with its article, read; one whose text is not as it was is left out."""
    keys = ("id", "text", "title", "published", "publisher", "url")
    with tempfile.TemporaryDirectory() as work:
        given = Path(work, "articles.jsonl")
        given.write_text("".join(json.dumps({k: r[k] for k in keys if r.get(k)}) + "\n" for r in rows))
        found = {a.id: a for a in read([given], on_error=lambda error: print(error, file=sys.stderr))}
    for row in rows:
        if row["id"] in found and found[row["id"]].text == row["text"]:
            yield row, annotate(found[row["id"]])


def _windows(doc: Doc, encoder: Encoder) -> tuple[list[Window], tuple[int, ...]]:
    words = words_of(doc, Gazetteer.load())
    told = encoder.told(words)
    made = []
    for window in windows(told.lengths(), words.sentences, words.paragraphs):
        given = of_window(told, window, encoder.pieces)
        below = encoder.below(given).astype(np.float16)
        made.append(Window(window.start, window.own, tuple(given.at), below))
    return made, words.tokens


def _asked(row: Row, doc: Doc, cut: list[Window], tokens: Sequence[int]) -> Questions:
    index = MentionIndex.of(doc)
    reading = Reading.of(doc, index, statements(doc, index))
    number = {token: n for n, token in enumerate(tokens)}
    made = Questions(row["id"], cut, [reading.of_word(doc[i]) for i in tokens])
    told: dict[int, tuple[Token, Row]] = {}
    for event in row["events"]:
        span = doc.char_span(event["trigger"][0], event["trigger"][1], alignment_mode="expand")
        token = next((t for t in span or () if t.i in number), None)
        if token is not None:
            told.setdefault(token.i, (token, event))
    events = list(told.values())
    names = _names(index, row["text"])
    for k, (token, event) in enumerate(events):
        made.triggers.append(number[token.i])
        made.roots.append(ROOTS.index(event["root"]) + 1)
        clues = reading.of_deed(token, event["root"])
        made.deeds.append((clues, FACTUALITIES.index(event["factuality"]), int(event["voice"] == "reported")))
        candidates = reading.mentions_for(token)
        for mention, part in zip(candidates, _parts(event, candidates, reading, names, token), strict=True):
            head = reading.heads[mention.id].i
            if head in number:
                clues = reading.of_party(token, event["root"], mention)
                made.parties.append((k, number[head], clues, part))
        if dated := _dated(row, event, token, reading, number):
            made.dates.append((k, *dated))
    order = sorted(range(len(events)), key=lambda k: events[k][0].i)
    one = [event["same"] or event["id"] for _, event in events]
    for a, i in enumerate(order):
        for b in range(max(0, a - BACK), a):
            j = order[b]
            roots = (events[i][1]["root"], events[j][1]["root"])
            made.same.append((i, j, reading.of_two(events[i][0], events[j][0], roots, a - b - 1), one[i] == one[j]))
    return made


def _parts(
    event: Row, candidates: Sequence[Mention], reading: Reading, names: dict[str, set[str]], trigger: Token
) -> list[int]:
    """The part of each candidate; other mentions of whoever plays one are passed over."""
    parts = [0] * len(candidates)
    playing: set[str] = set()
    for side in ("place", "target", "source"):
        if side == "target" and event["joint"]:
            continue
        part = PARTS.index("both" if side == "source" and event["joint"] else side)
        for party in event[side]:
            if "start" in party:
                start, end = _head(reading.doc._.article.text, party["start"], party["end"])
                heads = [reading.heads[m.id] for m in candidates]
                found = [n for n, h in enumerate(heads) if h.idx < end and start < h.idx + len(h)]
            else:
                found = _named(party["name"], candidates, reading, names, trigger)
            for n in found:
                parts[n] = part
                playing.add(candidates[n].entity)
    return [PASSED if part == 0 and m.entity in playing else part for m, part in zip(candidates, parts, strict=True)]


def _named(
    name: str, candidates: Sequence[Mention], reading: Reading, names: dict[str, set[str]], trigger: Token
) -> list[int]:
    """The nearest candidate before the trigger, else the first, that goes by ``name``; by all of it, if any does."""
    plain = _plain(name)
    found = [n for n, m in enumerate(candidates) if any(_goes_by(known, plain) for known in names[m.entity])]
    found = [n for n in found if plain in names[candidates[n].entity]] or found
    before = [n for n in found if reading.heads[candidates[n].id].i < trigger.i]
    return [max(before, key=lambda n: reading.heads[candidates[n].id].i)] if before else found[:1]


def _dated(
    row: Row, event: Row, token: Token, reading: Reading, number: dict[int, int]
) -> tuple[list[tuple[int, Clues]], list[int]] | None:
    """What may date the trigger, last the article's days and nothing, and which are right; None if unknown."""
    found = reading.dates_for(token)
    options = [(number.get(h.i, 0), reading.of_date(token, event["root"], d, h)) for d, h in found]
    options += [(number[token.i], reading.of_days(token, event["root"], which)) for which in ("news", "none")]
    when = event["when"]
    if when == "-":
        return options, [len(options) - 1]
    if when == "~":
        return options, [len(options) - 2]
    if not when[0].isdigit():
        return None
    first, last = when.split("/")[0], when.split("/")[-1]
    right = [n for n, (d, _) in enumerate(found) if _same_days(d, first, last)]
    published = (row.get("published") or "")[:10]
    if not right and published and len(first) == 10:
        behind = (date.fromisoformat(published) - date.fromisoformat(first)).days
        right = [len(options) - 2] if 0 <= behind < NEWS else []
    return (options, right) if right else None


def _same_days(found: Date, first: str, last: str) -> bool:
    return (found.start, found.end) == (first, last)


def _names(index: MentionIndex, text: str) -> dict[str, set[str]]:
    names: dict[str, set[str]] = defaultdict(set)
    for mention in index.mentions:
        if mention.kind != "pronoun":
            names[mention.entity].add(_plain(text[mention.start : mention.end]))
    return names


def _head(text: str, start: int, end: int) -> tuple[int, int]:
    """The head word of a party as the benchmark counts it: its last word, or the one before "of"."""
    words = list(re.finditer(r"\S+", text[start:end]))
    last = next((a for a, b in pairwise(words) if b.group() == "of"), words[-1])
    return start + last.start(), start + last.end()


def _plain(name: str) -> str:
    plain = re.sub(r"'s?$", "", " ".join(name.replace("’", "'").split()).lower())
    while (bare := _TITLE.sub("", plain)) != plain:
        plain = bare
    return plain


def _goes_by(a: str, b: str) -> bool:
    one, other = set(a.split()), set(b.split())
    return bool(one and other) and (one <= other or other <= one)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
