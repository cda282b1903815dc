"""Where contents begin and end."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc

from docs import of_words
from kg.extract.attribution.draft import Draft
from kg.extract.attribution.edges import begin, share, whole_noun


def draft(doc: Doc, head: int, cue: tuple[int, int], content: set[int]) -> Draft:
    return Draft(doc[head], "assert", doc[0], (0, 1), cue, content, "that")


def words(doc: Doc, said: Draft) -> tuple[str, str]:
    return doc[slice(*said.cue_range)].text, " ".join(doc[i].text for i in sorted(said.content))


def test_the_preposition_that_leads_to_a_content_is_cue() -> None:
    doc = of_words(
        ["Oslo", "called", "for", "talks", "on", "Monday"],
        pos=["PROPN", "VERB", "ADP", "NOUN", "ADP", "PROPN"],
        tags=["NNP", "VBD", "IN", "NNS", "IN", "NNP"],
        deps=["nsubj", "ROOT", "prep", "pobj", "prep", "pobj"],
        heads=[1, 1, 1, 2, 1, 4],
    )
    said = draft(doc, 1, (1, 2), {2, 3})
    share(doc, said)
    assert words(doc, said) == ("called for", "talks")
    alone, gap, later = (draft(doc, 1, (1, 2), content) for content in ({2}, {2, 4, 5}, {0, 2, 3}))
    for kept in (alone, gap, later):
        before = set(kept.content)
        share(doc, kept)
        assert (kept.cue_range, kept.content) == ((1, 2), before)


def test_a_preposition_that_leads_elsewhere_is_not_cue() -> None:
    doc = of_words(
        ["Oslo", "said", "in", "a", "note", "that", "ships", "sank"],
        pos=["PROPN", "VERB", "ADP", "DET", "NOUN", "SCONJ", "NOUN", "VERB"],
        tags=["NNP", "VBD", "IN", "DT", "NN", "IN", "NNS", "VBD"],
        deps=["nsubj", "ROOT", "prep", "det", "pobj", "mark", "nsubj", "ccomp"],
        heads=[1, 1, 1, 4, 2, 7, 7, 1],
    )
    for end in (3, 4):
        said = draft(doc, 1, (1, end), {5, 6, 7})
        share(doc, said)
        assert words(doc, said) == ("said", "that ships sank")
    whole, before, by = draft(doc, 1, (1, 5), {5, 6, 7}), draft(doc, 1, (1, 3), {0}), draft(doc, 1, (1, 3), {5, 6, 7})
    by.source_range = (3, 5)
    for kept in (whole, before, by):
        cue = kept.cue_range
        share(doc, kept)
        assert kept.cue_range == cue


def test_the_to_of_an_infinitive_is_content() -> None:
    doc = of_words(
        ["Oslo", "refused", "to", "sign"],
        pos=["PROPN", "VERB", "PART", "VERB"],
        tags=["NNP", "VBD", "TO", "VB"],
        deps=["nsubj", "ROOT", "aux", "xcomp"],
        heads=[1, 1, 3, 1],
    )
    said = draft(doc, 1, (1, 3), {3})
    share(doc, said)
    assert words(doc, said) == ("refused", "to sign")
    going_on = draft(doc, 3, (1, 3), {3})
    share(doc, going_on)
    assert going_on.cue_range == (1, 3)


@pytest.mark.parametrize(
    ("sentence", "content"),
    [
        ("But the pact is dead", "the pact is dead"),
        ("However , the pact is dead", "the pact is dead"),
        ("But the pact is “ dead ”", "But the pact is “ dead ”"),
        ("BERGEN , Norway — The pact is dead", "The pact is dead"),
        ("BERGEN — The pact is “ dead ”", "The pact is “ dead ”"),
        ("Bergen — a port — is shut", "Bergen — a port — is shut"),
        ("NATO is a shield — and more", "NATO is a shield — and more"),
        ("But", "But"),
    ],
)
def test_what_the_writer_begins_with_is_nobodys(sentence: str, content: str) -> None:
    doc = of_words(sentence.split(), pos=["AUX" if w == "is" else "X" for w in sentence.split()])
    said = draft(doc, 0, (0, 0), set(range(len(doc))))
    begin(doc, said)
    assert words(doc, said)[1] == content


def test_within_a_sentence_nothing_is_left_out() -> None:
    doc = of_words(["But", "Oslo", "knows"], sent_starts=[True, False, False])
    said = draft(doc, 2, (2, 3), {1})
    begin(doc, said)
    assert words(doc, said)[1] == "Oslo"


PLANS = of_words(
    ["Oslo", "has", "plans", "that", "failed", ",", "or", "Mali", "and", "Chad"],
    pos=["PROPN", "VERB", "NOUN", "PRON", "VERB", "PUNCT", "CCONJ", "PROPN", "CCONJ", "PROPN"],
    tags=["NNP", "VBZ", "NNS", "WDT", "VBD", ",", "CC", "NNP", "CC", "NNP"],
    deps=["nsubj", "ROOT", "dobj", "nsubj", "relcl", "punct", "cc", "conj", "cc", "conj"],
    heads=[1, 1, 1, 4, 2, 1, 1, 2, 7, 7],
)


@pytest.mark.parametrize(
    ("content", "claimed", "whole"),
    [
        ({2}, set(), "plans that failed"),
        ({2}, {4}, "plans"),
        ({2, 3, 4, 5, 6, 7}, set(), "plans that failed , or Mali and Chad"),
        ({0}, set(), "Oslo"),
        ({1}, set(), "has"),
    ],
)
def test_what_belongs_to_the_last_noun_is_kept_with_it(content: set[int], claimed: set[int], whole: str) -> None:
    said = draft(PLANS, 1, (1, 2), set(content))
    whole_noun(PLANS, said, claimed)
    assert words(PLANS, said)[1] == whole


def test_an_aside_after_a_comma_does_not_belong_to_the_noun() -> None:
    doc = of_words(
        ["plans", ",", "which", "failed"],
        pos=["NOUN", "PUNCT", "PRON", "VERB"],
        deps=["ROOT", "punct", "nsubj", "relcl"],
        heads=[0, 0, 3, 0],
    )
    said = draft(doc, 0, (0, 0), {0})
    whole_noun(doc, said, ())
    assert said.content == {0}
