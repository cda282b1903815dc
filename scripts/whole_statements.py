"""Of how many statements the text reads as a sentence, by a parse of that text alone.

``python -m whole_statements --inputs FILE`` writes 60 articles of the training part of ``news-events``;
``python -m whole_statements RECORDS [--list]`` reads what ``kg extract`` makes of them and prints
statements=how many the graph would have; whole=share that is a clause (a verb with a tense and its subject), a
quotation, or a verb of saying, planning, demanding with what it is about; clauses, quotations, phrases=shares;
short=share of at most three words; nodes=share of the propositions of the records that become statements at all.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Token

from kg.annotate.pipeline import DEFAULT_MODEL
from kg.annotate.syntax import Role, role
from kg.records import Extraction, from_json
from kg.resolve.readings import parts, profile
from kg.resolve.statements.wording import tidy

DATA = Path(__file__).parent.parent.parent / "shared" / "benchmarks" / "news-events" / "train" / "articles.jsonl.gz"
ARTICLES = 60
SHORT = 3
_SUBJECTS = {
    Role.SUBJECT, Role.PASSIVE_SUBJECT, Role.CLAUSE_SUBJECT, Role.PASSIVE_CLAUSE_SUBJECT, Role.EXPLETIVE,
}  # fmt: skip
_AUX = {Role.AUX, Role.PASSIVE_AUX}
_FINITE = {"VBD", "VBZ", "VBP", "MD"}
_OPENED, _CLOSED = ("“", '"', "‘", "'", "«", "``"), ("”", '"', "’", "'", "»", "''")


def articles(count: int = ARTICLES) -> Iterator[dict[str, str]]:
    """``count`` whole articles, evenly from all by id."""
    with gzip.open(DATA, "rt", encoding="utf-8") as file:
        rows = [row for row in map(json.loads, file) if len(row["sentences"]) > 1]
    rows.sort(key=lambda row: row["id"])
    for row in rows[:: len(rows) // count][:count]:
        yield {name: row[name] for name in ("id", "title", "published", "text") if row[name]}


def told(extraction: Extraction) -> Iterator[str]:
    """The texts of the statements of one article, as its graph would show them."""
    for said in profile(extraction).statements:
        yield tidy(said.told or said.text, quotation=said.quotation)


def kind(doc: Doc) -> str:
    """``clause``, ``quotation``, ``phrase`` or ``none``."""
    if any(_is_clause(sentence.root) for sentence in doc.sents):
        return "clause"
    if doc.text.startswith(_OPENED) and doc.text.endswith(_CLOSED):
        return "quotation"
    words = [t for t in doc if not t.is_punct]
    verb = next((t for t in words if t.pos_ == "VERB"), None)
    if verb is None or len(words) < 2:
        return "none"
    lead = all(t.pos_ in ("AUX", "ADV", "PART", "VERB") for t in doc[: verb.i])
    planned = any(t.tag_ == "TO" and role(t) == Role.AUX for t in doc) and doc[0].pos_ in ("NOUN", "ADJ")
    return "phrase" if lead or planned else "none"


def _is_clause(root: Token) -> bool:
    """Whether ``root``, or what is joined to it or depends on it as a clause, has a tense and a subject."""
    todo = [root]
    while todo:
        verb = todo.pop()
        helpers = [c for c in verb.children if role(c) in _AUX]
        tensed = verb.tag_ in _FINITE or any(c.tag_ in _FINITE for c in helpers)
        if tensed and any(role(c) in _SUBJECTS for v in (verb, *helpers) for c in v.children):
            return True
        todo += [c for c in verb.children if role(c) in (Role.CONJUNCT, Role.COMPLEMENT, Role.PARATAXIS)]
    return False


def measured(extractions: list[Extraction], nlp: Language, *, listed: bool = False) -> dict[str, float]:
    """The figures, by name."""
    texts = [(e.article.id, text) for e in extractions for text in told(e)]
    kinds = [kind(nlp(text)) for _, text in texts]
    short = [len(text.split()) <= SHORT for _, text in texts]
    if listed:
        for (article, text), what, few in zip(texts, kinds, short, strict=True):
            print(article, what, "short" if few else "", text, sep="\t")
    counts, total = Counter(kinds), max(1, len(texts))
    asked = sum(len(parts(s, e.article.text)) for e in extractions for s in e.statements)
    return {
        "statements": len(texts),
        "whole": 1 - counts["none"] / total,
        "clauses": counts["clause"] / total,
        "quotations": counts["quotation"] / total,
        "phrases": counts["phrase"] / total,
        "short": sum(short) / total,
        "nodes": len(texts) / max(1, asked),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("records", type=Path, nargs="?")
    parser.add_argument("--inputs", type=Path, metavar="FILE")
    parser.add_argument("--list", action="store_true", help="each statement with its kind")
    arguments = parser.parse_args()
    if arguments.inputs:
        rows = [json.dumps(row, ensure_ascii=False) + "\n" for row in articles()]
        arguments.inputs.write_text("".join(rows), encoding="utf-8")
    if arguments.records:
        lines = arguments.records.read_text(encoding="utf-8").splitlines()
        figures = measured(
            [from_json(json.loads(line)) for line in lines], spacy.load(DEFAULT_MODEL), listed=arguments.list
        )
        print(" ".join(f"{name}={value:.3f}".removesuffix(".000") for name, value in figures.items()))


if __name__ == "__main__":
    main()
