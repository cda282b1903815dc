"""Web pages: the article's text and what the markup says of it."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import pytest

from kg.articles import read
from kg.articles.html import read_html
from kg.errors import InputError
from kg.records import Article

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


# ---------------------------------------------------------------- whole


LONG = [
    f"{paragraph} It was the {n}th day of talks, and nobody had slept much." for n, paragraph in enumerate(PARAGRAPHS)
]


def of(body: str, head: str = "") -> str:
    return f"<html><head><title>Treaty signed in Oslo</title>{head}</head><body>{body}</body></html>"


def lines_of(page: str) -> list[str]:
    return read_html(page.encode(), "page.html", "page").text.split("\n")


def test_an_article_in_several_containers_is_whole() -> None:
    parts = [f'<div class="article__body grid__item"><p>{p} {p}</p><p>{p[::-1]}</p></div>' for p in LONG]
    between = '<div class="ad-wrapper"><div class="ad"><span>Advertisement</span></div></div>'
    body = (
        f"<main><h1>Treaty signed in Oslo</h1>{between.join(f'<div class=grid>{part}</div>' for part in parts)}</main>"
    )
    assert [line for p in LONG for line in (f"{p} {p}", p[::-1])] == lines_of(of(body))[1:]


def test_boxes_within_the_article_are_passed_over() -> None:
    box = '<div class="c-relatedStories"><p>Storm hits the coast of Jutland, and nine boats are lost.</p></div>'
    post = '<blockquote class="twitter-tweet"><p>I am glad of it, and so are we all.</p>— Ann (@ann)</blockquote>'
    body = f"<h1>Treaty signed in Oslo</h1>{box.join(f'<p>{p}</p>' for p in LONG * 2)}{post}<p>All went home.</p>"
    assert set(lines_of(of(f"<article>{body}</article>"))) == {"Treaty signed in Oslo", *LONG, "All went home."}


def test_what_the_data_of_the_page_has_is_not_lost() -> None:
    paragraphs = [f"{p} {q}" for p in LONG for q in ("Nobody left.", "All went home.", "Snow fell in Oslo.")]
    data = json.dumps(
        {"@type": "NewsArticle", "headline": "Treaty signed in Oslo", "articleBody": " ".join(paragraphs)}
    )
    first, *rest = paragraphs
    hidden = "".join(f'<div class="comment-list"><p>{p}</p></div>' for p in rest)
    page = of(
        f"<article><h1>Treaty signed in Oslo</h1><p>{first}</p></article><footer>{hidden}</footer>",
        f'<script type="application/ld+json">{data}</script>',
    )
    assert lines_of(page) == ["Treaty signed in Oslo", *paragraphs]
    assert lines_of(page.replace(hidden, "").replace(f"<p>{first}</p>", "<p>Pay to read on.</p>"))[1:] == [
        " ".join(paragraphs)
    ]


def test_the_standfirst_is_the_articles() -> None:
    lead = "Fishermen had waited eleven years for the two sides to agree."
    body = f'<header class="top"><h1>Treaty signed in Oslo</h1><div class="dek">{lead}</div></header>'
    page = of(
        f"{body}<article>{''.join(f'<p>{p}</p>' for p in LONG)}</article>",
        f'<meta name="description" content="{lead}">',
    )
    assert lines_of(page) == ["Treaty signed in Oslo", lead, *LONG]


def test_lists_and_figures_are_kept() -> None:
    listed = "<p>They agreed on:</p><ul><li>quotas for cod</li><li>a court of appeal</li></ul>"
    table = "<table><tr><th>Fish</th><th>Tons</th></tr><tr><td>Cod</td><td>800</td></tr></table>"
    body = f"<h1>Treaty signed in Oslo</h1><p>{LONG[0]}</p>{table}<p>{LONG[1]}</p><p>{LONG[2]}</p>{listed}"
    (article,) = articles_of(of(f"<article>{body}</article>"))
    own = [article.text[start:end] for start, end in article.paragraphs]
    assert own == [
        "Treaty signed in Oslo", LONG[0], "Fish | Tons", "Cod | 800", *LONG[1:], "They agreed on:", "- quotas for cod",
        "- a court of appeal",
    ]  # fmt: skip


def articles_of(page: str) -> list[Article]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "page.html"
        path.write_text(page)
        return list(read([path], on_error=lambda error: pytest.fail(str(error))))


# ---------------------------------------------------------------- what it says of itself


@pytest.mark.parametrize("declared", ["iso-8859-1", "windows-1252", "gb2312"])
def test_utf8_is_read_as_such_whatever_is_declared(declared: str) -> None:
    page = PAGE.replace('charset="utf-8"', f'charset="{declared}"').encode()
    assert PARAGRAPHS[1] in read_html(page, "page.html", "page").text


def test_utf16_with_a_mark() -> None:
    assert PARAGRAPHS[1] in read_html(PAGE.encode("utf-16"), "page.html", "page").text


@pytest.mark.parametrize(
    "title",
    [
        f"{HEADLINE} | The Harbour Post", f"{HEADLINE} - Harbour Post", f"{HEADLINE} * The Harbour Post * by Ann Lee",
        f"{HEADLINE} | News | The Harbour Post",
    ],
)  # fmt: skip
def test_the_title_is_without_the_name_of_the_site_and_once(title: str) -> None:
    page = PAGE.replace(f'content="{HEADLINE}"', f'content="{title}"').replace(
        f"<h1>{HEADLINE}</h1>", f"<h1>{title}</h1>"
    )
    source = read_html(page.encode(), "page.html", "page")
    assert source.title == HEADLINE and source.text.count("sign fishing treaty") == 1


def test_the_printed_headline_is_the_title() -> None:
    page = PAGE.replace(f'content="{HEADLINE}"', 'content="A treaty on fish"').replace(
        "<body>", "<body><h1>Harbour Post</h1>"
    )
    source = read_html(page.encode(), "page.html", "page")
    assert source.title == HEADLINE and source.text.startswith(f"{HEADLINE}\n{PARAGRAPHS[0]}")


NAMED = '<meta property="og:site_name" content="The Harbour Post">'


@pytest.mark.parametrize(
    ("head", "name"),
    [
        ('<meta name="application-name" content="Breaking news of the coast - 9Post">', "9Post"),
        ('<meta name="twitter:site" content="@The_9Post">', "9Post"),
        ('<meta property="og:site_name" content="https://9post.example">', "9Post"),
        ('<meta property="og:site_name" content="9post">', "9Post"),
        ('<meta property="og:site_name" content="the9post">', "9Post"),
        ('<meta property="og:site_name" content="harbour">', "Harbour"),
        ('<meta property="og:site_name" content="Harbour Nine">', "Harbour Nine"),
    ],
)
def test_the_publisher_is_from_the_data_of_the_page(head: str, name: str) -> None:
    graph = [
        {"@type": "NewsArticle", "headline": HEADLINE, "publisher": {"@id": "#us"}, "datePublished": "2024-05-07"},
        {"@type": "Organization", "@id": "#us", "name": "9Post"},
    ]
    data = f'<script type="application/ld+json">{json.dumps({"@graph": graph})}</script>'
    source = read_html(PAGE.replace(NAMED, head + data).encode(), "page.html", "page")
    assert (source.publisher, source.published) == (name, "2024-05-07")


@pytest.mark.parametrize("filler", ["0001-01-01T00:00:00Z", "", "1715000000000"])
def test_a_date_that_only_fills_is_passed_over(filler: str) -> None:
    data = f'<script type="application/ld+json">{{"@type": "NewsArticle", "datePublished": "{filler}"}}</script>'
    assert read_html(PAGE.replace("<body>", f"<body>{data}").encode(), "page.html", "page").published == "2024-05-06"


@pytest.mark.parametrize(
    "data", ["{", "[" * 100_000, '{"@type": "NewsArticle", "headline": {"a": []}, "publisher": [[]]}']
)
def test_data_that_is_none_is_passed_over(data: str) -> None:
    page = PAGE.replace("<body>", f'<body><script type="application/ld+json">{data}</script>')
    assert read_html(page.encode(), "page.html", "page").title == HEADLINE
