"""Who only stands near, by the parse: on the real parser, with sentences of our own."""

from __future__ import annotations

import pytest
from spacy.tokens import Token

from docs import nlp
from kg.extract.events.bystanders import is_answered, is_elsewhere, is_met, undergoes


def _of(text: str, *words: str) -> list[Token]:
    """The first token of each of ``words`` in ``text``."""
    doc = nlp()(text)
    return [next(token for token in doc if token.text == word) for word in words]


@pytest.mark.parametrize(
    ("text", "trigger", "head", "elsewhere"),
    [
        ("The board sued the mine and met the farmers.", "sued", "farmers", True),
        ("The board condemned the verdict and called on the king to resign.", "condemned", "king", True),
        ("The farmers burned flags and called the king on Friday.", "burned", "Friday", False),
        ("The police seized and jailed the editors.", "seized", "editors", False),
        ("The police seized the editor and took him away in Oslo.", "seized", "Oslo", False),
        ("Forcing the farmers out of the valley, the army arrested the mayor.", "arrested", "farmers", False),
        (
            "The army took the hill, forcing farmers to flee to Oslo, and shelled the port.",
            "shelled",
            "Oslo",
            True,
        ),
        ("The army shelled the port after leaving Oslo, killing ten sailors.", "killing", "Oslo", False),
        ("The army shelled the port in response to raids on the island.", "shelled", "island", True),
        ("The army shelled the port on the island.", "shelled", "island", False),
    ],
)
def test_who_belongs_to_a_verb_beside_it_is_elsewhere(text: str, trigger: str, head: str, elsewhere: bool) -> None:
    verb, word = _of(text, trigger, head)
    assert is_elsewhere(word, verb) == elsewhere


@pytest.mark.parametrize(("words", "answered"), [("in response to", True), ("in addition to", False)])
def test_who_is_struck_in_answer_to_attacks_has_not_undergone_them(words: str, answered: bool) -> None:
    struck, attacks, ships = _of(f"The navy struck the port {words} attacks on ships.", "port", "attacks", "ships")
    assert [is_answered(struck, attacks), is_met(attacks), is_answered(ships, attacks)] == [answered, answered, False]


@pytest.mark.parametrize(("verb", "answered"), [("responded", True), ("objected", False)])
def test_who_responds_to_attacks_has_not_attacked(verb: str, answered: bool) -> None:
    (attacks,) = _of(f"The army {verb} to the attacks on ships.", "attacks")
    assert is_met(attacks) == answered


@pytest.mark.parametrize(
    ("clause", "done_to"),
    [("which the farmers accuse of theft", True), ("which accuses the farmers of theft", False)],
)
def test_of_whom_a_clause_with_another_subject_tells_it_is_done(clause: str, done_to: bool) -> None:
    army, verb = _of(f"The king praised the army, {clause}.", "army", clause.split()[-3] if done_to else "accuses")
    assert undergoes(army, verb) == done_to
