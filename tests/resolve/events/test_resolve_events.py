"""Which events are one, and where articles disagree."""

from __future__ import annotations

from typing import Any

import pytest
from resolve_making import Told, judge, merged, replace_article, thing_of

from kg.records import Date

NAMES = {"stone": ("Michael Stone", "Person", 3, "NO"), "holt": ("Anna Holt", "Person", 4, "SE"),
         "berg": ("Peter Berg", "Person", 5, "FI"), "norland": ("Norland", "Country", 6, "NO"),
         "southland": ("Southland", "Country", 7, "SE"), "port": ("Portville", "Place", 8, "SE"),
         "mill": ("Milltown", "Place", 9, "NO")}  # fmt: skip


def cast(name: str, published: str | None = "2021-05-05") -> tuple[Told, dict[str, str]]:
    told = Told(name, published)
    return told, {
        short: told.who(words, type_, iri=f"http://www.wikidata.org/entity/Q90000{n}", country=country)
        for short, (words, type_, n, country) in NAMES.items()
    }


def call(name: str, *people: str, day: Any = "2021-05-04", trigger: str = "call", **more: Any) -> Told:
    told, who = cast(name, more.pop("published", "2021-05-05"))
    where = tuple(who[p] for p in more.pop("place", ()))
    told.does("CONSULT", trigger, both=[who[p] for p in people], day=day, place=where, **more)
    return told


def strike(name: str, source: str | None, target: str | None, day: Any = "2021-05-04", **more: Any) -> Told:
    told, who = cast(name, more.pop("published", "2021-05-05"))
    where = tuple(who[p] for p in more.pop("place", ()))
    told.does("ASSAULT", "strike", [who[source]] if source else [], [who[target]] if target else [], day=day,
              place=where, **more)  # fmt: skip
    return told


def test_one_call_told_twice_is_one_event() -> None:
    a = call("a", "stone", "holt", amounts=[("duration", 3300.0, 3900.0, "s")])
    b = call("b", "holt", "stone", amounts=[("duration", 5400.0, 5400.0, "s")], confidence=0.8)
    found = merged(a, b)
    event = found.events[0]
    assert len(found.events) == 1
    assert event.key.startswith("event/2021-05-04-consult-")
    first, second = sorted(event.label.split(":")[0].split(", "))
    assert (first, second) == ("Anna Holt", "Michael Stone") and event.label.endswith(": CONSULT, 2021-05-04")
    assert len(event.participants) == 2 and event.sources == event.targets == ()
    assert event.confidence == 0.9
    assert [key for key, _ in event.quantities] == sorted([a.key("v1.duration"), b.key("v1.duration")])
    disagreement = found.disagreements[0]
    assert disagreement.on == "duration" and disagreement.about == (event.key,)
    assert disagreement.readings == tuple(sorted([a.key("v1.duration"), b.key("v1.duration")]))


def test_two_named_people_who_talk_in_one_story_talk_once_whatever_the_words() -> None:
    told = [call(name, "stone", "holt", day=None, trigger=word) for name, word in (("a", "speak"), ("b", "phone"))]
    assert len(merged(*told).events) == 1


@pytest.mark.parametrize(
    "other",
    [
        call("b", "stone", "berg"),
        call("b", "stone", "holt", day="2021-05-11"),
        call("b", "stone", "holt", trigger="visit"),
        call("b", "stone", "holt", factuality="planned"),
        strike("b", "stone", "holt"),
    ],
    ids=["others", "another day", "a visit", "planned", "another root"],
)
def test_what_differs_in_kind_is_another_event(other: Told) -> None:
    assert len(merged(call("a", "stone", "holt"), other).events) == 2


def test_the_one_who_calls_and_the_ones_who_talk_are_in_one_event() -> None:
    a = call("a", "stone", "holt")
    b, who = cast("b")
    b.does("CONSULT", "talk", [who["stone"]], [who["holt"]], day="2021-05-04")
    assert len(merged(a, b).events) == 1


