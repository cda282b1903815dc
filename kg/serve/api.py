"""The JSON API: each path an answer of :class:`kg.explore.explorer.Explorer`. ``openapi.yaml`` describes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from importlib import resources
from typing import Any, Final

import yaml

from kg.explore import articles, rows, search
from kg.explore.explorer import Explorer
from kg.explore.network import MOST as MOST_NODES
from kg.serve.parameters import Given


def _articles(explorer: Explorer, given: Given) -> object:
    filters = given.filters
    page = given.page(articles.MOST)
    return explorer.articles(
        q=filters.q, publishers=filters.publisher, since=filters.since, until=filters.until, page=page
    )


def _between(explorer: Explorer, given: Given) -> object:
    return explorer.between(given.needed("a"), given.needed("b"), given.filters, given.page(rows.MOST))


def _network(explorer: Explorer, given: Given) -> object:
    return explorer.network(given.several("iri"), given.filters, given.count("limit", 60, MOST_NODES))


def _search(explorer: Explorer, given: Given) -> object:
    return explorer.search(given.one("q") or "", given.several("kind"), given.count("limit", 20, search.MOST))


ANSWERS: Final[Mapping[str, Callable[[Explorer, Given], object]]] = {
    "article": lambda explorer, given: explorer.article(given.needed("iri")),
    "articles": _articles,
    "between": _between,
    "evidence": lambda explorer, given: explorer.evidence(given.needed("iri")),
    "facets": lambda explorer, given: explorer.facets(given.filters),
    "map": lambda explorer, given: explorer.map(given.filters),
    "network": _network,
    "overview": lambda explorer, given: explorer.overview(),
    "queries": lambda explorer, given: explorer.queries(),
    "rows": lambda explorer, given: explorer.rows(given.filters, given.one("sort"), given.page(rows.MOST)),
    "search": _search,
    "thing": lambda explorer, given: explorer.thing(given.needed("iri")),
    "timeline": lambda explorer, given: explorer.timeline(given.filters, given.one("by") or "auto"),
}


@cache
def openapi() -> dict[str, Any]:
    """The description of the API, OpenAPI 3.1."""
    text = resources.files("kg.serve").joinpath("openapi.yaml").read_text(encoding="utf-8")
    described: dict[str, Any] = yaml.safe_load(text)
    filters = [{"$ref": f"#/components/parameters/{name}"} for name in described["components"].pop("x-filters")]
    for path in described["paths"].values():
        given = path["get"].get("parameters", [])
        path["get"]["parameters"] = [one for part in given for one in (filters if part == "filters" else [part])]
    return described
