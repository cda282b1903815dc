"""Ctrl-C and SIGTERM end a command that changes a graph at once, with one line.

Nothing is undone first: such a command is made so that a kill at any point leaves the graph as it was, or as it should
become, and that the same command carries on. An exception, thrown into whatever is running, could only do worse.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import NoReturn

_SIGNALS = (signal.SIGINT, signal.SIGTERM)
#: What a terminal is told last: show the cursor, which a bar of progress hides.
_CURSOR = b"\r\x1b[K\x1b[?25h"


@contextmanager
def stoppable() -> Iterator[None]:
    """End the process on Ctrl-C (status 130) or SIGTERM (143) while the block runs."""
    if threading.current_thread() is not threading.main_thread():
        yield  # only the main thread may say what a signal does
        return
    before = {number: signal.signal(number, _end) for number in _SIGNALS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _end(number: int, frame: FrameType | None) -> NoReturn:
    line = b"kg: stopped; the same command, repeated, carries on\n"
    with suppress(OSError):  # there may be nobody to tell
        os.write(2, (_CURSOR if os.isatty(2) else b"") + line)
    os._exit(128 + number)
