"""``kg show``."""

from __future__ import annotations

from pathlib import Path

import click
from rich.text import Text

from kg.cli import common
from kg.cli.console import Console
from kg.cli.why import lines
from kg.graph.store import GraphFolder
from kg.graph.terms import PREFIXES
from kg.graph.view import Evidence, GraphView
from kg.terminal import visible

_HIDDEN = ("rdf:type", "rdfs:label", "sem:hasActor", "prov:wasDerivedFrom", "kg:reading", "geo:hasGeometry")


@click.command()
@common.graph
@click.argument("what")
@click.option("--why", is_flag=True, help="Show its readings, and why they were taken for one.")
@common.errors
def show(graph: Path, what: str, why: bool) -> None:
    """Show an actor, event, statement or reading of the graph in DIR with its evidence.

    WHAT is a name, an IRI or the end of one, or a reading (ARTICLE#v3), which leads to what it is now merged in.
    """
    folder = GraphFolder.open(graph)
    view, console = GraphView(folder.store(), folder.base), Console(highlight=False, soft_wrap=True)
    iri = view.find(what)
    console.print(Text(visible(view.label(iri)), "bold"), Text(view.kind(iri), "dim"))
    console.print(Text(visible(iri), "dim"))
    for name, value in _facts(view, iri):
        console.print(Text(f"  {name:<24}", "dim"), Text(visible(value)), sep="")
    for evidence in view.evidence(iri):
        console.print(_quoted(evidence))
    if why:
        for line in lines(view, iri, folder.why()):
            console.print(Text(visible(line), "" if line.startswith(" ") else "bold"))


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
