"""Characters F1 of the source, cue and content tags alone: ``python -m encoder.tag_scores [WEIGHTS]``, PolNeAR dev."""

from __future__ import annotations

import json
import sys
import tempfile
from collections import Counter
from pathlib import Path

from encoder.corpora import BENCHMARKS, lines
from kg.annotate.encoder.decoding import spans
from kg.annotate.encoder.labels import ROLES
from kg.annotate.pipeline import Annotator
from kg.articles import read


def main(weights: Path | None) -> None:
    """Print precision, recall and F1 of each role over the characters that any tag covers, joined or not."""
    gold = {row["id"]: row for row in lines(BENCHMARKS / "attribution/data/dev/articles.jsonl.gz")}
    annotate = Annotator(weights=weights)
    right, said, marked = Counter[str](), Counter[str](), Counter[str]()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "dev.jsonl")
        kept = ("id", "title", "published", "text")
        path.write_text("".join(json.dumps({k: row[k] for k in kept}) + "\n" for row in gold.values()))
        for article in read([path], published=None, on_error=lambda error: print(error, file=sys.stderr)):
            doc = annotate(article)
            for role in ROLES:
                found = {
                    n
                    for s in spans(doc._.encoded.said, ROLES)
                    if s.label == role
                    for n in range(doc[s.start].idx, doc[s.end - 1].idx + len(doc[s.end - 1]))
                }
                true = {n for a in gold[article.id]["attributions"] for s, e in a.get(role) or () for n in range(s, e)}
                right[role] += len(found & true)
                said[role] += len(found)
                marked[role] += len(true)
    for role in ROLES:
        precision, recall = right[role] / max(said[role], 1), right[role] / max(marked[role], 1)
        print(f"{role}: P {precision:.3f} R {recall:.3f} F1 {2 * right[role] / (said[role] + marked[role]):.4f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
