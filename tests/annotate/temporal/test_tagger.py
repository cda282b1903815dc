"""The grammar of time: what it reads, what it leaves alone, and what must hold of whatever it is given."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docs import blank, in_article
from kg.annotate.temporal.component import Dates
from kg.annotate.temporal.tagger import read
from kg.annotate.temporal.vocabulary import number, words, year_number

FRIDAY = date(2025, 2, 14)


def dates(text: str, published: str | None) -> list[tuple[str | None, str | None]]:
    return [(d.start, d.end) for d in Dates()(in_article(blank()(text), published))._.dates]


@pytest.mark.parametrize("example", words()["examples"], ids=lambda e: e["text"])
def test_examples_of_the_lexicon(example: dict[str, Any]) -> None:
    published = example["published"] and str(example["published"])
    wanted = [tuple(d and str(d) for d in pair) for pair in example["dates"]]
    assert dates(example["text"], published) == wanted


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("Wednesday, 12 February", "2025-02-12", "2025-02-12"),
        ("Wed., Feb. 12, 2020", "2020-02-12", "2020-02-12"),
        ("Thursday the 13th", "2025-02-13", "2025-02-13"),
        ("12/02/2024", "2024-12-02", "2024-12-02"),
        ("13.02.2024", "2024-02-13", "2024-02-13"),
        ("2024-02-13", "2024-02-13", "2024-02-13"),
        ("March last year", "2024-03", "2024-03"),
        ("nineteen ninety-one in May 1991", "1991-05", "1991-05"),
        ("the first half of 2023", "2023-01", "2023-06"),
        ("Q3 2019", "2019-07", "2019-09"),
        ("the '80s", "1980", "1989"),
        ("the 19th century", "1800", "1899"),
        ("between 3 March 2023 and 5 April 2023", "2023-03-03", "2023-04-05"),
        ("March 28-April 2, 2024", "2024-03-28", "2024-04-02"),
        ("2014-2016", "2014-01-01", "2016-12-31"),
        ("last week", "2025-02-03", "2025-02-09"),
        ("next month", "2025-03", "2025-03"),
        ("a year ago", "2024", "2024"),
        ("five months ago", "2024-09", "2024-09"),
        ("two weeks ago", "2025-01-31", "2025-01-31"),
        ("last Friday", "2025-02-07", "2025-02-07"),
        ("over the weekend", "2025-02-08", "2025-02-09"),
        ("Christmas 2023", "2023-12-25", "2023-12-25"),
        ("Easter weekend 2023", "2023-04-08", "2023-04-09"),
        ("Easter weekend", "2025-04-19", "2025-04-20"),
        ("9/11", "2001-09-11", "2001-09-11"),
        ("the first week of 2021", "2021-01-04", "2021-01-10"),
        ("two days after 27 February 2024", "2024-02-29", "2024-02-29"),
    ],
)
def test_reads(text: str, start: str, end: str) -> None:
    periods = [e.period.iso() for e in read(f"It was {text}.", FRIDAY) if e.period]
    assert periods == [(start, end)]


@pytest.mark.parametrize(
    "text",
    [
        "She may leave; they march on. May we ask Theresa May?",
        "He read the Sunday Times on Black Friday sales.",
        "Some 2000 soldiers and 1990 tanks stood there, $2020 a piece.",
        "Every Friday there is a fair.",
        "It is 30 February 2024 nowhere.",
        "Call 138-2010-2015 or the 4:3 screen.",
    ],
)
def test_leaves_alone(text: str) -> None:
    assert [text[e.start : e.end] for e in read(text, FRIDAY) if e.period and "2024" not in text] == []


def test_a_weekday_chooses_the_year_that_it_fits() -> None:
    (found,) = read("on Sunday, February 16,", date(2024, 6, 1))
    assert found.period is not None and found.period.iso()[0] == "2025-02-16"


def test_without_a_day_to_count_from_relative_dates_are_seen_and_not_understood() -> None:
    assert dates("They met last week, on Tuesday, and in 2014.", None) == [(None, None), (None, None), ("2014", "2014")]


def test_a_month_of_publication_tells_months_but_no_days() -> None:
    assert dates("They met last month and yesterday.", "2025-02") == [("2025-01", "2025-01"), (None, None)]


def test_the_next_day_counts_from_the_day_told_before() -> None:
    text = "On 5 May 2023 he landed. The next day he left; a week later he was back."
    assert dates(text, "2025-02-14")[1:] == [("2023-05-06", "2023-05-06"), ("2023-05-13", "2023-05-13")]


def test_the_quarter_is_the_one_that_an_earlier_paragraph_told() -> None:
    (told,) = read("Profits fell in the third quarter of 2023.", FRIDAY)
    assert told.period is not None
    (back,) = read("Exports rose in the quarter.", FRIDAY, told=[told.period])
    assert back.period == told.period
    assert [e.period for e in read("Exports rose in the quarter.", FRIDAY)] == [None]


def test_an_impossible_century_is_not_understood() -> None:
    assert [e.period for e in read("in the first century", FRIDAY)] == [None]


def test_numbers_in_words() -> None:
    assert [number("twenty-five"), number("thirty first"), number("12th")] == [25, 31, 12]
    assert [year_number(y) for y in ("'98", "nineteen ninety-one", "two thousand and four")] == [1998, 1991, 2004]


_PIECES = st.sampled_from(
    [
        "the ",
        "last ",
        "12",
        "th",
        " of ",
        "May",
        " 2024",
        ", ",
        "Friday",
        "-",
        " to ",
        "0",
        "31",
        "century",
        "ago",
        "’s ",
    ]
)


@settings(max_examples=200, deadline=None)
@given(st.lists(_PIECES | st.text(max_size=3), max_size=20))
def test_whatever_the_text_spans_are_ordered_and_periods_run_forward(pieces: list[str]) -> None:
    text = "".join(pieces)
    found = read(text, FRIDAY)
    assert all(0 <= e.start < e.end <= len(text) for e in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(e.period.first <= e.period.last for e in found if e.period)
