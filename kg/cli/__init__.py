"""The commands: one short file each; what several share is in :mod:`kg.cli.common`.

A command's module is imported when it is called, so that ``kg --help`` and ``kg query`` start without spaCy.
"""

from __future__ import annotations

from importlib import import_module

import click

import kg

COMMANDS = {
    "build": "kg.cli.build",
    "code": "kg.cli.code",
    "export": "kg.cli.export",
    "extract": "kg.cli.extract",
    "merge": "kg.cli.judge",
    "query": "kg.cli.query",
    "remove": "kg.cli.remove",
    "show": "kg.cli.show",
    "split": "kg.cli.judge",
    "stats": "kg.cli.stats",
    "validate": "kg.cli.validate",
}


class LazyGroup(click.Group):
    """A group that imports a command's module only when it is wanted."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All names, sorted."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name: its module has a function ``NAME`` (``NAME_`` for a Python word)."""
        if cmd_name not in COMMANDS:
            return None
        command = getattr(import_module(COMMANDS[cmd_name]), cmd_name)
        assert isinstance(command, click.Command)
        return command


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(kg.__version__, prog_name="kg")
def main() -> None:
    """News articles about world politics into one knowledge graph.

    Exit status: 0 done, 1 the data was at fault (said in one line), 2 the call was.
    """
