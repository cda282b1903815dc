"""What is too long to be looked at, and what shows nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from docs import annotator
from kg.annotate import document
from kg.annotate.bounds import LONGEST_SENTENCE, LONGEST_WORD
from kg.build import Options, extract_all
from kg.errors import InputError, LeftOut
from kg.extract.extractor import extract
from kg.invisible import blanked
from kg.records import Article, Extraction

SENTENCE = "Kenyan President William Ruto met the Tanzanian government in Nairobi on Friday."


def read(text: str, published: str | None = "2025-02-14") -> tuple[Extraction, tuple[str, ...]]:
    doc = annotator()(Article("a", text, published=published, paragraphs=((0, len(text)),)))
    return extract(doc), doc._.left_out


def test_nothing_is_left_out_of_ordinary_text() -> None:
    assert read(SENTENCE)[1] == ()


@pytest.mark.parametrize("word", ["(" * (LONGEST_WORD + 1), "a" * 3000, '"' * 800])
def test_a_word_that_is_too_long_is_passed_over(word: str) -> None:
    plain, left_out = read(f"{SENTENCE} {word} {SENTENCE}")
    assert left_out == (f"1 word of over {LONGEST_WORD} characters is passed over",)
    assert [m.start for m in plain.mentions if m.start < len(SENTENCE)] == [m.start for m in read(SENTENCE)[0].mentions]
    assert any(m.start > len(SENTENCE) + len(word) for m in plain.mentions)


def test_a_word_just_short_enough_is_read() -> None:
    assert read(f"{SENTENCE} {'a' * LONGEST_WORD}")[1] == ()


def test_a_sentence_that_is_too_long_is_cut() -> None:
    text = f"{SENTENCE} He met {'William Ruto, ' * 300}"
    doc = annotator()(Article("a", text, published="2025-02-14", paragraphs=((0, len(text)),)))
    assert max(len(s) for s in doc.sents) <= LONGEST_SENTENCE
    assert all(t.head.sent == t.sent for t in doc)
    assert doc._.left_out == (f"1 sentence of over {LONGEST_SENTENCE} words is read in pieces",)
    assert sum(m.type == "Person" for m in doc._.mentions) > 200  # the names are found all the same


def test_what_is_left_out_is_said_once_and_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text(f"{SENTENCE}\n\n{'(' * 2000}\n\n{SENTENCE} {'[' * 600}\n", "utf-8")
    said: list[InputError] = []
    assert len(list(extract_all([path], Options(fast=True), on_error=said.append))) == 1
    assert [type(s) for s in said] == [LeftOut]
    assert str(said[0]) == f"long: 2 words of over {LONGEST_WORD} characters are passed over"


INVISIBLE = ["\ufeff", "\u200b", "\u200c", "\u2060", "\u200e", "\u202e", "\xad", "\x01"]


@pytest.mark.parametrize("sign", INVISIBLE)
def test_what_shows_nothing_is_a_blank_to_who_reads(sign: str) -> None:
    text = f"{sign}Kenya{sign}'s president met{sign} Tanzania{sign}. “{sign}We agree{sign},” he said{sign}."
    found, _ = read(text)
    plain, _ = read(text.replace(sign, " "))
    assert (found.mentions, found.statements, found.events) == (plain.mentions, plain.statements, plain.events)
    assert found.article.text == text
    assert "Kenya" in [text[m.start : m.end] for m in found.mentions]
    for m in found.mentions:
        assert not {text[m.start], text[m.end - 1]} & {sign, " "}


def test_blanks_keep_every_offset_and_the_signs_of_an_emoji() -> None:
    text = "\ufeffa\u200bb\xadc \u200d d 👩\u200d🚀"
    assert len(blanked(text)) == len(text)
    assert blanked(text) == " a b c   d 👩\u200d🚀"


def test_dates_are_read_round_what_shows_nothing() -> None:
    text = "They met on\u200b3 March 2024\ufeff."
    assert [(d.start, d.text) for d in read(text)[0].dates] == [("2024-03-03", (12, 24))]


@pytest.mark.parametrize("published", ["0001-01-01", "0001-01", "0001", "9999-12-31", "9999-12", "9999"])
def test_dates_at_the_ends_of_the_calendar(published: str) -> None:
    text = (
        "Last year and two weeks ago they met. Kenya attacked Tanzania. In the past decade and next year, next week, "
        "next decade, last weekend, in two days, on 29 February, last Monday, Friday the 13th, the third quarter, "
        "last month, ten years later, three days before the 1 January, 5 days after 31 December 9999, a century ago."
    )
    found, _ = read(text, published)
    assert found.events
    for date in [*found.dates, *(e.date for e in found.events if e.date is not None)]:
        assert date.start is None or date.end is None or date.start <= date.end


def test_the_text_of_a_doc_without_an_annotator() -> None:
    doc = annotator().nlp.make_doc("Peru\ufeff met Chile.")
    assert document.text_of(doc) == "Peru\ufeff met Chile."
