"""Events in the columns of POLECAT, ICEWS and GDELT, read as their loaders read them."""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from made_graph import Made, make

from kg.export import gdelt, icews
from kg.export.formats import export_graph
from kg.export.told import cameo, pairs, parties, place, told
from kg.graph.store import GraphFolder
from kg.lexicon.countries import codes
from kg.lexicon.gazetteer import Gazetteer
from kg.records import Date, Factuality, MergedEvent, Support, Voice

Rows = Callable[[Made, str], list[list[str]]]


@pytest.fixture
def lines(tmp_path: Path) -> Rows:
    """The fields of each line of an export of a made graph."""

    def written(made: Made, target: str) -> list[list[str]]:
        with GraphFolder.create_or_open(tmp_path / "graph") as graph:
            for extraction in made.extractions:
                graph.add(extraction)
            graph.publish(made.resolution)
        export_graph(graph, target, str(tmp_path / target))
        with (tmp_path / target).open(newline="", encoding="utf-8") as stream:
            return list(csv.reader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))

    return written


def coded(made: Made, **changes: object) -> Made:
    """The invented graph with one event alone: Marrow (RU) strikes Tell (UA) at Port Lune (FR)."""
    country = {"Ada Marrow": "RU", "Oskar Tell": "UA", "Port Lune": "FR"}
    nodes = tuple(replace(n, country=country.get(n.label, n.country)) for n in made.resolution.nodes)
    marrow, tell = made.resolution.events[0].participants
    lune = next(n.key for n in nodes if n.label == "Port Lune")
    struck = MergedEvent(
        "event/x", "x", "ASSAULT", "190", True, "actual", "article", 0.9, Support((f"{made.keys[0]}#v1",), 1, 1),
        (marrow,), (tell,), places=(lune,), date=Date("2031-05-04", "2031-05-04"),
    )  # fmt: skip
    events = (replace(struck, **changes),)  # type: ignore[arg-type]
    return replace(
        made, resolution=replace(made.resolution, nodes=nodes, events=events, statements=(), disagreements=())
    )


@pytest.mark.parametrize(
    ("factuality", "voice", "type_", "kept"),
    [
        ("actual", "article", "ASSAULT", True),
        ("planned", "article", "ASSAULT", True),
        ("negated", "article", "ASSAULT", False),
        ("negated", "article", "AID", True),  # it is refused
        ("possible", "article", "ASSAULT", False),
        ("requested", "article", "ASSAULT", False),
        ("actual", "reported", "ASSAULT", False),
    ],
)
def test_only_what_an_article_tells_as_a_deed_is_coded(
    lines: Rows, factuality: Factuality, voice: Voice, type_: str, kept: bool
) -> None:
    happened = (factuality, voice) == ("actual", "article")
    key = "event/x" if happened else "proposition/x"
    made = coded(make(), factuality=factuality, voice=voice, happened=happened, type=type_, cameo=None, key=key)
    for target, names in (("polecat", 1), ("icews", 1), ("gdelt", 0)):
        assert len(lines(made, target)) == names + kept


def test_polecat_says_none_as_its_loaders_expect(lines: Rows) -> None:
    names, row = lines(coded(make()), "polecat")
    found = dict(zip(names, row, strict=True))
    assert datetime.strptime(found["Event Date"], "%Y-%m-%d") and found["Publication Date"] == "2031-05-05"
    assert (found["Actor Country"], found["Actor COW"], found["Recipient COW"]) == ("RUS", "365", "369")
    assert (found["Country"], found["Placename"], found["Latitude"]) == ("FRA", "Port Lune", "10.5")
    assert found["Recipient Sectors"] == found["City"] == "None"
    assert (found["Intensity"], found["Contexts"]) == ("-9.3", "military")
    assert found["Actor Title"] == "President" and found["Source"] == "Lune Gazette"
    assert "" not in found.values()


def test_polecat_has_the_score_of_what_is_told_and_the_matter_of_the_deed(lines: Rows) -> None:
    planned = coded(make(), factuality="planned", happened=False, type="AID", cameo="072", key="proposition/x")
    names, row = lines(planned, "polecat")
    found = dict(zip(names, row, strict=True))
    assert (found["Event Type"], found["Intensity"], found["Contexts"]) == ("AGREE", "4.2", "military")


