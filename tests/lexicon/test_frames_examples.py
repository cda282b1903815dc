"""Every example of the lexicon of events is coded as it says, on the real parser."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc

from docs import nlp
from kg.extract.factuality import factuality
from kg.extract.triggers import Match, triggers
from kg.lexicon import frames
from kg.lexicon.frames import Example, Frame

CASES = [(frame, example) for frame in frames.load() for example in frame.examples if not frame.idle]
IDLE = [(frame, example) for frame in frames.load() for example in frame.examples if frame.idle]


def _named(match: Match, side: str, name: str) -> bool:
    fillers = match.sources if side == "source" else match.targets
    return any(name in doc_span(f.token) for f in fillers)


def doc_span(token: object) -> str:
    return token.doc[token.left_edge.i : token.right_edge.i + 1].text  # type: ignore[attr-defined, no-any-return]


@pytest.mark.parametrize(("frame", "example"), CASES, ids=[f"{f.root}-{e.text[:40]}" for f, e in CASES])
def test_example(frame: Frame, example: Example) -> None:
    doc: Doc = nlp()(example.text)
    found = [m for m in triggers(doc, frames.load()) if m.frame.root == frame.root]
    assert found, f"no {frame.root} among {[(m.token.text, m.frame.root) for m in triggers(doc, frames.load())]}"
    both = [
        m
        for m in found
        if (not example.source or _named(m, "source", example.source) or m.frame.joint)
        and (not example.target or _named(m, "target", example.target) or m.frame.joint)
    ]
    assert both, [(m.token.text, [f.token.text for f in m.sources], [f.token.text for f in m.targets]) for m in found]
    if example.factuality is not None:
        assert factuality(both[0].token, both[0].light) == example.factuality


@pytest.mark.parametrize(("frame", "example"), IDLE, ids=[f"{f.root}-{e.text[:40]}" for f, e in IDLE])
def test_what_is_no_event(frame: Frame, example: Example) -> None:
    found = list(triggers(nlp()(example.text), frames.load()))
    assert not [m for m in found if m.frame.root == frame.root], [(m.token.text, m.frame.root) for m in found]
