"""``kg merge`` and ``kg split``: a person's judgement, kept and obeyed by every later build."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import click

from kg.build import merge as merge_graph
from kg.cli import common
from kg.errors import UnknownThingError
from kg.graph.store import GraphFolder
from kg.graph.view import GraphView
from kg.records import Judgement
from kg.terminal import visible


@click.command()
@common.graph
@click.argument("a")
@click.argument("b")
@common.errors
def merge(graph: Path, a: str, b: str) -> None:
    """Say that the things A and B of the graph in DIR are the same."""
    with GraphFolder.open(graph) as folder:
        view = GraphView(folder.store(), folder.base)
        left, right = (_readings(view, view.find(what)) for what in (a, b))
        _judge(folder, [(min(left), min(right))], same=True)


@click.command()
@common.graph
@click.argument("thing")
@click.argument("readings", nargs=-1, required=True, metavar="READING...")
@common.errors
def split(graph: Path, thing: str, readings: tuple[str, ...]) -> None:
    """Say that some READINGs (ARTICLE#e3) of THING in the graph in DIR are not the same as its others."""
    with GraphFolder.open(graph) as folder:
        view = GraphView(folder.store(), folder.base)
        found = set(_readings(view, view.find(thing)))
        apart = {reading.rsplit("/", 1)[-1] for reading in readings}
        if unknown := sorted(apart - found):
            raise UnknownThingError(f"{unknown[0]}: no reading of {thing}; there are: {', '.join(sorted(found))}")
        _judge(folder, sorted(product(sorted(apart), sorted(found - apart))), same=False)


def _readings(view: GraphView, iri: str) -> list[str]:
    """The reading keys of a thing."""
    found = [reading.rsplit("/", 1)[-1] for reading in view.readings(iri)]
    if not found:
        raise UnknownThingError(f"{view.label(iri)}: has no readings of its own")
    return found


def _judge(folder: GraphFolder, pairs: list[tuple[str, str]], *, same: bool) -> None:
    for left, right in pairs:
        first, second = sorted((left, right))
        folder.add_judgement(Judgement(first, second, same, 1.0 if same else 0.0, by="person"))
    click.echo(visible(f"{folder.path}: {merge_graph(folder)}"))
