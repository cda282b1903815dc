"""Every example of the lexicon of events is coded by its own frame, as it says, on the real parser."""

from __future__ import annotations

from functools import cache

import pytest
from spacy.tokens import Doc, Token

from docs import nlp
from kg.extract.events.factuality import factuality
from kg.extract.events.triggers import Match, readings, triggers
from kg.lexicon import frames
from kg.lexicon.frames import Example, Frame

#: One case an example: all words of an entry carry its examples.
_ALL = {(frame.root, frame.idle, example): frame for frame in frames.load() for example in frame.examples}
CASES = [(frame, example) for (_, _, example), frame in _ALL.items() if not frame.idle]
IDLE = [(frame, example) for (_, _, example), frame in _ALL.items() if frame.idle]

#: Words of entries that no sentence reaches: another entry has the same words and constraints and comes first, or the
#: parser never gives the shape that they ask for ("sit-in" is three tokens, the "free" of "set free" is no object).
UNREACHABLE = {
    "ACCUSE": {"file", "bring"},
    "AID": {"give", "provide", "send", "grant", "approve"},
    "ASSAULT": {"drop", "blow", "hack"},
    "PROTEST": {"sit-in", "sit-in strike", "sit-down strike"},
    "REJECT": {"block"},
    "REQUEST": {"give", "issue", "send"},
    "RETREAT": {"set"},
    "SANCTION": {"suspend"},
    "SUPPORT": {"congratulate"},
}


@cache
def parsed() -> dict[str, Doc]:
    """Every example as the parser reads it, in one batch."""
    texts = list(dict.fromkeys(example.text for _, example in CASES + IDLE))
    return dict(zip(texts, nlp().pipe(texts), strict=True))


def _names(match: Match, source: str, target: str) -> bool:
    """Whether the parties are ``source`` and ``target`` (empty: whoever); of what both do together, in any order."""
    sources, targets = ([_span(f.token) for f in fillers] for fillers in (match.sources, match.targets))
    if match.frame.joint:
        sources = targets = sources + targets
    return _among(source, sources) and _among(target, targets)


def _among(name: str, spans: list[str]) -> bool:
    return not name or any(name in span for span in spans)


def _span(token: Token) -> str:
    return token.doc[token.left_edge.i : token.right_edge.i + 1].text


def _told(matches: list[Match]) -> list[tuple[str, str, list[str], list[str]]]:
    return [
        (m.token.text, m.frame.root, [f.token.text for f in m.sources], [f.token.text for f in m.targets])
        for m in matches
    ]


@pytest.mark.parametrize(("frame", "example"), CASES, ids=[f"{f.root}-{e.text[:40]}" for f, e in CASES])
def test_example(frame: Frame, example: Example) -> None:
    found = list(triggers(parsed()[example.text], frames.load()))
    own = [m for m in found if m.frame.root == frame.root and example in m.frame.examples]
    assert own, f"the frame of this example finds nothing in it, but others {_told(found)}"
    meant = [m for m in own if _names(m, example.source, example.target)]
    assert meant, _told(own)
    if example.factuality is not None:
        assert factuality(meant[0].token, meant[0].light) == example.factuality


@pytest.mark.parametrize(("frame", "example"), IDLE, ids=[f"{f.root}-{e.text[:40]}" for f, e in IDLE])
def test_what_is_no_event(frame: Frame, example: Example) -> None:
    doc = parsed()[example.text]
    found = list(triggers(doc, frames.load()))
    assert not [m for m in found if m.frame.root == frame.root], _told(found)
    best = [next(readings(token, frames.load()), None) for token in doc]
    assert any(b is not None and b[0].idle and example in b[0].examples for b in best), "another frame, or none, fits"


def test_every_frame_has_an_example() -> None:
    bare: dict[str, set[str]] = {}
    for frame in frames.load():
        if not frame.examples:
            words = (*frame.extra, frame.lemma) if frame.kind == "noun" else (frame.lemma, *frame.extra)
            bare.setdefault(frame.root, set()).add(" ".join(words))
    assert bare == UNREACHABLE