def test_who_did_it_to_whom_matters() -> None:
    assert len(merged(strike("a", "norland", "southland"), strike("b", "southland", "norland")).events) == 2


def test_a_government_is_its_country_a_leader_is_not() -> None:
    a = strike("a", "norland", "southland")
    b, who = cast("b")
    government = b.who("Norland government", "Government", country="NO")
    b.does("ASSAULT", "strike", [government], [who["southland"]], day="2021-05-04")
    c = strike("c", "stone", "southland")
    found = merged(a, b, c)
    assert thing_of(found, a.key("v1")) == thing_of(found, b.key("v1")) != thing_of(found, c.key("v1"))


def test_places_that_cannot_go_together_keep_apart() -> None:
    a = strike("a", "norland", "southland", place=["port"])
    b = strike("b", "norland", "southland", place=["mill"])
    c = strike("c", "norland", "southland")
    assert len(merged(a, b).events) == 2
    assert len(merged(a, c).events) == 1


def test_a_place_that_nobody_knows_keeps_nothing_apart() -> None:
    a, b = cast("a"), cast("b")
    for (told, who), place in ((a, "North Reach"), (b, "Their Border")):
        where = told.who(place, "Place")
        told.does("ASSAULT", "strike", [who["norland"]], [who["southland"]], day="2021-05-04", place=(where,))
    assert len(merged(a[0], b[0]).events) == 1


def test_a_call_is_not_what_was_agreed_in_it() -> None:
    agreed, who = cast("b")
    agreed.does("AGREE", "agree", both=[who["stone"], who["holt"]], day="2021-05-04")
    assert len(merged(call("a", "stone", "holt"), agreed).events) == 2


def test_a_body_beside_the_two_who_meet_is_no_other_meeting() -> None:
    a, who = cast("a")
    body = a.who("Regional Forum Secretariat", "Organization")
    a.does("CONSULT", "call", both=[who["stone"], who["holt"], body], day="2021-05-04")
    assert len(merged(a, call("b", "stone", "holt")).events) == 1
    assert len(merged(a, call("b", "stone", "berg")).events) == 2


def test_attacks_of_one_article_are_one_only_with_something_in_common() -> None:
    for sides, number in ((("norland", None), 1), ((None, "southland"), 2)):
        told, who = cast("a")
        told.does("ASSAULT", "strike", [who["norland"]])
        told.does("ASSAULT", "strike", *([who[side]] if side else [] for side in sides))
        assert len(merged(told).events) == number


def test_of_days_that_agree_the_closest_is_told() -> None:
    week = Date("2021-05-03", "2021-05-09")
    told = [
        call(name, "stone", "holt", day=day) for name, day in (("a", week), ("b", "2021-05-04"), ("c", "2021-05-05"))
    ]
    (event,) = merged(*told).events
    assert event.date is not None and (event.date.start, event.date.end) == ("2021-05-04", "2021-05-04")


def test_an_undated_reading_joins_the_only_event_that_fits() -> None:
    dated, undated = call("a", "stone", "holt"), call("b", "stone", "holt", day=None)
    assert len(merged(dated, undated).events) == 1


def test_an_undated_reading_joins_none_of_two() -> None:
    found = merged(
        call("a", "stone", "holt", day="2021-05-04"),
        call("b", "stone", "holt", day="2021-05-03"),
        call("c", "stone", "berg", day="2021-05-04"),
        strike("d", "norland", None, day=None),
        strike("e", "norland", "southland"),
        strike("f", "norland", "southland", day="2021-05-03"),
    )
    undated = next(e for e in found.events if e.date is None)
    assert undated.support.articles == 1


def test_a_passive_joins_the_attack_it_tells_of() -> None:
    a = strike("a", "norland", "southland", place=["port"])
    b = strike("b", None, "southland", place=["port"])
    event = merged(a, b).events[0]
    assert event.support.articles == 2
    assert event.sources == ("country/norland-Q900006",)


def test_old_news_without_a_date_is_no_new_event() -> None:
    a = strike("a", "norland", "southland")
    b = strike("b", "norland", "southland", day=Date("2021-07-20", "2021-07-20", None, True), published="2021-07-20")
    assert len(merged(a, b).events) == 2


