"""No way up a parse goes in a circle, whatever the parse."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest
from spacy.tokens import Doc, Token

from docs import of_words, parsed
from kg.annotate.names.candidate import Candidate
from kg.annotate.names.gazetteer_matcher import load_gazetteer
from kg.annotate.names.metonymy import governing
from kg.annotate.syntax import is_passive, lemmas, object_heads, objects, subject, subject_word, upward
from kg.annotate.temporal.tense import tense
from kg.extract.attribution import cues
from kg.extract.attribution.spans import source_range
from kg.extract.dates import bearers, steps_to
from kg.extract.events.factuality import factuality
from kg.extract.events.triggers import evoke
from kg.extract.relations.relations import path
from kg.lexicon import frames

#: Arcs by which some loop climbs on, and tags of those for which it does.
ARCS = (
    "conj", "xcomp", "ccomp", "advcl", "acl", "relcl", "pcomp", "prep", "pobj", "dobj", "nsubj", "nsubjpass",
    "compound", "amod", "nmod", "appos", "aux", "auxpass",
)  # fmt: skip
TAGS = ("NN", "NNP", "NNS", "VBN", "VBD", "VB", "VBG", "JJ", "IN")
LOOPS: dict[str, Callable[[Token], object]] = {
    "bearers": bearers,
    "steps": lambda t: steps_to(t, t.doc[0]),
    "tense": tense,
    "is_passive": is_passive,
    "lemmas": lambda t: list(lemmas(t)),
    "subject": subject,
    "objects": lambda t: list(objects(t)),
    "cue": lambda t: list(cues.cues(t)),
    "speaker": subject_word,
    "factuality": factuality,
    "evoke": lambda t: evoke(t, frames.load()),
    "path": lambda t: path(t, t.doc[0]),
    "source": source_range,
}


@cache
def odd() -> tuple[Doc, ...]:
    """Docs of one sentence each, all of whose words hang by the same arc, the root on itself."""
    words, heads = ["Zed", "said", "Ana", "rather", "than"], [1, 1, 1, 2, 3]
    parts = {"N": "NOUN", "V": "VERB", "J": "ADJ", "I": "ADP"}
    return tuple(
        of_words(words, heads=heads, deps=[arc] * 5, tags=[tag] * 5, pos=[parts[tag[0]]] * 5, lemmas=words)
        for arc in ARCS
        for tag in TAGS
    )


def test_upward_goes_to_the_root() -> None:
    doc = parsed("Zed 1 nsubj NNP\nmet 1 ROOT VBD\nkind 3 amod JJ\nAna 1 dobj NNP")
    assert [t.text for t in upward(doc[2])] == ["kind", "Ana", "met"]
    assert [t.text for t in upward(doc[0])] == ["Zed", "met"]


@pytest.mark.parametrize("word", ["Rather", "than"])
def test_a_fragment_without_a_main_clause_ends(word: str) -> None:
    doc = parsed(f"{word} 0 ROOT IN\nwith 0 prep IN\nMoscow 1 pobj NNP GPE\n. 0 punct .")
    found = governing(doc, Candidate(2, 3, "name", "Place"), load_gazetteer(None))
    assert found.type == "Place"


@pytest.mark.parametrize("loop", LOOPS)
def test_a_root_with_the_arc_of_another_word_ends_every_loop(loop: str) -> None:
    """Other pipelines name the arc of a root otherwise, and a fragment is rooted in anything."""
    for doc in odd():
        for token in doc:
            LOOPS[loop](token)


def test_coordination_at_the_root_of_a_fragment_ends() -> None:
    doc: Doc = parsed("and 0 cc CC\n\nKyiv 0 conj NNP GPE\nsaid 0 conj VBD\n\nMoscow 0 ROOT NNP GPE")
    assert governing(doc, Candidate(1, 2, "name", "Place"), load_gazetteer(None)) is not None
    assert path(doc[1], doc[3]) is None


def shown(found: Token | None) -> str | None:
    return found.text if found is not None else None


@pytest.mark.parametrize(
    ("table", "verb", "word", "doer"),
    [
        ("Oman 1 nsubj NNP\nleft 1 ROOT VBD", "left", "Oman", "Oman"),
        ("MANILA 3 nsubj NNP\n-- 3 punct :\nRuiz 3 nsubj NNP\nleft 3 ROOT VBD", "left", "Ruiz", "Ruiz"),
        ("Oman 1 nsubj NNP\nhas 2 aux VBZ\nleft 2 ROOT VBN", "left", "Oman", "Oman"),
        ("Ruiz 2 nsubjpass NNP\nwas 2 auxpass VBD\nseen 2 ROOT VBN\nby 2 agent IN\nAna 3 pobj NNP",
         "seen", "Ruiz", "Ana"),
        ("Men 2 nsubj NNS\nwho 2 nsubj WP\nleft 0 relcl VBD", "left", "who", "Men"),
        ("We 1 nsubj PRP\nurge 1 ROOT VBP\nChad 1 dobj NNP\nto 4 aux TO\npay 1 xcomp VB", "pay", "Chad", "Chad"),
        ("We 1 nsubj PRP\nmet 1 ROOT VBD\nChad 1 dobj NNP\nto 4 aux TO\npay 1 xcomp VB", "pay", "We", "We"),
        ("We 1 nsubj PRP\ncall 1 ROOT VBP\non 1 prep IN\nChad 2 pobj NNP\nto 5 aux TO\npay 1 xcomp VB",
         "pay", "Chad", "Chad"),
        ("We 1 nsubj PRP\nare 1 ROOT VBP\nready 1 acomp JJ\nto 4 aux TO\npay 2 xcomp VB", "pay", "We", "We"),
        ("We 1 nsubj PRP\nsaid 1 ROOT VBD\nChad 3 nsubj NNP\nlost 1 ccomp VBD\nand 3 cc CC\npraised 3 conj VBD",
         "praised", "We", "We"),
        ("We 1 nsubj PRP\nleft 1 ROOT VBD\n, 1 punct ,\nwarning 1 dep VBG", "warning", "We", "We"),
    ],
)  # fmt: skip
def test_one_reader_says_who_is_the_subject(table: str, verb: str, word: str, doer: str) -> None:
    """The word that stands there, which a statement quotes, and who is meant, which an event takes."""
    token = next(t for t in parsed(table) if t.text == verb)
    assert (shown(subject_word(token)), shown(subject(token))) == (word, doer)


@pytest.mark.parametrize(
    ("table", "passive"),
    [
        ("Thousands 0 ROOT NNS\nprotested 0 acl VBN", False),
        ("Thousands 0 ROOT NNS\ndetained 0 acl VBN", True),
        ("Thousands 0 ROOT NNS\nprotested 0 acl VBN\nby 1 agent IN\nRuiz 2 pobj NNP", True),
        ("Thousands 0 ROOT NNS\nwho 2 nsubj WP\nprotested 0 relcl VBD", False),
    ],
)
def test_who_is_said_to_do_what_takes_no_object_does_it(table: str, passive: bool) -> None:
    doc = parsed(table)
    (verb,) = (t for t in doc if t.text.endswith("ed"))
    verb.lemma_ = verb.text.removesuffix("ed")
    assert is_passive(verb) == passive


@pytest.mark.parametrize(
    ("what", "tags", "met"),
    [("several", "JJ", ["several", "envoys"]), ("number", "NN", ["number", "envoys"]), ("chief", "NN", ["chief"])],
)
def test_what_is_numbered_is_the_object_too(what: str, tags: str, met: list[str]) -> None:
    doc = parsed(f"We 1 nsubj PRP\nmet 1 ROOT VBD\n{what} 1 dobj {tags}\nof 2 prep IN\nenvoys 3 pobj NNS")
    assert [token.text for token in object_heads(doc[1])] == met
