"""Statements, events and relations of extraction records against their annotations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from gold_samples import Gold, GoldArticle, GoldEvent, GoldStatement, normal
from gold_tally import Tally

Names = Mapping[str, frozenset[str]]
Spans = Iterable[Sequence[int]]

#: Contents agree from this share of characters on.
AGREE = 0.5
#: The predicates of which the annotations hold every instance, so that others are wrong.
EXHAUSTIVE = frozenset({"holdsOffice"})


def score_statements(article: GoldArticle, record: Mapping[str, Any], names: Names, tally: Tally) -> None:
    """Count the statements of one article."""
    judge = _Judge(article, record, _Who(record, names), tally)
    text = record["text"]
    for gold, predicted in judge.pairs:
        if gold.optional:
            continue
        tally.add("statement_r", annotated=1, right=predicted is not None)
        if predicted is None:
            tally.notes.append(f"statement missed: {article.id}#{gold.id} {_said(text, gold.content)}")
        else:
            tally.add("statement_p", predicted=1, right=1)
            judge.statement(gold, predicted)
    matched = {predicted["id"] for _, predicted in judge.pairs if predicted is not None}
    for predicted in record["statements"]:
        if predicted["id"] not in matched:
            tally.add("statement_p", predicted=1)
            said = _said(text, predicted["content"])
            tally.notes.append(f"statement too much: {article.id}#{predicted['id']} {said}")


def score_events(article: GoldArticle, record: Mapping[str, Any], names: Names, tally: Tally) -> None:
    """Count the events of one article; several predicted ones may be one annotated event, told more than once."""
    judge = _Judge(article, record, _Who(record, names), tally)
    text = record["text"]
    touched: set[str] = set()
    found: dict[str, list[Mapping[str, Any]]] = {}
    for predicted in record["events"]:
        here = [gold for gold in article.events if _overlap(gold.triggers, predicted["trigger"])]
        same = [gold for gold in here if gold.root == predicted["type"]]
        touched |= {gold.id for gold in here}
        for gold in same:
            found.setdefault(gold.id, []).append(predicted)
        if any(gold.optional for gold in (same or here)):
            continue
        tally.add("event_p", predicted=1, right=bool(same))
        if same:
            judge.event(same[0], predicted)
        else:
            spoken = f"{predicted['type']} {_said(text, predicted['trigger'])}"
            tally.notes.append(f"event too much: {article.id}#{predicted['id']} {spoken}")
    for gold in article.events:
        if not gold.optional:
            tally.add("event_r", annotated=1, right=gold.id in found)
            tally.share("event_found", gold.id in touched)
            if gold.id in found:
                judge.times_and_places(gold, found[gold.id])
            else:
                tally.notes.append(f"event missed: {article.id}#{gold.id} {gold.root} {_said(text, gold.triggers)}")


class _Judge:
    """Compares the fields of what was found in one article."""

    def __init__(self, article: GoldArticle, record: Mapping[str, Any], who: _Who, tally: Tally) -> None:
        self._article, self._who, self._tally = article.id, who, tally
        self.pairs = _paired(article.statements, record["statements"])
        #: The annotated statement that a predicted one was matched with, by ids.
        self._statement = {predicted["id"]: gold.id for gold, predicted in self.pairs if predicted is not None}

    def statement(self, gold: GoldStatement, predicted: Mapping[str, Any]) -> None:
        """Count the fields of a statement that was found."""
        where, who, tally = f"{self._article}#{gold.id}", self._who, self._tally
        heard = who.named(predicted["speaker"])
        tally.share("speaker_acc", who.agree(gold.speaker, predicted["speaker"]), f"{where} {heard} for {gold.speaker}")
        tally.share("act_acc", predicted["act"] in gold.act, f"{where} {predicted['act']} for {gold.act}")
        for field in ("addressee", "medium", "place"):
            wanted, given = getattr(gold, field), predicted[field] or []
            given = [given] if isinstance(given, str) else given
            right = bool(wanted) and any(who.agree(wanted, [mention]) for mention in given)
            tally.add(field, right=right, predicted=bool(given), annotated=bool(wanted))
            if not right and (wanted or given):
                tally.notes.append(f"{field}: {where} {who.named(given)} for {wanted}")
        outer = predicted["within"]
        right = gold.within is not None and self._statement.get(outer) == gold.within
        tally.add("nesting", right=right, predicted=outer is not None, annotated=gold.within is not None)
        if not right and (gold.within or outer):
            tally.notes.append(f"nesting: {where} within {outer} for {gold.within}")

    def event(self, gold: GoldEvent, predicted: Mapping[str, Any]) -> None:
        """Count the fields of an event that was found, where they are annotated."""
        where, who, tally = f"{self._article}#{gold.id}", self._who, self._tally
        source, target = predicted["source"], predicted["target"]
        heard = f"{where} {who.named(source)} → {who.named(target)}"
        if gold.participants is not None:
            tally.share("parties_acc", who.agree(gold.participants, [*source, *target]), heard)
        elif gold.source is not None or gold.target is not None:
            wanted = [(gold.source, source), (gold.target, target)]
            right = all(names is None or who.agree(names, given) for names, given in wanted)
            tally.share("parties_acc", right, heard)
        if gold.factuality is not None:
            said = predicted["factuality"]
            tally.share("factuality_acc", gold.factuality == said, f"{where} {said} for {gold.factuality}")
        reported = predicted["reported_in"]
        wanted_in = self._reporting(predicted["trigger"])
        right = (self._statement.get(reported, "none") if reported else None) == wanted_in
        tally.share("reported_acc", right, f"{where} {reported} for {wanted_in}")

    def _reporting(self, trigger: Spans) -> str | None:
        """The innermost annotated statement that has ``trigger`` in its content."""
        around = [s for s, _ in self.pairs if not s.optional and _characters(trigger) <= _characters(s.content)]
        return min(around, key=lambda s: len(_characters(s.content))).id if around else None

    def times_and_places(self, gold: GoldEvent, readings: Sequence[Mapping[str, Any]]) -> None:
        """Count the date and place of an event, which one of its readings must have: an article seldom repeats them."""
        where, who = f"{self._article}#{gold.id}", self._who
        if gold.date is not None:
            given = [_days(reading["date"]) for reading in readings]
            self._tally.share(
                "event_date_acc", _days({"start": gold.date, "end": gold.date}) in given, f"{where} {given}"
            )
        if gold.place is not None:
            places = [reading["place"] for reading in readings]
            right = any(who.agree(gold.place, place) for place in places)
            self._tally.share("event_place_acc", right, f"{where} {[who.named(place) for place in places]}")


def score_relations(gold: Gold, records: Mapping[str, Mapping[str, Any]], tally: Tally) -> None:
    """Count the relations, each once an article."""
    for article in gold.articles.values():
        record = records[article.id]
        who = _Who(record, gold.names)
        ends = {
            (r["predicate"], who.entity(r["subject"]), who.entity(r["object"])): (r["subject"], r["object"])
            for r in record["relations"]
        }
        wrong = {key: both for key, both in ends.items() if key[0] in EXHAUSTIVE}
        for relation in article.relations:
            hits = [
                key
                for key, (subject, other) in ends.items()
                if key[0] == relation.predicate
                and who.agree((relation.subject,), [subject])
                and who.agree((relation.object,), [other])
            ]
            tally.add("relation_r", annotated=1, right=bool(hits))
            for key in hits:
                wrong.pop(key, None)
            if not hits:
                missed = f"{relation.predicate} {relation.subject} – {relation.object}"
                tally.notes.append(f"relation missed: {article.id} {missed}")
        judged = sum(key[0] in EXHAUSTIVE for key in ends)
        tally.add("relation_p", predicted=judged, right=judged - len(wrong))
        for (predicate, *_), (subject, other) in wrong.items():
            tally.notes.append(
                f"relation wrong: {article.id} {predicate} {who.named([subject])} – {who.named([other])}"
            )


class _Who:
    """Which names the mentions of one record may mean, by what all mentions of the same entity say."""

    def __init__(self, record: Mapping[str, Any], names: Names) -> None:
        text = record["text"]
        self._entity: dict[str, str] = {m["id"]: m["entity"] for m in record["mentions"]}
        self._text = {m["id"]: text[m["start"] : m["end"]] for m in record["mentions"]}
        counts: dict[str, Counter[str]] = {}
        for mention in record["mentions"]:
            said = normal(self._text[mention["id"]])
            called = [name for name, forms in names.items() if said in forms]
            counts.setdefault(mention["entity"], Counter()).update(called)
        # an entity that mixes two actors up means the one that it is called most
        self._means = {
            entity: {name for name, times in count.items() if times == max(count.values())}
            for entity, count in counts.items()
        }

    def entity(self, mention: str) -> str:
        """The entity that a mention means in its article."""
        return self._entity[mention]

    def named(self, mentions: Iterable[str]) -> list[str]:
        """What the mentions say, for people."""
        return [self._text[mention] for mention in mentions]

    def agree(self, wanted: Iterable[str], mentions: Iterable[str]) -> bool:
        """True if the mentions mean the wanted names, each of them, and nothing else."""
        meant = [self._means[entity] for entity in sorted({self._entity[mention] for mention in mentions})]
        wanted = set(wanted)
        return all(names & wanted for names in meant) and all(any(w in names for names in meant) for w in wanted)


def _paired(
    gold: Sequence[GoldStatement], predicted: Sequence[Mapping[str, Any]]
) -> list[tuple[GoldStatement, Mapping[str, Any] | None]]:
    """Each annotated statement with the predicted one that it is matched with."""
    scored = []
    for i, wanted in enumerate(gold):
        for j, given in enumerate(predicted):
            share = _jaccard(wanted.content, given["content"])
            if share >= AGREE:
                scored.append((-_overlap(wanted.cue, given["cue"]), -share, i, j))
    left, right = {}, set()
    for _, _, i, j in sorted(scored):
        if i not in left and j not in right:
            left[i] = j
            right.add(j)
    return [(wanted, predicted[left[i]] if i in left else None) for i, wanted in enumerate(gold)]


def _characters(spans: Spans) -> set[int]:
    return {i for start, end in spans for i in range(start, end)}


def _overlap(left: Spans, right: Spans) -> bool:
    return not _characters(left).isdisjoint(_characters(right))


def _jaccard(left: Spans, right: Spans) -> float:
    a, b = _characters(left), _characters(right)
    return len(a & b) / len(a | b) if a | b else 0.0


def _said(text: str, spans: Spans) -> str:
    return repr(" … ".join(" ".join(text[start:end].split()) for start, end in spans)[:100])


def _days(date: Mapping[str, str | None] | None) -> tuple[str, str] | None:
    """The first and last day; of months, day 31 stands for the last."""
    if not date or not date["start"] or not date["end"]:
        return None
    return (date["start"] + "-01-01")[:10], (date["end"] + "-12-31" * (len(date["end"]) == 4) + "-31")[:10]
