"""FollowTheMoney entities: what the model allows, who is one, and that no more is said than the graph says."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from made_graph import SECOND, make

from kg.export.formats import export_graph
from kg.export.ftm.entity import Entity
from kg.graph.store import GraphFolder
from kg.records import Date, MergedRelation, Support

#: Of the model's version 4: schema → properties that are used of it; of a reference, the schemata that it may lead to.
_TEXT: frozenset[str] = frozenset()
_BODY = frozenset({"Organization", "PublicBody"})
_PARTY = _BODY | {"Person"}
_ARTICLE = frozenset({"Article"})
_THING = dict.fromkeys(("name", "alias", "weakAlias", "country", "wikidataId"), _TEXT)
_TIE = {**dict.fromkeys(("startDate", "endDate", "publisher", "sourceUrl", "role"), _TEXT), "proof": _ARTICLE}
MODEL: dict[str, dict[str, frozenset[str]]] = {
    "Person": {**_THING, "citizenship": _TEXT},
    "Organization": {**_THING, "classification": _TEXT},
    "PublicBody": {**_THING, "classification": _TEXT},
    "Position": {"name": _TEXT, "country": _TEXT, "organization": _BODY},
    "Occupancy": {**_TIE, "holder": frozenset({"Person"}), "post": frozenset({"Position"})},
    "Membership": {**_TIE, "member": _PARTY, "organization": _BODY},
    "Directorship": {**_TIE, "director": _PARTY, "organization": _BODY},
    "Representation": {**_TIE, "agent": _PARTY, "client": _PARTY},
    "UnknownLink": {**_TIE, "subject": _PARTY, "object": _PARTY},
    "Event": {
        **_TIE, "involved": _PARTY,
        **dict.fromkeys(("name", "location", "country", "keywords", "description", "date"), _TEXT),
    },
    "Article": dict.fromkeys(
        ("fileName", "title", "publishedAt", "publisher", "sourceUrl", "bodyText", "mimeType", "language"), _TEXT
    ),
    "Mention": {
        "document": _ARTICLE, "resolved": _PARTY,
        **dict.fromkeys(("name", "detectedSchema", "contextCountry"), _TEXT),
    },
}  # fmt: skip
REQUIRED = {
    "Person": {"name"}, "Organization": {"name"}, "PublicBody": {"name"}, "Position": {"name"}, "Event": {"name"},
    "Occupancy": {"holder", "post"}, "Membership": {"member", "organization"}, "Article": {"fileName"},
    "Directorship": {"director", "organization"}, "Representation": {"agent", "client"},
    "UnknownLink": {"subject", "object"}, "Mention": {"document", "name"},
}  # fmt: skip
Line = dict[str, list[str]]


def exported(graph: GraphFolder, path: Path) -> dict[str, tuple[str, Line]]:
    """Id → schema and properties, all of which the model allows."""
    export_graph(graph, "ftm", str(path))
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    found = {line["id"]: (line["schema"], line["properties"]) for line in lines}
    assert len(found) == len(lines)
    for name, (schema, properties) in found.items():
        assert re.fullmatch(r"[0-9a-zA-Z]([0-9a-zA-Z.\-]*[0-9a-zA-Z])?", name)
        assert REQUIRED[schema] <= properties.keys() <= MODEL[schema].keys(), (schema, properties)
        for key, values in properties.items():
            assert values and all(values)
            if allowed := MODEL[schema][key]:
                assert {found[value][0] for value in values} <= allowed
    return found


@pytest.fixture
def related(tmp_path: Path) -> GraphFolder:
    """The tests' graph with more relations: some are no ties, one is only reported, two lead to what is no body."""
    made = make()
    khand, marrow = (next(n for n in made.resolution.nodes if n.label == label) for label in ("Khand", "Ada Marrow"))
    tell = next(n for n in made.resolution.nodes if n.label == "Oskar Tell")
    body = replace(khand, key="body/league-Q9", type="Organization", label="The\nLeague", readings=(), country=None)
    posts = tuple(replace(body, key=f"office/{name}", type="Office", label=name) for name in ("chair", "aide", "clerk"))
    support = Support((f"{made.keys[1]}#v1",), 1, 1)
    relations = (
        MergedRelation("relation/m", "memberOf", khand.key, body.key, True, support),
        MergedRelation("relation/h", "headOf", marrow.key, marrow.key, True, support),
        MergedRelation("relation/t", "headOf", marrow.key, tell.key, True, support),
        MergedRelation("relation/f", "officeOf", "office/chair", body.key, True, support),
        MergedRelation("relation/g", "officeOf", "office/aide", tell.key, True, support),
        MergedRelation("relation/c", "citizenOf", marrow.key, khand.key, True, support),
        MergedRelation("relation/a", "alliedWith", marrow.key, khand.key, True, support),
        MergedRelation("relation/o", "opposes", khand.key, marrow.key, False, support),
    )
    resolution = replace(
        made.resolution,
        nodes=(*made.resolution.nodes, body, *posts),
        relations=(*made.resolution.relations, *relations),
    )
    with GraphFolder.create_or_open(tmp_path / "related") as graph:
        for extraction in made.extractions:
            graph.add(extraction)
        graph.publish(resolution)
    return graph


