"""Learns ``kg/resolve/events/weights.yaml``: ``python -m merging.train FOLDER`` (records are kept in FOLDER).

Pairs of readings that a corpus says are one, or are not, by logistic regression over the named features; a feature that
speaks for it gets no negative weight, one that speaks against it no positive one. Within an article from the chains of
ECB+ (train part), the ``same`` of ``news-events`` and the facts of ``trials/merging``; across articles from ECB+ and
the facts, readings that are one within their article taken together first. Each topic counts by the square root of its
pairs. The labels of ``stories`` and of ECB+ dev are for choosing and are not read; the facts are of the same texts as
``stories``.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from pathlib import Path

from kg.lexicon.gazetteer import Gazetteer
from kg.resolve.clustering import Clusters
from kg.resolve.events import clustering
from kg.resolve.events.comparison import AGAINST, FEATURES, Telling, barred, features
from merging.fitting import Pair, fitted, write
from merging.labelled import Gold, Topic, chains, extracted, facts, repeated, topic

#: From which likelihood on two are one: chosen on ``stories`` and ECB+ dev.
THRESHOLDS = {"within": 0.65, "across": 0.4}
#: And while across articles is learned: what is surely one within an article.
SURELY = 0.7
#: How much the facts count across articles beside ECB+, which is not about politics.
OF_FACTS = 2.0
#: How much ``news-events`` counts within articles: whole articles, where ECB+ has a sentence or two of each.
OF_REPEATS = 2.0
#: Of two articles only.
ACROSS_ONLY = ("articles on the same people",)
#: What a feature weighs at least across articles: the corpora date hardly anything, and name few pairs.
AT_LEAST = {"the same day": 1.0, "both participants in common": 1.6, "the same people, in one story": 0.6}


def within(topics: Iterable[Topic], counts: float = 1.0) -> Iterator[Pair]:
    """Pairs of readings of one article."""
    for told in topics:
        single = {key: Telling.of([told.found[key]], told.world) for key in sorted(told.labels)}
        for a, b in combinations(single, 2):
            if single[a].articles == single[b].articles and not barred(single[a], single[b]):
                yield Pair(told.name, told.labels[a] == told.labels[b], features(single[a], single[b]), counts)


def across(topics: Iterable[Topic], counts: float) -> Iterator[Pair]:
    """Pairs of what two articles tell, each labelled as most of its readings are."""
    for told in topics:
        clusters = Clusters(told.found)
        clustering.join_within(clusters, told.found, told.world)
        tellings, label = {}, {}
        for group in clusters.groups():
            labels = Counter(told.labels[key] for key in group if key in told.labels)
            if labels:
                label[group[0]] = min(labels, key=lambda name: (-labels[name], name))
                tellings[group[0]] = Telling.of([told.found[key] for key in group], told.world)
        for a, b in combinations(sorted(tellings), 2):
            if not tellings[a].articles & tellings[b].articles and not barred(tellings[a], tellings[b]):
                yield Pair(told.name, label[a] == label[b], features(tellings[a], tellings[b]), counts)


def main() -> None:
    """Train within, then across: what is one within an article is taken together first."""
    folder = Path(sys.argv[1])
    gazetteer = Gazetteer.load(None)

    def topics(benchmark: str, part: str, gold: Mapping[str, Gold]) -> list[Topic]:
        files = extracted(benchmark, part, folder)
        return [topic(file, gold.get(file.stem, {}), gazetteer) for file in files]

    political = topics("stories", "data", facts())
    ecb = topics("event-coreference", "train", chains("train"))
    repeats = topics("news-events", "data", {"all": repeated("data")})
    inside = [*within(political), *within(ecb), *within(repeats, OF_REPEATS)]
    names = [name for name in FEATURES if name not in ACROSS_ONLY]
    learned = {"within": fitted(inside, names, SURELY, AGAINST, {})}
    write({**learned, "across": {"start": 0.0, "threshold": 1.0}}, clustering.WEIGHTS)
    between = [*across(political, OF_FACTS), *across(ecb, 1.0)]
    learned["within"]["threshold"] = THRESHOLDS["within"]
    learned["across"] = fitted(between, FEATURES, THRESHOLDS["across"], AGAINST, AT_LEAST)
    write(learned, clustering.WEIGHTS)
    for where, pairs in (("within", inside), ("across", between)):
        print(f"{where}: {len(pairs)} pairs, {sum(pair.one for pair in pairs)} of them one")


if __name__ == "__main__":
    main()
