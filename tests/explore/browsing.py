"""Four articles, a server of a graph, and what a page complains of."""

from __future__ import annotations

import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from playwright.sync_api import ConsoleMessage, Page

from kg.serve.app import application

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
EVIL = "</script><script>document.documentElement.dataset.owned=1</script><img src=x onerror=alert(1)>"
ARTICLES = [
    {
        "id": "meeting", "publisher": "Meridian", "published": "2025-02-13", "url": "https://meridian.example/meeting",
        "title": "NATO chief receives Zelenskyy",
        "text": "NATO Secretary General Mark Rutte met President Volodymyr Zelenskyy at NATO headquarters in Brussels "
        "on 12 February 2025. Rutte said that NATO would stand by Ukraine. Russia accused Ukraine on 11 February 2025 "
        "of shelling a plant. Sergei Lavrov told reporters in Moscow that Russia would not withdraw its troops.",
    },
    {
        "id": "visit", "publisher": "The Ledger", "published": "2025-02-13", "url": "javascript:alert(1)",
        "title": "Zelenskyy in Brussels",
        "text": "President Volodymyr Zelenskyy met Mark Rutte in Brussels on Wednesday, 12 February 2025. Germany sent "
        "medicines to Ukraine on 10 February 2025. Zelenskyy said that Ukraine needed more air defence.",
    },
    {
        "id": "call", "publisher": "The Ledger", "published": "2025-02-15", "url": "https://ledger.example/call",
        "title": "Trump calls Zelenskyy",
        "text": "US President Donald Trump spoke by telephone with Volodymyr Zelenskyy on 14 February 2025. The "
        "United States imposed sanctions on Russia on 3 January 2025. Russia accused Ukraine on 14 February 2025 of "
        "breaking off the talks.",
    },
    {
        "id": "evil", "publisher": EVIL, "published": "2025-02-16", "url": "https://e.example/?<script>",
        "title": f"{EVIL} Norway signs",
        "text": f"Norway signed a treaty with Chile on 15 February 2025. Anna Berg said that Norway “{EVIL} would "
        f"stay”. {EVIL} Berg met Ola {EVIL} Nordmann in Oslo on 16 February 2025.",
    },
]  # fmt: skip


@contextmanager
def serving(path: Path) -> Iterator[str]:
    """The address of a server of the graph in ``path``."""
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(application(path), log_level="critical", ws="none"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/"
    finally:
        server.should_exit = True
        thread.join(10)
        listening.close()


class Complaints(list[str]):
    """What a page complains of: errors of scripts, refusals of its policy, requests to elsewhere."""

    def hear(self, page: Page, home: str) -> None:
        """Note what ``page`` says from now on; ``home`` is where it may ask."""
        page.on("pageerror", lambda error: self.append(str(error)))
        page.on("console", lambda said: self.append(said.text) if _is_fault(said) else None)
        page.on("response", lambda got: self.append(f"{got.status} {got.url}") if got.status >= 500 else None)
        page.on("request", lambda asked: None if _at_home(asked.url, home) else self.append(asked.url))


def _is_fault(said: ConsoleMessage) -> bool:
    return said.type == "error" and not said.text.startswith("Failed to load resource")


def _at_home(url: str, home: str) -> bool:
    return url.startswith((home, "data:", "blob:"))


Opened = Callable[..., Page]
