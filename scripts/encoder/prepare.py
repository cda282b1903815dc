"""Reads the corpora once as the encoder will see them: words, shapes, the gazetteer's opinion, names as silver.

``python -m encoder.prepare OUT`` writes one JSON-lines file a corpus, and one of the sentences that are made of the
lexicon's frames (:mod:`encoder.framed`). Sentences and articles stay in OUT, which is no part of the repository. Left
out for their licences (non-commercial, share-alike, GPL): GUM's essays, letters, podcasts, fiction, wikiHow,
biographies and voyages; CrossRE.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from encoder.corpora import BENCHMARKS, Row, lines
from encoder.framed import SEED, Maker
from kg.annotate import document
from kg.annotate.encoder.word_features import words
from kg.annotate.names.gazetteer_matcher import GazetteerMatcher, load_gazetteer
from kg.annotate.pipeline import Annotator
from kg.articles import read
from kg.errors import InputError

#: GUM's genres whose texts may be learned from: CC BY, or none stated.
GENRES = {"academic", "court", "interview", "conversation", "speech", "textbook", "vlog"}


def main(out: Path) -> None:
    """Write every corpus to ``out``, which is made."""
    out.mkdir(parents=True, exist_ok=True)
    annotate = Annotator(fast=True)
    corpora = (
        ("statements", _statements()), ("chains", _chains()), ("names", _names()), ("pairs", _pairs()),
        ("framed", Maker(SEED).rows()),
    )  # fmt: skip
    for name, rows in corpora:
        part = out / f"{name}.part"
        with part.open("w", encoding="utf-8") as stream:
            for row in rows:
                for made in _prepared(row, annotate, out):
                    stream.write(json.dumps(made, ensure_ascii=False) + "\n")
        part.replace(out / f"{name}.jsonl")


def _statements() -> Iterator[Row]:
    for row in lines(BENCHMARKS / "attribution/data/train/articles.jsonl.gz"):
        yield {k: row[k] for k in ("id", "title", "published", "text", "attributions")}


def _chains() -> Iterator[Row]:
    for row in lines(BENCHMARKS / "actors/train/gum.jsonl.gz"):
        if row["source"] in GENRES:
            yield {k: row[k] for k in ("id", "title", "published", "text", "mentions", "zones")}


def _names() -> Iterator[Row]:
    for row in lines(BENCHMARKS / "actors/train/relations.jsonl.gz"):
        if row["corpus"] == "redocred":
            yield {k: row[k] for k in ("id", "text", "mentions")}


def _pairs() -> Iterator[Row]:
    texts = {row["id"]: row["text"] for row in lines(BENCHMARKS / "events/data/sentences.jsonl")}
    for row in lines(BENCHMARKS / "events/data/pairs.jsonl"):
        kept = {k: row[k] for k in ("sentence", "source", "target", "root")}
        yield {"id": row["uid"], "text": texts[row["sentence"]], **kept}


def _prepared(row: Row, annotate: Annotator, out: Path) -> Iterator[Row]:
    """``row`` with what the encoder is told of its text; nothing, said on standard error, if it can't be read."""
    given = out / "article.jsonl"
    given.write_text(json.dumps({k: row[k] for k in ("id", "title", "published", "text") if row.get(k)}) + "\n")
    for article in read([given], published=None, on_error=_complain):
        if article.text != row["text"]:
            print(f"{row['id']}: its text is not as it was", file=sys.stderr)
            continue
        doc = annotate(article)
        known = GazetteerMatcher(load_gazetteer(None), document.day(doc))
        told = words(doc, [f for s in document.sentences(doc) for f in known.names(s)])
        yield row | {
            "words": [(doc[i].idx, doc[i].idx + len(doc[i])) for i in told.tokens],
            "texts": told.texts,
            "shapes": told.shapes,
            "opinions": told.opinions,
            "starts": told.sentences,
            "breaks": told.paragraphs,
            "silver": [(m.start, m.end, m.type) for m in doc._.mentions if m.kind == "name"],
        }
    given.unlink()


def _complain(error: InputError) -> None:
    print(error, file=sys.stderr)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
