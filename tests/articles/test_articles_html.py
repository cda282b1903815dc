"""Web pages: the article's text and what the markup says of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.articles import read
from kg.articles.html import read_html
from kg.errors import InputError

PARAGRAPHS = [
    "The foreign minister of Norway met her Danish counterpart in Oslo on Monday, and they signed a treaty on fishing.",
    "“We have waited eleven years for this day,” the minister told reporters after the ceremony.",
    "Fishermen on both sides said that the quotas were too low & that they would protest.",
]
PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
<title>Ministers sign fishing treaty in Oslo | The Harbour Post</title>
<meta property="og:title" content="Ministers sign fishing treaty in Oslo">
<meta property="og:site_name" content="The Harbour Post">
<meta property="article:published_time" content="2024-05-06T23:30:00-05:00">
<link rel="canonical" href="https://harbourpost.example/world/oslo-treaty"></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li></ul></nav>
<article><h1>Ministers sign fishing treaty in Oslo</h1><p class="byline">By Ann Lee</p>
<div class="share">Share on Facebook</div><p>{}</p><div class="ad">Advertisement</div>
<h2>A long dispute</h2><p>{}</p><p>{}</p><p>Sign up for our daily newsletter.</p></article>
<aside><h3>Most read</h3><ul><li><a href="/1">Storm hits coast of Jutland</a></li></ul></aside>
<footer>© 2026 The Harbour Post. All rights reserved.</footer></body></html>""".format(
    *(p.replace("&", "&amp;") for p in PARAGRAPHS)
)
HEADLINE = "Ministers sign fishing treaty in Oslo"


def test_page(tmp_path: Path) -> None:
    (tmp_path / "oslo.html").write_text(PAGE)
    (article,) = read([tmp_path], on_error=lambda error: pytest.fail(str(error)))
    assert article.id == "oslo"
    assert (article.title, article.publisher) == (HEADLINE, "The Harbour Post")
    assert (article.published, article.published_from) == ("2024-05-06", "metadata")
    assert article.url == "https://harbourpost.example/world/oslo-treaty"
    own = [article.text[start:end] for start, end in article.paragraphs]
    assert own == [HEADLINE, PARAGRAPHS[0], "A long dispute", *PARAGRAPHS[1:]]


def test_headline_is_in_the_text_where_only_the_markup_has_it() -> None:
    source = read_html(PAGE.replace(f"<h1>{HEADLINE}</h1>", "").encode(), "page.html", "page")
    assert source.text.startswith(f"{HEADLINE}\n{PARAGRAPHS[0]}")


def test_declared_encoding_is_believed() -> None:
    page = PAGE.replace('charset="utf-8"', 'charset="iso-8859-1"').encode("windows-1252")
    assert PARAGRAPHS[1] in read_html(page, "page.html", "page").text
    with pytest.raises(InputError, match="not UTF-8"):
        read_html(PAGE.encode("windows-1252"), "page.html", "page")


def test_no_date_is_guessed() -> None:
    page = PAGE.replace('<meta property="article:published_time" content="2024-05-06T23:30:00-05:00">', "")
    assert read_html(page.encode(), "page.html", "page").published is None


def test_a_date_that_does_not_exist_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "oslo.html").write_text(PAGE.replace("2024-05-06T23:30:00-05:00", "2024-13-45"))
    errors: list[str] = []
    assert not list(read([tmp_path], on_error=lambda error: errors.append(str(error))))
    assert errors == [f"{tmp_path}/oslo.html: '2024-13-45' is no date"]


def test_only_web_addresses_are_taken() -> None:
    page = PAGE.replace('href="https://harbourpost', 'href="javascript:alert(1)//harbourpost')
    assert read_html(page.encode(), "page.html", "page").url is None


@pytest.mark.parametrize("body", ["", "<nav><a href='/'>Home</a> <a href='/w'>World</a></nav>", "<p></p>"])
def test_page_without_an_article(tmp_path: Path, body: str) -> None:
    (tmp_path / "p.htm").write_text(f"<html><head><title>Home</title></head><body>{body}</body></html>")
    errors: list[str] = []
    assert not list(read([tmp_path], on_error=lambda error: errors.append(str(error))))
    assert errors == [f"{tmp_path}/p.htm: no article in the page"]
