"""The queries that are shipped, as JSON."""

from __future__ import annotations

from kg.explore.values import Json
from kg.graph.named_queries import named_queries


def queries() -> list[Json]:
    """Name, what it says, its parameters, and SPARQL as it stands without any parameter that may be left out."""
    out = []
    for name, query in named_queries().items():
        parameters = [{"name": p.name, "type": p.type, "needed": p.needed, "says": p.help} for p in query.parameters]
        out.append({"name": name, "says": query.help, "parameters": parameters, "sparql": query.sparql(frozenset())})
    return out
