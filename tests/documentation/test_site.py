"""The pages of docs/: they build without a warning, fetch nothing from elsewhere, and tell of the ontology as it is."""

from __future__ import annotations

import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
#: What a browser fetches by itself: element → attributes. An ``a`` waits to be followed.
FETCHED = {
    "audio": {"src"}, "embed": {"src"}, "form": {"action"}, "iframe": {"src"}, "image": {"href", "xlink:href"},
    "img": {"src", "srcset"}, "input": {"src"}, "link": {"href"}, "object": {"data"}, "script": {"src"},
    "source": {"src", "srcset"}, "track": {"src"}, "use": {"href", "xlink:href"}, "video": {"src", "poster"},
}  # fmt: skip


class Page(HTMLParser):
    """Collects what a page fetches."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.fetched: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.fetched += [value or "" for name, value in attrs if name in FETCHED.get(tag, ())]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built as strictly as by ``make docs``."""
    folder = tmp_path_factory.mktemp("site")
    command = [
        sys.executable,
        "-m",
        "sphinx",
        "-q",
        "-W",
        "-E",
        "-d",
        str(folder / "trees"),
        "docs",
        str(folder / "html"),
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return folder / "html"


def test_it_fetches_nothing_from_elsewhere(site: Path) -> None:
    pages = list(site.rglob("*.html"))
    assert len(pages) > 12
    for page in pages:
        fetched = Page(page.read_text(encoding="utf-8")).fetched
        assert fetched and not [url for url in fetched if re.match(r"(?:[a-z]+:)?//", url)], page
    for style in site.rglob("*.css"):
        assert not re.search(r"@import|url\(\s*[\"']?(?:[a-z]+:)?//", style.read_text(encoding="utf-8")), style


def test_it_is_searched_from_disk(site: Path) -> None:
    assert (site / "searchindex.js").read_text(encoding="utf-8").startswith("Search.setIndex(")


def test_the_terms_are_those_of_the_ontology(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "scripts/make_terms.py", str(tmp_path)], cwd=ROOT, check=True)
    for name in ("terms.md", "terms.svg"):
        assert (tmp_path / name).read_text("utf-8") == (ROOT / "docs" / name).read_text("utf-8"), "make terms"
