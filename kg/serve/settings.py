"""What a server may do, and for whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from kg.graph.query_process import Limits

LIMITS: Final = Limits(seconds=30, megabytes=2048, rows=100_000)


@dataclass(frozen=True, slots=True)
class Settings:
    """``origins`` are the pages elsewhere that may ask (``*``: any), ``hosts`` the names it goes by beside addresses.

    ``limits`` are those of a query, ``at_once`` how many run at the same time; more are turned away.
    """

    host: str = "127.0.0.1"
    origins: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    limits: Limits = LIMITS
    at_once: int = 4
