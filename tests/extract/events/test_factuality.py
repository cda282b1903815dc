"""Whether an event happened, by the words round it; on the real parser, with sentences of our own."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc

from docs import nlp, of_words
from kg.extract.events.factuality import factuality, reported_in
from kg.extract.events.triggers import triggers
from kg.lexicon import frames
from kg.records import Act, Statement


def _of(text: str, word: str) -> str:
    doc: Doc = nlp()(text)
    match = next(m for m in triggers(doc, frames.load()) if word in {t.text for t in m.tokens})
    return factuality(match.token, match.light)


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("The king met the emir.", "met", "actual"),
        ("The king will meet the emir.", "meet", "planned"),
        ("The king plans to meet the emir.", "meet", "planned"),
        ("The king was to meet the emir.", "meet", "planned"),
        ("The king, who was to meet the emir, left the capital.", "meet", "planned"),
        ("The king and the emir agreed to meet.", "meet", "planned"),
        ("The king may meet the emir.", "meet", "possible"),
        ("If the king meets the emir, oil will get cheaper.", "meets", "possible"),
        ("The envoy called on the army to release the pilot.", "release", "requested"),
        ("The envoy told the army to release the pilot.", "release", "requested"),
        ("The envoy demanded that the army release the pilot.", "release", "requested"),
        ("The army did not release the pilot.", "release", "negated"),
        ("The army refused to release the pilot.", "release", "negated"),
        ("The minister ruled out talks with the rebels.", "talks", "negated"),
        ("The army denied attacking the village.", "attacking", "negated"),
        ("The army never attacked the village.", "attacked", "negated"),
        ("No talks were held with the rebels.", "talks", "negated"),
        ("The army left without attacking the village.", "attacking", "negated"),
        ("Instead of attacking the village, the army left.", "attacking", "negated"),
        ("When the king meets the emir, the guards wait.", "meets", "possible"),
        ("When the king met the emir, the guards waited.", "met", "actual"),
        ("The king meets the emir if the guards agree.", "meets", "possible"),
        ("The king meets the emir after the guards agree.", "meets", "actual"),
        ("Had the army attacked the village, the talks would have ended.", "attacked", "possible"),
        ("Had the army attacked the village?", "attacked", "actual"),
        ("The envoy said that attacks on the village were imminent.", "attacks", "possible"),
        ("Attacks on the village loomed.", "Attacks", "possible"),
        ("The minister announced that he had met the emir.", "met", "actual"),
        ("The minister said he would visit Oman.", "visit", "planned"),
        ("The king left the capital ahead of the attack on the village.", "attack", "planned"),
        ("The king plans to call the emir before the attack on the village.", "attack", "planned"),
        ("The king called the emir before the attack on the village.", "attack", "actual"),
        ("Kenya to send police to Haiti", "send", "planned"),
        ("The army managed to capture the town.", "capture", "actual"),
        ("The army began to withdraw from the town.", "withdraw", "actual"),
        ("The minister condemned the invasion of Kuwait.", "invasion", "actual"),
        ("The alleged attack on the convoy angered Rome.", "attack", "possible"),
        ("The army did not refuse to release the pilot.", "release", "possible"),
    ],
)
def test_factuality(text: str, word: str, expected: str) -> None:
    assert _of(text, word) == expected


def _statement(text: str, cue: str, content: str, act: Act = "assert", *, id_: str = "s1") -> Statement:
    return Statement(id_, ("m1",), (), (_at(text, cue),), (_at(text, content),), "indirect", act)


def _at(text: str, part: str) -> tuple[int, int]:
    start = text.index(part)
    return start, start + len(part)


def _doc(text: str) -> Doc:
    words = text.split()
    return of_words(words, spaces=[True] * (len(words) - 1) + [False])


def test_content_is_only_reported_and_the_cue_is_not() -> None:
    text = "Rome accused Bonn of shelling Nice"
    doc = _doc(text)
    said = (_statement(text, "accused", "of shelling Nice"),)
    assert reported_in(doc[4], said) == "s1"
    assert reported_in(doc[1], said) is None


def test_the_innermost_statement_reports() -> None:
    text = "Rome says Bonn claims Nice fell"
    doc = _doc(text)
    outer, inner = _statement(text, "says", "Bonn claims Nice fell"), _statement(text, "claims", "Nice fell", id_="s2")
    assert reported_in(doc[5], (outer, inner)) == reported_in(doc[5], (inner, outer)) == "s2"
    assert reported_in(doc[3], (outer, inner)) == "s1"


def test_an_attitude_takes_a_definite_noun_for_granted() -> None:
    text = "Rome opposed the invasion"
    words, pos, deps = text.split(), ["PROPN", "VERB", "DET", "NOUN"], ["nsubj", "ROOT", "det", "dobj"]
    doc = of_words(words, spaces=[True, True, True, False], pos=pos, heads=[1, 1, 3, 1], deps=deps)
    assert reported_in(doc[3], (_statement(text, "opposed", "the invasion", "oppose"),)) is None
    assert reported_in(doc[3], (_statement(text, "opposed", "the invasion", "assert"),)) == "s1"


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Norway hinted at talks with Oman.", "talks", "possible"),
        ("Norway hopes for a meeting with Oman.", "meeting", "planned"),
        ("A strike by Oman could follow.", "strike", "possible"),
        ("Plans are under way for a meeting between Norway and Oman.", "meeting", "planned"),
        ("Oman will decide after visiting Norway.", "visiting", "planned"),
        ("Oman decided after visiting Norway.", "visiting", "actual"),
        ("The deal would let Oman ease the sanctions and to withdraw its troops.", "withdraw", "possible"),
        ("He made no mention of attacking the port.", "attacking", "possible"),
        ("Oman will wait before it attacks the port.", "attacks", "possible"),
    ],
)
def test_what_is_still_to_come_is_not_actual(text: str, word: str, expected: str) -> None:
    assert _of(text, word) != "actual" if expected != "actual" else _of(text, word) == "actual"


def test_what_something_will_have_happen_has_not_happened() -> None:
    doc = of_words(
        ["Steps", "will", "have", "rivals", "meeting", "face", "to", "face"],
        heads=[2, 2, 2, 4, 5, 2, 5, 6],
        deps=["nsubj", "aux", "ROOT", "nmod", "nsubj", "ccomp", "prep", "pobj"],
        pos=["NOUN", "AUX", "VERB", "NOUN", "NOUN", "VERB", "ADP", "NOUN"],
        lemmas=["step", "will", "have", "rival", "meeting", "face", "to", "face"],
    )
    assert factuality(doc[4], None) == "planned"
