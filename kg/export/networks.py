"""GraphML and GEXF, by networkx: for Gephi, yEd, Cytoscape, igraph."""

from __future__ import annotations

import datetime
import io
import re
from typing import Any, BinaryIO

import networkx as nx

from kg.export.projection import Network, edges, nodes

#: What XML 1.0 cannot hold.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_graphml(graph: Network, stream: BinaryIO) -> None:
    """Write GraphML; several values of a property are one string, separated by ``|``."""
    nx.write_graphml(_flat(graph), stream, encoding="utf-8", named_key_ids=True)


def write_gexf(graph: Network, stream: BinaryIO) -> None:
    """Write GEXF 1.2 without the date of writing, so that the same graph gives the same bytes."""
    dated, flat = io.BytesIO(), _flat(graph)
    for *_, data in flat.edges(data=True):
        data["kind"] = data.pop("type")  # GEXF's type of an edge is whether it is directed
    nx.write_gexf(flat, dated, encoding="utf-8", version="1.2draft")
    stream.write(re.sub(rb'<meta lastmodifieddate="[^"]*">', b"<meta>", dated.getvalue(), count=1))


def _flat(graph: Network) -> Network:
    """A copy whose properties are numbers and strings that XML can hold."""
    flat: Network = nx.MultiDiGraph()
    for node, data in nodes(graph):
        flat.add_node(node, **{name: _plain(value) for name, value in sorted(data.items())})
    for number, (subject, target, _, data) in enumerate(edges(graph)):
        properties = {name: _plain(value) for name, value in sorted(data.items())}
        if data["type"] == "MENTIONED_IN":  # GEXF would read "start" and "end" as the time in which an edge exists
            properties = {{"start": "begin_char", "end": "end_char"}.get(n, n): v for n, v in properties.items()}
        flat.add_edge(subject, target, key=number, **{"label": data["type"], **properties})
    return flat


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        return "|".join(_plain(v).replace("|", r"\|") for v in value)
    if isinstance(value, datetime.date):
        return value.isoformat()
    return _FORBIDDEN.sub("�", value) if isinstance(value, str) else value
