"""The queries that are shipped, as they stand in ``queries/``: what each asks and which parameters it takes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib import resources
from typing import Literal

from kg.errors import QueryError

ParameterType = Literal["thing", "type", "date", "text"]

_PARAMETER = re.compile(r"# (?P<name>[a-z]+) \((?P<type>thing|type|date|text)(?P<needed>, needed)?\): (?P<help>.+)")
_CONDITION = re.compile(r"\s+#if (?P<name>[a-z]+)$")


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


def is_name(query: str) -> bool:
    """Whether it is the name of a shipped query, or would be one, and no SPARQL."""
    return query.replace("-", "").isalnum()


def named_query(name: str) -> NamedQuery:
    """A shipped query by its name; raises QueryError."""
    try:
        return named_queries()[name]
    except KeyError:
        near = get_close_matches(name, named_queries(), 1)
        meant = f"did you mean {near[0]}?" if near else f"there are: {', '.join(named_queries())}"
        raise QueryError(f"{name}: no such query; {meant}") from None


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
