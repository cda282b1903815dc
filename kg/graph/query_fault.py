"""Why a text is no query, in words that help: an update, a prefix that nobody declared, else what the parser says."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from kg.errors import QueryError
from kg.graph.rdf import Store
from kg.graph.terms import PREFIXES

#: What of a query is no name: strings, IRIs and comments.
_OTHER: Final = re.compile(
    r'"""(?:[^\\]|\\.)*?"""'
    r"|'''(?:[^\\]|\\.)*?'''"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'(?:[^'\\\n]|\\.)*'"
    r"|<[^<>\s]*>"
    r"|#[^\n]*",
    re.DOTALL,
)
_PREFIXED: Final = re.compile(r"(?<![\w:?$@.-])((?:[^\W\d_](?:[\w.-]*[\w-])?)?):")
_DECLARED: Final = re.compile(r"\bPREFIX\s+([^\s:]*):", re.IGNORECASE)
_PROLOGUE: Final = re.compile(r"\s*(?:PREFIX\s+\S*:\s*|BASE\b\s*)", re.IGNORECASE)
_UPDATE: Final = re.compile(r"\s*(INSERT|DELETE|LOAD|CLEAR|CREATE|DROP|COPY|MOVE|ADD|WITH)\b", re.IGNORECASE)


def told(store: Store, sparql: str) -> str | None:
    """Why ``sparql`` is no query; None where it is one, or only the parser can say.

    The caller has seen to it that it has no SERVICE, which would be asked. It is a prefix where the parser says
    something else, or nothing, once that is declared.
    """
    if (fault := store.syntax_fault(sparql, PREFIXES)) is None:
        return None
    plain = _OTHER.sub(" ", sparql)
    at = 0
    while (prologue := _PROLOGUE.match(plain, at)) is not None:
        at = prologue.end()
    if (update := _UPDATE.match(plain, at)) is not None:
        word = update[1].upper()
        return f"{word} would change the graph, which is only asked here; kg build, remove, merge and split change it"
    unknown = sorted({*_PREFIXED.findall(plain)} - {*PREFIXES, *_DECLARED.findall(plain)})
    if unknown and _fault_with(store, sparql, unknown) != fault:
        return (
            f"not declared: {_listed(unknown)} (PREFIX {unknown[0]}: <…> before the query does it; "
            f"known without are {_listed(sorted(PREFIXES))})"
        )
    return None


def _fault_with(store: Store, sparql: str, prefixes: Iterable[str]) -> str | None:
    """What the parser says once these are declared, too."""
    try:
        return store.syntax_fault(sparql, {**PREFIXES, **dict.fromkeys(prefixes, "urn:x:")})
    except QueryError:  # parsed, and not to be run for another reason
        return None


def _listed(prefixes: Iterable[str]) -> str:
    return ", ".join(f"{name}:" for name in prefixes)
