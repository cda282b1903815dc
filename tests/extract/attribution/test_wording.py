"""How the parts of statements read: what is told of each, and which are propositions at all."""

from __future__ import annotations

import pytest

from kg.annotate.mention_index import MentionIndex
from kg.annotate.pipeline import Annotator
from kg.extract.attribution.statements import statements
from kg.records import Article, Statement


def read(annotator: Annotator, text: str) -> tuple[str, tuple[Statement, ...]]:
    doc = annotator(Article("a", text, paragraphs=((0, len(text)),)))
    return text, statements(doc, MentionIndex.of(doc))


def told(annotator: Annotator, text: str) -> list[tuple[str, str]]:
    """(standing, wording) of every part."""
    text, found = read(annotator, text)
    return [
        (part.standing, " ".join(text[a:b] for a, b in part.wording or part.spans)) for s in found for part in s.parts
    ]


@pytest.mark.parametrize(
    ("text", "standing", "wording"),
    [
        ("The minister said that the port was closed.", "clause", "that the port was closed"),
        ("The port, the minister said, has been closed.", "clause", "The port has been closed"),
        ("The rebels demanded a seat at the talks.", "phrase", "demanded a seat at the talks"),
        ("Norway plans to reopen the mine near Bergen.", "phrase", "plans to reopen the mine near Bergen"),
        ("The pact is expected to lapse in June.", "clause", "The pact is expected to lapse in June"),
        ("“Never again in this town,” the general said.", "quotation", "“Never again in this town,”"),
        ("The mayor denied taking money from the builders.", "phrase", "denied taking money from the builders"),
        ("The general urged the rebels to leave the town.", "phrase", "urged the rebels to leave the town"),
    ],
)
def test_a_part_is_told_as_a_sentence(annotator: Annotator, text: str, standing: str, wording: str) -> None:
    assert (standing, wording) in told(annotator, text)


def test_what_points_to_something_else_is_no_proposition(annotator: Annotator) -> None:
    assert [standing for standing, _ in told(annotator, "The minister denied it. The general rejected this.")] == [
        "none",
        "none",
    ]


def test_a_feeling_about_a_thing_is_no_proposition(annotator: Annotator) -> None:
    assert {standing for standing, _ in told(annotator, "Voters love the new mayor of the town.")} <= {"none"}


def test_a_relative_pronoun_gives_way_to_what_it_stands_for(annotator: Annotator) -> None:
    found = told(annotator, "The council agreed on a swap that officials said would help the port.")
    assert ("clause", "a swap would help the port") in found