def of(found: dict[str, tuple[str, Line]], schema: str) -> list[Line]:
    return [properties for kind, properties in found.values() if kind == schema]


def test_people_posts_and_who_holds_them(folder: GraphFolder, out: Path) -> None:
    found = exported(folder, out)
    marrow = {"name": ["Ada Marrow"], "alias": ["the president"], "weakAlias": ["Marrow"], "country": ["lu"]}
    assert found["person-ada-marrow-Q901"] == ("Person", {**marrow, "wikidataId": ["Q901"]})
    assert found["country-khand-Q903"][0] == "PublicBody"
    (occupancy,) = of(found, "Occupancy")
    assert occupancy["holder"] == ["person-ada-marrow-Q901"] and occupancy["startDate"] == ["2030-01-01"]
    assert found[occupancy["post"][0]] == ("Position", {"name": ["President"]})


def test_only_what_articles_say_has_happened_is_an_event(folder: GraphFolder, out: Path) -> None:
    (event,) = of(exported(folder, out), "Event")
    assert event["keywords"] == ["041", "CONSULT"] and event["date"] == ["2031-05-04"] and len(event["proof"]) == 2
    assert (
        len(event["involved"]) == 2
        and "The 90-minute call between Marrow and Tell took place on 4 May." in (event["description"])
    )


def test_articles_and_whom_they_name(folder: GraphFolder, out: Path) -> None:
    found = exported(folder, out)
    second = next(article for article in of(found, "Article") if article["fileName"] == ["002"])
    assert second["bodyText"] == [SECOND] and second["publishedAt"] == ["2031-05"]
    named = sorted((m["name"], m["detectedSchema"]) for m in of(found, "Mention"))
    assert (["Ada Marrow", "Marrow"], ["Person"]) in named and (["Marrow"], ["Person"]) in named
    assert not any("the president" in names for names, _ in named)


def test_who_is_known_by_a_description_or_a_word_alone_is_no_entity(tmp_path: Path, out: Path) -> None:
    made = make()
    first, second = (
        replace(e, mentions=tuple(replace(m, kind="nominal") if m.entity in ("e5", "e3") else m for m in e.mentions))
        for e in made.extractions
    )
    nodes = tuple(replace(node, same_as=()) for node in made.resolution.nodes)
    with GraphFolder.create_or_open(tmp_path / "graph") as graph:
        graph.add(first)
        graph.add(second)
        graph.publish(replace(made.resolution, nodes=nodes))
    names = {name for schema, line in exported(graph, out).values() if schema in _PARTY for name in line["name"]}
    assert "Ada Marrow" in names and not names & {"Khand", "Oskar Tell"}


def test_ties_are_those_that_articles_assert(related: GraphFolder, out: Path) -> None:
    found = exported(related, out)
    (member,) = of(found, "Membership")
    assert member["organization"] == ["body-league-Q9"] and member["role"] == ["member of"] and member["proof"]
    assert found["body-league-Q9"][1]["name"] == ["The League"]
    assert sorted(link["role"] for link in of(found, "UnknownLink")) == [["allied with"], ["head of"]]
    assert not of(found, "Directorship")
    assert found["person-ada-marrow-Q901"][1]["citizenship"] == ["kh"]


def test_positions_are_of_bodies_or_held(related: GraphFolder, out: Path) -> None:
    posts = {line["name"][0]: line.get("organization") for line in of(exported(related, out), "Position")}
    assert posts == {"President": None, "chair": ["body-league-Q9"]}


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        (Date("2031-05-04", "2031-05-04", assumed=True), {}),
        (Date("2031-05", "2031-05"), {"date": ["2031-05"]}),
        (Date("2031", "2031"), {"date": ["2031"]}),
        (Date("2031-05-04", "2031-05-06"), {"startDate": ["2031-05-04"], "endDate": ["2031-05-06"]}),
    ],
)
def test_an_event_is_dated_as_well_as_the_text_dates_it(tmp_path: Path, out: Path, date: Date, expected: Line) -> None:
    made = make()
    events = tuple(replace(event, date=date) for event in made.resolution.events)
    with GraphFolder.create_or_open(tmp_path / "graph") as graph:
        graph.publish(replace(made.resolution, events=events))
    (event,) = of(exported(graph, out), "Event")
    assert {name: event[name] for name in ("date", "startDate", "endDate") if name in event} == expected


def test_what_the_model_takes_out_of_texts_is_not_written() -> None:
    entity = Entity("x", "Event").add("name", "\ufeffa\x00b\x1b\ud800 \ufffe", None, "", " \x00 ")
    assert entity.properties == {"name": {"ab"}}


def test_hostile_names_are_values(hostile: GraphFolder, out: Path) -> None:
    assert any("DETACH DELETE" in line["name"][0] for line in of(exported(hostile, out), "Person"))
