"""Docs that our components have seen go through bytes and processes, and come out as they were."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import spacy
import srsly
from spacy.language import Language
from spacy.tokens import Doc, DocBin

from docs import blank, read_back
from kg.annotate.pipeline import DEFAULT_MODEL
from kg.records import Article

TEXTS = (
    "Foreign Minister Sergei Lavrov said on 3 March 2025 in Moscow that Russia would not withdraw its troops.",
    "Donald Trump met Olaf Scholz in Berlin last year. He praised the German chancellor.",
)


@cache
def pipeline(fast: bool) -> Language:
    nlp = spacy.load(DEFAULT_MODEL)
    for name in ("kg_dates", *(() if fast else ("kg_encoder",)), "kg_names", "kg_coreference"):
        nlp.add_pipe(name)
    return nlp


def left(doc: Doc) -> list[Any]:
    """What the components left, as values that can be compared."""
    values = [doc._.article, doc._.mentions, doc._.dates, doc._.anchor, doc._.candidates]
    seen = doc._.encoded
    if seen is not None:
        arrays = (seen.names, seen.said, seen.chains, seen.told)
        values += [seen.sources, seen.cues, [(a.tobytes(), a.dtype, a.shape) for a in arrays]]
    return values


@pytest.mark.parametrize("fast", [True, False], ids=["fast", "encoder"])
def test_bytes(fast: bool) -> None:
    nlp = pipeline(fast)
    docs = [nlp.make_doc(text) for text in TEXTS]
    for doc in docs:
        doc._.article = Article("a", doc.text, published="2025-03-04", paragraphs=((0, len(doc.text)),))
    docs = [nlp(doc) for doc in docs]
    assert all(doc._.mentions and doc._.dates and doc._.candidates for doc in docs)
    assert [left(read_back(doc)) for doc in docs] == [left(doc) for doc in docs]
    kept = DocBin(docs=docs, store_user_data=True).to_bytes()
    assert [left(doc) for doc in DocBin().from_bytes(kept).get_docs(nlp.vocab)] == [left(doc) for doc in docs]


@pytest.mark.parametrize("fast", [True, False], ids=["fast", "encoder"])
def test_processes(fast: bool) -> None:
    nlp = pipeline(fast)
    texts = TEXTS * 3
    alone = [left(doc) for doc in nlp.pipe(texts)]
    assert [left(doc) for doc in nlp.pipe(texts, n_process=2, batch_size=2)] == alone


def test_a_doc_without_our_components() -> None:
    doc = blank()("Nothing was left here.")
    assert (doc._.mentions, doc._.dates, doc._.candidates, doc._.article) == ((), (), (), None)
    assert left(read_back(doc)) == left(doc)


def test_bytes_from_elsewhere_make_nothing_but_our_values() -> None:
    for value in ({"__kg__": "Path", "args": ["/"]}, {"__kg__": "system", "command": "true"}, {"__kg__": ["x"]}):
        assert srsly.msgpack_loads(srsly.msgpack_dumps(value)) == value
    assert srsly.msgpack_loads(srsly.msgpack_dumps({"a": [1, (2, 3)]})) == {"a": [1, [2, 3]]}
    with pytest.raises(TypeError):
        srsly.msgpack_dumps(Path())
