"""SPARQL over a store, read-only: any query, and the named ones of ``queries/``.

A query may take any time and memory, and one that is nested deeply enough ends the process: what strangers ask runs in
a process of its own (:mod:`kg.graph.query_process`).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from kg.errors import QueryError
from kg.graph import literals, query_fault
from kg.graph.named_queries import Parameter, named_query
from kg.graph.naming import likeliest
from kg.graph.rdf import Dataset, Literal, NamedNode, Result, Store
from kg.graph.terms import PREFIXES, term
from kg.graph.view import GraphView
from kg.records import ROOTS

Bound = NamedNode | Literal
#: Takes a line for whoever asks.
Say = Callable[[str], object]


def _spelling(letter: str) -> str:
    """A pattern of a letter as SPARQL lets it be written: large or small, or by its number."""
    numbers = f"{ord(letter.upper()):02x}|{ord(letter.lower()):02x}"
    return rf"(?:{letter}|\\u00(?:{numbers})|\\U000000(?:{numbers}))"


def _keyword(word: str) -> re.Pattern[str]:
    return re.compile("".join(map(_spelling, word)), re.IGNORECASE)


_SERVICE: Final = _keyword("service")
_FROM: Final = _keyword("from")
#: Letters that are no keyword, and begin an escape (``\n``), so that a string with a backslash before them stays one.
_NO_KEYWORD: Final = "notakeyword"


def run(store: Store, sparql: str, dataset: Dataset | None = None) -> Result:
    """The result of a query over ``dataset``; None: over all graphs as one, unless its FROM names others.

    ``GRAPH ?g`` tells which article says it.

    The prefixes of :data:`kg.graph.terms.PREFIXES` need not be declared. Raises QueryError, one line, for a query that
    cannot be run; ``SERVICE`` is refused, since it would send what the graph holds elsewhere.
    """
    if (fault := _fault_without(store, sparql, _SERVICE)) is not None:
        where = fault.partition(": expected")[0]
        raise QueryError(f"SERVICE is not supported: queries stay within the graph ({where})")
    union = dataset is None and _fault_without(store, sparql, _FROM) is None
    try:
        return store.query(sparql, PREFIXES, {}, {}, dataset, union=union)
    except QueryError as error:
        if (reason := query_fault.told(store, sparql)) is None:
            raise
        raise QueryError(f"the query cannot be run: {reason}") from error


def run_named(
    view: GraphView, name: str, given: dict[str, str], limit: int | None = None, say: Say | None = None
) -> Result:
    """The result of a shipped query with its parameters, of ``limit`` rows at most.

    A thing is meant by its name as it is written; with ``say``, which is told what it was taken for, by part of it or
    another spelling, too. Raises QueryError, UnknownThingError for an unknown thing.
    """
    query = named_query(name)
    known = {parameter.name: parameter for parameter in query.parameters}
    if unknown := sorted(set(given) - set(known)):
        raise QueryError(f"{name}: no parameter {unknown[0]}; there are: {', '.join(known) or 'none'}")
    if missing := [p.name for p in query.parameters if p.needed and p.name not in given]:
        raise QueryError(f"{name}: needs {missing[0]}=…")
    bound = {key: _bind(view, known[key], value, say) for key, value in sorted(given.items())}
    sparql = query.sparql(frozenset(given)) + (f"LIMIT {limit:d}\n" if limit is not None else "")
    things = {key: value for key, value in bound.items() if isinstance(value, NamedNode)}
    functions = {term("kg:parameter"): lambda name: bound.get(name.value)}
    return view.store.query(sparql, PREFIXES, things, functions, union=True)


def _bind(view: GraphView, parameter: Parameter, value: str, say: Say | None) -> Bound:
    """A parameter's value as a term: it never becomes part of the query's text."""
    if parameter.type == "thing":
        if say is None:
            return NamedNode(view.find(value))
        return NamedNode(likeliest(view, value, lambda note: say(f"{parameter.name}: {note}")))
    if parameter.type == "type":
        if value.upper() not in ROOTS:
            raise QueryError(f"{parameter.name}: {value} is no PLOVER root; there are: {', '.join(ROOTS)}")
        return NamedNode(PREFIXES["plover"] + value.upper())
    if parameter.type == "date":
        day = literals.last_day(value) if parameter.name == "to" else literals.first_day(value)
        if day is None:
            raise QueryError(f"{parameter.name}: {value} is no date (2025, 2025-02 or 2025-02-13)")
        return literals.day(day)
    return literals.text(value)


def _fault_without(store: Store, sparql: str, keyword: re.Pattern[str]) -> str | None:
    """What is wrong with a query whose ``keyword`` is taken away: None where it has none, for it is a query still.

    The store's own parser decides, not a reading of ours of the text: with other letters in the place of the word,
    wherever it stands and however it is spelt, the query is one still where the word is part of a name, a string or a
    comment, and none any more where it is the keyword.
    """
    other = _NO_KEYWORD
    while other in sparql:
        other += "x"
    without, found = keyword.subn(other, sparql)
    return store.syntax_fault(without, PREFIXES) if found else None
