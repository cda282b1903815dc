"""The lexicon of cues: its examples, read by the real model, and its reader."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from spacy.language import Language

from kg.annotate.layer import Layer
from kg.errors import LexiconError
from kg.extract.statements import statements
from kg.lexicon import speech
from kg.records import Span

ROLES = {"S": "source", "Q": "cue", "C": "content"}
EXAMPLES = [(f.part, f.frame, e) for f in speech.load().frames for e in f.examples]


def marked(example: str) -> tuple[str, dict[str, tuple[Span, ...]]]:
    """The plain sentence, and the spans that S[…], Q[…] and C[…] mark."""
    text = ""
    spans: dict[str, list[Span]] = {role: [] for role in ROLES.values()}
    for mark, inside, other in re.findall(r"([SQC])\[([^\]]*)\]|([^\[\]]+?(?=[SQC]\[|$))", example):
        if mark:
            spans[ROLES[mark]].append((len(text), len(text) + len(inside)))
        text += inside or other
    return text, {role: tuple(found) for role, found in spans.items()}


@pytest.mark.parametrize(("part", "frame", "example"), EXAMPLES)
def test_example(nlp: Language, part: str, frame: str, example: str) -> None:
    text, wanted = marked(example)
    doc = nlp(text)
    found = [s for s in statements(doc, Layer.of(doc)) if s.within is None]
    got = [{role: getattr(s, role) for role in ROLES.values()} for s in found]
    assert wanted in got, [{r: [text[a:b] for a, b in v] for r, v in g.items()} for g in got]


def test_every_frame_has_an_example() -> None:
    assert [f.frame for f in speech.load().frames if not f.examples] == []


def test_a_word_has_its_act_by_frame() -> None:
    agree = speech.load().of("verb", "agree")
    assert (agree["that"], agree["to"], agree["with"]) == ("assert", "promise", "support")
    assert speech.load().of("verb", "xyzzy") == {}


WORDS = "words: {light: a, addressing: a, addressing_to: a, carriers: a, empty: a, labels: a}\n"


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
