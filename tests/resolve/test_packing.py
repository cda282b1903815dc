"""What merging needs of an article comes back from bytes as it was."""

from __future__ import annotations

import dataclasses

import numpy as np
from resolve_making import Told

from kg.records import Date, Extraction, Quantity
from kg.resolve.packing import packed, unpacked
from kg.resolve.readings import EventReading, Profile, profile


def told() -> Extraction:
    made = Told("alpha", publisher="The Alpha Post")
    land = made.who("Norland", "Country", iri="http://www.wikidata.org/entity/Q9", country="NO")
    port = made.who("Port Lune", "Place", lat=1.5, lon=-2.0)
    who, post = made.who("Ada Marrow"), made.who("foreign minister", "Office", kind="nominal")
    made.says(who, "the raid on the harbour killed many people", "nobody will pay for it", names=[land])
    made.does("ASSAULT", "raid", [who], [land], day="2021-05-04", place=(port,), amounts=[("killed", 3, None, "")])
    made.does("CONSULT", "meet", both=(who, land), day=None)
    made.ties("holdsOffice", who, post)
    return made.made()


def values(given: Profile) -> list[object]:
    return [getattr(given, field.name) for field in dataclasses.fields(given) if field.name != "sketch"]


def test_it_comes_back_as_it_was() -> None:
    before = profile(told())
    after = unpacked(packed(before))
    assert values(after) == values(before)
    assert after.sketch.dtype == before.sketch.dtype and np.array_equal(after.sketch, before.sketch)
    assert before.statements and before.relations and before.published
    assert packed(after) == packed(before)


def test_values_keep_their_types() -> None:
    before = profile(told())
    quantity = Quantity("killed", 3.5, None, "", (1, 4))
    event = dataclasses.replace(
        before.events[0],
        sentence=frozenset({"raid", "harbour"}),
        quantities=(("alpha#v1.killed", quantity),),
        date=Date("2021", None, (3, 9), True, "publication"),
        words=("raid", "“raid\ud800"),
    )
    (after, *_) = unpacked(packed(dataclasses.replace(before, events=(event,)))).events
    assert after == event and isinstance(after, EventReading)
    assert isinstance(after.sentence, frozenset) and isinstance(after.quantities[0][1], Quantity)


def test_words_are_shared() -> None:
    one, other = (unpacked(packed(profile(told()))) for _ in range(2))
    assert one.entities[0].names is other.entities[0].names
    assert one.events[0].words[0] is other.events[0].words[0]
