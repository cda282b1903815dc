"""The network of a page without a server: pyvis's, its positions computed once and written in."""

from __future__ import annotations

import json
from itertools import combinations
from pathlib import Path
from typing import Any, Final

import networkx as nx
import pyvis
from jinja2 import Environment, FileSystemLoader
from pyvis.network import Network as Page

from kg.explore.values import Json

#: A network of more actors nobody can read.
NODES: Final = 60
_LABEL: Final = 32
#: How far from the middle the outermost node stands, and how much wider than high the picture is.
_SIDE, _ASPECT = 760, 2.6
#: How often nodes are looked at that cover one another.
_ROUNDS: Final = 200
#: Kind → fill.
COLOURS: Final = {
    "Person": "#4c78a8", "Country": "#2f9e83", "Government": "#3f9c8c", "Organization": "#7a8fb8",
    "IntergovernmentalOrganization": "#5f7fc4", "ArmedGroup": "#8d6e97", "Media": "#8794ad", "Group": "#7ba5c9",
}  # fmt: skip
_OTHER, _NEUTRAL = "#999999", "#a9b0ba"
#: Cooperation and conflict, by what most of an edge's events are.
_TONES: Final = ("#4d8fbd", "#d9743f")
_OPTIONS: Final = {
    "interaction": {"hover": True, "tooltipDelay": 120, "keyboard": False, "zoomView": False},
    "physics": {"enabled": False},
    "nodes": {"shape": "dot", "borderWidth": 0},
    "edges": {"smooth": False},
}


def drawn(network: Json, template: str, **given: str) -> str:
    """``template`` of this folder, filled in by pyvis with the network (as the API answers it) and with ``given``."""
    page = Page(directed=False, cdn_resources="in_line")
    environment = Environment(loader=FileSystemLoader(str(Path(__file__).parent / "templates")))
    environment.globals.update(given)
    page.templateEnv, page.path, page.heading = environment, template, given["heading"]
    page.set_options(json.dumps(_OPTIONS))
    most = max((node["weight"] for node in network["nodes"]), default=1) or 1
    shown = {node["iri"]: _node(node, most) for node in network["nodes"]}
    for iri, (x, y) in positions(network, {iri: _room(node) for iri, node in shown.items()}).items():
        page.add_node(iri, **shown[iri], x=x, y=y)
    for edge in network["edges"]:
        page.add_edge(edge["source"], edge["target"], **_edge(edge))
    return str(page.generate_html())


def size(network: Json) -> int:
    """How many bytes :func:`drawn` takes for a network at most, what it is given aside."""
    names = sum(len(json.dumps([node["iri"], node["label"]])) for node in network["nodes"])
    ends = sum(len(json.dumps([edge["source"], edge["target"]])) for edge in network["edges"])
    return 2_000 + 3 * names + 400 * len(network["nodes"]) + ends + 200 * len(network["edges"])


def script() -> str:
    """The library that pyvis draws with."""
    return (Path(pyvis.__file__).parent / "templates/lib/vis-9.1.2/vis-network.min.js").read_text(encoding="utf-8")


def positions(network: Json, rooms: dict[str, tuple[float, float]]) -> dict[str, tuple[int, int]]:
    """Whole places by ForceAtlas2 (Jacomy et al. 2014), the same for the same network.

    ``rooms`` are the width and height that each node needs with its label: none covers another's.
    """
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(node["iri"] for node in network["nodes"])
    graph.add_edges_from((edge["source"], edge["target"]) for edge in network["edges"])
    if len(graph) < 2:
        return dict.fromkeys(graph, (0, 0))
    found = nx.forceatlas2_layout(graph, max_iter=300, scaling_ratio=3.0, gravity=0.6, strong_gravity=True, seed=7)
    reach = max(abs(value) for place in found.values() for value in place) or 1.0
    places = {node: [float(x / reach) * _SIDE, float(y / reach) * _SIDE / _ASPECT] for node, (x, y) in found.items()}
    _push_apart(places, rooms)
    return {node: (round(x), round(y)) for node, (x, y) in places.items()}


def _push_apart(places: dict[str, list[float]], rooms: dict[str, tuple[float, float]]) -> None:
    """Move what covers one another along the shorter way, until nothing does or it takes too long."""
    for _ in range(_ROUNDS):
        moved = False
        for one, other in combinations(places, 2):
            a, b = places[one], places[other]
            over = [(rooms[one][axis] + rooms[other][axis]) / 2 - abs(a[axis] - b[axis]) for axis in (0, 1)]
            if min(over) <= 0:
                continue
            axis = int(over[1] * _ASPECT <= over[0])
            step = (over[axis] / 2 + 1) * (1 if a[axis] >= b[axis] else -1)
            a[axis] += step
            b[axis] -= step
            moved = True
        if not moved:
            return


def _node(node: Json, most: int) -> dict[str, Any]:
    label = str(node["label"])
    return {
        "label": label if len(label) <= _LABEL else label[: _LABEL - 1] + "…",
        "title": f"{label}: {node['kind']}",
        "color": COLOURS.get(node["kind"], _OTHER),
        "size": round(7 + 15 * (node["weight"] / most) ** 0.5, 1),
    }


def _room(node: dict[str, Any]) -> tuple[float, float]:
    """The width and height of a node with the label below it."""
    return max(2 * node["size"], 8.0 * len(node["label"])) + 8, 2 * node["size"] + 26


def _edge(edge: Json) -> dict[str, Any]:
    quads = edge["quads"]
    agree, against = quads["1"] + quads["2"], quads["3"] + quads["4"]
    colour = _NEUTRAL if agree == against else _TONES[against > agree]
    return {"color": colour, "width": round(min(6.0, 1 + 0.6 * (edge["count"] + edge["statements"]) ** 0.5), 1)}
