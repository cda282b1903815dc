"""How many of the statements that several articles tell become one node, of the facts of ``trials/merging``.

``python -m merging.statements_merged RECORDS…``, a file of ``kg extract`` a story. A reading is labelled by the fact
whose spans it shares most with; pairs are of two labelled readings in two articles. Prints
merged=facts that two articles or more tell, whose articles meet in one node / of how many; pair_p, pair_r.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path

from encoder.corpora import lines

from kg.ids import article_key, reading_key
from kg.lexicon.gazetteer import Gazetteer
from kg.records import Extraction, Span
from kg.resolve import resolve
from kg.resolve.readings import parts
from merging.labelled import FACTS, read

#: Reading → its fact, and whether it surely is of it.
Labels = dict[str, tuple[str, bool]]


def labels(extractions: Sequence[Extraction], topic: str, kind: str = "statement") -> Labels:
    """The readings that are of a fact of ``topic``."""
    spans: dict[str, dict[str, tuple[Span, ...]]] = defaultdict(dict)
    for extraction in extractions:
        key, text = article_key(extraction.article), extraction.article.text
        for statement in extraction.statements:
            for part in (p for p in parts(statement, text) if p.standing != "none"):
                spans[extraction.article.id][reading_key(key, part.id)] = part.spans
    found: Labels = {}
    for fact in lines(FACTS):
        if (fact["topic"], fact["kind"]) == (topic, kind):
            for name, sure in (("same", True), ("either", False)):
                for mention in fact[name]:
                    best = _nearest(mention["spans"], spans[mention["article"]])
                    if best is not None:
                        found.setdefault(best, (fact["fact"], sure))
    return found


def _nearest(marked: Sequence[Sequence[int]], spans: dict[str, tuple[Span, ...]]) -> str | None:
    """The reading that shares most characters; of equals the shortest."""

    def shared(key: str) -> int:
        return sum(max(0, min(b, d) - max(a, c)) for a, b in marked for c, d in spans[key])

    best = max(spans, key=lambda k: (shared(k), -sum(d - c for c, d in spans[k]), k), default=None)
    return best if best is not None and shared(best) else None


def apart(topic: str) -> set[frozenset[str]]:
    """Pairs of facts of which it is open whether they are one."""
    rows = [fact for fact in lines(FACTS) if fact["topic"] == topic]
    return {frozenset((fact["fact"], other)) for fact in rows for other in fact["uncounted_with"]}


def counted(of: Labels, open_: set[frozenset[str]]) -> Iterator[tuple[str, str, bool]]:
    """Pairs of labelled readings of two articles, and whether they are one."""
    for a, b in combinations(sorted(of), 2):
        if a.partition("#")[0] == b.partition("#")[0] or frozenset((of[a][0], of[b][0])) in open_:
            continue
        if of[a][0] != of[b][0] or (of[a][1] and of[b][1]):
            yield a, b, of[a][0] == of[b][0]


def main() -> None:
    """Score the files."""
    merged = several = right = made = wanted = 0
    gazetteer = Gazetteer.load(None)
    for path in map(Path, sys.argv[1:]):
        extractions = read(path)
        resolution = resolve(lambda given=extractions: given, gazetteer=gazetteer)  # type: ignore[misc]
        node = {reading: s.key for s in resolution.statements for reading in s.support.readings}
        of = labels(extractions, path.stem)
        for a, b, one in counted(of, apart(path.stem)):
            joined = node[a] == node[b]
            made, wanted, right = made + joined, wanted + one, right + (joined and one)
        facts: dict[str, list[str]] = defaultdict(list)
        for key, (fact, sure) in of.items():
            if sure:
                facts[fact].append(key)
        for keys in facts.values():
            articles = {key.partition("#")[0] for key in keys}
            nodes: dict[str, set[str]] = defaultdict(set)
            for key in keys:
                nodes[node[key]].add(key.partition("#")[0])
            several += len(articles) > 1
            merged += len(articles) > 1 and articles in nodes.values()
    share = f"pair_p={right / max(1, made):.3f} ({right}/{made}) pair_r={right / max(1, wanted):.3f}"
    print(f"merged={merged}/{several} {share}")


if __name__ == "__main__":
    main()
