"""What stands before every request and behind every answer.

A page elsewhere may make a browser that runs on this machine ask us, under a name that leads here (DNS rebinding), or
plainly from its own origin. So a request must name an address, ``localhost`` or a name that was allowed, and one to
the endpoint or the API that comes from another origin must come from one that was allowed.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable
from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.serve.answers import error

_HOST: Final = re.compile(r"(?:\[(?P<address>[0-9a-f:.]+)\]|(?P<name>[a-z0-9._-]+))(?::\d{1,5})?", re.ASCII)
_POLICY: Final = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data: blob:",
        "font-src 'self'",
        "connect-src 'self'",
        "worker-src 'self' blob:",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
HEADERS: Final = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
#: What only a page of ours, or one that was allowed, may ask for.
_GUARDED: Final = ("/sparql", "/api")


class Guard:
    """Middleware that turns away what is not meant for us, and says how a browser is to take what we send."""

    def __init__(self, app: ASGIApp, hosts: Iterable[str], origins: Iterable[str]) -> None:
        self.app = app
        self.hosts = {"localhost", *(host.lower().rstrip(".") for host in hosts)}
        self.origins = frozenset(origins)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or hand on."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                headers.setdefault("Cache-Control", "no-store")
            await send(message)

        headers = Headers(scope=scope)
        if not self._is_ours(headers.get("host", "")):
            await error(421, "this server does not go by that name; kg serve --allow-host adds one")(
                scope, receive, guarded
            )
        elif scope["path"].startswith(_GUARDED) and not self._may_ask(headers):
            refused = error(403, "pages elsewhere may not ask; kg serve --allow-origin lets one")
            await refused(scope, receive, guarded)
        else:
            await self.app(scope, receive, guarded)

    def _is_ours(self, host: str) -> bool:
        name = _name(host)
        if name in self.hosts:
            return True
        try:
            ipaddress.ip_address(name)
        except ValueError:
            return False
        return True

    def _may_ask(self, headers: Headers) -> bool:
        """Whether no page asks, or one that may; pictures and scripts of a page elsewhere have no Origin."""
        origin = headers.get("origin")
        if "*" in self.origins or origin in self.origins:
            return True
        if origin is not None:
            return origin.partition("://")[2] == headers.get("host")
        return headers.get("sec-fetch-site") != "cross-site" or headers.get("sec-fetch-mode") == "navigate"


def _name(host: str) -> str:
    """A Host header without its port, small; "" for what is none."""
    found = _HOST.fullmatch(host.lower())
    return (found["address"] or found["name"]).rstrip(".") if found else ""
