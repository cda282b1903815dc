"""The spaCy component ``kg_encoder``: reads an article once and leaves what it saw on the Doc, by token.

Its names take the place of those of spaCy's recognizer in ``doc.ents``; numbers and dates there stay.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc, Span

from kg.annotate import document
from kg.annotate.encoder.decoding import spans
from kg.annotate.encoder.labels import NAMES
from kg.annotate.encoder.session import Encoder, Link
from kg.annotate.encoder.weights import Floats
from kg.annotate.encoder.word_features import Words, words
from kg.annotate.names.gazetteer_matcher import GazetteerMatcher
from kg.annotate.names.model_entities import NUMBERS
from kg.lexicon.gazetteer import Gazetteer
from kg.lexicon.words import word_list

T = TypeVar("T", np.float32, np.float16)


@dataclass(frozen=True, slots=True)
class Encoded:
    """What the encoder saw of a Doc; rows and numbers are those of its tokens, rows of white space are 0."""

    #: [tokens, tags of NAMES] and [tokens, tags of ROLES]: probabilities.
    names: Floats
    said: Floats
    #: A token that may begin a cue → tokens of its source; one that may begin a content → of its cue; None: of nothing.
    sources: Mapping[int, tuple[Link, ...]]
    cues: Mapping[int, tuple[Link, ...]]
    #: [tokens, 4 CHAIN], and what each of the features of coreference weighs.
    chains: NDArray[np.float16]
    told: Floats
    #: [tokens, HAPPENING], for events; no columns where the weights do not know them.
    happenings: NDArray[np.float16]


@Language.factory("kg_encoder", default_config={"gazetteer": None, "weights": None, "threads": 0})
def make_encoder(nlp: Language, name: str, gazetteer: str | None, weights: str | None, threads: int) -> Reader:
    """Registered as ``kg_encoder``; ``weights`` is a folder, None for the shipped ones. Raises WeightsError."""
    return Reader(
        Gazetteer.load(Path(gazetteer) if gazetteer else None),
        Encoder.of(Path(weights) if weights else None, threads),
    )


class Reader:
    """Gives ``doc._.encoded``."""

    def __init__(self, gazetteer: Gazetteer, encoder: Encoder) -> None:
        """``gazetteer`` tells the encoder what it takes names for."""
        self._gazetteer, self._encoder = gazetteer, encoder

    def __call__(self, doc: Doc) -> Doc:
        """Read ``doc``, which has sentences."""
        told = words_of(doc, self._gazetteer)
        read = self._encoder.read(told)
        at = np.array(told.tokens, dtype=np.int64)
        doc._.encoded = Encoded(
            _placed(read.names, at, len(doc)),
            _placed(read.said, at, len(doc)),
            {told.tokens[n]: _moved(links, told) for n, links in read.sources.items()},
            {told.tokens[n]: _moved(links, told) for n, links in read.cues.items()},
            _placed(read.chains, at, len(doc)),
            self._encoder.weights.heads["told"],
            _placed(read.happenings, at, len(doc)),
        )
        doc.set_ents(_entities(doc, doc._.encoded))
        return doc


#: The label that spaCy's recognizer gives to such names.
_LABELS = {
    "Person": "PERSON", "Organization": "ORG", "Place": "GPE", "Country": "GPE", "Group": "NORP", "Other": "EVENT",
}  # fmt: skip


#: What a hyphen ties to a name without being of it.
_AFTER_HYPHEN = word_list("annotate.encoder.component", "after_hyphen")


def _entities(doc: Doc, seen: Encoded) -> list[Span]:
    """The encoder's names, a place of the kind that the recognizer saw there, and the recognizer's numbers."""
    kinds = {(e.start, e.end): e.label_ for e in doc.ents if e.label_ in ("FAC", "LOC")}
    names = []
    found = spans(seen.names, NAMES)
    begun = {s.start for s in found}
    for s in found:
        label = kinds.get((s.start, s.end), "GPE") if s.label == "Place" else _LABELS[s.label]
        last = s.end - 1 if doc[s.end - 1].text == "-" and s.end - s.start > 1 else s.end  # no name ends in a hyphen
        end = _hyphenated(doc, last, seen.names, begun)
        if end == last and s.label == "Person" and last - s.start > 1 and _given(doc, last):
            end += 2
        names.append(Span(doc, s.start, end, label))
    taken = {token.i for name in names for token in name}
    return names + [e for e in doc.ents if e.label_ in NUMBERS and taken.isdisjoint(range(e.start, e.end))]


def _hyphenated(doc: Doc, end: int, likely: Floats, begun: set[int]) -> int:
    """Where a name ends that goes on after a hyphen ("Kim Jong-un", not "Obama-era"); ``begun``: where others begin."""
    while _tied(doc, end) and end not in begun and end + 1 not in begun and likely[end + 1, 0] < 0.5:  # O
        end += 2
    return end


def _given(doc: Doc, end: int) -> bool:
    """Whether "-in" follows "Moon Jae": a short word in small letters that is no "-led" or "-era"."""
    word = doc[end + 1] if _tied(doc, end) else None
    return word is not None and word.text.islower() and len(word) <= 4 and word.text not in _AFTER_HYPHEN


def _tied(doc: Doc, end: int) -> bool:
    """Whether a hyphen at ``end`` ties the word after it to the one before."""
    return end + 1 < len(doc) and doc[end].text == "-" and not (doc[end - 1].whitespace_ or doc[end].whitespace_)


def words_of(doc: Doc, gazetteer: Gazetteer) -> Words:
    """The words of ``doc`` with what the encoder is told of them."""
    doc._.gazetteer_matcher = GazetteerMatcher(gazetteer, document.day(doc))  # what is looked up here need not be again
    return words(
        doc, [found for sentence in document.sentences(doc) for found in doc._.gazetteer_matcher.names(sentence)]
    )


def _placed(rows: NDArray[T], at: NDArray[np.int64], tokens: int) -> NDArray[T]:
    placed = np.zeros((tokens, rows.shape[1]), rows.dtype)
    placed[at] = rows
    return placed


def _moved(links: tuple[Link, ...], told: Words) -> tuple[Link, ...]:
    return tuple(Link(None if k.word is None else told.tokens[k.word], k.probability) for k in links)
