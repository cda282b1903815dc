"""Extractions made by hand, word by word, for the tests of merging."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from typing import Any

from kg.ids import article_key
from kg.records import (
    Article,
    Date,
    Event,
    Extraction,
    Judgement,
    Mention,
    Part,
    Quantity,
    Relation,
    Resolution,
    Span,
    Statement,
)
from kg.resolve import resolve


class Told:
    """An article under way; every method adds its words to the text."""

    def __init__(self, name: str, published: str | None = "2021-05-04", publisher: str | None = None) -> None:
        self.name, self.published, self.publisher = name, published, publisher
        self.text = " ".join(f"{name}{n}" for n in range(99)) + " . "
        self.mentions: list[Mention] = []
        self.statements: list[Statement] = []
        self.events: list[Event] = []
        self.relations: list[Relation] = []
        self._of: dict[str, str] = {}

    def write(self, words: str) -> Span:
        start = len(self.text)
        self.text += words + " . "
        return (start, start + len(words))

    def who(self, words: str, type_: Any = "Person", entity: str | None = None, **more: Any) -> str:
        """A mention; its id. ``entity`` is another mention's id whose entity it is, or none for a new one."""
        start, end = self.write(words)
        kind = more.pop("kind", "nominal" if words.islower() else "name")
        key = f"m{len(self.mentions) + 1}"
        self._of[key] = self._of[entity] if entity else f"e{len(self.mentions) + 1}"
        self.mentions.append(Mention(key, start, end, kind, type_, self._of[key], **more))
        return key

    def says(self, speaker: Sequence[str] | str, *parts: str, names: Iterable[str] = (), **more: Any) -> str:
        """A statement; ``parts`` are their words, "-" before one that denies; its terms are the words of 4 letters."""
        key = f"s{len(self.statements) + 1}"
        made: list[Part] = []
        spans: list[Span] = []
        for number, words in enumerate(parts, 1):
            span = self.write(words.removeprefix("-"))
            spans.append(span)
            terms = {w.strip(".,").lower() for w in words.removeprefix("-").split() if len(w) > 3 and w.islower()}
            made.append(
                Part(
                    key if len(parts) == 1 else f"{key}.{number}",
                    (span,),
                    tuple(sorted(terms)),
                    tuple(sorted({self._of[m] for m in names})),
                    words.startswith("-"),
                )
            )
        fields: dict[str, Any] = {"form": "indirect", "act": "assert"} | more
        source = (speaker,) if isinstance(speaker, str) else tuple(speaker)
        self.statements.append(
            Statement(key, source, (), (self.write("said"),), tuple(spans), parts=tuple(made), **fields)
        )
        return key

    def does(self, root: Any, trigger: str, source: Sequence[str] = (), target: Sequence[str] = (), **more: Any) -> str:
        """An event; a ``day`` is its date, ``both`` are in it together; its lemma is the trigger."""
        key = f"v{len(self.events) + 1}"
        both = tuple(more.pop("both", ()))
        day = more.pop("day", None)
        date = Date(day, day) if isinstance(day, str) else day
        amounts = tuple(
            Quantity(of, low, high, unit, self.write("so much")) for of, low, high, unit in more.pop("amounts", ())
        )
        span = more.pop("span", None) or self.write(trigger)
        fields: dict[str, Any] = {"lemma": trigger, "confidence": 0.5} | more
        fields.setdefault("voice", "reported" if fields.get("reported_in") else "article")
        self.events.append(
            Event(
                key,
                root,
                None,
                (span,),
                both or tuple(source),
                both or tuple(target),
                date=date,
                quantities=amounts,
                **fields,
            )
        )
        return key

    def ties(self, predicate: Any, subject: str, object_: str, **more: Any) -> str:
        key = f"r{len(self.relations) + 1}"
        self.relations.append(Relation(key, predicate, subject, object_, (self.write("tie"),), **more))
        return key

    @property
    def article(self) -> Article:
        return Article(self.name, self.text, None, self.published, publisher=self.publisher, sha256=self.name)

    def made(self) -> Extraction:
        return Extraction(
            self.article, tuple(self.mentions), tuple(self.statements), tuple(self.events), tuple(self.relations)
        )

    def key(self, local: str) -> str:
        """The reading key of a mention's entity, or of what has the id ``local``."""
        return f"{article_key(self.article)}#{self._of.get(local, local)}"


def merged(*told: Told | Extraction, judgements: Sequence[Judgement] = (), gazetteer: Any = None) -> Resolution:
    """Resolve the articles."""
    made = [t.made() if isinstance(t, Told) else t for t in told]
    return resolve(lambda: made, judgements=judgements, gazetteer=gazetteer)


def node_of(found: Resolution, reading: str) -> str:
    """The key of the node that holds ``reading``."""
    return next(node.key for node in found.nodes if reading in node.readings)


def thing_of(found: Resolution, reading: str) -> str:
    """The key of the statement, event or relation that holds ``reading``."""
    said = [s.key for s in found.statements if reading in s.support.readings]
    done = [e.key for e in found.events if reading in e.support.readings]
    return [*said, *done, *(r.key for r in found.relations if reading in r.support.readings)][0]


def labels(found: Resolution, type_: str) -> list[str]:
    return sorted(node.label for node in found.nodes if node.type == type_)


def judge(left: str, right: str, same: bool) -> Judgement:
    return Judgement(left, right, same, 1.0 if same else -1.0, by="person")


def replace_article(extraction: Extraction, **fields: Any) -> Extraction:
    return dataclasses.replace(extraction, article=dataclasses.replace(extraction.article, **fields))
