"""One process that serves a graph until it is stopped."""

from __future__ import annotations

import socket
from collections.abc import Callable
from pathlib import Path

import uvicorn

from kg.errors import CallError
from kg.serve.app import application
from kg.serve.settings import Settings

#: How long, in seconds, answers that are under way may take when the server is stopped.
_PATIENCE = 1
#: The most requests at once; more are turned away with 503.
_AT_ONCE = 200


def run(path: Path, port: int, settings: Settings, ready: Callable[[str], None]) -> None:
    """Serve the graph in ``path``; ``ready`` is given the address once it listens. Ends with KeyboardInterrupt.

    Port 0 is any that is free. Raises CallError where host or port cannot be had, GraphError where there is no graph.
    """
    listening = _listen(settings.host, port)
    with listening:
        app = application(path, settings)
        config = uvicorn.Config(
            app, log_level="critical", access_log=False, server_header=False, proxy_headers=False, ws="none",
            limit_concurrency=_AT_ONCE, timeout_graceful_shutdown=_PATIENCE,
        )  # fmt: skip
        host = f"[{settings.host}]" if ":" in settings.host else settings.host
        address = f"http://{host}:{listening.getsockname()[1]}/"
        _Server(config, lambda: ready(address)).run(sockets=[listening])


class _Server(uvicorn.Server):
    """Says when it listens, and hears Ctrl-C by then."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to answer."""
        await super().startup(sockets)
        self._ready()


def _listen(host: str, port: int) -> socket.socket:
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        found = socket.socket(family, kind, protocol)
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        found.bind(address)
        found.listen(128)
    except (OSError, UnicodeError, OverflowError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise CallError(f"{host}:{port}: cannot be listened on ({reason})") from error
    return found
