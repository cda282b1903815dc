"""The parts of a statement's content."""

from __future__ import annotations

from spacy.tokens import Doc

from docs import of_words
from kg.annotate.mention_index import MentionIndex
from kg.extract.attribution.propositions import parts
from kg.records import Mention

WORDS = ["that", "Oslo", "has", "not", "signed", "the", "treaty", "and", "that", "two", "ships", "sank"]


def doc() -> Doc:
    made = of_words(
        WORDS,
        lemmas=["that", "Oslo", "have", "not", "sign", "the", "treaty", "and", "that", "two", "ship", "sink"],
        pos=["SCONJ", "PROPN", "AUX", "PART", "VERB", "DET", "NOUN", "CCONJ", "SCONJ", "NUM", "NOUN", "VERB"],
        tags=["IN", "NNP", "VBZ", "RB", "VBN", "DT", "NN", "CC", "IN", "CD", "NNS", "VBD"],
        deps=["mark", "nsubj", "aux", "neg", "ccomp", "det", "dobj", "cc", "mark", "nummod", "nsubj", "conj"],
        heads=[4, 4, 4, 4, 4, 6, 4, 4, 11, 10, 11, 4],
    )
    made._.mentions = (Mention("m1", 5, 9, "name", "Government", "e1"),)
    return made


def test_clauses_that_are_joined_are_parts() -> None:
    made = doc()
    first, second = parts(made, MentionIndex.of(made), "s1", range(len(WORDS)))
    assert (first.id, second.id) == ("s1.1", "s1.2")
    assert (first.terms, first.entities, first.negated) == (("sign", "treaty"), ("e1",), True)
    assert (second.terms, second.entities, second.negated) == (("ship", "sink", "two"), (), False)
    assert [made.text[s:e] for p in (first, second) for s, e in p.spans] == [
        "that Oslo has not signed the treaty",
        "that two ships sank",
    ]


def test_one_part_has_the_id_of_its_statement() -> None:
    made = doc()
    (only,) = parts(made, MentionIndex.of(made), "s7", range(7))
    assert only.id == "s7"


def test_what_is_no_clause_stays_with_the_clause() -> None:
    made = of_words(
        ["Oslo", "’s", "fleet", "the", "treaty", "failed"],
        pos=["PROPN", "PART", "VERB", "DET", "NOUN", "VERB"],
        deps=["ROOT", "case", "ROOT", "det", "nsubj", "ROOT"],
        heads=[0, 0, 2, 4, 5, 5],
    )
    found = parts(made, MentionIndex.of(made), "s1", range(6))
    assert [tuple(made.text[a:b] for a, b in p.spans) for p in found] == [("Oslo ’s fleet the treaty failed",)]
