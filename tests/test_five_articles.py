"""What a careful reader expects of five real articles on one story, which stand beside the project.

Written down are names and facts; the articles' text stays where it is.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.build import build_graph
from kg.graph.query import run
from kg.graph.rdf import Solutions
from kg.graph.store import GraphFolder
from kg.graph.view import GraphView

ARTICLES = Path(__file__).parents[2] / "shared" / "articles"
pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not ARTICLES.is_dir(), reason="the articles are not beside the project"),
]
PERSONS = {
    "Dmitry Medvedev", "Dmitry Peskov", "Donald Trump", "JD Vance", "Joe Biden", "John Ratcliffe", "Marc Fogel",
    "Marco Rubio", "Mark Rutte", "Michael Waltz", "Pete Hegseth", "Scott Bessent", "Steve Witkoff", "Vladimir Putin",
    "Volodymyr Zelenskyy",
}  # fmt: skip
COUNTRIES = {"France", "Germany", "Russia", "Saudi Arabia", "Ukraine", "United Kingdom", "United States"}
BODIES = {"European Commission", "European Union", "North Atlantic Treaty Organisation"}
HOLDERS = {
    ("Donald Trump", "President (United States)"),
    ("Marco Rubio", "Secretary of State (United States)"),
    ("Mark Rutte", "Secretary General (NATO)"),
    ("Michael Waltz", "National Security Adviser (United States)"),
    ("Pete Hegseth", "Defense Secretary (United States)"),
    ("Scott Bessent", "Treasury Secretary (United States)"),
    ("Vladimir Putin", "President (Russia)"),
    ("Volodymyr Zelenskyy", "President (Ukraine)"),
}


@pytest.fixture(scope="module")
def view(tmp_path_factory: pytest.TempPathFactory) -> GraphView:
    path = tmp_path_factory.mktemp("five") / "graph"
    faults: list[Exception] = []
    build_graph([ARTICLES], path, on_error=faults.append)
    assert not faults
    folder = GraphFolder.open(path)
    return GraphView(folder.store(), folder.base)


def rows(view: GraphView, query: str) -> list[tuple[str, ...]]:
    result = run(view.store, query)
    assert isinstance(result, Solutions)
    return [tuple(value.value if value else "" for value in row) for row in result.rows]  # type: ignore[union-attr]


def labels(view: GraphView, name: str) -> list[str]:
    return [view.label(node) for node in view.instances(name)]


@pytest.mark.parametrize(
    ("name", "expected"),
    [("kg:Person", PERSONS), ("kg:Country", COUNTRIES), ("kg:IntergovernmentalOrganization", BODIES)],
)
def test_each_is_one_node(view: GraphView, name: str, expected: set[str]) -> None:
    found = labels(view, name)
    assert {label: found.count(label) for label in sorted(expected)} == dict.fromkeys(sorted(expected), 1)


def test_nobody_named_is_made_up(view: GraphView) -> None:
    named = {label for label in labels(view, "kg:Person") if label.istitle()}
    assert named <= PERSONS


def test_offices_have_their_holders(view: GraphView) -> None:
    found = rows(view, "SELECT ?p ?o WHERE { ?x kg:holdsOffice ?y . ?x rdfs:label ?p . ?y rdfs:label ?o }")
    assert set(found) >= HOLDERS


def test_the_borders_are_one_statement_of_three_articles_at_one_place(view: GraphView) -> None:
    found = rows(
        view,
        """SELECT DISTINCT ?s ?n WHERE { ?p rdfs:label "Pete Hegseth" ; kg:said ?s . ?s kg:articleCount ?n ;
           kg:reading/kg:text ?t ; sem:hasPlace/rdfs:label "NATO headquarters" FILTER(CONTAINS(?t, "pre-2014")) }""",
    )
    assert [n for _, n in found] == ["3"]


def test_membership_is_another_statement(view: GraphView) -> None:
    found = rows(
        view,
        """SELECT DISTINCT ?s WHERE { ?p rdfs:label "Pete Hegseth" ; kg:said ?s . ?s kg:text ?t
           FILTER(CONTAINS(?t, "membership")) FILTER(!CONTAINS(?t, "pre-2014")) }""",
    )
    assert found


def test_the_call_of_the_two_is_an_event_of_its_day_in_four_articles(view: GraphView) -> None:
    found = rows(
        view,
        """SELECT ?n ?day WHERE { ?e a kg:Consult ; kg:articleCount ?n ; kg:start ?day ;
           kg:participant/rdfs:label "Donald Trump", "Vladimir Putin" FILTER(?n > 1)
           FILTER NOT EXISTS { ?e kg:participant/rdfs:label "Volodymyr Zelenskyy" } } ORDER BY DESC(?n)""",
    )
    assert {day for _, day in found} == {"2025-02-12"} and int(found[0][0]) >= 4


def test_the_meeting_in_saudi_arabia_has_not_happened(view: GraphView) -> None:
    at = '?e kg:eventType plover:CONSULT ; sem:hasPlace/rdfs:label "Saudi Arabia"'
    assert rows(view, f"SELECT ?e WHERE {{ ?e a kg:Proposition . {at} }}")
    assert not rows(view, f"SELECT ?e WHERE {{ ?e a kg:Event . {at} }}")


@pytest.mark.parametrize(
    ("root", "source", "target"),
    [("Assault", "Russia", "Ukraine"), ("Coerce", "Russia", ""), ("Request", "Russia", "")],
)
def test_what_happened(view: GraphView, root: str, source: str, target: str) -> None:
    also = f'; kg:target/rdfs:label "{target}"' if target else ""
    assert rows(view, f'SELECT ?e WHERE {{ ?e a kg:{root} ; kg:source/rdfs:label "{source}" {also} }}')


def test_no_event_of_force_between_the_two_presidents(view: GraphView) -> None:
    query = """SELECT ?e WHERE { VALUES ?c { kg:Assault kg:Coerce kg:Threaten kg:Sanction } ?e a ?c ;
               sem:hasActor/rdfs:label "Donald Trump" }"""
    assert not rows(view, query)


def test_what_they_want_is_only_wanted(view: GraphView) -> None:
    found = rows(
        view, 'SELECT ?t WHERE { ?p rdfs:label "Vladimir Putin" ; kg:said ?s . ?s kg:speechAct kg:want ; kg:text ?t }'
    )
    assert any("peace" in text or "end" in text for (text,) in found)


def test_the_same_post_is_one_statement(view: GraphView) -> None:
    found = rows(
        view,
        """SELECT ?n WHERE { ?p rdfs:label "Volodymyr Zelenskyy" ; kg:said ?s . ?s kg:text ?t ; kg:articleCount ?n
           FILTER(CONTAINS(?t, "meaningful conversation")) }""",
    )
    assert found == [("2",)]
