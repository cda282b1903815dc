"""Interviews, transcripts, posts, and those who say something together."""

from __future__ import annotations

from test_statements import Read

from kg.annotate.pipeline import Annotator


def test_the_turns_of_an_interview(annotator: Annotator) -> None:
    read = Read(
        annotator,
        "Angela Merkel spoke about the bridge on Friday.",
        "Q: Why was it closed?",
        "A: The beams were rusty.",
        "We had been warned.",
        "Q: Will it open again?",
        "A: In May.",
    )
    turns = [s for s in read.statements if read.words(*s.cue) == [":"]]
    assert [(s.act, read.named(*s.speaker)) for s in turns] == [
        ("ask", []),
        ("assert", ["Angela Merkel"]),
        ("ask", []),
        ("assert", ["Angela Merkel"]),
    ]
    assert "warned" in "".join(read.words(*turns[1].content))


def test_of_two_who_may_answer_nobody_does(annotator: Annotator) -> None:
    read = Read(annotator, "Angela Merkel and Boris Johnson met the press.", "Q: Is it over?", "A: It is not over yet.")
    assert [s.speaker for s in read.statements if read.words(*s.source) == ["A"]] == [()]


def test_a_letter_before_a_colon_alone_is_no_interview(annotator: Annotator) -> None:
    read = Read(annotator, "Angela Merkel won.", "A: the road to the north is closed.")
    assert not any(read.words(*s.source) == ["A"] for s in read.statements)


def test_a_post_with_its_handle(annotator: Annotator) -> None:
    read = Read(
        annotator,
        "The minister left on Friday.",
        "The bridge will stay where it is. — Angela Merkel (@amerkel) May 3, 2021",
    )
    said = read.by_cue("—")
    assert (read.words(*said.content), read.named(*said.speaker)) == (
        ["The bridge will stay where it is"],
        ["Angela Merkel"],
    )


def test_they_are_those_who_met(annotator: Annotator) -> None:
    read = Read(annotator, "Angela Merkel met Boris Johnson in Oslo. They said that the treaty would be signed in May.")
    assert read.named(*read.by_cue("said").speaker) == ["Angela Merkel", "Boris Johnson"]


def test_they_may_be_a_crowd(annotator: Annotator) -> None:
    read = Read(annotator, "Angela Merkel and Boris Johnson met protesters in Oslo. They said that the law was unfair.")
    assert "Angela Merkel" not in read.named(*read.by_cue("said").speaker)


def test_a_question_before_a_colon_is_asked(annotator: Annotator) -> None:
    read = Read(annotator, "Reporter: Will the bridge open again?")
    assert [s.act for s in read.statements] in (["ask"], [])


def test_what_is_not_quoted_stays_in_its_paragraph(annotator: Annotator) -> None:
    read = Read(annotator, "Norway warns of new sanctions against Chad", "Chad closes its border to trucks")
    assert not any("border" in word for s in read.statements for word in read.words(*s.content))


def test_what_is_declined_is_not_said(annotator: Annotator) -> None:
    read = Read(annotator, "The ministry declined to comment on the raid in Gao.")
    assert [s.act for s in read.statements] == ["decline"]
