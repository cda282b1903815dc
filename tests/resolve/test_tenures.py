"""Times in office: what articles tell on their day, what they date, what the gazetteer knows, and what nobody knows."""

from __future__ import annotations

from typing import Any

import pytest
from resolve_making import Told

from kg.lexicon.gazetteer import Entry, Tenure
from kg.records import Date, TimeInOffice
from kg.resolve.readings import RelationReading, profile
from kg.resolve.tenures import times

RUIZ = Entry("Q1", "Person", "Ana Ruiz")
FIRST = Tenure(RUIZ, "president", "President", "PE", None, "2011", "2015-06-30")
SECOND = Tenure(RUIZ, "president", "President", "PE", None, "2021-07-28")
SEEN = Tenure(RUIZ, "president", "President", "PE", None, "2019-03-01", None, "2022-10-10")


def said(day: str | None, date: Date | None = None, *, reported: bool = False) -> RelationReading:
    return RelationReading(f"a#{day}", "a", "holdsOffice", "a#e1", "a#e2", reported, date, day)


def test_nothing_is_known_where_nothing_is_told() -> None:
    assert times([said(None)], ()) == (TimeInOffice(),)
    assert times([said("2024-05-01", reported=True)], ()) == (TimeInOffice(),)


def test_an_office_is_known_to_be_held_between_the_days_on_which_articles_say_so() -> None:
    found = times([said("2024-05-01"), said("2024-07-09"), said(None)], ())
    assert found == (TimeInOffice(None, None, "2024-05-01", "2024-07-09"),)


def test_what_a_text_dates_begins_and_ends_as_far_as_it_says() -> None:
    assert times([said("2024-05-01", Date("2023-02", None))], ()) == (
        TimeInOffice("2023-02", None, "2023-02-28", "2024-05-01"),
    )
    assert times([said(None, Date("2010", "2014"))], ()) == (TimeInOffice("2010", "2014", "2010-12-31", "2014-01-01"),)
    assert times([said(None, Date("2014", "2014"))], ()) == (TimeInOffice("2014", "2014"),)


def test_a_day_chooses_the_tenure_that_is_spoken_of() -> None:
    known = (FIRST, SECOND)
    assert times([said("2023-01-05")], known) == (TimeInOffice("2021-07-28", None, "2021-07-28", "2023-01-05", "Q1"),)
    assert [t.since for t in times([said("2012-04-01"), said("2023-01-05")], known)] == ["2011", "2021-07-28"]
    assert times([said(None)], known) == (TimeInOffice(),)
    assert times([said(None)], (FIRST,)) == (TimeInOffice("2011", "2015-06-30", "2011-12-31", "2015-06-30", "Q1"),)


def test_who_was_last_seen_in_office_has_no_end_but_is_known_until_then() -> None:
    assert times([said("2021-01-01")], (SEEN,)) == (TimeInOffice("2019-03-01", None, "2019-03-01", "2022-10-10", "Q1"),)
    assert times([said("2025-01-01")], (SEEN,)) == (TimeInOffice("2019-03-01", None, "2019-03-01", "2025-01-01", "Q1"),)


def test_a_day_after_the_end_is_not_one_in_office() -> None:
    assert times([said("2019-01-01")], (FIRST,))[0].last == "2015-06-30"


@pytest.mark.parametrize(
    ("words", "published", "more", "day"),
    [
        ("President Ana Ruiz", "2024-05-01", {}, "2024-05-01"),
        ("Ana Ruiz is the president", "2024-05-01", {}, "2024-05-01"),
        ("Ana Ruiz became president", "2024-05-01", {}, None),
        ("President Ana Ruiz", "2024-05", {}, None),
        ("President Ana Ruiz", None, {}, None),
        ("In 1971 President Ana Ruiz", "2024-05-01", {}, None),
        ("President Ana Ruiz", "2024-05-01", {"date": Date(None, "2023")}, None),
        ("President Ana Ruiz", "2024-05-01", {"date": Date("1998", None)}, "2024-05-01"),
    ],
)
def test_an_article_speaks_of_an_office_as_of_its_day(
    words: str, published: str | None, more: dict[str, Any], day: str | None
) -> None:
    told = Told("a", published)
    person, office = told.who("Ana Ruiz"), told.who("President", "Office")
    told.ties("holdsOffice", person, office, **more)
    start, _ = told.write(words)
    made = told.made()
    evidence = ((start + words.find("President") if "In" in words else start, start + len(words)),)
    relation = type(made.relations[0])("r1", "holdsOffice", person, office, evidence, date=more.get("date"))
    sentences = ((start, start + len(words)),)
    made = type(made)(made.article, made.mentions, relations=(relation,), sentences=sentences)
    assert profile(made).relations[0].day == day


@pytest.mark.parametrize(("name", "more", "day"), [("Nixon", {}, None), ("Putin", {"iri": "x:Q1"}, "2024-05-01")])
def test_a_surname_alone_that_nobody_knows_may_be_of_another_time(
    name: str, more: dict[str, Any], day: str | None
) -> None:
    told = Told("a", "2024-05-01")
    told.ties("holdsOffice", told.who(name, **more), told.who("President", "Office"))
    assert profile(told.made()).relations[0].day == day
