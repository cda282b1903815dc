"""Attributions from an encoder's tags that are given by hand."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from spacy.tokens import Doc

from kg.annotate.encoder.component import Encoded
from kg.annotate.encoder.labels import CHAIN, NAMES, ROLES, columns, tags
from kg.annotate.encoder.session import Link
from kg.annotate.pipeline import Annotator
from kg.extract.attribution.draft import Draft
from kg.extract.attribution.from_encoder import tagged
from kg.lexicon import speech
from kg.records import Article


def drafts(
    annotator: Annotator, text: str, likely: float = 1.0, known: Sequence[Draft] = (), **roles: str
) -> tuple[Doc, list[Draft]]:
    """What follows from tags on the words of ``roles``; each content belongs to the cue, the cue to the source.

    ``known`` is what the parse shows.
    """
    doc = annotator(Article("a", text, paragraphs=((0, len(text)),)))
    said = np.zeros((len(doc), len(tags(ROLES))), np.float32)
    said[:, 0] = 1.0
    starts = {}
    for role, words in roles.items():
        span = doc.char_span(text.index(words), text.index(words) + len(words))
        assert span is not None
        starts[role] = span.start
        begins, goes_on = columns(ROLES, role)
        for token in span:
            said[token.i, 0], said[token.i, begins if token.i == span.start else goes_on] = 1.0 - likely, likely
    encoded = Encoded(
        np.zeros((len(doc), len(tags(NAMES))), np.float32),
        said,
        {starts["cue"]: (Link(starts.get("source"), 1.0),)},
        {starts["content"]: (Link(starts["cue"], 1.0),)},
        np.zeros((len(doc), 4 * CHAIN), np.float16),
        np.zeros(1, np.float32),
        np.zeros((len(doc), 0), np.float16),
    )
    return doc, tagged(doc, encoded, known, speech.load())


def test_whose_a_noun_is_said_it_where_no_source_is_tagged(annotator: Annotator) -> None:
    text = "Angela Merkel's announcement of new rules surprised the envoys."
    doc, (draft,) = drafts(annotator, text, cue="announcement", content="of new rules")
    assert draft.source_range is not None
    assert doc[slice(*draft.source_range)].text == "Angela Merkel"


def test_a_content_does_not_end_before_its_noun(annotator: Annotator) -> None:
    doc, (draft,) = drafts(annotator, "The envoys announced the new rules.", cue="announced", content="the new")
    assert [doc[i].text for i in sorted(draft.content)] == ["the", "new", "rules"]


@pytest.mark.parametrize(
    ("cue", "content", "act"),
    [("called on", "Rwanda to leave", "demand"), ("called", "it a crime", "assert"), ("asked", "him to go", "demand")],
)
def test_the_act_is_that_of_the_frame(annotator: Annotator, cue: str, content: str, act: str) -> None:
    _, (draft,) = drafts(annotator, f"The envoys {cue} {content}.", source="The envoys", cue=cue, content=content)
    assert draft.act == act


@pytest.mark.parametrize(
    ("cue", "content", "likely", "found"),
    [
        ("unleashed", "the dogs", 0.52, 0),
        ("unleashed", "the dogs", 0.9, 1),
        ("unleashed", "that the dogs barked", 0.52, 1),
        ("scrapped", "plans to tax the dogs", 0.9, 0),
        ("summoned", "the dogs to bark", 0.9, 0),
        ("today", "the dogs", 0.9, 0),
        ("announced", "the rules", 0.52, 1),
        ("are", "the dogs", 0.9, 0),
    ],
)
def test_a_word_that_nothing_takes_for_saying_needs_sure_tags(
    annotator: Annotator, cue: str, content: str, likely: float, found: int
) -> None:
    _, made = drafts(annotator, f"The envoys {cue} {content}.", likely, cue=cue, content=content)
    assert len(made) == found


@pytest.mark.parametrize(
    ("text", "roles", "who"),
    [
        ("Oslo left while Bergen touted peace.", {"source": "Oslo"}, "Bergen"),
        ("Oslo left while Bergen touted peace.", {}, "Bergen"),
        ("It touted peace.", {}, None),
        ("Peace was touted in Oslo by Bergen.", {"source": "Bergen", "content": "Peace"}, "Bergen"),
    ],
)
def test_who_is_the_subject_of_the_cue_speaks(
    annotator: Annotator, text: str, roles: dict[str, str], who: str | None
) -> None:
    doc, (draft,) = drafts(annotator, text, 1.0, (), **{"cue": "touted", "content": "peace"} | roles)
    assert (doc[slice(*draft.source_range)].text if draft.source_range else None) == who


def test_a_subject_that_is_said_does_not_speak(annotator: Annotator) -> None:
    _, (draft,) = drafts(annotator, "The pact seems dead.", cue="seems", content="The pact")
    assert draft.source_range is None


@pytest.mark.parametrize(
    ("text", "cue", "content", "found"),
    [
        ("The march has raised fears that shops close.", "has", "that shops close", "has raised fears"),
        ("It was unclear whether shops close.", "It", "whether shops close", "It was unclear"),
        ("It, in short, was whether shops close.", "It", "whether shops close", None),
    ],
)
def test_an_empty_cue_goes_on_to_its_content(
    annotator: Annotator, text: str, cue: str, content: str, found: str | None
) -> None:
    doc, made = drafts(annotator, text, cue=cue, content=content)
    assert [doc[slice(*d.cue_range)].text for d in made] == ([found] if found else [])
    assert all(d.source_range is None or d.source_range[0] < d.cue_range[0] for d in made)


def test_a_list_of_speakers_is_whole(annotator: Annotator) -> None:
    text = "Chile, Peru and Bolivia touted peace."
    doc, (draft,) = drafts(annotator, text, source="Chile", cue="touted", content="peace")
    assert draft.source_range is not None
    assert doc[slice(*draft.source_range)].text == "Chile, Peru and Bolivia"


def test_a_source_does_not_end_with_a_preposition(annotator: Annotator) -> None:
    doc, (draft,) = drafts(
        annotator, "The envoys in touted peace.", source="The envoys in", cue="touted", content="peace"
    )
    assert draft.source_range is not None
    assert doc[slice(*draft.source_range)].text == "The envoys"


@pytest.mark.parametrize(
    ("parsed", "shown", "whole"),
    [
        ("a boat of had left Oslo", "a boat of the Red Lions had left Oslo", "a boat of the Red Lions had left Oslo"),
        ("a boat of the Red Lions", "a boat of the Red Lions had left Oslo", "a boat of the Red Lions had left Oslo"),
        ("a boat had left Oslo", "Envoys said a boat of the Red Lions had left Oslo", "a boat had left Oslo"),
    ],
    ids=["a name that the parse leaves out", "a verb that the parse loses", "the cue in the tags"],
)
def test_the_parse_and_the_tags_mend_each_other(annotator: Annotator, parsed: str, shown: str, whole: str) -> None:
    text = "Envoys said a boat of the Red Lions had left Oslo."
    doc = annotator(Article("a", text, paragraphs=((0, len(text)),)))
    content = {t.i for t in doc if t.text in parsed.split()}
    known = Draft(doc[1], "assert", doc[0], (0, 1), (1, 2), content, "that")
    _, (draft,) = drafts(annotator, text, known=[known], cue="said", content=shown)
    assert " ".join(doc[i].text for i in sorted(draft.content)) == whole
