"""Amounts: the grammar on plain texts, and which amount belongs to which event, on the real parser."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from spacy.language import Language

from kg.annotate.mention_index import MentionIndex
from kg.extract.events.amounts import amounts, value, words
from kg.extract.events.quantities import quantities
from kg.records import Date, Mention

Found = list[tuple[str, float | None, float | None, str]]


def of(nlp: Language, text: str, trigger: str, dates: tuple[Date, ...] = (), named: tuple[Mention, ...] = ()) -> Found:
    doc = nlp(text)
    doc._.dates, doc._.mentions = dates, named
    token = next(t for t in doc if t.text == trigger)
    return [(q.of, q.min, q.max, q.unit) for q in quantities(doc, MentionIndex.of(doc), token)]


@pytest.mark.parametrize("example", words()["examples"], ids=lambda e: e["text"])
def test_examples_of_the_lexicon(example: dict[str, Any]) -> None:
    assert [[a.of, a.min, a.max, a.unit] for a in amounts(example["text"])] == example["amounts"]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("3,000", 3000),
        ("1.5 million", 1_500_000),
        ("two hundred", 200),
        ("half a million", 500_000),
        ("2 hundred thousand", 200_000),
        ("twenty-five", 25),
    ],
)
def test_numbers(text: str, number: float) -> None:
    assert value(text) == number


def test_a_bound_opens_a_side_and_an_approximation_widens_by_a_tenth() -> None:
    texts = ("at least 10 hours", "up to 10 hours", "about 10 hours", "nearly 10 hours", "10 to 20 hours")
    bounds = [(a.min, a.max) for t in texts for a in amounts(t)]
    hour = 3600
    assert bounds == [
        (10 * hour, None),
        (None, 10 * hour),
        (9 * hour, 11 * hour),
        (9 * hour, 10 * hour),
        (10 * hour, 20 * hour),
    ]


@pytest.mark.parametrize(
    ("text", "trigger", "wanted"),
    [
        ("The two leaders spoke for more than an hour.", "spoke", [("duration", 3600, None, "s")]),
        ("During the call, which lasted 90 minutes, they argued.", "call", [("duration", 5400, 5400, "s")]),
        ("After an hour talking to Ana, the president left.", "talking", [("duration", 3600, 3600, "s")]),
        ("The blast killed at least 12 people and wounded 30 others.", "killed", [("killed", 12, None, "people")]),
        ("The blast killed at least 12 people and wounded 30 others.", "wounded", [("wounded", 30, 30, "people")]),
        ("An attack on the market left 12 dead.", "attack", [("killed", 12, 12, "people")]),
        ("Hundreds of people were killed or injured there.", "killed", [("casualties", 200, 1000, "people")]),
        ("Police arrested 40 protesters.", "arrested", [("detained", 40, 40, "people")]),
        ("It sent 3,000 troops to Latvia.", "sent", [("deployed", 3000, 3000, "people")]),
        ("Congress approved $61 billion in aid.", "aid", [("money", 61e9, 61e9, "USD")]),
        ("Several hundred students marched in Oslo.", "marched", [("participants", 300, 1000, "people")]),
        ("It fired 300 teachers who had gone on strike.", "gone", [("participants", 300, 300, "people")]),
        ("The rebels hold a third of the land after the raid.", "raid", []),
    ],
)
def test_belongs_to_its_event(nlp: Language, text: str, trigger: str, wanted: Found) -> None:
    assert of(nlp, text, trigger) == wanted


def test_the_amount_of_another_clause_is_not_its(nlp: Language) -> None:
    text = "Ana said that the talks had lasted two hours."
    assert of(nlp, text, "said") == []
    assert of(nlp, text, "talks") == [("duration", 7200, 7200, "s")]


def test_a_share_of_a_place_is_territory(nlp: Language) -> None:
    text = "Russia occupies about a fifth of Ukraine."
    place = Mention("m1", 33, 40, "name", "Country", "e1")
    assert of(nlp, text, "occupies", named=(place,)) == [("territory", 0.18, 0.22, "share")]
    assert of(nlp, text, "occupies") == [("share", 0.18, 0.22, "share")]


def test_a_duration_after_which_something_happens_is_not_its_own(nlp: Language) -> None:
    text = "After an hour-long talk, Ana said that it will end in six months."
    assert of(nlp, text, "said") == of(nlp, text, "end") == []
    assert of(nlp, text, "talk") == [("duration", 3600, 3600, "s")]


def test_a_number_of_things_is_no_number_of_people(nlp: Language) -> None:
    assert of(nlp, "Ana sent 3 letters and killed two bills.", "sent") == []
    assert of(nlp, "Ana sent billions of dollars.", "sent") == [("money", 2e9, None, "USD")]


def test_what_is_a_date_is_no_duration(nlp: Language) -> None:
    text = "They met two days ago."
    assert of(nlp, text, "met", dates=(Date("2025-02-12", "2025-02-12", (9, 21)),)) == []


def test_spans_are_of_the_document(nlp: Language) -> None:
    text = "Ana left. They spoke for 40 minutes."
    doc = nlp(text)
    token = next(t for t in doc if t.text == "spoke")
    (found,) = quantities(doc, MentionIndex.of(doc), token)
    assert text[slice(*found.text)] == "40 minutes"


_PIECES = st.sampled_from(
    ["more than ", "12", ",", "000", " million", " hours", "-", "$", "half ", "a ", "two", " of "]
)


@settings(max_examples=200, deadline=None)
@given(st.lists(_PIECES | st.text(max_size=2), max_size=15))
@example(["12", "-", "000", " million"])
def test_whatever_the_text_bounds_are_in_order(pieces: list[str]) -> None:
    text = "".join(pieces)
    for a in amounts(text):
        assert 0 <= a.start < a.end <= len(text)
        assert a.min is None or a.max is None or a.min <= a.max
