"""What of a text is the article: nothing is cut, menus and credits are passed over, in doubt a block stays."""

from __future__ import annotations

import textwrap
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.articles.boilerplate import Group, boilerplate, groups
from kg.articles.paragraphs import first_fragment, own_paragraphs

LEDE = "The foreign ministers of Norway and Denmark met in Oslo on Monday and signed a treaty on fishing."
QUOTE = "“We have waited eleven years for this day,” the Norwegian minister told reporters."
END = "Fishermen on both sides said the quotas were too low."


def kept(text: str, title: str | None = None) -> list[str]:
    return [text[start:end] for start, end in own_paragraphs(text, title)]


def test_headline_heading_and_sentences_stay() -> None:
    blocks = ["Ministers sign treaty in Oslo", LEDE, "A long dispute", QUOTE, END]
    assert kept("\n\n".join(blocks)) == blocks
    assert kept("\n".join(blocks)) == blocks


def test_page_around_the_article_is_passed_over() -> None:
    page = f"""Ministers sign treaty in Oslo - THE HARBOUR POST
HARBOURPOST
World News

clock-iconPublished: Monday, May 6 clock-iconUpdated: Tuesday, May 7 12 views
News sources:
postPOST heraldHERALD tribuneTRIBUNE
Ministers sign treaty in Oslo

Credited from: HERALD

{LEDE}

Advertisement

A long dispute

{QUOTE}

Related articles
Storm hits Jutland
Nine boats lost

{END}

For more updates on this story, follow our channel or read the original articles.

SHARE THIS ARTICLE:

Author: Ann Lee
Source: Herald

House
Two rooms by the sea, Bergen
View Property
Harbour Radio
Now playing: A song
"""
    assert kept(page) == ["Ministers sign treaty in Oslo", LEDE, "A long dispute", QUOTE, END]


@pytest.mark.parametrize(
    "text",
    [
        "Oslo and Copenhagen sign treaty",
        "Norway's foreign minister met her Danish counterpart",
        "By Friday, the border between Norway and Sweden was shut.",
        "Read the treaty first, says minister",
        LEDE,
    ],
)
def test_a_single_line_is_always_a_paragraph(text: str) -> None:
    assert kept(f" {text}\n") == [text]


def test_a_menu_alone_is_no_article() -> None:
    assert kept("Home\nWorld News\nShare this article\n") == []


def test_headlines_without_sentences_stay() -> None:
    lines = ["Ministers sign treaty in Oslo", "Fishermen protest in Bergen"]
    assert kept("\n".join([*lines, "Share"])) == lines


def test_a_repeated_headline_counts_once_and_a_given_title_tells_it_from_a_menu() -> None:
    assert kept(f"Oslo treaty\n\nNordic\n\nOslo treaty\n\n{LEDE}", title="Oslo Treaty") == ["Oslo treaty", LEDE]


def test_a_sentence_repeated_in_a_box_counts_once() -> None:
    assert kept(f"{LEDE}\n\n{QUOTE}\n\n{LEDE}\n\n{END}") == [LEDE, QUOTE, END]


def test_a_list_at_the_end_is_the_articles_if_a_line_opens_it() -> None:
    items = ["- quotas for cod", "- a court"]
    assert kept("\n".join([LEDE, "They agreed on:", *items, "Ann Lee"])) == [LEDE, "They agreed on:", *items]
    assert kept("\n".join([LEDE, "Nordic", *items])) == [LEDE]


def test_a_dateline_is_no_headline() -> None:
    text = f"OSLO, May 6 (Herald) - {LEDE}"
    assert first_fragment(text, own_paragraphs(text)) is None


def test_a_stamp_before_the_headline_is_passed_over() -> None:
    assert kept(f" date 2024-05-06 Ministers sign treaty in Oslo\n\n{LEDE}") == ["Ministers sign treaty in Oslo", LEDE]


def test_a_sentence_cut_off_at_the_end_stays() -> None:
    cut = "The Danish minister said that the parliament in Copenhagen"
    assert kept(f"{LEDE}\n\n{cut}") == [LEDE, cut]


@pytest.mark.parametrize("width", [60, 72, 80])
@pytest.mark.parametrize("between", ["\n\n", "\n    "], ids=["blank", "indented"])
def test_wrapped_lines_are_one_paragraph(width: int, between: str) -> None:
    paragraphs = [f"{LEDE} {QUOTE}", f"{QUOTE} {END} {LEDE}", END]
    text = between.join(textwrap.fill(p, width) for p in paragraphs)
    assert [" ".join(p.split()) for p in kept(text)] == paragraphs


def test_lines_that_are_not_wrapped_stay_apart() -> None:
    lines = [END, "They will meet again in Copenhagen.", "Norway chairs the council.", QUOTE]
    assert kept("\n".join(lines)) == lines


def test_a_sentence_torn_by_a_blank_line_is_one_paragraph() -> None:
    torn = "The ministers of Norway and Denmark said on Monday that they had agreed,\n\nafter eleven years of talks."
    assert kept(f"{LEDE}\n\n{torn}") == [LEDE, torn]


@pytest.mark.parametrize(
    "line",
    [
        "OSLO",
        "OSLO, Norway",
        "NEW YORK, Sept. 12, 2024 (Herald Press)",
        "DAR ES SALAAM, Tanzania, Monday (HP)",
        "Oslo (Herald)",
        "FREDERIKSHAVN, D.K.",
    ],
)
@pytest.mark.parametrize("between", [" - ", " — ", "_ ", " --  "])
def test_a_dateline_is_a_paragraph_of_its_own(line: str, between: str) -> None:
    assert kept(f"Treaty signed in Oslo\n\n{line}{between}{LEDE}\n\n{END}") == [
        "Treaty signed in Oslo",
        line,
        LEDE,
        END,
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "NATO — the alliance of both countries — met in Oslo on Monday.",
        "Oslo - The capital of Norway - was quiet on Monday night.",
        "The EU (European Union) - Norway is no member - welcomed it on Monday.",
    ],
)
def test_what_is_no_dateline(sentence: str) -> None:
    assert kept(f"{sentence}\n\n{END}") == [sentence, END]


def test_title_is_the_first_line_if_it_looks_like_a_headline() -> None:
    for text, title in ((f"Treaty signed in Oslo\n\n{LEDE}", "Treaty signed in Oslo"), (f"{LEDE}\n{QUOTE}", None)):
        assert first_fragment(text, own_paragraphs(text)) == title
    assert first_fragment("Treaty signed", own_paragraphs("Treaty signed")) is None


@pytest.mark.parametrize("group", groups(), ids=lambda group: group.name)
def test_boilerplate_examples(group: Group) -> None:
    assert group.examples
    for line in group.examples:
        found = boilerplate(line, sentence=group.anywhere)
        assert found is group, line
    for line in group.kept:
        assert boilerplate(line, sentence=False) is None, line


@given(st.text(alphabet="Ab .,:\n\r\t\ufeff\u2028“”0", max_size=300))
def test_spans_are_stripped_in_order_and_do_not_overlap(text: str) -> None:
    last = 0
    for start, end in own_paragraphs(text):
        assert last <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip() != ""
        last = end


@pytest.mark.parametrize(
    "unit", ["world news ", "share this ", "Ann and ", "a;", "by ", "for more news ", "1", "x|", "sign up "]
)
def test_no_line_takes_long(unit: str) -> None:

    begin = time.process_time()
    for prefix in ("", "by ", "(reporting by A", "share ", "published "):
        boilerplate((prefix + unit * 300)[:299] + "!", sentence=False)
    assert time.process_time() - begin < 0.5