def test_one_article_tells_of_one_event_several_times() -> None:
    told, who = cast("a")
    both = [who["stone"], who["holt"]]
    first = told.does("CONSULT", "call", both=both, day="2021-05-04")
    told.does("CONSULT", "call", [who["stone"]], [who["holt"]], same=first)
    told.does("CONSULT", "call", both=both, same=first)
    assert len(merged(told).events) == 1


def test_what_its_article_tells_again_is_one_whatever_speaks_against_it() -> None:
    told, who = cast("a")
    first = told.does("CONSULT", "call", both=[who["stone"], who["holt"]], day="2021-05-04")
    told.does("CONSULT", "visit", both=[who["stone"], who["norland"]], same=first)
    told.does("CONSULT", "visit", both=[who["stone"], who["norland"]])
    assert sorted(len(e.support.readings) for e in merged(told).events) == [1, 2]


def test_what_is_only_said_planned_or_denied_is_a_proposition() -> None:
    told, who = cast("a")
    said = told.says(who["stone"], "Norland struck Southland")
    sides: Any = ([who["norland"]], [who["southland"]])
    told.does("ASSAULT", "strike", *sides, day="2021-05-04", reported_in=said)
    told.does("ASSAULT", "strike", *sides, factuality="negated", day="2021-05-04")
    told.does("ASSAULT", "strike", *sides, day="2021-05-04")
    found = merged(told, strike("b", "norland", "southland", None, factuality="planned", published="2021-05-03"))
    (event,) = (e for e in found.events if e.happened)
    assert event.factuality == "actual" and event.voice == "article"
    concerns = {e.factuality: e.concerns for e in found.events if not e.happened}
    assert concerns == {"planned": event.key, "negated": event.key}
    assert found.statements[0].reports == (event.key,)
    assert len(event.support.readings) == 2


def test_one_affirms_and_one_denies() -> None:
    yes = strike("a", "norland", "southland")
    no = strike("b", "norland", "southland", factuality="negated")
    found = merged(yes, no)
    disagreement = found.disagreements[0]
    assert disagreement.on == "factuality"
    assert disagreement.about == tuple(sorted(e.key for e in found.events))
    assert disagreement.readings == tuple(sorted([yes.key("v1"), no.key("v1")]))


def test_amounts_that_overlap_are_no_disagreement() -> None:
    a = strike("a", "norland", "southland", amounts=[("killed", 5.0, None, "people")])
    b = strike("b", "norland", "southland", amounts=[("killed", 12.0, 12.0, "people")])
    c = strike("c", "norland", "southland", amounts=[("killed", 3.0, 3.0, "people")])
    assert merged(a, b).disagreements == ()
    assert len(merged(a, b, c).disagreements) == 1


def test_a_day_apart_is_a_disagreement_on_the_start() -> None:
    found = merged(call("a", "stone", "holt"), call("b", "stone", "holt", day="2021-05-05", place=["port"]))
    assert [d.on for d in found.disagreements] == ["start"]
    assert found.events[0].support.articles == 2


def test_an_assumed_day_names_no_event() -> None:
    week = Date("2021-04-29", "2021-05-05", None, assumed=True)
    (event,) = merged(strike("a", "norland", "southland", day=week)).events
    assert event.date == week
    assert event.key.startswith("event/assault-") and "2021" not in event.label


def test_the_narrower_of_equal_dates_counts() -> None:
    found = merged(
        strike("a", "norland", "southland", day=Date("2021-05", "2021-05")), strike("b", "norland", "southland")
    )
    assert found.events[0].date == Date("2021-05-04", "2021-05-04")


def test_copies_count_as_one_source() -> None:
    a = call("a", "stone", "holt").made()
    longer = "word ".join(str(n) for n in range(300))
    copies = [replace_article(a, id=n, text=a.article.text + longer + f" {n}") for n in "xyz"]
    found = merged(*copies, call("b", "stone", "holt"))
    assert (found.events[0].support.articles, found.events[0].support.independent_sources) == (4, 2)
    assert found.events[0].confidence == 0.75


