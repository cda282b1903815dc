"""What came, went and changed between two graphs: by IRI, else by the characters that say so."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import Result
from made_graph import Made, make

from kg.graph.difference import Difference, difference
from kg.graph.store import GraphFolder
from kg.graph.view import GraphView
from kg.records import Date, Resolution, Support

Run = Callable[..., Result]


@pytest.fixture
def compared(tmp_path: Path) -> Callable[..., Difference]:
    """The difference between two made graphs."""

    def compare(old: Made, new: Made, base: str | None = None) -> Difference:
        views = []
        for name, made in (("old", old), ("new", new)):
            with GraphFolder.create_or_open(tmp_path / name, base if name == "new" else None) as folder:
                for extraction in made.extractions:
                    folder.add(extraction)
                folder.publish(made.resolution)
            views.append(GraphView(folder.store(), folder.base))
        return difference(*views)

    return compare


def changed(made: Made, **fields: object) -> Made:
    return replace(made, resolution=replace(made.resolution, **fields))  # type: ignore[arg-type]


def test_a_graph_does_not_differ_from_itself(compared: Callable[..., Difference]) -> None:
    assert not compared(make(), make())


def test_bases_make_no_difference(compared: Callable[..., Difference]) -> None:
    assert not compared(make(), make(), "https://example.org/x/")


def test_an_event_that_has_another_iri_is_still_that_event(compared: Callable[..., Difference]) -> None:
    made = make()
    call, *others = made.resolution.events
    later = replace(call, key="event/consult-1f", date=Date("2031-05-05", "2031-05-05"), confidence=0.5)
    disagreement = replace(made.resolution.disagreements[0], about=(later.key,))
    found = compared(made, changed(made, events=(later, *others), disagreements=(disagreement,)))
    (change,) = found.changed
    assert not found.came and not found.went
    assert (change.iri, change.was, change.kind) == (later.key, call.key, "Consult")
    assert change.values == {
        "kg:start": (["2031-05-04"], ["2031-05-05"]),
        "kg:end": (["2031-05-04"], ["2031-05-05"]),
        "kg:confidence": (["0.93"], ["0.5"]),
    }


def test_what_parts_is_told_by_what_it_was_part_of(compared: Callable[..., Difference]) -> None:
    made = make()
    call, *others = made.resolution.events
    one, two = call.support.readings
    parts = (replace(call, support=Support((one,), 1, 1)), replace(call, key="event/x", support=Support((two,), 1, 1)))
    found = compared(made, changed(made, events=(*parts, *others)))
    assert [(thing.iri, thing.other) for thing in found.came] == [("event/x", call.key)]
    assert [change.iri for change in found.changed] == [call.key] and not found.went
    back = difference_of(found)
    assert back["kg:articleCount"] == (["2"], ["1"])


def difference_of(found: Difference) -> dict[str, tuple[list[str], list[str]]]:
    return dict(found.changed[0].values)


def test_a_proposition_that_came_true_has_changed(compared: Callable[..., Difference]) -> None:
    made = make()
    call, planned, *others = made.resolution.events
    met = replace(planned, key="event/y", happened=True, factuality="actual", confidence=0.9)
    found = compared(made, changed(made, events=(call, met, *others)))
    (change,) = found.changed
    assert change.values["rdf:type"] == (["Proposition"], ["Consult"]) and not found.came and not found.went


def test_an_article_that_goes_takes_along_what_only_it_said(compared: Callable[..., Difference]) -> None:
    made = make()
    nothing = Made(made.extractions[:1], Resolution(), made.keys)
    found = compared(made, nothing)
    assert {"Article", "Person", "Statement", "Proposition", "Consult"} <= {thing.kind for thing in found.went}
    assert [thing.label for thing in found.went if thing.kind == "Article"] == ["002"] and not found.came


def test_the_command_tells_it_in_lines_and_as_json(kg: Run, hostile: GraphFolder, folder: GraphFolder) -> None:
    lines = kg("diff", folder.path, hostile.path).stdout.splitlines()
    assert lines[0].startswith("changed: ") and any(line.startswith("~ Person =cmd|") for line in lines)
    assert not any("\x1b" in line for line in lines) and any(
        "label" in line and "Ada Marrow →" in line for line in lines
    )
    record = json.loads(kg("diff", folder.path, hostile.path, "--format", "json").stdout)
    assert record["came"] == record["went"] == []
    person = next(c for c in record["changed"] if c["was"].startswith("person/ada-marrow"))
    assert person["values"]["rdfs:label"]["was"] == ["Ada Marrow"]
    assert kg("diff", folder.path, folder.path).stdout == "nothing came, went or changed\n"
    assert kg("diff", folder.path, folder.path / "no").exit_code == 2


def test_what_is_joined_is_told_by_what_it_is_part_of_now(compared: Callable[..., Difference]) -> None:
    made = make()
    call, *others = made.resolution.events
    one, two = call.support.readings
    parts = (
        replace(call, key="event/x", support=Support((one,), 1, 1)),
        replace(call, key="event/y", support=Support((two,), 1, 1)),
    )
    whole = replace(call, key="event/z")
    about = replace(made.resolution.disagreements[0], about=("event/x",))
    old = changed(made, events=(*parts, *others), disagreements=(about,))
    found = compared(old, changed(made, events=(whole, *others), disagreements=(replace(about, about=("event/z",)),)))
    assert [(thing.iri, thing.other) for thing in found.went] == [("event/y", "event/z")] and not found.came
    assert [(change.was, change.iri) for change in found.changed] == [("event/x", "event/z")]
