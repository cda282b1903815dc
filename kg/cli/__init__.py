"""The commands: one short file each; what several share is in :mod:`kg.cli.common`.

A command's module is imported when it is called, so that ``kg --help`` and ``kg query`` start without spaCy.
"""

from __future__ import annotations

import socket
from importlib import import_module
from typing import Any

import click

import kg
from kg.cli.common import ending_cleanly, prepare_streams

# spaCy brings urllib3, which tries at its import, by a socket, whether this machine has IPv6. No command asks for one.
socket.has_ipv6 = False

COMMANDS = {
    "build": "kg.cli.build",
    "code": "kg.cli.code",
    "export": "kg.cli.export",
    "extract": "kg.cli.extract",
    "merge": "kg.cli.judge",
    "query": "kg.cli.query",
    "remove": "kg.cli.remove",
    "serve": "kg.cli.serve",
    "show": "kg.cli.show",
    "split": "kg.cli.judge",
    "stats": "kg.cli.stats",
    "validate": "kg.cli.validate",
}

#: What ``kg --help`` says of each: to ask the commands would import them all.
SHORT = {
    "build": "Read articles and add them to the graph in DIR.",
    "code": "Write the PLOVER root between two marked parties of a sentence.",
    "export": "Write the graph as RDF, a page, tables, or for Neo4j.",
    "extract": "Write what each article says; nothing is merged.",
    "merge": "Say that two things of the graph are the same.",
    "query": "Ask the graph: SPARQL, or a shipped query by its name.",
    "remove": "Take an article back from the graph.",
    "serve": "Serve the explorer, SPARQL and an API over HTTP, on this machine.",
    "show": "Show a thing of the graph with its evidence.",
    "split": "Say that readings of a thing are not the same as its others.",
    "stats": "Count what the graph holds.",
    "validate": "Check the graph against the SHACL shapes, its files for damage.",
}


class LazyGroup(click.Group):
    """A group that imports a command's module only when it is wanted, and ends every command cleanly."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run what the command line says."""
        prepare_streams()
        with ending_cleanly():
            return super().main(*args, **kwargs)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; before click sees what went wrong, which knows closed pipes but no full disk."""
        with ending_cleanly():
            return super().invoke(ctx)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All names, sorted."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name: its module has a function ``NAME``."""
        if cmd_name not in COMMANDS:
            return None
        command = getattr(import_module(COMMANDS[cmd_name]), cmd_name)
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the names and ``SHORT``."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, SHORT[name]) for name in self.list_commands(ctx)])


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(kg.__version__, prog_name="kg")
def main() -> None:
    """News articles about world politics into one knowledge graph.

    Exit status: 0 done, 1 the data was at fault (said in one line), 2 the call was.
    """
