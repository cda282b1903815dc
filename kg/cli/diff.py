"""``kg diff``."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path

import click
from rich.text import Text

from kg.cli import common
from kg.cli.console import Console
from kg.graph.difference import Change, Difference, Thing, counted, difference
from kg.graph.store import GraphFolder
from kg.graph.view import GraphView
from kg.output import STDOUT, writing_text
from kg.terminal import visible

_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command()
@click.argument("old", metavar="OLD", type=_FOLDER)
@click.argument("new", metavar="NEW", type=_FOLDER)
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
@common.errors
def diff(old: Path, new: Path, format_: str) -> None:
    """Show what came, what went and what changed from the graph in OLD to that in NEW.

    A thing is the same in both by its IRI, else by the characters of the articles that say so.

    \b
    kg diff monday tuesday --format json > changes.json
    """
    views = []
    for path in (old, new):
        folder = GraphFolder.open(path)
        views.append(GraphView(folder.store(), folder.base))
    then, now = views
    found = difference(then, now)
    if format_ == "json":
        with writing_text(STDOUT) as out:
            out.write(json.dumps(_record(found), ensure_ascii=False, indent=1) + "\n")
        return
    console = Console(highlight=False, soft_wrap=True)
    for line in _lines(found, then, now):
        console.print(line)


def _record(found: Difference) -> dict[str, object]:
    """The difference as JSON: of what changed, each property with its values then and now."""
    return {
        "came": [asdict(thing) for thing in found.came],
        "went": [asdict(thing) for thing in found.went],
        "changed": [
            {
                **{name: getattr(change, name) for name in ("iri", "was", "kind", "label")},
                "values": {name: {"was": was, "is": now} for name, (was, now) in change.values.items()},
            }
            for change in found.changed
        ],
    }


def _lines(found: Difference, then: GraphView, now: GraphView) -> Iterator[Text]:
    if not found:
        yield Text("nothing came, went or changed")
    for title, things in (("came", found.came), ("went", found.went), ("changed", found.changed)):
        if things:
            yield Text.assemble((title, "bold"), f": {counted(things)}")
    yield from _stood(found.came, "+", "part of it was in", then)
    yield from _stood(found.went, "-", "part of it is in", now)
    for change in found.changed:
        yield _line("~", change)
        for name, (was, after) in change.values.items():
            shown = f"{_shown(was, then)} → {_shown(after, now)}"
            yield Text.assemble((f"    {name.partition(':')[2]:<24}", "dim"), visible(shown))


def _stood(things: Iterable[Thing], sign: str, how: str, other: GraphView) -> Iterator[Text]:
    for thing in things:
        yield _line(sign, thing)
        if thing.other:
            yield Text(visible(f"    {how} {_shown([thing.other], other)}"), "dim")


def _line(sign: str, thing: Thing | Change) -> Text:
    return Text.assemble(f"{sign} ", (thing.kind, "dim"), " ", visible(" ".join(thing.label.split())))


def _shown(values: list[str], view: GraphView) -> str:
    """Values, things by their labels; a dash for none."""
    return ", ".join(" ".join(_label(value, view).split()) for value in values) or "–"


def _label(value: str, view: GraphView) -> str:
    return view.value(view.base + value, "rdfs:label") or value if "/" in value and " " not in value else value
