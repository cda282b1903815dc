"""Contents that were cut off are whole again."""

from __future__ import annotations

import pytest

from docs import of_words
from kg.annotate.pipeline import Annotator
from kg.extract.attribution.completion import complete
from kg.extract.attribution.draft import Draft
from kg.records import Article


def test_what_was_left_out_in_the_midst_and_cut_at_the_end() -> None:
    doc = of_words(
        ["Police", "said", "a", "man", "of", "Oslo", "fled", "on", "Monday"],
        pos=["NOUN", "VERB", "DET", "NOUN", "ADP", "PROPN", "VERB", "ADP", "PROPN"],
        tags=["NNS", "VBD", "DT", "NN", "IN", "NNP", "VBD", "IN", "NNP"],
        deps=["nsubj", "ROOT", "det", "nsubj", "prep", "pobj", "ccomp", "prep", "pobj"],
        heads=[1, 1, 3, 6, 3, 4, 1, 6, 7],
    )
    draft = Draft(doc[1], "assert", doc[0], (0, 1), (1, 2), {2, 3, 6, 7}, "that")
    complete(doc, [draft])
    assert draft.content == set(range(2, 9))


def test_the_subject_that_the_parse_gave_to_the_source() -> None:
    doc = of_words(
        ["According", "to", "Ana", ",", "the", "truce", "is", "over", "."],
        pos=["VERB", "ADP", "PROPN", "PUNCT", "DET", "NOUN", "AUX", "ADV", "PUNCT"],
        tags=["VBG", "IN", "NNP", ",", "DT", "NN", "VBZ", "RB", "."],
        deps=["prep", "prep", "pobj", "punct", "det", "appos", "ROOT", "advmod", "punct"],
        heads=[6, 0, 1, 2, 5, 2, 6, 6, 6],
    )
    draft = Draft(doc[0], "assert", doc[2], (2, 3), (0, 2), {6, 7}, "according")
    complete(doc, [draft])
    assert draft.content == {4, 5, 6, 7}


def test_what_follows_an_inserted_cue() -> None:
    doc = of_words(
        ["The", "truce", ",", "officials", "said", ",", "is", "over"],
        pos=["DET", "NOUN", "PUNCT", "NOUN", "VERB", "PUNCT", "AUX", "ADV"],
        tags=["DT", "NN", ",", "NNS", "VBD", ",", "VBZ", "RB"],
        deps=["det", "nsubj", "punct", "nsubj", "parataxis", "punct", "ROOT", "advmod"],
        heads=[1, 6, 6, 4, 6, 6, 6, 6],
    )
    draft = Draft(doc[4], "assert", doc[3], (3, 4), (4, 5), {0, 1}, "that")
    complete(doc, [draft])
    assert draft.content == {0, 1, 6, 7}


def test_who_stands_behind_the_verb_says_it() -> None:
    doc = of_words(
        ["Ships", "may", "leave", ",", "said", "the", "ministers", "."],
        pos=["NOUN", "AUX", "VERB", "PUNCT", "VERB", "DET", "NOUN", "PUNCT"],
        tags=["NNS", "MD", "VB", ",", "VBD", "DT", "NNS", "."],
        deps=["nsubj", "aux", "ROOT", "punct", "conj", "det", "dobj", "punct"],
        heads=[2, 2, 2, 2, 2, 6, 4, 2],
    )
    draft = Draft(doc[4], "assert", doc[0], (0, 1), (4, 5), {0, 1, 2}, "that")
    complete(doc, [draft])
    assert draft.source_range == (5, 7)


def test_both_sides_of_a_passive() -> None:
    doc = of_words(
        ["The", "pact", "is", "expected", "to", "lapse"],
        pos=["DET", "NOUN", "AUX", "VERB", "PART", "VERB"],
        tags=["DT", "NN", "VBZ", "VBN", "TO", "VB"],
        deps=["det", "nsubjpass", "auxpass", "ROOT", "aux", "xcomp"],
        heads=[1, 3, 3, 3, 5, 3],
    )
    for half in ({0, 1}, {4, 5}):
        draft = Draft(doc[3], "believe", None, None, (2, 4), set(half), "tagged")
        complete(doc, [draft])
        assert draft.content == {0, 1, 4, 5}


def test_what_somebody_is_accused_of_however_far_from_who_is() -> None:
    doc = of_words(
        ["Oslo", "accused", "Bergen", "at", "talks", "of", "lying", "of", "late"],
        lemmas=["Oslo", "accuse", "Bergen", "at", "talk", "of", "lie", "of", "late"],
        pos=["PROPN", "VERB", "PROPN", "ADP", "NOUN", "ADP", "VERB", "ADP", "ADJ"],
        tags=["NNP", "VBD", "NNP", "IN", "NNS", "IN", "VBG", "IN", "JJ"],
        deps=["nsubj", "ROOT", "dobj", "prep", "pobj", "prep", "pcomp", "prep", "pobj"],
        heads=[1, 1, 1, 1, 3, 1, 5, 6, 7],
    )
    draft = Draft(doc[1], "oppose", doc[0], (0, 1), (1, 2), {2}, "obj")
    complete(doc, [draft])
    assert draft.content == {2, 5, 6, 7, 8}
    other = Draft(doc[6], "assert", None, None, (6, 7), {8}, "obj")
    mine = Draft(doc[1], "oppose", doc[0], (0, 1), (1, 2), {2}, "obj")
    complete(doc, [mine, other])
    assert mine.content == {2}
    doc[1].lemma_ = "meet"
    met = Draft(doc[1], "oppose", doc[0], (0, 1), (1, 2), {2}, "obj")
    complete(doc, [met])
    assert met.content == {2}


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Kenya asked its people to stay at home, and soldiers were sent there.", "its people to stay at home ,"),
        ("Kenya condemned the raid, and soldiers were sent there.", "the raid ,"),
        ("Kenya said that people fled, and soldiers were sent there.", None),
        ("Kenya asked its people to stay at home and to lock the doors.", None),
        ("Kenya asked its “people to stay at home, and soldiers were sent” there.", None),
    ],
)
def test_what_the_article_tells_beside_a_content_is_cut_off(annotator: Annotator, text: str, kept: str | None) -> None:
    doc = annotator(Article("a", text, paragraphs=((0, len(text)),)))
    draft = Draft(doc[1], "assert", doc[0], (0, 1), (1, 2), set(range(2, len(doc) - 1)), "tagged")
    complete(doc, [draft])
    assert " ".join(doc[i].text for i in sorted(draft.content)) == (kept or " ".join(t.text for t in doc[2:-1]))
