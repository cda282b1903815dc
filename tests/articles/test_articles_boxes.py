"""What a page's own markup says is not the article is taken out; what it calls the article's own stays."""

from __future__ import annotations

import contextlib
import time

import pytest
from lxml import html

from kg.articles.boxes import Box, boxes, is_box, take_out
from kg.articles.html import read_html
from kg.errors import InputError

SENTENCE = "The foreign minister of Norway met her Danish counterpart in Oslo on Monday, and they signed a treaty."


def left(body: str) -> str:
    """What is left of ``body`` beside five paragraphs."""
    tree = html.fromstring(f"<html><body><article>{f'<p>{SENTENCE}</p>' * 5}{body}</article></body></html>")
    take_out(tree)
    return " ".join(" ".join(tree.text_content().replace(SENTENCE, " ").split()).split())


@pytest.mark.parametrize("box", boxes(), ids=lambda box: box.name)
def test_the_names_of_boxes(box: Box) -> None:
    assert box.examples and all(map(is_box, box.examples))
    assert not [name for name in box.kept if is_box(name)]


@pytest.mark.parametrize(
    "body",
    [
        '<div class="c-relatedStories__list"><p>Storm hits Jutland.</p></div>',
        "<figure><img src=a><figcaption>The two shake hands in Oslo.</figcaption></figure>",
        '<div class="article_image__x1"><img src=a><p>The two shake hands in Oslo.</p></div>',
        "<p><img src=a><br><em>The two shake hands in Oslo</em></p>",
        '<blockquote class="twitter-tweet"><p>I am glad of it.</p>— Ann Lee (@ann)</blockquote>',
        '<p><a href="/storm">STORM HITS JUTLAND</a></p>',
        '<h3><a href="/storm">Storm hits Jutland</a></h3>',
        '<ul><li>More: <a href="/a">Storm hits Jutland again</a></li><li><a href="/b">Nine boats lost</a></li></ul>',
        '<div itemprop="publisher"><span>The Harbour Post</span></div>',
        '<div class="byline">Ann Lee, Oslo</div>',
    ],
)
def test_what_is_taken_out(body: str) -> None:
    assert left(body) == ""


@pytest.mark.parametrize(
    "body",
    [
        "<ul><li>Quotas for cod</li><li>A court of <a href='/c'>appeal</a></li></ul>",
        "<p><a href='/s'>The ministers said that they would meet again in May.</a></p>",
        "<h2><a href='#quotas'>What the quotas are</a></h2>",
        "<p><img src=a>The two shook hands and left for Bergen.</p>",
        "<p class='storyBody'>They shook hands.</p>",
    ],
)
def test_what_stays(body: str) -> None:
    assert left(body) == " ".join(html.fromstring(f"<div>{body}</div>").text_content().split())


def test_a_part_that_holds_the_article_stays_whatever_it_is_called() -> None:
    tree = html.fromstring(f"<html><body><div class='newsletter-signup'>{f'<p>{SENTENCE}</p>' * 5}</div></body></html>")
    take_out(tree)
    assert tree.text_content().count(SENTENCE) == 5


def test_parts_of_one_class_that_together_hold_the_article_stay() -> None:
    parts = f"<div class='subscription body'><p>{SENTENCE}</p></div>" * 9
    tree = html.fromstring(f"<html><body>{parts}</body></html>")
    take_out(tree)
    assert tree.text_content().count(SENTENCE) == 9


@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        ("<ul><li><a href=x>", "</a></li></ul>"),
        ("<table><tr><td>", "</td></tr></table>"),
        ("<div class=image><img src=x>", "</div>"),
        ("<div class=a><p>x</p>", "</div>"),
        ("<p><i>", "</i></p>"),
    ],
)
def test_no_nesting_takes_long(opening: str, closing: str) -> None:
    depth = 230 // opening.count("<")
    page = f"<html><body><p>{SENTENCE * 9}</p>{opening * depth}{'<b>x</b>' * 20_000}{closing * depth}</body></html>"
    started = time.process_time()
    with contextlib.suppress(InputError):
        read_html(page.encode(), "x.html", "x")
    assert time.process_time() - started < 15
