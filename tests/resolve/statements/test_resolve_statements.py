"""Which statements are one."""

from __future__ import annotations

from dataclasses import replace

import pytest
from made_graph import quads
from pyoxigraph import Store
from resolve_making import Told, judge, merged, node_of, thing_of

from kg.graph.complete import Complete
from kg.graph.oxigraph import OxigraphStore
from kg.graph.view import GraphView
from kg.ids import BASE
from kg.records import Date

STONE = "http://www.wikidata.org/entity/Q900003"
LAKE = "http://www.wikidata.org/entity/Q900004"
PACT = "http://www.wikidata.org/entity/Q900005"


def cast(name: str, **more: str) -> tuple[Told, dict[str, str]]:
    """An article with a minister, a country and an alliance in it."""
    told = Told(name, **more)
    return told, {
        "stone": told.who("Michael Stone", iri=STONE),
        "lakeland": told.who("Lakeland", "Country", iri=LAKE),
        "pact": told.who("Coast Pact", "IntergovernmentalOrganization", iri=PACT),
    }


def test_one_proposition_worded_three_ways_and_another_beside_it() -> None:
    a, who = cast("a")
    hall = a.who("Pact Headquarters", "Facility")
    first = a.says(
        who["stone"], "a return to Lakeland's pre-2010 frontiers is an unrealistic goal", names=[who["lakeland"]],
        form="direct", place=(hall,),
    )  # fmt: skip
    b, who = cast("b")
    second = b.says(
        who["stone"],
        "a return of Lakeland to its pre-2010 borders was unrealistic",
        "-the government did not consider membership of the pact part of a solution",
        names=[who["lakeland"], who["pact"]],
    )
    c, who = cast("c")
    third = c.says(
        who["stone"],
        "the notion of Lakeland returning to its pre-2010 borders is unrealistic",
        "-membership of the pact is not a feasible part of any settlement",
        names=[who["lakeland"], who["pact"]],
        form="mixed",
    )
    found = merged(a, b, c)
    assert len(found.statements) == 2
    borders = thing_of(found, a.key(first))
    assert borders == thing_of(found, b.key(f"{second}.1")) == thing_of(found, c.key(f"{third}.1"))
    assert thing_of(found, b.key(f"{second}.2")) == thing_of(found, c.key(f"{third}.2")) != borders
    statement = next(s for s in found.statements if s.key == borders)
    assert statement.text == "a return to Lakeland's pre-2010 frontiers is an unrealistic goal"
    assert statement.label == f"Michael Stone: {statement.text}"
    assert [p.split("/")[0] for p in statement.places] == ["facility"]
    assert (statement.support.articles, statement.support.independent_sources) == (3, 3)


def test_a_shorter_wording_joins_a_longer_one() -> None:
    a, who = cast("a")
    a.says(who["stone"], "lasting peace must include strong security guarantees so that fighting never resumes")
    b, who = cast("b")
    b.says(who["stone"], "strong security guarantees must be included in any peace")
    assert len(merged(a, b).statements) == 1


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("membership of the pact is unrealistic", "a return to the old borders is unrealistic"),
        ("the harbour should reopen before winter", "the airport should reopen before winter comes to the north"),
        ("spending must reach three percent by 2030", "spending must reach five percent by 2040"),
        ("the plan is acceptable to everybody involved", "-the plan is not acceptable to everybody involved"),
    ],
)
def test_different_propositions_of_one_speaker_stay_apart(left: str, right: str) -> None:
    a, who = cast("a")
    a.says(who["stone"], left)
    b, who = cast("b")
    b.says(who["stone"], right)
    assert len(merged(a, b).statements) == 2


def test_wishes_of_two_people_told_by_one_stay_apart() -> None:
    made = []
    for name in "ab":
        told, who = cast(name)
        holt, berg = told.who("Anna Holt"), told.who("Peter Berg")
        told.says(who["stone"], "she wants peace soon", names=[holt])
        told.says(who["stone"], "he wants peace soon", names=[berg])
        made.append(told)
    found = merged(*made)
    assert [s.support.articles for s in found.statements] == [2, 2]


def test_two_speakers_are_two_statements() -> None:
    a, who = cast("a")
    a.says(who["stone"], "the harbour of the capital is closed for the winter")
    b, who = cast("b")
    b.says(b.who("Anna Holt"), "the harbour of the capital is closed for the winter")
    assert len(merged(a, b).statements) == 2


def test_without_a_speaker_only_the_same_words_are_one() -> None:
    words = "the harbour of the capital is closed for the winter"
    told = [cast(name)[0] for name in "abc"]
    for article, said in zip(told, (words, words, "the harbour of the capital stays closed for now"), strict=True):
        article.says((), said)
    assert sorted(s.support.articles for s in merged(*told).statements) == [1, 2]


def test_spelling_with_and_without_negative_prefix_is_one_proposition() -> None:
    a, who = cast("a")
    a.says(who["stone"], "a return to the old borders is unrealistic", names=[who["lakeland"]])
    b, who = cast("b")
    b.says(who["stone"], "-returning to the old borders is not realistic", names=[who["lakeland"]])
    assert len(merged(a, b).statements) == 1


def test_the_text_is_of_the_act() -> None:
    a, who = cast("a")
    a.says(who["stone"], "troops shelled the northern harbour on the island", act="deny")
    b, who = cast("b")
    b.says(who["stone"], "-troops had not shelled the northern harbour on the island")
    (one,) = merged(a, b).statements
    assert (one.act == "deny") == ("not" not in one.text)


def test_contrary_acts_are_two() -> None:
    made = []
    for name, act in (("a", "support"), ("b", "oppose")):
        told, who = cast(name)
        told.says(who["stone"], "an early vote on the northern treaty", act=act)
        made.append(told)
    assert len(merged(*made).statements) == 2


