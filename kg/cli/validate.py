"""``kg validate``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kg.cli import common
from kg.graph.store import GraphFolder
from kg.graph.validate import validate as findings_of
from kg.terminal import visible


@click.command()
@common.graph
@common.errors
def validate(graph: Path) -> None:
    """Check the graph in DIR against the ontology's SHACL shapes; exit status 1 if any is broken."""
    findings = findings_of(GraphFolder.open(graph).store())
    for finding in findings:
        click.echo(visible(str(finding)))
    click.echo(f"{graph}: {len(findings)} shapes broken" if findings else f"{graph}: all shapes hold")
    sys.exit(bool(findings))