def test_a_day_that_is_not_known_is_empty(lines: Rows) -> None:
    names, row = lines(coded(make(), date=Date("2031-05", "2031-05")), "polecat")
    assert dict(zip(names, row, strict=True))["Event Date"] == ""
    assert lines(coded(make(), date=None), "gdelt") == []


def test_icews_has_a_row_for_each_pair(lines: Rows) -> None:
    names, row = lines(coded(make()), "icews")
    found = dict(zip(names, row, strict=True))
    assert 0 <= int(found["Event ID"]) < 2**31 and 0 <= int(found["Story ID"]) < 2**31
    assert (found["Source Name"], found["Source Country"], found["Target Country"]) == (
        "Ada Marrow",
        "Russia",
        "Ukraine",
    )
    assert (found["CAMEO Code"], found["Intensity"], found["Country"]) == ("190", "-10.0", "France")
    call = make().resolution.events[0]
    both = lines(
        coded(make(), sources=(), targets=(), participants=call.participants, type="CONSULT", cameo="041"), "icews"
    )
    assert [line[2] + line[8] for line in both[1:]] == ["Ada MarrowOskar Tell", "Oskar TellAda Marrow"]
    assert len({line[0] for line in both[1:]}) == 2 and {line[6] for line in both[1:]} == {"041"}


def test_gdelt_has_the_columns_of_its_event_files(lines: Rows) -> None:
    assert len(gdelt.COLUMNS) == 61 and len(icews.COLUMNS) == 20
    (row,) = lines(coded(make()), "gdelt")
    found = dict(zip(gdelt.COLUMNS, row, strict=True))
    assert (found["SQLDATE"], found["MonthYear"], found["Year"]) == ("20310504", "203105", "2031")
    assert (found["Actor1Code"], found["Actor2Code"]) == ("RUSGOV", "UKR") and found["Actor1Name"] == "ADA MARROW"
    assert (found["EventCode"], found["EventRootCode"], found["QuadClass"]) == ("190", "19", "4")
    assert (found["ActionGeo_CountryCode"], found["ActionGeo_Lat"], found["ActionGeo_Long"]) == ("FR", "10.5", "-3.25")
    assert found["AvgTone"] == found["IsRootEvent"] == found["NumMentions"] == ""
    assert row.index("190") == 26  # where its readers look for EventCode


def test_what_is_planned_has_the_code_of_a_promise(lines: Rows) -> None:
    planned = coded(make(), factuality="planned", happened=False, type="CONSULT", cameo="042", key="proposition/x")
    assert lines(planned, "icews")[1][6:8] == ["030", "4.0"]
    asked = coded(make(), type="REQUEST", cameo=None)
    assert len(lines(asked, "icews")) == 1  # CAMEO has two roots for it


def test_every_country_of_the_gazetteer_has_codes() -> None:
    gazetteer = Gazetteer.load()
    table = [country for iso in ("UA", "GB", "NA", "XK", "RS") if (country := codes(iso))]
    assert [country.cow for country in table] == ["369", "200", "565", "347", "345"]
    assert all(gazetteer.iso3(country.iso2) == country.iso3 for country in table)
    assert codes("UKR") == codes("UA") and codes("") is codes("ZZ") is None


def test_parts_of_a_row_keep_their_places() -> None:
    row = {
        "source": r"A\|B|C", "source_iri": "a|c", "source_iso3": "|FRA", "source_sector": "GOV|", "source_role": "|",
        "target": "", "target_iri": "", "target_iso3": "", "target_sector": "", "target_role": "",
        "reciprocal": "false",
        "place": "X|Y", "place_country": "FR|FR", "lat": "|1.5", "lon": "|2.5", "geonames": "|7",
    }  # fmt: skip
    assert [(p.name, p.iso3, p.sector) for p in parties(row, "source")] == [("A|B", "", "GOV"), ("C", "FRA", "")]
    assert [target.name for _, target in pairs(row)] == ["", ""] and place(row).name == "Y"
    assert list(told([{"type": "STATEMENT"}])) == []
    assert cameo({"type": "COERCE", "plover": "ASSAULT", "cameo": "191"}) == "191"