def test_what_an_article_leaves_out_forbids_nothing() -> None:
    a, who = cast("a")
    city = a.who("Portville", "Place")
    when = Date("2021-05-03", "2021-05-03")
    a.says(who["stone"], "the northern harbour will reopen before winter", place=(city,), date=when)
    b, who = cast("b")
    b.says(who["stone"], "the northern harbour would reopen before the winter")
    found = merged(a, b)
    assert len(found.statements) == 1
    assert found.statements[0].date == when
    assert found.statements[0].places[0].startswith("place/portville")


def test_what_is_told_inside_is_reported_by_the_part_that_holds_it() -> None:
    told, who = cast("a")
    outer = told.says(who["stone"], "Lakeland struck the northern harbour", "the talks will go on next week")
    span = told.statements[0].parts[0].spans[0]
    told.does("ASSAULT", "strike", [who["lakeland"]], span=(span[0] + 9, span[0] + 15), reported_in=outer)
    told.ties("controls", who["lakeland"], who["pact"], reported_in=outer)
    inner = told.says(who["lakeland"], "nothing was struck", within=outer)
    found = merged(told)
    first, second = (thing_of(found, told.key(f"{outer}.{n}")) for n in (1, 2))
    reports = {s.key: set(s.reports) for s in found.statements}
    event, tie, nested = (thing_of(found, told.key(k)) for k in ("v1", "r1", inner))
    assert reports[first] == {event, tie, nested}
    assert reports[second] == {tie, nested}
    assert not found.relations[0].asserted


def test_what_is_no_proposition_is_no_node_and_still_has_its_reporter() -> None:
    told, who = cast("a")
    said = told.says(who["stone"], "the raid on the harbour")
    (part,) = told.statements[0].parts
    told.statements[0] = replace(told.statements[0], parts=(replace(part, standing="none"),))
    told.does("ASSAULT", "raid", [who["lakeland"]], reported_in=said)
    found = merged(told)
    assert found.statements == ()
    store = Store()
    store.bulk_extend(quads((told.made(),), found))
    reporters = GraphView(Complete(OxigraphStore(store), BASE)).reporters(BASE + found.events[0].key)
    assert reporters == [BASE + node_of(found, told.key(who["stone"]))]


def test_a_statement_without_parts_is_one_part() -> None:
    told, who = cast("a")
    said = told.says(who["stone"], "the harbour is closed")
    told.statements[0] = replace(told.statements[0], parts=())
    found = merged(told)
    assert found.statements[0].support.readings == (told.key(said),)
    assert found.statements[0].text == "the harbour is closed"


def test_people_decide_on_statements() -> None:
    a, who = cast("a")
    one = a.says(who["stone"], "the harbour is closed for the winter")
    b, who = cast("b")
    two = b.says(who["stone"], "the harbour is closed for the winter")
    c, who = cast("c")
    three = c.says(who["stone"], "nobody may land at the coast")
    wishes = [judge(a.key(one), b.key(two), False), judge(a.key(one), c.key(three), True)]
    found = merged(a, b, c, judgements=wishes)
    assert thing_of(found, a.key(one)) == thing_of(found, c.key(three)) != thing_of(found, b.key(two))


def test_a_long_text_is_cut_in_the_label_alone() -> None:
    told, who = cast("a")
    words = "the harbour of the capital and every other harbour along the whole northern coast stay closed for ever"
    told.says(who["stone"], words)
    statement = merged(told).statements[0]
    assert statement.text == words
    assert statement.label.endswith(" …") and len(statement.label) < 100


def test_the_same_words_without_a_speaker_are_the_speakers() -> None:
    words = "the harbour will reopen before the first winter storms"
    a, b, c = Told("a"), Told("b"), Told("c")
    first, second, third = a.says(a.who("Anna Berg"), words), b.says((), words), c.says((), "the harbour will reopen")
    found = merged(a, b, c)
    assert thing_of(found, a.key(first)) == thing_of(found, b.key(second)) != thing_of(found, c.key(third))


def test_a_spokesman_without_a_name_speaks_for_his_government() -> None:
    words = "the northern harbour will stay closed to foreign ships until spring"
    made = []
    for name, who, type_, kind in (
        ("a", "a Lakeland government spokesman", "Person", "nominal"),
        ("b", "Lakeland", "Country", "name"),
        ("c", "Michael Stone", "Person", "name"),
    ):
        told = Told(name)
        told.says(told.who(who, type_, kind=kind, country="NO", sector="GOV"), words)
        made.append(told)
    found = merged(*made)
    one, two, three = (thing_of(found, told.key("s1")) for told in made)
    assert one == two != three


def test_to_deny_it_is_to_say_that_it_is_not_so() -> None:
    a, who = cast("a")
    a.says(who["stone"], "the army shelled the northern harbour on purpose", act="deny")
    b, who = cast("b")
    b.says(who["stone"], "-the army did not shell the northern harbour on purpose")
    c, who = cast("c")
    c.says(who["stone"], "the army shelled the northern harbour on purpose")
    assert len(merged(a, b).statements) == 1
    assert len(merged(a, c).statements) == 2


def test_what_one_quotes_of_a_longer_sentence_is_the_same() -> None:
    a, who = cast("a")
    a.says(who["stone"], "a shameful betrayal of every fisherman", form="direct")
    b, who = cast("b")
    b.says(who["stone"], 'the treaty was "a shameful betrayal of every fisherman" along the coast', form="mixed")
    c, who = cast("c")
    c.says(who["stone"], "the treaty will be put to a vote of every member along the coast")
    found = merged(a, b, c)
    one, two, three = (thing_of(found, told.key("s1")) for told in (a, b, c))
    assert one == two != three
