"""The quotations of a Doc: tokens of its own paragraphs, found once for all who ask."""

from __future__ import annotations

import pytest

from docs import annotated, mention, read_back
from kg.annotate.quotations import Quoted, quotations
from kg.records import Article


def test_a_quotation_is_told_in_tokens_with_its_paragraph() -> None:
    doc = annotated("She said: “We left.”")
    assert quotations(doc) == (Quoted((3, 8), (0, 8), whole=True, carries_on=False),)


@pytest.mark.parametrize(
    ("inside", "whole"),
    [
        ("We left.", True),
        ("we left.", False),
        ("War zone", False),
        ("We left before the rain came", True),
        ("…and left.", True),
        ("1,2.", False),
    ],
)
def test_a_whole_quotation_begins_and_ends_as_a_sentence_or_is_long(inside: str, whole: bool) -> None:
    (found,) = quotations(annotated(f"“{inside}”"))
    assert found.whole == whole


def test_only_the_paragraphs_of_the_article_are_read() -> None:
    text = "“Subscribe now!”\nHe left.\n“We stay,” she said.\n“Come.”"
    doc = annotated(text)
    doc.user_data.clear()  # as nobody has asked yet
    doc._.article = Article("a", text, paragraphs=((17, 25), (26, 46)))
    (found,) = quotations(doc)
    assert doc[found.tokens[0] : found.tokens[1]].text == "“We stay,”"
    assert doc[found.paragraph[0] : found.paragraph[1]].text == "“We stay,” she said."


def test_a_quotation_that_carries_on_ends_with_its_paragraph() -> None:
    doc = annotated("“We will rebuild the port.\n“It takes a year,” Ana Ruiz said.")
    first, second = quotations(doc)
    assert (first.carries_on, second.carries_on) == (True, False)
    assert first.tokens[1] <= second.paragraph[0] == second.tokens[0]


def test_quotations_are_kept_on_the_doc_and_go_through_bytes() -> None:
    doc = annotated("“We stay,” said Ana Ruiz.")
    assert doc._.quotations == quotations(doc) != ()
    assert quotations(read_back(doc)) == quotations(doc)
    doc._.quotations = kept = (Quoted((0, 1), (0, 1), whole=False, carries_on=False),)
    assert quotations(doc) == kept


@pytest.mark.parametrize("marks", ["“”", "„“", "«»", '""', "‘’", "''"])
def test_i_is_who_speaks_between_marks_of_any_kind(marks: str) -> None:
    """Coreference reads the quotations that statements are made of."""
    doc = annotated(f"Ana Ruiz met Leo Brandt in Oslo.\n{marks[0]}I left the party in May,{marks[1]} Ruiz said.")
    assert mention(doc, "I").entity == mention(doc, "Ruiz").entity
