"""A thing of the graph in lines of text: what is known of it, the characters that say so, why it is one."""

from __future__ import annotations

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
    for name, value in _facts(view, iri):
        yield Text.assemble((f"  {name:<24}", "dim"), visible(value))
    for evidence in view.evidence(iri):
        yield _quoted(evidence)
    for line in lines(view, iri, judgements) if judgements is not None else ():
        yield Text(visible(line), "" if line.startswith(" ") else "bold")


def _facts(view: GraphView, iri: str) -> list[tuple[str, str]]:
    """(property, value) pairs, things by their labels."""
    facts = []
    for name, value in view.properties(iri):
        if name not in _HIDDEN:
            shown = view.label(value) if value.startswith(view.base) else _short(value)
            facts.append((name.partition(":")[2], shown))
    return facts


def _short(value: str) -> str:
    for prefix in (PREFIXES["kg"], PREFIXES["plover"]):
        value = value.removeprefix(prefix)
    return value


def _quoted(evidence: Evidence) -> Text:
    before, said, after = (visible(" ".join(part.split("\n"))) for part in evidence.parts)
    where = f"  {evidence.article_id} {evidence.span[0]}–{evidence.span[1]}: "
    return Text.assemble((visible(where), "dim"), before, (said, "bold reverse"), after)
