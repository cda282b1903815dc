"""SPARQL over a store, read-only: any query, and the named ones of ``queries/``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import accumulate
from typing import Final, Literal

import pyoxigraph as ox
from pyoxigraph import NamedNode, QueryBoolean, QuerySolutions, QueryTriples, Store, Variable

from kg.errors import QueryError
from kg.graph import literals
from kg.graph.terms import PREFIXES, term
from kg.graph.view import GraphView
from kg.records import ROOTS

Result = QuerySolutions | QueryTriples | QueryBoolean
Bound = NamedNode | ox.Literal
ParameterType = Literal["thing", "type", "date", "text"]

_PARAMETER = re.compile(r"# (?P<name>[a-z]+) \((?P<type>thing|type|date|text)(?P<needed>, needed)?\): (?P<help>.+)")
_CONDITION = re.compile(r"\s+#if (?P<name>[a-z]+)$")
#: What is no keyword: comments, IRIs, strings, and names with a prefix or a variable's mark.
_SKIPPED: Final = re.compile(
    r'"""(?:[^\\]|\\.)*?"""|\'\'\'(?:[^\\]|\\.)*?\'\'\'|"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\''
    r"|<[^<>\"{}|^`\\\s]*>|#[^\n]*|[?$@]\w+|(?<![\w.-])[\w.-]*:[\w.-]*",
    re.DOTALL,
)
_SERVICE = re.compile(r"\bservice\b", re.IGNORECASE)
_BRACKET = re.compile(r"[][(){}]")
_OPERATOR = re.compile(r"[|&!*/^+-]|\b(?:union|optional|minus|bind|filter|exists)\b", re.IGNORECASE)
#: What no query needs, and what the parser, which calls itself, still bears.
MOST_NESTED, MOST_OPERATORS = 200, 1000
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of a named query. A ``thing`` is looked up by name or IRI, a ``type`` is a PLOVER root."""

    name: str
    type: ParameterType
    needed: bool
    help: str


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A query that is shipped. A line that ends in ``#if NAME`` stands only where that parameter is given.

    A parameter that is an IRI is the value of the variable of its name, which the query must give back, too; any other
    is what ``kg:parameter("name")`` gives (the store forgets a variable that stands in a filter alone).
    """

    name: str
    help: str
    parameters: tuple[Parameter, ...]
    text: str

    @property
    def usage(self) -> str:
        """One line: name, parameters, what it answers."""
        given = (f"{p.name}=…" if p.needed else f"[{p.name}=…]" for p in self.parameters)
        return f"{' '.join((self.name, *given))}: {self.help}"

    def sparql(self, given: frozenset[str]) -> str:
        """The query for the parameters that are given."""
        lines = []
        for line in self.text.splitlines():
            condition = _CONDITION.search(line)
            if condition is None or condition["name"] in given:
                lines.append(line)
        return "\n".join(lines) + "\n"


def run(store: Store, sparql: str) -> Result:
    """The result of a query over the default graph (``GRAPH ?g`` reaches the articles' own).

    The prefixes of :data:`kg.graph.terms.PREFIXES` need not be declared. Raises QueryError, one line, for a query that
    cannot be run; ``SERVICE`` is refused, since it would send what the graph holds elsewhere.
    """
    return _run(store, sparql, {})


def run_named(view: GraphView, name: str, given: dict[str, str], limit: int | None = None) -> Result:
    """The result of a shipped query with its parameters, of ``limit`` rows at most.

    Raises QueryError, UnknownThingError for an unknown thing.
    """
    query = named_query(name)
    known = {parameter.name: parameter for parameter in query.parameters}
    if unknown := sorted(set(given) - set(known)):
        raise QueryError(f"{name}: no parameter {unknown[0]}; there are: {', '.join(known) or 'none'}")
    if missing := [p.name for p in query.parameters if p.needed and p.name not in given]:
        raise QueryError(f"{name}: needs {missing[0]}=…")
    bound = {key: _bind(view, known[key], value) for key, value in sorted(given.items())}
    sparql = query.sparql(frozenset(given)) + (f"LIMIT {limit:d}\n" if limit is not None else "")
    return _run(view.store, sparql, bound)


def named_query(name: str) -> NamedQuery:
    """A shipped query by its name; raises QueryError."""
    try:
        return named_queries()[name]
    except KeyError:
        raise QueryError(f"{name}: no such query; there are: {', '.join(named_queries())}") from None


@cache
def named_queries() -> dict[str, NamedQuery]:
    """The shipped queries by name, sorted."""
    folder = resources.files("kg.graph").joinpath("queries")
    files = sorted((f for f in folder.iterdir() if f.name.endswith(".rq")), key=lambda f: f.name)
    return {f.name[:-3]: read_query(f.name[:-3], f.read_text(encoding="utf-8")) for f in files}


def read_query(name: str, text: str) -> NamedQuery:
    """A named query from its file: the first comment line describes it, the next ones its parameters."""
    header = [line for line in text.splitlines() if line.startswith("# ")]
    matches = [_PARAMETER.fullmatch(line) for line in header[1:]]
    parameters = tuple(Parameter(m["name"], m["type"], m["needed"] is not None, m["help"]) for m in matches if m)  # type: ignore[arg-type]
    return NamedQuery(name, header[0].removeprefix("# "), parameters, text)


def _bind(view: GraphView, parameter: Parameter, value: str) -> Bound:
    """A parameter's value as a term: it never becomes part of the query's text."""
    if parameter.type == "thing":
        return NamedNode(view.find(value))
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


def _run(store: Store, sparql: str, bound: dict[str, Bound]) -> Result:
    _check(sparql)
    variables = {Variable(name): value for name, value in bound.items() if isinstance(value, NamedNode)}
    functions = {term("kg:parameter"): lambda name: bound.get(name.value)}
    try:
        return store.query(sparql, prefixes=PREFIXES, substitutions=dict(variables), custom_functions=dict(functions))
    except (SyntaxError, ValueError, RuntimeError, OSError) as error:
        raise QueryError(f"the query cannot be run: {_one_line(error)}") from error


def _check(sparql: str) -> None:
    """Refuse what would leave the graph (SERVICE, escaped or not), or nest deeper than the parser's stack goes."""
    unescaped = _ESCAPE.sub(lambda m: chr(min(int(m[1] or m[2], 16), 0x10FFFF)), sparql)
    for text in (sparql, unescaped):
        bare = _SKIPPED.sub(" ", text)
        if _SERVICE.search(bare):
            raise QueryError("SERVICE is not supported: queries stay within the graph")
        depth = max(accumulate((bracket in "({[") * 2 - 1 for bracket in _BRACKET.findall(bare)), default=0)
        if depth > MOST_NESTED or len(_OPERATOR.findall(bare)) > MOST_OPERATORS:
            raise QueryError("the query is nested too deeply, or has too many operators")


def _one_line(error: BaseException) -> str:
    """The parser's complaint without its list of everything that it would have taken."""
    line = " ".join(str(error).split())
    return line if len(line) <= 200 else line[:199].rstrip() + "…"
