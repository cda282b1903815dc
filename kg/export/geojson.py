"""Events on a map: GeoJSON (RFC 7946), a feature for each event or statement of which a place is known."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, TextIO

from kg.export import events
from kg.graph.view import GraphView
from kg.lexicon.gazetteer import Gazetteer

Position = tuple[float, float]


def write_geojson(view: GraphView, gazetteer: Gazetteer, stream: TextIO) -> None:
    """Write a FeatureCollection, a line a feature, in the order of the table of events, with its columns.

    The geometry is where the narrowest places are that it names: a country (``place_kind`` Country: the point is its
    middle, and says no more than that it was there) only where no city is known.
    """
    table = events.table(view, gazetteer)
    stream.write('{"type": "FeatureCollection", "features": [')
    separator = "\n"
    for row in table.rows:
        if (placed := _placed(view, row["iri"])) is None:
            continue
        kind, positions = placed
        properties: dict[str, Any] = {"place_kind": kind, **table.values(row)}
        feature = {"type": "Feature", "id": row["iri"], "geometry": _geometry(positions), "properties": properties}
        stream.write(separator + json.dumps(feature, ensure_ascii=False))
        separator = ",\n"
    stream.write("\n]}\n")


def _placed(view: GraphView, node: str) -> tuple[str, list[Position]] | None:
    """The kind of the narrowest places of an event, and where they are."""
    found = sorted(_positions(view, node))
    narrow = [place for place in found if place[0] != "Country"] or found
    return (narrow[0][0], [position for _, position in narrow]) if narrow else None


def _positions(view: GraphView, node: str) -> Iterator[tuple[str, Position]]:
    for place in view.values(node, "sem:hasPlace"):
        lat, lon = view.value(place, "geo84:lat"), view.value(place, "geo84:long")
        if lat and lon:
            yield view.kind(place), (float(lon), float(lat))


def _geometry(positions: list[Position]) -> dict[str, Any]:
    if len(positions) == 1:
        return {"type": "Point", "coordinates": positions[0]}
    return {"type": "MultiPoint", "coordinates": positions}
