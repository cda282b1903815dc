"""How long a reader waits in the explorer, in a real browser: first paint, then each step of the journeys.

measure_journeys.py ADDRESS [--search NAME] [--words WORDS]     ADDRESS is what kg serve says, or a page's file: address
"""

from __future__ import annotations

import argparse
import shutil
import time
from collections.abc import Callable

from playwright.sync_api import Page, sync_playwright

Step = tuple[str, Callable[[], object], str]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("address")
    parser.add_argument("--search", default="Ukraine", help="the name of an actor")
    parser.add_argument("--words", default="talks", help="words that are said of something")
    given = parser.parse_args()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.set_default_timeout(60_000)
        _first(page, given.address)
        for name, act, until in steps(page, given.search, given.words):
            print(f"{name:<52}{_timed(page, act, until):>7.0f} ms")
        browser.close()


def _first(page: Page, address: str) -> None:
    page.goto(address)
    page.locator("h1").wait_for()
    shown = page.evaluate("performance.now()")
    paint = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
    print(f"{'first paint':<52}{paint:>7.0f} ms\n{'the start has its numbers':<52}{shown:>7.0f} ms")
    page.locator(".network canvas").first.wait_for()


def _timed(page: Page, act: Callable[[], object], until: str) -> float:
    """Milliseconds from an act until there is something that was not there before."""
    page.wait_for_load_state("networkidle")
    start = time.perf_counter()
    act()
    page.locator(until).first.wait_for()
    return 1000 * (time.perf_counter() - start)


def steps(page: Page, search: str, words: str) -> list[Step]:
    """What a reader does, in order, and by which element it is seen to be done."""
    box = page.get_by_role("combobox", name="Search", exact=True)

    def choose() -> None:
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")

    def ask() -> None:
        box.fill(words)
        page.keyboard.press("Enter")

    return [
        (f"type “{search}”: suggestions", lambda: box.fill(search), ".find [role=option]"),
        ("choose the first: the actor with what it does", choose, ".view-thing .row .told"),
        ("choose one of these: its sentences", page.locator(".row .told").first.click, ".readings mark"),
        ("choose the article: its text, marked", page.locator(".readings cite a").first.click, ".text #at"),
        ("all events and statements", page.locator("nav a[href*='view=rows']").click, ".view-rows .row"),
        ("filter by kind", page.locator(".check", has_text="Statement").first.click, ".chips a"),
        (f"search the texts for “{words}”", ask, ".hits li"),
    ]


if __name__ == "__main__":
    main()
