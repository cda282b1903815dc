"""``kg stats``."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click
from rich.table import Table
from rich.text import Text

from kg.cli import common
from kg.cli.console import Console
from kg.graph.store import GraphFolder
from kg.graph.terms import local_name
from kg.graph.view import GraphView
from kg.terminal import visible

#: How many lines a ranking has.
_MOST = 8
#: What is counted, in the order of the table: class → the property whose values are counted beside it.
_COUNTED = {
    "kg:Article": None, "kg:Person": None, "kg:Country": None, "kg:Government": None, "kg:Organization": None,
    "kg:Group": None, "kg:Place": None, "kg:Facility": None, "kg:Office": None, "kg:Event": "kg:eventType",
    "kg:Proposition": "kg:factuality", "kg:Statement": "kg:speechAct", "kg:Relation": "kg:predicate",
    "kg:Disagreement": "kg:on",
}  # fmt: skip


@click.command()
@common.graph
@common.errors
def stats(graph: Path) -> None:
    """Count what the graph in DIR holds, and show who said most and what most articles tell.

    Example: kg stats my-graph
    """
    folder = GraphFolder.open(graph)
    view, console = GraphView(folder.store(), folder.base), Console(highlight=False)
    counts = Table("", "number", "of which", title="In the graph", title_justify="left")
    for name, by in _COUNTED.items():
        found = view.instances(name)
        kinds = Counter(local_name(value) for node in found for value in (view.values(node, by) if by else ()))
        detail = ", ".join(f"{kind} {number}" for kind, number in sorted(kinds.items(), key=lambda k: (-k[1], k[0])))
        if found:
            counts.add_row(name.removeprefix("kg:"), str(len(found)), Text(visible(detail)))
    console.print(counts)
    _ranked(console, view, "Who said most", "statements", {a: len(view.values(a, "kg:said")) for a in _actors(view)})
    told = {e: int(view.value(e, "kg:articleCount") or 0) for e in view.instances("kg:Event")}
    _ranked(console, view, "What most articles tell", "articles", told)


def _actors(view: GraphView) -> list[str]:
    return [actor for actor in view.instances("kg:Actor") if view.values(actor, "kg:said")]


def _ranked(console: Console, view: GraphView, title: str, unit: str, numbers: dict[str, int]) -> None:
    table = Table(unit, "", title=title, title_justify="left")
    for iri, number in sorted(numbers.items(), key=lambda item: (-item[1], item[0]))[:_MOST]:
        table.add_row(str(number), Text(visible(view.label(iri))))
    if table.row_count:
        console.print(table)
