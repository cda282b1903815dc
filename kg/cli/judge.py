"""``kg merge`` and ``kg split``: a person's judgement, kept and obeyed by every later build."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product
from pathlib import Path

import click

from kg.build import merge as merge_graph
from kg.cli import common
from kg.cli.stopping import stoppable
from kg.errors import UnknownThingError
from kg.explore.why import ReadingShown, readings_of, shown
from kg.graph.naming import called, only
from kg.graph.store import GraphFolder
from kg.graph.view import GraphView
from kg.records import Judgement
from kg.terminal import visible

#: So many readings are listed in a message.
LISTED = 12


@click.command()
@common.graph
@click.argument("a")
@click.argument("b")
@common.errors
def merge(graph: Path, a: str, b: str) -> None:
    """Say that the things A and B of the graph in DIR are the same.

    A and B are names, IRIs or ends of them, or readings (ARTICLE#e3). Part of a name will do, and another spelling that
    the gazetteer knows: what it was taken for is said. Where it may mean several things, these are listed and nothing
    is done. `kg split` takes it back.

    Example: kg merge my-graph "Pete Hegseth" hegseth-0a1b2c3d4e
    """
    with stoppable(), GraphFolder.open(graph) as folder:
        folder.check()
        view = GraphView(folder.store(), folder.base)
        things = [only(view, what, common.note) for what in (a, b)]
        left, right = (_readings(view, thing) for thing in things)
        if things[0] == things[1]:
            raise UnknownThingError(f"{a} and {b} are one already: {called(view, things[0])}")
        _judge(folder, {(min(left), min(right)), *_denied(folder, left, right)}, same=True)
        click.echo(visible(f"merged {called(view, things[0])} and {called(view, things[1])}"))
        _where(folder, [min(left)])


@click.command()
@common.graph
@click.argument("thing")
@click.argument("readings", nargs=-1, required=True, metavar="READING...")
@common.errors
def split(graph: Path, thing: str, readings: tuple[str, ...]) -> None:
    """Say that some READINGs of THING in the graph in DIR are not the same as its others.

    THING is named as for `kg merge`. A READING is a key (ARTICLE#e3, as `kg show --why` lists them), or the id of an
    article for its readings of THING.

    Example: kg split my-graph "Pete Hegseth" ukraine/kyiv-call
    """
    with stoppable(), GraphFolder.open(graph) as folder:
        folder.check()
        view = GraphView(folder.store(), folder.base)
        iri = only(view, thing, common.note)
        found = _readings(view, iri)
        known = shown(view, found, found)
        apart = {key for reading in readings for key in _meant(reading, known, thing)}
        if apart == set(found):
            raise UnknownThingError(f"{thing}: these are all of its readings; say which of them are another's")
        _judge(folder, sorted(product(sorted(apart), sorted(set(found) - apart))), same=False)
        click.echo(visible(f"split {called(view, iri)}"))
        _where(folder, [min(apart), min(set(found) - apart)])


def _readings(view: GraphView, iri: str) -> dict[str, str]:
    """The readings of a thing, key → IRI."""
    found = readings_of(view, iri)
    if not found:
        raise UnknownThingError(f"{view.label(iri)}: has no readings of its own")
    return found


def _denied(folder: GraphFolder, left: Iterable[str], right: Iterable[str]) -> set[tuple[str, ...]]:
    """What was said not to be the same, between two things that are said to be one now: that is taken back."""
    a, b = set(left), set(right)
    said = ((j.left, j.right) for j in folder.judgements() if not j.same)
    return {(x, y) for x, y in said if (x in a and y in b) or (x in b and y in a)}


def _meant(reading: str, known: dict[str, ReadingShown], thing: str) -> list[str]:
    """The keys that a person means by a key, an IRI or an article."""
    key = reading.rsplit("article/", 1)[-1]
    found = [key] if key in known else [k for k, r in known.items() if reading in (r.article, k.partition("#")[0])]
    if not found:
        listed = [f"{key} ({known[key]})" for key in list(known)[:LISTED]]
        more = f" and {len(known) - LISTED} more" if len(known) > LISTED else ""
        raise UnknownThingError(f"{reading}: no reading of {thing}; there are: {', '.join(listed)}{more}")
    return found


def _judge(folder: GraphFolder, pairs: Iterable[tuple[str, ...]], *, same: bool) -> None:
    ordered = sorted(tuple(sorted(pair)) for pair in pairs)
    folder.add_judgements(Judgement(a, b, same, 1.0 if same else 0.0, by="person") for a, b in ordered)
    click.echo(visible(f"{folder.path}: {merge_graph(folder)}"))


def _where(folder: GraphFolder, readings: Iterable[str]) -> None:
    """Say in which things readings are now."""
    folder.refresh()
    view = GraphView(folder.store(), folder.base)
    for key in readings:
        if node := view.merged(f"{view.base}article/{key}"):
            count = len(view.readings(node))
            click.echo(visible(f"now {called(view, node)}, {count} reading{'s' * (count != 1)}"))
