"""One HTML file that opens from disk without a network: the graph to look at, the evidence to read.

pyvis makes it, from a template of our own: pyvis's loads style sheets and scripts from elsewhere.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any, BinaryIO

import pyvis
from jinja2 import Environment, FileSystemLoader
from pyvis.network import Network as Page

from kg.export.projection import Network, edges
from kg.graph.view import Evidence, GraphView

#: More than this many nodes nobody can look at.
NODES = 120
#: How many sentences of evidence a node shows.
SENTENCES = 12
_LABEL = 28
_HAPPENINGS = ("Event", "Proposition", "Statement")
#: Kind → fill; actors blue to green, what happened red, what is said or planned yellow.
COLOURS = {
    "Person": "#4c78a8", "Country": "#2f9e83", "Government": "#59b5a0", "Organization": "#7a8fb8",
    "IntergovernmentalOrganization": "#5f7fc4", "ArmedGroup": "#8d6e97", "Media": "#9aa7bd", "Group": "#8fb3d9",
    "Place": "#b9c7a0", "Facility": "#a3b38a", "Office": "#c9b8d8", "Agreement": "#b7a98f", "Other": "#bbbbbb",
    "Event": "#d1495b", "Proposition": "#f0c987", "Statement": "#edae49", "Disagreement": "#e07b39",
}  # fmt: skip
_SHAPES = {"Event": "diamond", "Proposition": "triangle", "Statement": "square"}
_FACTS = (
    ("text", "said"), ("speechAct", "act"), ("eventType", "type"), ("cameo", "CAMEO"), ("factuality", "factuality"),
    ("voice", "voice"), ("start", "from"), ("end", "until"), ("country", "country"), ("sector", "sector"),
    ("altLabel", "also"), ("sameAs", "same as"), ("articleCount", "articles"),
    ("independentSourceCount", "independent sources"), ("confidence", "confidence"),
)  # fmt: skip
_NAMES = {
    "SAID": "said",
    "REPORTS": "reports",
    "SOURCE": "by",
    "TARGET": "to",
    "PARTICIPANT": "with",
    "HAS_PLACE": "at",
}
_OPTIONS = {
    "layout": {"randomSeed": 7, "improvedLayout": False},
    "interaction": {"hover": True, "tooltipDelay": 120, "keyboard": False},
    "physics": {
        "solver": "forceAtlas2Based",
        "forceAtlas2Based": {"gravitationalConstant": -60, "springLength": 90, "avoidOverlap": 0.5},
        "stabilization": {"iterations": 400, "fit": True},
    },
    "nodes": {"font": {"size": 13, "color": "#1d2433"}, "borderWidth": 1},
    "edges": {"color": {"color": "#b6bdcc", "highlight": "#1d2433"}, "smooth": False, "width": 1},
}


def write_html(graph: Network, view: GraphView, stream: BinaryIO, limit: int = NODES) -> None:
    """Write the page: the ``limit`` nodes most reported and best connected, with what the articles say of each."""
    stream.write(render(graph, view, limit).encode())


def render(graph: Network, view: GraphView, limit: int = NODES) -> str:
    """The page as a string; the same graph gives the same string."""
    shown = choose(graph, limit)
    page = Page(directed=True, cdn_resources="in_line")
    folders = [str(Path(__file__).parent / "templates"), str(Path(pyvis.__file__).parent / "templates")]
    page.templateEnv, page.path = Environment(loader=FileSystemLoader(folders)), "graph.html"
    page.heading = f"{len(shown)} of {_things(graph)} things, {_articles(graph)} articles"
    page.set_options(json.dumps(_OPTIONS))
    degree = Counter(end for s, o, _, _ in edges(graph) if {s, o} <= shown for end in (s, o))
    for node in sorted(shown):
        page.add_node(node, **_node(graph.nodes[node], node, view, degree[node]))
    for subject, target, key, data in edges(graph):
        if {subject, target} <= shown:
            name = _NAMES.get(str(data["type"]), str(data["type"]).replace("_", " ").lower())
            page.add_edge(subject, target, **_edge(key, name, data, view))
    return str(page.generate_html())


def choose(graph: Network, limit: int) -> set[str]:
    """The nodes to show: what was reported most, with who takes part in it, until ``limit`` is reached."""
    neighbours: dict[str, set[str]] = {node: set() for node in graph}
    for subject, target, _, data in edges(graph):
        if data["type"] != "MENTIONED_IN":
            neighbours[subject].add(target)
            neighbours[target].add(subject)

    def rank(node: str) -> tuple[int, float, int, str]:
        data = graph.nodes[node]
        return (-int(data.get("articleCount", 1)), -float(data.get("confidence", 0)), -len(neighbours[node]), node)

    shown: set[str] = set()
    for node in sorted((n for n in graph if graph.nodes[n]["kind"] in _HAPPENINGS and neighbours[n]), key=rank):
        added = {node} | {n for n in neighbours[node] if graph.nodes[n]["kind"] not in (*_HAPPENINGS, "Article")}
        if len(shown | added) <= limit:
            shown |= added
    rest = (n for n in graph if neighbours[n] and graph.nodes[n]["kind"] not in (*_HAPPENINGS, "Article"))
    for node in sorted(rest, key=lambda n: (-len(neighbours[n]), n)):
        if len(shown) >= limit:
            break
        shown.add(node)
    return shown


def _things(graph: Network) -> int:
    return sum(data["kind"] != "Article" for _, data in graph.nodes(data=True))


def _articles(graph: Network) -> int:
    return sum(data["kind"] == "Article" for _, data in graph.nodes(data=True))


def _node(data: dict[str, Any], iri: str, view: GraphView, degree: int) -> dict[str, Any]:
    kind, full = data["kind"], str(data["label"])
    colour = COLOURS.get(kind, "#bbbbbb")
    return {
        "label": full if len(full) <= _LABEL else full[: _LABEL - 1] + "…",
        "full": full,
        "kind": kind,
        "title": f"{kind}: {full}",
        "shape": _SHAPES.get(kind, "dot"),
        "size": 8 + min(22, 2 * degree),
        "color": {"background": colour, "border": colour, "highlight": {"background": colour, "border": "#1d2433"}},
        "facts": [(name, _shown(data[key])) for key, name in _FACTS if key in data],
        "evidence": _evidence(view, iri),
    }


def _edge(key: str, name: str, data: dict[str, Any], view: GraphView) -> dict[str, Any]:
    """An edge; one that is a relation of its own has evidence of its own."""
    relation = " " not in key
    facts = [(shown, _shown(data[name])) for name, shown in _FACTS if name in data] if relation else []
    return {
        "id": key,
        "name": name,
        "title": name,
        "facts": facts,
        "evidence": _evidence(view, key) if relation else [],
    }


def _evidence(view: GraphView, iri: str) -> list[dict[str, Any]]:
    """Each sentence once, cut in three: before, at and after the characters that count."""
    unique = {(e.article, e.sentence_span): e for e in reversed(view.evidence(iri))}
    return [{"sentence": e.parts, "article": _citation(e)} for e in sorted(unique.values())[:SENTENCES]]


def _citation(evidence: Evidence) -> str:
    parts = (evidence.article_id, evidence.title, evidence.published, "characters {}–{}".format(*evidence.span))
    return " · ".join(part for part in parts if part)


def _shown(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
