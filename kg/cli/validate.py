"""``kg validate``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kg.cli import common
from kg.errors import GraphError
from kg.graph.published import remedy
from kg.graph.store import GraphFolder
from kg.graph.validate import validate as findings_of
from kg.terminal import visible


@click.command()
@common.graph
@common.errors
def validate(graph: Path) -> None:
    """Check the graph in DIR: every file for damage, what is merged against the ontology's SHACL shapes.

    Exit status 1 if anything is damaged or broken.

    Example: kg validate my-graph
    """
    folder = GraphFolder.open(graph)
    damage = folder.damage()
    for found in damage:
        common.complain(GraphError(f"{graph}/{found}; {remedy(graph)}"))
    if wrong := folder.reader().fault():
        raise GraphError(f"{graph}/{wrong}; {remedy(graph)}")
    findings = findings_of(folder.store())
    for finding in findings:
        click.echo(visible(str(finding)))
    click.echo(f"{graph}: {len(findings)} shapes broken" if findings else f"{graph}: all shapes hold")
    sys.exit(bool(findings or damage))
