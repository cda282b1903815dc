"""Why readings were taken for one, in the words of the articles; what ``show``, ``merge`` and ``split`` share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kg.graph.view import GraphView
from kg.records import Judgement

#: What is shown of a node: more readings than these are counted.
MANY = 40
_LONGEST = 48


@dataclass(frozen=True, slots=True)
class ReadingShown:
    """One article's version of a thing: its key, its article's id, and what the article calls it."""

    key: str
    article: str
    words: str

    def __str__(self) -> str:
        return f"{self.article} “{self.words}”" if self.words else self.article or self.key


def readings_of(view: GraphView, iri: str) -> dict[str, str]:
    """The readings of a thing: key → IRI, sorted."""
    return {view.reading_key(reading): reading for reading in sorted(view.readings(iri))}


def shown(view: GraphView, readings: Mapping[str, str], keys: Iterable[str]) -> dict[str, ReadingShown]:
    """What to show of those ``keys`` that are among ``readings``."""
    return {key: _shown(view, key, readings[key]) for key in keys if key in readings}


def _shown(view: GraphView, key: str, iri: str) -> ReadingShown:
    evidence = view.evidence(iri)
    counts = Counter(" ".join(e.text.split()) for e in evidence)
    # A name says more than a pronoun, a full one more than a surname.
    words = min(counts, key=lambda w: (not any(c.isupper() for c in w[:1]), -len(w.split()), -counts[w], w), default="")
    article = evidence[0].article_id if evidence else view.value(iri.partition("#")[0], "schema:identifier") or ""
    return ReadingShown(key, article, words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…")


def explained(judgement: Judgement, known: Mapping[str, ReadingShown]) -> str:
    """One line: which two readings, whether they are the same, who says so, with which features and score."""
    left, right = (str(known.get(key, key)) for key in (judgement.left, judgement.right))
    if judgement.by == "person":
        return f"{left} {'is' if judgement.same else 'is not'} {right}: you said so"
    return f"{left} {'is' if judgement.same else 'is not'} {right}: {_reasons(judgement)}"


def _reasons(judgement: Judgement) -> str:
    """What speaks for it, the weightiest first, and what against; for sums with fixed weights these and the sum."""
    likely = judgement.likelihood
    if likely is None:
        return ", ".join(f"{name} {weight:+.2f}" for name, weight in judgement.features) + f" = {judgement.score:.2f}"
    ranked = sorted(judgement.reasons, key=lambda pair: (-abs(pair[1]), pair[0]))
    speaks, against = ([name for name, weight in ranked if (weight > 0) == sign] for sign in (True, False))
    though = f"; though {', '.join(against)}" if against else ""
    return f"{', '.join(speaks)}{though} ({likely:.0%} likely)"


def lines(view: GraphView, iri: str, judgements: Iterable[Judgement]) -> Iterator[str]:
    """Every reading of a thing with its key, then why they were taken for one and what was kept apart from them."""
    readings = readings_of(view, iri)
    about = [j for j in judgements if j.left in readings or j.right in readings]
    first = list(readings)[:MANY]
    told = about[:MANY]
    others = {key: f"{view.base}article/{key}" for j in told for key in (j.left, j.right) if key not in readings}
    known = shown(view, readings | others, [*first, *(key for j in told for key in (j.left, j.right))])
    yield f"{len(readings)} reading{'s' * (len(readings) != 1)}:"
    width = max((len(key) for key in first), default=0)
    for key in first:
        yield f"  {key:<{width}}  {known[key]}"
    if len(readings) > MANY:
        yield f"  … and {len(readings) - MANY} more"
    yield f"Why (judgements: {len(about)}):"
    for judgement in told:
        yield f"  {explained(judgement, known)}"
    if len(about) > MANY:
        yield f"  … and {len(about) - MANY} more"
