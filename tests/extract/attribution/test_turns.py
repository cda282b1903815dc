"""Interviews, transcripts, posts, and those who say something together."""

from __future__ import annotations

import pytest
from test_statements import Read

from kg.annotate.document import paragraphs
from kg.annotate.mention_index import MentionIndex
from kg.annotate.pipeline import Annotator
from kg.extract.attribution.from_interviews import transcript
from kg.extract.attribution.statements import statements
from kg.records import Article


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


def test_quotations_that_are_signed_line_by_line(annotator: Annotator) -> None:
    text = (
        "“The bridge is shut for good.” ― Ana Ruiz\n"
        "“Nobody told us about the bridge.”\xa0―\xa0Leo Brandt.\nThe port is open."
    )
    doc = annotator(Article("a", text, paragraphs=((0, len(text)),)))
    said = statements(doc, MentionIndex.of(doc))
    assert [(text[slice(*s.source[0])], text[slice(*s.content[0])]) for s in said] == [
        ("Ana Ruiz", "“The bridge is shut for good.”"),
        ("Leo Brandt", "“Nobody told us about the bridge.”"),
    ]


def test_a_dash_within_a_line_signs_nothing(annotator: Annotator) -> None:
    read = Read(annotator, "She cried “The bridge is shut.” — Ana Ruiz, who was there, heard it.")
    assert not any(read.words(*s.cue) == ["—"] for s in read.statements)


@pytest.mark.parametrize("mark", ["", '"'])
def test_the_turns_of_a_transcript(annotator: Annotator, mark: str) -> None:
    read = Read(
        annotator,
        f"{mark}RUIZ: I said that we want peace. I mean it.",
        f"{mark}BRANDT: Do you?",
        f"{mark}RUIZ: Yes, we do.",
        "The talks ended.",
    )
    turns = [s for s in read.statements if read.words(*s.cue) == [":"]]
    assert [(s.act, read.words(*s.source), read.words(*s.content)) for s in turns] == [
        ("assert", ["RUIZ"], ["I said that we want peace. I mean it"]),
        ("ask", ["BRANDT"], ["Do you?"]),
        ("assert", ["RUIZ"], ["Yes, we do"]),
    ]
    assert all(s.within is not None for s in read.statements if s not in turns)


@pytest.mark.parametrize(
    "lines",
    [
        ("RUIZ: Peace is near.", "BRANDT: War is near."),
        ("UPDATE: The port is open.", "UPDATE: The port is shut."),
        ("RUIZ: Peace is near.", "Brandt: War is near.", "RUIZ: Peace is near."),
    ],
)
def test_capitals_before_a_colon_are_no_transcript_where_nobody_takes_turns(
    annotator: Annotator, lines: tuple[str, ...]
) -> None:
    doc = Read(annotator, *lines).doc
    assert transcript(doc, [(p.start, p.end) for p in paragraphs(doc)]) == []
