"""Frames of a word, on parses made by hand: no model can break these."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc

from docs import of_rows
from kg.annotate.syntax import lifted
from kg.extract.attribution.cues import cues
from kg.extract.attribution.sources import speaker
from kg.extract.attribution.spans import content_tokens, cue_range, source_range


def parsed(rows: str) -> Doc:
    return of_rows(rows, "word lemma pos tag dep head")


SAID = parsed(
    """
    The the DET DT det 1
    envoy envoy NOUN NN nsubj 4
    has have AUX VBZ aux 4
    repeatedly repeatedly ADV RB advmod 4
    said say VERB VBN ROOT 4
    that that SCONJ IN mark 7
    talks talk NOUN NNS nsubj 7
    failed fail VERB VBD ccomp 4
    and and CCONJ CC cc 7
    called call VERB VBD conj 7
    for for ADP IN prep 9
    sanctions sanction NOUN NNS pobj 10
    """
)
EXPECTED = parsed(
    """
    It it PRON PRP nsubjpass 2
    is be AUX VBZ auxpass 2
    feared fear VERB VBN ROOT 2
    that that SCONJ IN mark 5
    dams dam NOUN NNS nsubj 5
    break break VERB VBP ccomp 2
    """
)
PLEDGE = parsed(
    """
    Norway Norway PROPN NNP poss 2
    's 's PART POS case 0
    refusal refusal NOUN NN nsubj 5
    to to PART TO aux 4
    sign sign VERB VB acl 2
    hurt hurt VERB VBD ROOT 5
    """
)


def words(doc: Doc, indices: set[int]) -> str:
    return " ".join(doc[i].text for i in sorted(indices))


def test_a_finite_clause() -> None:
    cue = next(cues(SAID[4]))
    assert cue.frame == "that"
    assert SAID[slice(*cue_range(cue, None))].text == "has repeatedly said"
    source = speaker(cue)
    assert source is not None
    assert SAID[slice(*source_range(source))].text == "The envoy"


def test_the_subject_of_an_impersonal_passive_is_no_content() -> None:
    cue = next(c for c in cues(EXPECTED[2]) if c.frame == "be-that")
    assert cue.passive
    assert words(EXPECTED, content_tokens(cue)) == "that dams break"
    assert speaker(cue) is None


def test_a_noun_with_its_possessor() -> None:
    cue = next(cues(PLEDGE[2]))
    assert cue.frame == "n-to"
    assert words(PLEDGE, content_tokens(cue)) == "to sign"
    assert speaker(cue) == PLEDGE[0]


@pytest.mark.parametrize(
    ("tag", "lemma", "is_lifted"), [("VBN", "call", True), ("VBN", "rain", False), ("VBZ", "call", False)]
)
def test_a_second_verb_of_saying_stands_beside_the_first(tag: str, lemma: str, is_lifted: bool) -> None:
    doc = SAID.copy()
    doc[4].tag_ = "VBD" if tag == "VBN" else tag
    doc[9].lemma_ = lemma
    above = lifted(doc[9])
    assert (above is not None) is is_lifted
    if above is not None:
        assert above.i == 4
        assert "called" not in words(doc, content_tokens(next(cues(doc[4]))))
