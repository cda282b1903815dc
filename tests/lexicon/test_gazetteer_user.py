"""A user's own names: CSV, FollowTheMoney, Wikidata; before ours, and line by line."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kg.errors import LexiconError
from kg.lexicon.gazetteer import Gazetteer

DAY = date(2025, 3, 1)


def mine(folder: Path, *lines: object, name: str = "mine.jsonl") -> Gazetteer:
    """The gazetteer with a file of ``lines``, text as it is, all else as JSON."""
    texts = [line if isinstance(line, str) else json.dumps(line) for line in lines]
    (folder / name).write_text("\n".join(texts), encoding="utf-8")
    return Gazetteer.load(folder / name)


def best(gazetteer: Gazetteer, name: str) -> tuple[str, str, bool] | None:
    hit = next(iter(gazetteer.find(name, DAY)), None)
    return (hit.entry.id, hit.entry.type, hit.strong) if hit else None


# ---------------------------------------------------------------- faults


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("name,type\nA,Wizard\nLamp Board,Organization", 2),
        ("name,type,wikidata\nLamp Board,Organization,\nB,Person,P31", 3),
        ("name,type,country\nA,Person,Ruritania\nLamp Board,Organization,NO", 2),
        ("name,type,since\nA,Person,last year\nLamp Board,Organization,2024", 2),
        ("name,type,since\nA,Person,2024-02-30\nLamp Board,Organization,2024", 2),
        ("name,type\nA,Person,what,more\nLamp Board,Organization", 2),
    ],
)
def test_a_bad_row_is_named_and_the_rest_is_used(tmp_path: Path, text: str, line: int) -> None:
    found = mine(tmp_path, text, name="mine.csv")
    assert [str(fault).startswith(f"{tmp_path / 'mine.csv'}:{line}: ") for fault in found.faults] == [True]
    assert best(found, "Lamp Board") == ("kg:organization-lamp-board", "Organization", True)


def test_bad_json_lines_are_named_and_the_rest_is_used(tmp_path: Path) -> None:
    good = {"id": "x", "schema": "Company", "properties": {"name": ["Lamp Works"]}}
    nameless = {"id": "y", "schema": "Person", "properties": {}}
    unkind = {"id": "Q99999907", "labels": {"en": {"value": "Lampness"}}, "claims": {}}
    found = mine(tmp_path, '{"id": ', "[1]", {"id": "z"}, nameless, unkind, good)
    assert [fault.where.rsplit(":", 1)[1] for fault in found.faults] == ["1", "2", "3", "4", "5"]
    assert best(found, "Lamp Works") is not None


def test_a_wrong_head_spoils_the_file(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match=r"mine\.csv:1: "):
        mine(tmp_path, "label,type\nA,Person", name="mine.csv")


def test_what_would_break_the_tables_is_no_name(tmp_path: Path) -> None:
    odd = {"id": "x;s|y\t", "schema": "Person", "properties": {"name": ["Ida; Lampe|Q1"], "alias": ["I|L", "a\tb"]}}
    found = mine(tmp_path, odd)
    assert found.faults == ()
    assert best(found, "Q1") is None and best(found, "I L") is None


# ---------------------------------------------------------------- FollowTheMoney


def entity(schema: str, key: str, **properties: Any) -> dict[str, Any]:
    values = {name: value if isinstance(value, list) else [value] for name, value in properties.items()}
    return {"id": key, "schema": schema, "properties": values}


def test_followthemoney_gives_names_kinds_and_links(tmp_path: Path) -> None:
    found = mine(
        tmp_path,
        entity("Person", "p1", name="Ida Lampe", alias=["Lampe", "Ida L. Lampe"], weakAlias="The Wick",
               nationality="no", wikidataId="Q99999901", gender="female"),
        entity("PublicBody", "b1", name="Lamp Authority of Norland", country="no"),
        entity("Organization", "o1", name="Union of Lit States", topics=["gov.igo"]),
        entity("Organization", "Q99999902", name="Wick Party", topics=["pol.party"], country="eu"),
        entity("Vessel", "v1", name="Lightship"),
    )  # fmt: skip
    assert found.faults == ()
    person = found.find("Ida Lampe")[0].entry
    assert (person.id, person.type, person.country, person.gender) == ("Q99999901", "Person", "NO", "f")
    assert person.iri == "http://www.wikidata.org/entity/Q99999901"
    assert best(found, "Ida L. Lampe") == ("Q99999901", "Person", True)
    assert best(found, "Lampe") == best(found, "The Wick") == ("Q99999901", "Person", False)
    assert found.find("Lamp Authority of Norland")[0].entry.sector == "GOV"
    assert found.find("Union of Lit States")[0].entry.type == "IntergovernmentalOrganization"
    party = found.find("Wick Party")[0].entry
    assert (party.id, party.sector, party.country) == ("Q99999902", "PTY", None)
    assert best(found, "Lightship") is None


def test_two_people_of_one_name_are_two(tmp_path: Path) -> None:
    found = mine(tmp_path, entity("Person", "p1", name="Ida Lampe"), entity("Person", "p2", name="Ida Lampe"))
    assert len({hit.entry.id for hit in found.find("Ida Lampe")}) == 2


def test_occupancies_give_posts_with_dates(tmp_path: Path) -> None:
    found = mine(
        tmp_path,
        entity("Occupancy", "o1", holder="p1", post="post1", startDate="2024-05-01"),
        entity("Position", "post1", name="Minister of Defence of Germany", country="de"),
        entity("Person", "p1", name="Ida Lampe"),
    )
    assert [p.name for p in found.holders("defence minister", "DE", DAY)] == ["Ida Lampe"]
    before = [p.name for p in found.holders("defence minister", "DE", date(2023, 5, 1))]
    assert before and "Ida Lampe" not in before


def test_nested_occupancies_are_read_too(tmp_path: Path) -> None:
    post = entity("Position", "post1", name="Defence Minister", country="no")
    held = entity("Occupancy", "o1", post=[post], startDate="2024")
    found = mine(tmp_path, entity("Person", "p1", name="Ida Lampe", positionOccupancies=[held]))
    assert [p.name for p in found.holders("defence minister", "NO", DAY)] == ["Ida Lampe"]


def test_an_undated_post_hides_nobody_with_dates(tmp_path: Path) -> None:
    person = entity("Person", "p1", name="Ida Lampe", position=["Minister of Defence"], country="de")
    old = entity("Person", "p2", name="Ola Wick", position=["Former Minister of Defence"], country="de")
    found = mine(tmp_path, person, old)
    names = [p.name for p in found.holders("defence minister", "DE", DAY)]
    assert names and "Ida Lampe" not in names
    assert [t.title for t in found.tenures(found.find("Ida Lampe")[0].entry.id)] == ["Minister of Defence"]
    assert found.tenures(found.find("Ola Wick")[0].entry.id) == ()


# ---------------------------------------------------------------- Wikidata


def item(key: str, label: str, aliases: tuple[str, ...] = (), **claims: Any) -> dict[str, Any]:
    return {
        "type": "item", "id": key, "labels": {"en": {"language": "en", "value": label}},
        "aliases": {"en": [{"language": "en", "value": alias} for alias in aliases]},
        "claims": {name: value if isinstance(value, list) else [value] for name, value in claims.items()},
    }  # fmt: skip


def snak(value: object) -> dict[str, Any]:
    return {"snaktype": "value", "datavalue": {"value": {"id": value} if str(value)[0] == "Q" else value}}


def claim(value: object, rank: str = "normal", **qualifiers: tuple[str, int]) -> dict[str, Any]:
    times = {name: [snak({"time": t, "precision": p})] for name, (t, p) in qualifiers.items()}
    return {"mainsnak": snak(value), "rank": rank, "qualifiers": times}


def test_wikidata_lines_give_names_kinds_and_posts(tmp_path: Path) -> None:
    term = claim("Q99999911", P580=("+2024-05-01T00:00:00Z", 11), P582=("+2025-06-00T00:00:00Z", 10))
    person = item("Q99999910", "Ida Lampe", ("Lampe", "Ida Lampé"), P31=claim("Q5"), P27=claim("Q20"), P39=term,
                  P21=claim("Q6581072"))  # fmt: skip
    post = item("Q99999911", "Minister of Defence of Norway", P31=claim("Q294414"))
    town = item("Q99999912", "Lampford", P31=claim("Q515"), P17=claim("Q20"),
                P625=claim({"latitude": 60.5, "longitude": 5.25}))  # fmt: skip
    found = mine(tmp_path, "[", json.dumps(person) + ",", json.dumps(post) + ",", json.dumps(town), "]")
    assert found.faults == ()
    entry = found.find("Ida Lampe")[0].entry
    assert (entry.id, entry.type, entry.country, entry.gender) == ("Q99999910", "Person", "NO", "f")
    assert best(found, "Lampe") == ("Q99999910", "Person", False)
    assert [p.name for p in found.holders("defence minister", "NO", DAY)] == ["Ida Lampe"]
    assert "Ida Lampe" not in [p.name for p in found.holders("defence minister", "NO", date(2025, 9, 1))]
    place = found.find("Lampford")[0].entry
    assert (place.type, place.country, place.lat, place.lon) == ("Place", "NO", 60.5, 5.25)


def test_ranks_and_codes_count(tmp_path: Path) -> None:
    land = item("Q99999913", "Lampland", P31=[claim("Q43229", "deprecated"), claim("Q6256")], P297=claim("NO"))
    body = item("Q99999914", "Lamp Union", P31=claim("Q43229"), P17=[claim("Q20"), claim("Q34", "preferred")])
    found = mine(tmp_path, land, body)
    assert (found.find("Lampland")[0].entry.type, found.find("Lampland")[0].entry.country) == ("Country", "NO")
    assert found.find("Lamp Union")[0].entry.country == "SE"


def test_a_user_s_name_comes_before_ours_and_leaves_the_rest(tmp_path: Path) -> None:
    ours = Gazetteer.load().find("Norway")[0].entry
    found = mine(tmp_path, entity("Company", "c1", name="Norway"), entity("Person", "Q22686", name="Don Trumpet"))
    assert [(hit.entry.type, hit.strong) for hit in found.find("Norway")][:2] == [
        ("Organization", True),
        ("Country", False),
    ]
    assert found.entry(ours.id) == ours
    person = found.find("Don Trumpet", DAY)[0].entry
    assert (person.name, person.country, person.sector) == ("Don Trumpet", "US", "GOV")
