"""What must always hold of merging, whatever the articles say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from resolve_making import Told, judge

from kg.ids import article_key
from kg.records import ACTOR_TYPES, PLACE_TYPES, Date, Extraction, Judgement, Resolution
from kg.resolve import resolve

PEOPLE = ["Anna Berg", "Berg", "A. Berg", "Peter Berg", "Maria Holt", "Holt", "Michael Stone", "Mike Stone"]
BODIES = ["Norland", "Coast Pact", "CP", "Foreign Ministry", "Portville"]
TYPES = ["Country", "Organization", "Organization", "Government", "Place"]
WORDS = ["harbour", "border", "peace", "return", "unrealistic", "membership", "winter", "reopen", "treaty"]
DAYS = [None, "2021-05-03", "2021-05-04", "2021-05", "2021"]


@st.composite
def articles(draw: st.DrawFn, name: str) -> Extraction:
    told = Told(
        name, draw(st.sampled_from([None, "2021-05-04", "2021-05-09"])), draw(st.sampled_from([None, "Lake Herald"]))
    )
    iris = st.sampled_from(
        [None, None, "http://www.wikidata.org/entity/Q900001", "http://www.wikidata.org/entity/Q900002"]
    )
    cast = [told.who(person, iri=draw(iris)) for person in draw(st.lists(st.sampled_from(PEOPLE), max_size=4))]
    for number in draw(st.lists(st.integers(0, 4), max_size=3)):
        cast.append(told.who(BODIES[number], TYPES[number], country=draw(st.sampled_from([None, "NO", "SE"]))))
    cast.append(told.who("two officials", "Group"))
    some = st.lists(st.sampled_from(cast), max_size=2)
    for _ in range(draw(st.integers(0, 3))):
        parts = draw(
            st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(" ".join), min_size=1, max_size=2)
        )
        told.says(draw(some), *parts, names=draw(some), act=draw(st.sampled_from(["assert", "deny", "want"])))
    for _ in range(draw(st.integers(0, 3))):
        day = draw(st.sampled_from(DAYS))
        told.does(
            draw(st.sampled_from(["CONSULT", "ASSAULT"])),
            draw(st.sampled_from(["call", "visit", "strike", "talk"])),
            draw(some),
            draw(some),
            place=tuple(draw(some)),
            day=Date(day, day, None, draw(st.booleans())) if day else None,
            factuality=draw(st.sampled_from(["actual", "actual", "planned", "negated"])),
            reported_in="s1" if draw(st.booleans()) and told.statements else None,
            amounts=draw(st.sampled_from([(), (("duration", 60.0, 60.0, "s"),), (("duration", 3600.0, None, "s"),)])),
        )
    if len(cast) > 1 and draw(st.booleans()):
        told.ties("memberOf", cast[0], cast[1])
    return told.made()


@st.composite
def builds(draw: st.DrawFn) -> list[Extraction]:
    return [draw(articles(name)) for name in "abcd"[: draw(st.integers(1, 4))]]


def run(made: Sequence[Extraction], judgements: Sequence[Judgement] = ()) -> Resolution:
    return resolve(lambda: made, judgements=judgements)


@settings(max_examples=60, deadline=None)
@given(builds(), st.randoms(use_true_random=False))
def test_order_and_repetition_do_not_matter(made: list[Extraction], random: Any) -> None:
    again = [*made, *made[:2]]
    random.shuffle(again)
    assert run(again) == run(made)


@settings(max_examples=60, deadline=None)
@given(builds())
def test_what_is_named_is_there_and_fits(made: list[Extraction]) -> None:
    found = run(made)
    nodes = {node.key: node for node in found.nodes}
    assert len(nodes) == len(found.nodes)
    listed = [s.key for s in found.statements] + [e.key for e in found.events] + [r.key for r in found.relations]
    keys = set(listed)
    assert len(keys) == len(listed)
    for statement in found.statements:
        assert all(nodes[n].type in ACTOR_TYPES for n in (*statement.speakers, *statement.addressees))
        assert all(nodes[n].type in PLACE_TYPES for n in statement.places)
        assert set(statement.mentions) <= set(nodes) and statement.medium in {None, *nodes}
        assert set(statement.reports) <= keys - {statement.key}
    reported = {key for statement in found.statements for key in statement.reports}
    for event in found.events:
        assert all(nodes[n].type in ACTOR_TYPES for n in (*event.sources, *event.targets, *event.participants))
        assert all(nodes[n].type in PLACE_TYPES for n in event.places)
        assert event.happened == (event.factuality == "actual" and event.voice == "article")
        assert event.key.startswith("event/" if event.happened else "proposition/")
        assert event.voice == "article" or event.key in reported
        assert event.concerns in {None, *(e.key for e in found.events if e.happened)}
        assert 1 <= event.support.independent_sources <= event.support.articles
    for relation in found.relations:
        assert {relation.subject, relation.object} <= set(nodes)
    for disagreement in found.disagreements:
        assert set(disagreement.about) <= keys and len(set(disagreement.readings)) > 1


@settings(max_examples=60, deadline=None)
@given(builds())
def test_every_reading_is_in_one_thing(made: list[Extraction]) -> None:
    found = run(made)
    said = [r for s in found.statements for r in s.support.readings]
    done = [r for e in found.events for r in e.support.readings]
    assert len(set(said)) == len(said) and len(set(done)) == len(done)
    for extraction in made:
        key = article_key(extraction.article)
        assert {f"{key}#{p.id}" for s in extraction.statements for p in s.parts} <= set(said)
        assert {f"{key}#{e.id}" for e in extraction.events} <= set(done)


@settings(max_examples=60, deadline=None)
@given(builds())
def test_two_people_with_a_surname_alone_never_meet(made: list[Extraction]) -> None:
    for node in run(made).nodes:
        if node.type == "Person" and not node.same_as:
            alone = {"Berg", "Holt"} & {node.label, *node.alt_labels}
            assert not alone or len(node.readings) == 1 or len({node.label, *node.alt_labels} - alone) >= 1


@settings(max_examples=40, deadline=None)
@given(builds(), st.data())
def test_judgements_win(made: list[Extraction], data: st.DataObject) -> None:
    readings = sorted(r for node in run(made).nodes for r in node.readings)
    if len(readings) < 2:
        return
    left, right = data.draw(st.lists(st.sampled_from(readings), min_size=2, max_size=2, unique=True))
    for same in (True, False):
        holder = {r: n.key for n in run(made, [judge(left, right, same)]).nodes for r in n.readings}
        assert (holder[left] == holder[right]) == same


@settings(max_examples=40, deadline=None)
@given(builds())
def test_weights_add_up_to_the_score(made: list[Extraction]) -> None:
    for judgement in run(made).judgements:
        assert judgement.score == round(sum(weight for _, weight in judgement.features), 3)