def test_people_decide_on_events() -> None:
    a, b, c = call("a", "stone", "holt"), call("b", "stone", "holt"), strike("c", "norland", "southland")
    wishes = [judge(a.key("v1"), b.key("v1"), False)]
    found = merged(a, b, c, judgements=wishes)
    assert thing_of(found, a.key("v1")) != thing_of(found, b.key("v1"))


def test_relations_of_the_same_nodes_are_one() -> None:
    a, who = cast("a")
    said = a.says(who["holt"], "Stone is of Norland")
    a.ties("citizenOf", who["stone"], who["norland"], reported_in=said)
    b, who = cast("b")
    b.ties("citizenOf", who["stone"], who["norland"])
    relation = merged(a, b).relations[0]
    assert relation.asserted and relation.support.articles == 2
    assert merged(a).relations[0].asserted is False


def test_one_call_of_two_is_no_call_of_three() -> None:
    found = merged(call("a", "stone", "holt"), call("b", "stone", "holt", "berg"))
    assert len(found.events) == 2


def test_whom_only_a_description_tells_is_not_who_is_of_another_country() -> None:
    a = strike("a", "norland", None)
    b, _ = cast("b")
    b.does("ASSAULT", "strike", [b.who("soldiers", "Group", country="SE", kind="nominal")], day="2021-05-04")
    c, _ = cast("c")
    c.does("ASSAULT", "strike", [c.who("soldiers", "Group", country="NO", kind="nominal")], day="2021-05-04")
    assert len(merged(a, b).events) == 2
    assert len(merged(a, c).events) == 1


def test_agreements_on_other_things_are_two() -> None:
    def deal(name: str, *terms: str) -> Told:
        told, who = cast(name)
        told.does("AGREE", "agree", both=[who["norland"], who["southland"]], day="2021-05-04", terms=terms)
        return told

    first = deal("a", "agree", "fishery", "quota")
    assert len(merged(first, deal("b", "agree", "fishery", "zone")).events) == 1
    assert len(merged(first, deal("b", "agree", "prisoner", "exchange")).events) == 2


def test_articles_that_speak_of_nobody_in_common_tell_of_two() -> None:
    def arrest(name: str, *people: str) -> Told:
        told = Told(name)
        for person in people:
            told.who(person)
        police = told.who("police", "Organization", kind="nominal")
        told.does("COERCE", "arrest", [police], [told.who("a man", kind="nominal")], day="2021-05-04")
        return told

    first = arrest("a", "Maria Quint", "Otto Brand")
    assert len(merged(first, arrest("b", "Maria Quint", "Otto Brand")).events) == 1
    assert len(merged(first, arrest("b", "Ines Sol", "Tom Field")).events) == 2


@pytest.mark.parametrize(("published", "count"), [("2021-05-20", 1), ("2021-06-20", 2)])
def test_undated_news_of_another_month_is_another_event(published: str, count: int) -> None:
    first = call("a", "stone", "holt", day=None)
    assert len(merged(first, call("b", "stone", "holt", day=None, published=published)).events) == count


@pytest.mark.parametrize(("place", "count"), [((), 2), (("port",), 1)])
def test_attacks_of_which_nobody_is_named_are_one_where_the_place_is(place: tuple[str, ...], count: int) -> None:
    def attack(name: str) -> Told:
        return strike(name, None, None, None, place=place, terms=("attack", "ferry", "grenade"))

    assert len(merged(attack("a"), attack("b")).events) == count


@pytest.mark.parametrize(("killed", "count"), [(4.0, 2), (400.0, 1)])
def test_four_dead_are_no_part_of_what_killed_thousands(killed: float, count: int) -> None:
    many = strike("a", "norland", "southland", amounts=[("killed", 2900.0, None, "people")])
    few = strike("b", "norland", "southland", amounts=[("killed", killed, killed, "people")])
    assert len(merged(many, few).events) == count
