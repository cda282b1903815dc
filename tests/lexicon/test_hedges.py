"""The lexicon of hedges: its examples, read by the real model, and what its reader refuses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from spacy.tokens import Doc

from docs import nlp
from kg.annotate import syntax
from kg.errors import LexiconError
from kg.extract.events.factuality import factuality
from kg.extract.events.triggers import Match, triggers
from kg.lexicon import frames, hedges
from kg.lexicon.hedges import Example
from kg.records import Factuality

EXAMPLES = [(name, example) for name, examples in hedges.load().examples.items() for example in examples]

#: Words that decide no sentence. Some the tagger takes for verbs that the table of verbs has too, or gives another
#: lemma; of some the parser hangs elsewhere what they hedge; "tell" and "insist" are verbs of saying before all else.
UNDECIDING = {
    "auxiliaries": {"ca", "ought"},
    "verbs": {"due", "help", "insist", "pend", "tell"},
    "nouns": {"means"},
    "adjectives": {"bound", "impossible", "poised", "possible", "potential", "scheduled", "set", "slated"},
    "modifiers": {"never", "nor"},
    "marks": {"provided"},
    "adverbs": {"neither", "no"},
    "transparent": {"come"},
    "occurring": {"stage"},
}


@cache
def parsed() -> dict[str, Doc]:
    """Every example as the parser reads it, in one batch."""
    texts = list(dict.fromkeys(example.text for _, example in EXAMPLES))
    return dict(zip(texts, nlp().pipe(texts), strict=True))


def _event(example: Example) -> Match:
    found = list(triggers(parsed()[example.text], frames.load()))
    meant = next((m for m in found if m.token.text == example.event), None)
    assert meant is not None, [m.token.text for m in found]
    return meant


def _words(name: str, example: Example) -> Iterator[str]:
    """The words of the table or list ``name`` that stand in the example."""
    forms = {form for token in parsed()[example.text] for form in (token.lower_, *syntax.lemmas(token))}
    return (word for word in getattr(hedges.load(), name) if set(word.split()) <= forms)


def _told(event: Match) -> Factuality:
    return factuality(event.token, event.light)


def _deciding(name: str, example: Example, monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The words of the example without which its event would be something else; transparent verbs that stand in it."""
    if name == "transparent":
        return set(_words(name, example))
    event, real, found = _event(example), hedges.load(), set()
    for word in _words(name, example):
        table = getattr(real, name)
        less = {w: f for w, f in table.items() if w != word} if isinstance(table, Mapping) else table - {word}
        without = replace(real, **{name: less})  # type: ignore[arg-type]
        with monkeypatch.context() as patch:
            patch.setattr(hedges, "load", lambda without=without: without)
            if _told(event) != example.factuality:
                found.add(word)
    return found


@pytest.mark.parametrize(("name", "example"), EXAMPLES, ids=[f"{name}-{e.text[:40]}" for name, e in EXAMPLES])
def test_example(name: str, example: Example, monkeypatch: pytest.MonkeyPatch) -> None:
    assert _told(_event(example)) == example.factuality
    assert _deciding(name, example, monkeypatch), f"no word of {name} makes it {example.factuality}"


def test_every_word_decides_an_example(monkeypatch: pytest.MonkeyPatch) -> None:
    lacking = {name: set(getattr(hedges.load(), name)) for name in hedges.TABLES + hedges.LISTS}
    for name, example in EXAMPLES:
        lacking[name] -= _deciding(name, example, monkeypatch)
    assert {name: words for name, words in lacking.items() if words} == UNDECIDING


def test_hedges_are_read() -> None:
    words = hedges.load()
    assert words.verbs["refuse"] == "negated"
    assert words.auxiliaries["will"] == "planned"
    assert "n't" in words.adverbs
    assert "no" in words.modifiers  # quoted: YAML would read it as false


@pytest.mark.parametrize(
    "text",
    [
        "verbs: {likely: [may]}",
        "verb: {planned: [plan]}",
        "verbs: {negated: [no]}",
        "[]",
        "examples: [It rains.]",
        "examples: {verb: []}",
        "examples: {verbs: [He plans to go.]}",
        "examples: {verbs: [He plans to go. | come | planned]}",
        "examples: {verbs: [He plans to go. | go | likely]}",
    ],
)
def test_wrong_hedges_are_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(LexiconError, match=r"mine\.yaml"):
        hedges.load(path)
