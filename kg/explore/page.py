"""The explorer as one file: opens from disk without a network, on a part of the graph that the file itself holds.

A policy of hashes lets its own scripts run, and nothing else; what articles say stands in it as JSON.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable
from contextlib import closing
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO, Final

from kg.explore import drawing
from kg.explore.explorer import Explorer
from kg.explore.filters import Filters
from kg.explore.part import dumped, part
from kg.graph.rdf import Store
from kg.records import Judgement

#: No larger file is written unless the first row alone asks for one: bytes.
MOST: Final = 10_000_000
STATIC: Final = Path(__file__).parent / "static"
_ALL: Final = Filters()


def write_page(
    store: Store,
    base: str,
    judgements: Iterable[Judgement],
    stream: BinaryIO,
    *,
    filters: Filters = _ALL,
    nodes: int = drawing.NODES,
) -> None:
    """Write the page on what ``filters`` leave of a store; ``about`` may name things as a person would.

    Raises UnknownThingError for a thing that is not in the graph.
    """
    with closing(Explorer(store, base, judgements)) as explorer:
        about = tuple(explorer.find(what) for what in filters.about)
        stream.write(render(explorer, replace(filters, about=about), nodes).encode())


def render(explorer: Explorer, filters: Filters = _ALL, nodes: int = drawing.NODES, most: int = MOST) -> str:
    """The page as a string; the same store gives the same string."""
    style, own, vis = _static("explorer.css"), _static("explorer.js"), drawing.script()
    network = explorer.network(filters.about, filters, nodes)
    frame = {
        "heading": "kg", "policy": _policy(style, own, vis), "style": style, "script": own, "vis": vis,
        "licenses": _static("licenses.txt"),
    }  # fmt: skip
    taken = sum(len(text.encode()) for text in frame.values()) + drawing.size(network)
    held = part(explorer, filters, most - taken)
    known = {thing["iri"] for thing in held["things"]}
    network["nodes"] = [node for node in network["nodes"] if node["iri"] in known]
    network["edges"] = [edge for edge in network["edges"] if {edge["source"], edge["target"]} <= known]
    return drawing.drawn(network, "page.html", held=dumped(held), **frame)


def _static(name: str) -> str:
    return (STATIC / name).read_text(encoding="utf-8")


def _policy(style: str, *scripts: str) -> str:
    """A Content-Security-Policy that knows the page's own style and scripts by their hashes."""
    allowed = " ".join(map(_hash, scripts))
    return (
        f"default-src 'none'; script-src {allowed}; style-src {_hash(style)}; img-src data: blob:; base-uri 'none'; "
        "form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(sha256(text.encode()).digest()).decode()}'"
