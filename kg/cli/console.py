"""Standard output for people: bold where a terminal can, plain elsewhere."""

from __future__ import annotations

import errno

from rich.console import Console as RichConsole


class Console(RichConsole):
    """rich's, which leaves a closed pipe to :func:`kg.cli.common.ending_cleanly` like every other output."""

    def on_broken_pipe(self) -> None:
        """Raise what rich has caught."""
        raise BrokenPipeError(errno.EPIPE, "nobody reads any more")
