"""Counts in how many articles a word stands, for ``kg/lexicon/en/document_frequencies.txt``.

``python -m merging.frequencies``: the training parts of ECB+, MEANTIME and news-events, each article once; stems, and
how many articles hold them.
"""

from __future__ import annotations

import re
from collections import Counter

from encoder.corpora import BENCHMARKS, lines

from kg.lexicon import vocabulary
from kg.lexicon.yaml_file import ENGLISH

PARTS = ("event-coreference/train", "event-coreference/train-meantime", "news-events/train")
#: Words that an article has at least; articles that a word stands in at least.
LONG, COMMON = 40, 3
WORD = re.compile(r"[a-z]+(?:['’-][a-z]+)*")


def main() -> None:
    """Write the file."""
    articles = 0
    counts: Counter[str] = Counter()
    for part in PARTS:
        for row in lines(BENCHMARKS / part / "articles.jsonl.gz"):
            words = sorted(set(WORD.findall(row["text"].lower())))
            if len(words) >= LONG:
                articles += 1
                counts.update(vocabulary.content(tuple(words))[0])
    rows = [f"{stem} {count}\n" for stem, count in sorted(counts.items()) if count >= COMMON]
    head = "# Of the stems of words, in how many articles of news they stand; first, how many articles there are.\n"
    (ENGLISH / "document_frequencies.txt").write_text(f"{head}{articles}\n{''.join(rows)}", encoding="utf-8")


if __name__ == "__main__":
    main()
