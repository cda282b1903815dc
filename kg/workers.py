"""The same function over many values: in this process, or in several that end with it. Imports nothing of ``kg``."""

from __future__ import annotations

import os
import signal
import socket
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from itertools import chain, islice
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from threading import Thread
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")
#: When a build is killed, a process of Python tidies up after it; it need not say that there was something to do.
_QUIET = "ignore:resource_tracker:UserWarning"
#: So many values a process wait to be done, or to be taken: a bound on what is held at a time.
_WAITING = 4
#: So many values a process are worth its start.
_WORTH = 16


def cores() -> int:
    """How many processor cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def worthwhile(values: Iterable[T]) -> tuple[int, Iterable[T]]:
    """By how many processes ``values`` are best done here, and the values, the first of which it takes to tell."""
    rest = iter(values)
    first = list(islice(rest, _WORTH * cores()))
    return max(1, len(first) // _WORTH), chain(first, rest)


def ordered(function: Callable[[T], R], values: Iterable[T], jobs: int) -> Iterator[R]:
    """``function`` of each value, in their order, by ``jobs`` processes (1: this one); both must be picklable."""
    if jobs == 1:
        yield from map(function, values)
        return
    if _QUIET not in sys.warnoptions:
        sys.warnoptions.append(_QUIET)
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_end_with_parent) as pool:
        waiting: deque[Future[R]] = deque()
        try:
            for value in values:
                with _without_interrupt():  # what is started here inherits it
                    waiting.append(pool.submit(function, value))
                if len(waiting) > _WAITING * jobs:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _end_with_parent() -> None:
    """Let a worker end when the process that started it does, however it does: nobody else would tell it."""
    socket.has_ipv6 = False  # what spaCy imports would try by a socket whether it is there
    parent = parent_process()
    if parent is not None:
        Thread(target=lambda: (wait([parent.sentinel]), os._exit(1)), daemon=True).start()


@contextmanager
def _without_interrupt() -> Iterator[None]:
    """Ctrl-C reaches every process of a terminal; the workers leave it to the one that started them."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
