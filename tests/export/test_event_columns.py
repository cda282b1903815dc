"""The columns of the table of events: days, numbers, values, who acts for whom."""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from made_graph import MARROW, WD, Made, make

from kg.export.days import Days
from kg.export.formats import export_graph
from kg.graph.store import GraphFolder
from kg.ids import node_key
from kg.records import Date, MergedRelation, Node, Quantity, Resolution, Support

Rows = Callable[[Made], list[dict[str, str]]]
CALL = 0  # the event that happened, in the invented graph
FLEET = "body/sea-league-Q904"


@pytest.fixture
def rows(tmp_path: Path) -> Rows:
    """The rows of the table of events that a made graph gives."""

    def table(made: Made) -> list[dict[str, str]]:
        with GraphFolder.create_or_open(tmp_path / "graph") as graph:
            for extraction in made.extractions:
                graph.add(extraction)
            graph.publish(made.resolution)
        export_graph(graph, "events", str(tmp_path / "events.csv"))
        with (tmp_path / "events.csv").open(newline="", encoding="utf-8") as stream:
            return list(csv.DictReader(stream))

    return table


def with_event(made: Made, number: int = CALL, **changes: object) -> Made:
    events = list(made.resolution.events)
    events[number] = replace(events[number], **changes)  # type: ignore[arg-type]
    return replace(made, resolution=replace(made.resolution, events=tuple(events)))


def the(found: list[dict[str, str]], **wanted: str) -> dict[str, str]:
    return next(row for row in found if all(row[name] == value for name, value in wanted.items()))


@pytest.mark.parametrize(
    ("date", "day", "basis"),
    [
        (Date("2031-05-04", "2031-05-04"), "2031-05-04", "text"),
        (Date("2031-05-04", "2031-05-04", basis="same"), "2031-05-04", "same"),
        (Date("2031-04-29", "2031-05-05", assumed=True, basis="publication"), "2031-05-05", "publication"),
        (Date("2031-05", "2031-05"), "", "text"),
        (Date("1974", "1974"), "", "text"),
        (None, "", ""),
    ],
)
def test_one_day_is_the_best_reading(rows: Rows, date: Date | None, day: str, basis: str) -> None:
    row = the(rows(with_event(make(), date=date)), type="CONSULT", factuality="actual")
    assert (row["event_date"], row["date_basis"]) == (day, basis)
    assert row["report_date"] == "2031-05-05"  # that of a whole day; the other article knows its month alone


def test_days_select_what_was_certainly_then() -> None:
    month = Days("2031-05-01", "2031-05-31", "text", "month", "false", "")
    assert month.within("2031-05-01", "2031-05-31") and month.within(None, "2031-06-01")
    assert not month.within("2031-05-02", None) and not month.within(None, "2031-05-30")
    week = Days("2031-04-29", "2031-05-05", "publication", "range", "true", "")
    assert week.within("2031-05-05", None) and not week.within(None, "2031-05-04")
    assert not Days("", "", "", "", "", "2031-05-05").within("2031-01-01", None)


@pytest.mark.parametrize(
    ("quantity", "columns"),
    [
        (Quantity("duration", 5400, None, "s", (0, 1)), {"duration": "5400", "duration_min": "5400"}),
        (Quantity("duration", None, 20, "s", (0, 1)), {"duration_max": "20"}),
        (Quantity("duration", 3, 4, "s", (0, 1)), {"duration": "3", "duration_min": "3", "duration_max": "4"}),
    ],
)
def test_the_number_is_the_least_that_is_told(rows: Rows, quantity: Quantity, columns: dict[str, str]) -> None:
    made = make()
    first = made.extractions[0]
    event = replace(first.events[0], quantities=(replace(quantity, text=first.events[0].quantities[0].text),))
    made = replace(made, extractions=(replace(first, events=(event, *first.events[1:])), made.extractions[1]))
    made = with_event(made, quantities=((f"{made.keys[0]}#v1.duration", quantity),))
    row = the(rows(made), type="CONSULT", factuality="actual")
    assert {k: v for k, v in row.items() if k.startswith("duration") and v} == columns


def test_quad_and_goldstein_are_of_what_is_done(rows: Rows) -> None:
    found = rows(make())
    values = {(r["type"], r["factuality"]): (r["plover"], r["quad"], r["goldstein"]) for r in found if r["quad"]}
    assert values == {
        ("CONSULT", "actual"): ("CONSULT", "1", "1.0"),
        ("CONSULT", "planned"): ("AGREE", "1", "4.0"),
        ("ASSAULT", "actual"): ("ASSAULT", "4", "-10.0"),
        ("ASSAULT", "negated"): ("ASSAULT", "4", ""),
    }
    assert {row["cameo"] for row in found} == {"041", "040", "190", ""}


def test_each_article_has_its_place(rows: Rows) -> None:
    call = the(rows(make()), type="CONSULT", factuality="actual")
    assert call["urls"] == "|https://news.example/2?a=b&c='\"" and call["headlines"] == "A long call|"
    assert call["publishers"].split("|")[0] == "Lune Gazette" and call["published"] == "2031-05-05|2031-05"


# ---------------------------------------------------------------- who acts for whom


def holding(made: Made, *posts: tuple[str, str], end: str | None = None) -> Made:
    """Marrow (of country LU, whose sector is no longer known) holds ``posts``: (label, whose it is)."""
    one = made.keys[0]
    nodes = [replace(n, sector=None) if n.label == "Ada Marrow" else n for n in made.resolution.nodes]
    nodes = [n for n in nodes if n.type != "Office"]
    nodes.append(Node(FLEET, "IntergovernmentalOrganization", "Sea League", (), (f"{one}#e4",)))
    marrow = node_key("person", "Ada Marrow", WD + MARROW, [])
    relations = []
    for number, (label, owner) in enumerate(posts):
        office = f"office/post-{number}"
        country = None if owner == FLEET else "LU"
        nodes.append(Node(office, "Office", label, (), (f"{one}#e1",), country=country))
        support = Support((f"{one}#r1",), 1, 1)
        date = Date("2020", end) if end else None
        relations.append(MergedRelation(f"relation/{number}", "holdsOffice", marrow, office, True, support, date))
        relations.append(MergedRelation(f"relation/of-{number}", "officeOf", office, owner, True, support))
    changed: Resolution = replace(made.resolution, nodes=tuple(nodes), relations=tuple(relations))
    return replace(made, resolution=changed)


KHAND = node_key("country", "Khand", WD + "Q903", [])


def test_who_works_for_a_body_has_no_country(rows: Rows) -> None:
    call = the(rows(holding(make(), ("Secretary (League)", FLEET))), type="CONSULT", factuality="actual")
    assert call["source_iso3"] == "|" and call["source_role"] == "Secretary (League)|"


def test_an_envoy_to_a_body_acts_for_his_state(rows: Rows) -> None:
    posts = (("Envoy (Lune)", KHAND), ("Secretary (League)", FLEET))
    call = the(rows(holding(make(), *posts)), type="CONSULT", factuality="actual")
    assert call["source_iso3"] == "LUX|" and call["source_role"] == "Envoy (Lune)|"


def test_a_post_that_had_ended_is_no_role(rows: Rows) -> None:
    made = holding(make(), ("Envoy (Lune)", KHAND), end="2030")
    assert the(rows(made), type="CONSULT", factuality="actual")["source_role"] == "|"
