"""Events in several views: ahead, reported, described; states and those who act for them; what reports disagree on."""

from __future__ import annotations

from typing import Any

import pytest
from resolve_making import Told, merged, thing_of
from test_resolve_events import call, cast, strike


@pytest.mark.parametrize("view", ["planned", "possible"])
def test_what_is_ahead_is_one_whoever_says_so(view: str) -> None:
    a = call("a", "stone", "holt", day=None, factuality="planned")
    b, who = cast("b")
    said = b.says(who["stone"], "we may talk")
    b.does("CONSULT", "call", both=[who["stone"], who["holt"]], factuality=view, reported_in=said)
    found = merged(a, b)
    assert len(found.events) == 1
    assert (found.events[0].factuality, found.events[0].voice, found.events[0].happened) == (
        "planned",
        "article",
        False,
    )


def test_what_one_article_only_reports_is_the_event_that_another_tells() -> None:
    a = call("a", "stone", "holt")
    b, who = cast("b")
    said = b.says(who["stone"], "we talked")
    b.does("CONSULT", "call", both=[who["stone"], who["holt"]], reported_in=said)
    found = merged(a, b)
    (event,) = found.events
    assert event.happened and event.voice == "article" and event.support.articles == 2
    assert found.statements[0].reports == (event.key,)


def test_what_every_article_only_reports_has_not_happened() -> None:
    def told(name: str) -> Told:
        article, who = cast(name)
        said = article.says(who["stone"], "we talked")
        article.does("CONSULT", "call", both=[who["stone"], who["holt"]], reported_in=said)
        return article

    (event,) = merged(told("a"), told("b")).events
    assert not event.happened and event.voice == "reported" and event.key.startswith("proposition/")


@pytest.mark.parametrize(
    "ahead",
    [
        call("b", "stone", "holt", day=None, factuality="planned", published="2021-05-09"),
        call("b", "stone", "holt", day="2021-05-20", factuality="planned"),
        call("b", "stone", "holt", day=None, factuality="planned", trigger="visit", published="2021-05-03"),
        call("b", "stone", "berg", day=None, factuality="planned", published="2021-05-03"),
    ],
    ids=["told later", "another day", "a visit", "others"],
)
def test_a_plan_of_something_else_concerns_nothing(ahead: Told) -> None:
    assert [e.concerns for e in merged(call("a", "stone", "holt"), ahead).events] == [None, None]


def test_a_report_and_an_event_disagree() -> None:
    a = call("a", "stone", "holt", amounts=[("duration", 3300.0, 3900.0, "s")])
    b, who = cast("b")
    said = b.says(who["stone"], "we talked for long")
    b.does("CONSULT", "call", both=[who["stone"], who["holt"]], day="2021-05-04", reported_in=said,
           amounts=[("duration", 5400.0, 5400.0, "s")])  # fmt: skip
    found = merged(a, b)
    event = next(e for e in found.events if e.happened)
    assert [(d.label, d.on) for d in found.disagreements] == [(f"{event.label}: duration", "duration")]
    assert found.disagreements[0].about == tuple(sorted(e.key for e in found.events))
    assert found.disagreements[0].readings == tuple(sorted([a.key("v1.duration"), b.key("v1.duration")]))


@pytest.mark.parametrize(("others", "one"), [(False, True), (True, False)])
def test_the_two_leaders_are_the_only_two_named_before(*, others: bool, one: bool) -> None:
    told, who = cast("a")
    told.does("CONSULT", "call", both=[who["stone"], who["holt"]])
    if others:
        told.does("CONSULT", "meeting", both=[who["holt"], who["berg"]])
    two = told.who("the two leaders", "Group", kind="nominal")
    talk = told.does("CONSULT", "talk", [two], amounts=[("duration", 3600.0, 3600.0, "s")])
    found = merged(told)
    assert (thing_of(found, told.key(talk)) == thing_of(found, told.key("v1"))) is one
    assert len(found.events) == 1 + 2 * others


def test_a_meeting_of_nobody_is_not_the_talk_told_before() -> None:
    told, who = cast("a")
    told.does("CONSULT", "talk", both=[who["stone"], who["holt"]])
    said = told.says(who["stone"], "a first meeting would take place soon")
    told.does("CONSULT", "meeting", place=(who["port"],), reported_in=said)
    assert len(merged(told).events) == 2


@pytest.mark.parametrize(("words", "trigger"), [("two leaders", "talk"), ("the two leaders", "visit")])
def test_other_leaders_and_another_doing_point_to_nothing(words: str, trigger: str) -> None:
    told, who = cast("a")
    told.does("CONSULT", "call", both=[who["stone"], who["holt"]])
    told.does("CONSULT", trigger, [told.who(words, "Group", kind="nominal")])
    assert len(merged(told).events) == 2


def statesman(name: str, root: Any, trigger: str, sector: str | None = "GOV") -> Told:
    told, who = cast(name)
    leader = told.who("Olav Dahl", country="NO", sector=sector)
    told.does(root, trigger, [leader], [who["southland"]], day="2021-05-04")
    return told


def state(name: str, root: Any, trigger: str) -> Told:
    told, who = cast(name)
    told.does(root, trigger, [who["norland"]], [who["southland"]], day="2021-05-04")
    return told


@pytest.mark.parametrize(
    ("root", "trigger", "sector", "count"),
    [("CONSULT", "talk", "GOV", 1), ("SANCTION", "embargo", "GOV", 1), ("ACCUSE", "blame", "GOV", 2),
     ("CONSULT", "talk", None, 2), ("SANCTION", "embargo", None, 2)],
)  # fmt: skip
def test_who_governs_acts_for_the_state_but_speaks_alone(
    root: Any, trigger: str, sector: str | None, count: int
) -> None:
    assert len(merged(statesman("a", root, trigger, sector), state("b", root, trigger)).events) == count


def test_one_role_is_enough_where_the_same_words_tell_it() -> None:
    def halt(name: str, words: str) -> Told:
        told, who = cast(name)
        told.does("RETREAT", words, [who["norland"]], lemma=words.partition(" ")[0])
        return told

    assert len(merged(halt("a", "halt tests"), halt("b", "stop testing")).events) == 1
    assert len(merged(halt("a", "halt tests"), halt("b", "free prisoners")).events) == 2


def test_an_unnamed_counterpart_is_no_participant_beside_the_named() -> None:
    a = call("a", "stone", "holt", day=None)
    b, who = cast("b")
    other = b.who("his southern counterpart", country="SE", kind="nominal")
    b.does("CONSULT", "call", both=[who["stone"], other])
    found = merged(a, b)
    assert len(found.events) == 1


def test_denials_in_any_voice_are_one() -> None:
    a = strike("a", "norland", "southland", factuality="negated")
    b, who = cast("b")
    said = b.says(who["stone"], "we did not strike")
    b.does("ASSAULT", "strike", [who["norland"]], [who["southland"]], factuality="negated", reported_in=said,
           day="2021-05-04")  # fmt: skip
    assert [e.voice for e in merged(a, b).events] == ["article"]


def test_one_reading_that_contradicts_is_enough_to_concern_nothing() -> None:
    talk, phoned = call("a", "stone", "holt", trigger="talk"), call("b", "stone", "holt")
    c, who = cast("c")
    said = c.says(who["stone"], "we saw one another")
    c.does("CONSULT", "visit", both=[who["stone"], who["holt"]], reported_in=said)
    found = merged(talk, phoned, c)
    assert [(e.happened, e.concerns) for e in found.events] == [(True, None), (False, None)]
