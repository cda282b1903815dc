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


def test_what_only_a_verb_tells_needs_somebody_who_does(annotator: Annotator) -> None:
    assert {standing for standing, _ in told(annotator, "Jobs that demand portability suit anyone.")} <= {"none"}


def test_an_asking_who_is_no_relative(annotator: Annotator) -> None:
    found = told(annotator, "By the time Angela Merkel learned who had written the letter, it was late.")
    assert all("time" not in words for _, words in found)


def test_a_subject_cut_off_by_its_sentence_is_none(annotator: Annotator) -> None:
    found = told(annotator, "The minister described him as sweating, and at that point the train had left.")
    assert not any(words.startswith("him") for standing, words in found if standing == "clause")
