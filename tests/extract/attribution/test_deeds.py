"""What is no attribution: auxiliaries, blows, refusals to comment."""

from __future__ import annotations

import pytest
from test_statements import Read

from kg.annotate.mention_index import MentionIndex
from kg.annotate.pipeline import Annotator
from kg.extract.attribution.deeds import is_none
from kg.extract.attribution.draft import Draft


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen attacked a police station on Monday.",
        "Soldiers attacked villagers near the river.",
        "The museum remembers the 1998 attack on Riga by the rebels.",
    ],
)
def test_a_blow_is_no_statement(annotator: Annotator, text: str) -> None:
    assert not [s for s in Read(annotator, text).statements if "attack" in text[s.cue[0][0] : s.cue[0][1]]]


@pytest.mark.parametrize(
    "text", ["Angela Merkel attacked Boris Johnson for the delay.", "The deputy attacked the decision."]
)
def test_words_may_attack(annotator: Annotator, text: str) -> None:
    assert Read(annotator, text).by_cue("attacked").act == "oppose"


def test_an_auxiliary_is_no_cue(annotator: Annotator) -> None:
    read = Read(annotator, "Chile and Peru met on Friday. They will open the border to trade.")
    assert not any(read.words(*s.cue) == ["will"] for s in read.statements)


def test_a_refusal_to_comment_is_an_act_of_its_own_without_its_matter(annotator: Annotator) -> None:
    read = Read(annotator, "The navy did not respond to requests for comment about the raid on the harbour.")
    assert [(s.act, s.negated) for s in read.statements] in ([("decline", False)], [])
    assert not any("raid" in word for s in read.statements for word in read.words(*s.content))


@pytest.mark.parametrize(
    ("text", "none"),
    [
        ("Angela Merkel telephoned Boris Johnson.", True),
        ("Angela Merkel telephoned that she was late.", False),
        ("Merkel rejected a call to Boris Johnson.", True),
        ("Merkel rejected a call to arms.", False),
        ("Angela Merkel blamed Boris Johnson.", False),
    ],
)
def test_a_call_to_somebody_says_nothing_by_itself(annotator: Annotator, text: str, none: bool) -> None:
    read = Read(annotator, text)
    words = [t.text for t in read.doc]
    cue = next(i for i, word in enumerate(words) if word in ("telephoned", "call", "blamed"))
    content = set(range(cue + 1 + (words[cue] == "call"), len(words) - 1))
    draft = Draft(read.doc[cue], "assert", read.doc[0], (0, 1), (cue, cue + 1), content, "obj")
    assert is_none(read.doc, draft, MentionIndex.of(read.doc)) == none


def test_what_was_known_nobody_thinks(annotator: Annotator) -> None:
    read = Read(annotator, "Once the score was known, the crowd left.")
    draft = Draft(read.doc[4], "believe", None, None, (3, 5), {1, 2}, "tagged")
    assert is_none(read.doc, draft, MentionIndex.of(read.doc))
