"""The encoder on a Doc: what it leaves there, its weights checked, the same whatever else is read."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest
from spacy.tokens import Doc

from docs import of_words
from kg.annotate.encoder import weights
from kg.annotate.encoder.decoding import spans
from kg.annotate.encoder.labels import NAMES, ROLES, ROOTS, tags
from kg.annotate.encoder.session import Encoder
from kg.annotate.encoder.word_features import words
from kg.annotate.pipeline import Annotator
from kg.errors import WeightsError
from kg.records import Article

TEXT = (
    "Maria Lind said on Monday that the ferry to Turku would not sail before spring.\n\n"
    "“We need a new engine,” the minister told reporters in Stockholm.\n"
)


@pytest.fixture(scope="module")
def annotate() -> Annotator:
    return Annotator()


def _doc(annotate: Annotator, text: str) -> Doc:
    bounds: list[tuple[int, int]] = []
    at = 0
    for paragraph in text.split("\n\n"):
        bounds += [(at, at + len(paragraph.rstrip()))] if paragraph.strip() else []
        at += len(paragraph) + 2
    return annotate(Article("a", text, published="2025-02-14", paragraphs=tuple(bounds)))


def test_who_said_what_is_tagged_and_linked(annotate: Annotator) -> None:
    doc = _doc(annotate, TEXT)
    seen = doc._.encoded
    assert seen.said.shape == (len(doc), len(tags(ROLES)))
    found = {(s.label, doc[s.start : s.end].text) for s in spans(seen.said, ROLES)}
    assert ("source", "Maria Lind") in found
    assert ("source", "the minister") in found
    cue = next(s for s in spans(seen.said, ROLES) if s.label == "cue")
    assert seen.sources[cue.start][0].word == 0
    content = next(s for s in spans(seen.said, ROLES) if s.label == "content")
    assert cue.start <= (seen.cues[content.start][0].word or 0) < cue.end


def test_names_are_tagged_with_their_types(annotate: Annotator) -> None:
    doc = _doc(annotate, TEXT)
    found = {(doc[s.start : s.end].text, s.label) for s in spans(doc._.encoded.names, NAMES)}
    assert {("Maria Lind", "Person"), ("Turku", "Place"), ("Stockholm", "Place")} <= found


def test_a_name_goes_on_after_its_hyphen(annotate: Annotator) -> None:
    doc = _doc(
        annotate, "Kim Jong-un met Park Min-ho in Seoul. The Obama-era deal, a Hillary Clinton-led one, was off."
    )
    assert {"Kim Jong-un", "Park Min-ho", "Obama", "Seoul", "Hillary Clinton"} <= {e.text for e in doc.ents}


def test_what_else_is_read_changes_nothing(annotate: Annotator) -> None:
    alone = _doc(annotate, TEXT)._.encoded
    _doc(annotate, "Chad attacked Niger.\n\n" * 300)
    again = _doc(annotate, TEXT)._.encoded
    for name in ("names", "said", "chains"):
        assert getattr(alone, name).tobytes() == getattr(again, name).tobytes()
    assert alone.sources == again.sources


def test_the_number_of_threads_changes_nothing() -> None:
    docs = [_doc(Annotator(threads=n), TEXT * 30) for n in (1, 2)]
    assert docs[0]._.encoded.said.tobytes() == docs[1]._.encoded.said.tobytes()
    assert docs[0]._.encoded.chains.tobytes() == docs[1]._.encoded.chains.tobytes()


def test_fast_leaves_the_encoder_out() -> None:
    annotate = Annotator(fast=True)
    assert "kg_encoder" not in annotate.nlp.pipe_names
    assert _doc(annotate, TEXT)._.encoded is None


def test_an_empty_article_is_read(annotate: Annotator) -> None:
    assert _doc(annotate, "\n")._.encoded.names.shape[1] == len(tags(NAMES))


def test_the_root_between_two_marked_parties(annotate: Annotator) -> None:
    encoder = Encoder.of()
    doc = of_words(["Chad", "bombed", "two", "villages", "in", "Niger", "."])
    told = encoder.told(words(doc, []))
    there = encoder.roots(told, {0: "source", 5: "target"})
    assert ROOTS[int(there.argmax())] == "ASSAULT"
    assert there.shape == (len(ROOTS),)
    assert abs(float(there.sum()) - 1) < 0.01


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(weights.SHIPPED, tmp_path / "weights")
    return tmp_path / "weights"


@pytest.mark.parametrize("name", (*weights.FILES, *weights.EVENT_FILES))
def test_a_file_cut_short_is_refused(folder: Path, name: str) -> None:
    whole = (folder / name).read_bytes()
    (folder / name).write_bytes(whole[:-1])
    with pytest.raises(WeightsError, match=rf"{name}: is cut short or not the file"):
        weights.load.__wrapped__(folder)


def test_a_missing_file_and_a_bad_manifest_are_named(folder: Path) -> None:
    (folder / "heads.npz").unlink()
    with pytest.raises(WeightsError, match=r"heads\.npz: No such file"):
        weights.load.__wrapped__(folder)
    (folder / weights.MANIFEST).write_text("{")
    with pytest.raises(WeightsError, match=r"manifest\.json: is no JSON"):
        weights.load.__wrapped__(folder)
    (folder / weights.MANIFEST).write_text(json.dumps([1]))
    with pytest.raises(WeightsError, match=r"manifest\.json: is no manifest"):
        weights.digest(folder)


def test_what_is_no_encoder_is_refused(folder: Path) -> None:
    made = weights.load()
    broken = weights.Weights(b"no model", made.tokenizer, made.heads, made.calibration, made.digest)
    with pytest.raises(WeightsError, match="cannot be used"):
        Encoder(broken)


def test_all_is_small_and_has_a_card() -> None:
    files = sorted(weights.SHIPPED.iterdir())
    assert sum(f.stat().st_size for f in files) < 40_000_000
    assert "README.md" in [f.name for f in files]


def test_probabilities_are_rounded(annotate: Annotator) -> None:
    said = _doc(annotate, TEXT)._.encoded.said
    assert np.array_equal(said, said.round(3))
