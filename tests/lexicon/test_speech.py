"""The lexicon of cues: its examples, read by the real model, and its reader."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from spacy.tokens import Doc

from docs import nlp
from kg.annotate.mention_index import MentionIndex
from kg.errors import LexiconError
from kg.extract.attribution.from_parse import PART, attributions, lemma
from kg.extract.attribution.statements import statements
from kg.lexicon import speech
from kg.lexicon.speech import Frame
from kg.records import Span

ROLES = {"S": "source", "Q": "cue", "C": "content"}
EXAMPLES = [(f, e) for f in speech.load().frames for e in f.examples]
#: Words of a frame that no sentence reaches, since another frame of theirs has the same shape and the same act.
UNREACHABLE = {("verb", "obj-be"): {"declare"}}


@cache
def parsed() -> dict[str, Doc]:
    """The plain sentence of every example, read in one batch."""
    texts = list(dict.fromkeys(marked(example)[0] for _, example in EXAMPLES))
    return dict(zip(texts, nlp().pipe(texts), strict=True))


def marked(example: str) -> tuple[str, dict[str, tuple[Span, ...]]]:
    """The plain sentence, and the spans that S[…], Q[…] and C[…] mark."""
    text = ""
    spans: dict[str, list[Span]] = {role: [] for role in ROLES.values()}
    for mark, inside, other in re.findall(r"([SQC])\[([^\]]*)\]|([^\[\]]+?(?=[SQC]\[|$))", example):
        if mark:
            spans[ROLES[mark]].append((len(text), len(text) + len(inside)))
        text += inside or other
    return text, {role: tuple(found) for role, found in spans.items()}


def heads(frame: Frame, example: str) -> dict[int, str]:
    """Token → word of ``frame``, for the tokens of the example's cue by which the parse finds it in that frame."""
    text, wanted = marked(example)
    doc = parsed()[text]
    drafts = [d for s in doc.sents for d in attributions(s, speech.load())]
    parts = {frame.part, "verb"} if frame.part == "adjective" else {frame.part}  # a participle is tagged as a verb
    by_parse = {d.head.i for d in drafts if d.frame == frame.frame and PART.get(d.head.pos_) in parts}
    cue = [t for t in doc if any(start <= t.idx < end for start, end in wanted["cue"])]
    words = {t.i: lemma(t) if lemma(t) in frame.acts else t.lower_ for t in cue}
    return {i: w for i, w in words.items() if w in frame.acts and (i in by_parse or frame.frame == "quote")}


@pytest.mark.parametrize(("frame", "example"), EXAMPLES, ids=[f"{f.part}-{f.frame}-{e[:40]}" for f, e in EXAMPLES])
def test_example(frame: Frame, example: str) -> None:
    text, wanted = marked(example)
    doc = parsed()[text]
    found = [s for s in statements(doc, MentionIndex.of(doc)) if s.within is None]
    got = [{role: getattr(s, role) for role in ROLES.values()} for s in found]
    assert wanted in got, [{r: [text[a:b] for a, b in v] for r, v in g.items()} for g in got]
    words = heads(frame, example).values()
    assert words, "no word of this frame is the cue, or another frame finds it"
    assert found[got.index(wanted)].act in {frame.acts[word] for word in words}


def test_every_word_of_every_frame_has_an_example() -> None:
    shown: dict[tuple[str, str], set[str]] = {}
    for frame, example in EXAMPLES:
        shown.setdefault((frame.part, frame.frame), set()).update(heads(frame, example).values())
    lacking = {(f.part, f.frame): set(f.acts) - shown.get((f.part, f.frame), set()) for f in speech.load().frames}
    assert {name: words for name, words in lacking.items() if words} == UNREACHABLE


def test_a_word_has_its_act_by_frame() -> None:
    agree = speech.load().of("verb", "agree")
    assert (agree["that"], agree["to"], agree["with"]) == ("assert", "promise", "support")
    assert speech.load().of("verb", "xyzzy") == {}


WORDS = "words: {light: a, addressing: a, addressing_to: a, carriers: a, empty: a, ending: a, labels: a}\n"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("- a\n", "two keys"),
        ("words: {light: a}\nframes: []\n", "missing"),
        (WORDS + "frames: [{part: verb, frame: that, acts: {assert: say}, examples: [], colour: red}]\n", "colour"),
        (WORDS + "frames: [{part: adverb, frame: that, acts: {assert: say}, examples: []}]\n", "adverb"),
        (WORDS + "frames: [{part: verb, frame: that, acts: {shout: say}, examples: []}]\n", "shout"),
        (WORDS + "frames: [{part: verb, frame: that, acts: {assert: say say}, examples: []}]\n", "stands twice"),
        (WORDS + "frames: [{part: verb, frame: on, acts: {assert: say}, examples: []}]\n", "not a word"),
        (WORDS + "frames: [{part: verb, frame: that, acts: {assert: say}, examples: [He said so.]}]\n", "examples"),
        ("frames: [\n", "speech.yaml"),
    ],
)
def test_a_bad_file_is_one_line_that_names_it(tmp_path: Path, content: str, says: str) -> None:
    file = tmp_path / "speech.yaml"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(LexiconError, match=says) as error:
        speech.load(file)
    assert str(error.value).startswith("speech.yaml:")
    assert "\n" not in str(error.value)
