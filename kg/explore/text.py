"""A thing of the graph in lines of text: what is known of it, the characters that say so, why it is one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from rich.text import Text

from kg.explore.why import lines
from kg.graph.terms import PREFIXES
from kg.graph.view import Evidence, GraphView
from kg.records import Judgement
from kg.terminal import visible

_HIDDEN = ("rdf:type", "rdfs:label", "sem:hasActor", "prov:wasDerivedFrom", "kg:reading", "geo:hasGeometry")


def described(view: GraphView, what: str, judgements: Iterable[Judgement] | None = None) -> Iterator[Text]:
    """The lines on what ``what`` names, with marks for a terminal that has them (``str()`` of a line is plain).

    With ``judgements``, those of the graph's merging, its readings and why they were taken for one come last. Raises
    UnknownThingError.
    """
    iri = view.find(what)
    yield Text.assemble((visible(view.label(iri)), "bold"), " ", (view.kind(iri), "dim"))
    yield Text(visible(iri), "dim")
    for name, value, id_ in _facts(view, iri):
        yield Text.assemble((f"  {name:<24}", "dim"), visible(value), (visible(f"  {id_}") if id_ else "", "dim"))
    for evidence in view.evidence(iri):
        yield _quoted(evidence)
    for line in lines(view, iri, judgements) if judgements is not None else ():
        yield Text(visible(line), "" if line.startswith(" ") else "bold")


def _facts(view: GraphView, iri: str) -> list[tuple[str, str, str]]:
    """(property, value, id) of a thing: things by their labels and the ids that commands take, "" for what is none.

    What it has many of comes last.
    """
    found = view.properties(iri, _HIDDEN)
    many = Counter(name for name, _ in found)
    found.sort(key=lambda fact: (many[fact[0]], fact))
    return [(name.partition(":")[2], *_value(view, value)) for name, value in found]


def _value(view: GraphView, value: str) -> tuple[str, str]:
    return (view.label(value), value.removeprefix(view.base)) if value.startswith(view.base) else (_short(value), "")


def _short(value: str) -> str:
    for prefix in (PREFIXES["kg"], PREFIXES["plover"]):
        value = value.removeprefix(prefix)
    return value


def _quoted(evidence: Evidence) -> Text:
    before, said, after = (visible(" ".join(part.split("\n"))) for part in evidence.parts)
    where = f"  {evidence.article_id} {evidence.span[0]}–{evidence.span[1]}: "
    return Text.assemble((visible(where), "dim"), before, (said, "bold reverse"), after)
