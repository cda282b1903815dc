"""Reads ``data/gold``: annotations that quote their article, as offsets into its text.

A quote is text that occurs once in the article, where white space stands for any white space; square brackets mark the
part that is meant where its surroundings are needed to find it ("he [said] that"). A quote that does not occur, or
occurs twice, is an error. ``data/README.md`` says what the fields of an annotation mean.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from kg.errors import KgError
from kg.records import ACTS, FACTUALITIES, PREDICATES, ROOTS, Span


class GoldError(KgError):
    """An annotation that does not fit its article or the schema."""


@dataclass(frozen=True, slots=True)
class GoldStatement:
    """Who says what, in offsets; names are those of ``names.yaml``. ``optional``: right to find, right to leave."""

    id: str
    speaker: tuple[str, ...]
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    #: More than one where the text leaves open which.
    act: tuple[str, ...]
    negated: bool = False
    addressee: tuple[str, ...] = ()
    medium: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    within: str | None = None
    optional: bool = False


@dataclass(frozen=True, slots=True)
class GoldEvent:
    """An event with every trigger that means it. What is None is not annotated; ``participants`` do it together."""

    id: str
    root: str
    triggers: tuple[Span, ...]
    source: tuple[str, ...] | None = None
    target: tuple[str, ...] | None = None
    participants: tuple[str, ...] | None = None
    place: tuple[str, ...] | None = None
    date: str | None = None
    factuality: str | None = None
    optional: bool = False


@dataclass(frozen=True, slots=True)
class GoldRelation:
    """A lasting tie between two names."""

    predicate: str
    subject: str
    object: str


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """The annotation of one article."""

    id: str
    statements: tuple[GoldStatement, ...]
    events: tuple[GoldEvent, ...]
    relations: tuple[GoldRelation, ...]


@dataclass(frozen=True, slots=True)
class Gold:
    """All annotations; ``same`` holds the groups (``ARTICLE#s1``) that are one, ``names`` what everybody is called."""

    articles: Mapping[str, GoldArticle]
    names: Mapping[str, frozenset[str]]
    same: tuple[frozenset[str], ...] = field(default=())


def load_gold(folder: Path, texts: Mapping[str, str]) -> Gold:
    """The annotations of ``folder``; ``texts`` are the articles by id. Raises GoldError for what does not fit."""
    names = _names(folder / "names.yaml")
    articles = {}
    for path in sorted(folder.rglob("*.yaml")):
        if path.name not in {"names.yaml", "same.yaml"}:
            article = _article(path, texts, names)
            articles[article.id] = article
    return Gold(articles, names, _same(folder / "same.yaml", articles))


def locate(text: str, quote: str) -> Span:
    """The span that ``quote`` means in ``text``. Raises GoldError unless it occurs exactly once.

    >>> locate("He left. He said so.", "He [said]")
    (12, 16)
    """
    before, bracket, rest = quote.partition("[")
    marked, closing, after = rest.partition("]")
    if bool(bracket) != bool(closing) or not (marked if bracket else before).strip():
        raise GoldError(f"{quote!r}: one pair of brackets at most, and something in it")
    parts = (before, marked, after) if bracket else ("", before, "")
    pattern = "".join(f"({_spaced(part)})" for part in parts)
    found = [match.span(2) for match in re.finditer(f"(?={pattern})", text)]
    if len(found) != 1:
        raise GoldError(f"{quote!r} occurs {len(found)} times")
    return found[0]


def normal(name: str) -> str:
    """``name`` as names are compared: lower case, without article and possessive ending."""
    plain = " ".join(name.replace("’", "'").casefold().split())
    return re.sub(r"^(the|a|an|its|their) |('s|')$", "", plain)


def _spaced(part: str) -> str:
    return re.sub(r"\s+", r"\\s+", re.sub(r"\\(\s)", r"\1", re.escape(part)))


def _names(path: Path) -> dict[str, frozenset[str]]:
    read: dict[str, list[str]] = yaml.safe_load(path.read_text("utf-8"))
    return {name: frozenset(map(normal, [name, *others])) for name, others in read.items()}


def _same(path: Path, articles: Mapping[str, GoldArticle]) -> tuple[frozenset[str], ...]:
    known = {f"{a.id}#{s.id}" for a in articles.values() for s in a.statements}
    known |= {f"{a.id}#{e.id}" for a in articles.values() for e in a.events}
    groups = [frozenset(group) for kind in yaml.safe_load(path.read_text("utf-8")).values() for group in kind]
    for group in groups:
        if unknown := group - known:
            raise GoldError(f"{path}: no such reading: {min(unknown)}")
    if len(frozenset().union(*groups)) != sum(map(len, groups)):
        raise GoldError(f"{path}: a reading stands in two groups")
    return tuple(groups)


def _article(path: Path, texts: Mapping[str, str], names: Mapping[str, Any]) -> GoldArticle:
    read = yaml.safe_load(path.read_text("utf-8"))
    try:
        text = texts[read["article"]]
        return GoldArticle(
            read["article"],
            tuple(_statement(entry, text, names) for entry in read["statements"]),
            tuple(_event(entry, text, names) for entry in read["events"]),
            tuple(_relation(entry, names) for entry in read["relations"]),
        )
    except (KeyError, TypeError) as error:
        raise GoldError(f"{path}: missing or unknown: {error}") from error
    except GoldError as error:
        raise GoldError(f"{path}: {error}") from error


def _statement(entry: Mapping[str, Any], text: str, names: Mapping[str, Any]) -> GoldStatement:
    values = dict(entry)
    for key in ("source", "cue", "content"):
        values[key] = tuple(locate(text, quote) for quote in _many(values.get(key)))
    for key in ("speaker", "addressee", "medium", "place"):
        values[key] = _known(values.get(key), names)
    values["act"] = tuple(_many(values["act"]))
    if not values["act"] or not set(values["act"]) <= set(ACTS):
        raise GoldError(f"unknown act {values['act']!r}")
    return GoldStatement(**values)


def _event(entry: Mapping[str, Any], text: str, names: Mapping[str, Any]) -> GoldEvent:
    values = dict(entry)
    values["triggers"] = tuple(locate(text, quote) for quote in values["triggers"])
    for key in ("source", "target", "participants", "place"):
        if key in values:
            values[key] = _known(values[key], names)
    if values["root"] not in ROOTS or values.get("factuality", "actual") not in FACTUALITIES:
        raise GoldError(f"unknown root or factuality in {values['id']}")
    return GoldEvent(**values)


def _relation(entry: Mapping[str, Any], names: Mapping[str, Any]) -> GoldRelation:
    _known([entry["subject"], entry["object"]], names)
    if entry["predicate"] not in PREDICATES:
        raise GoldError(f"unknown predicate {entry['predicate']!r}")
    return GoldRelation(**entry)


def _many(value: str | list[str] | None) -> list[str]:
    return [] if value is None else [value] if isinstance(value, str) else value


def _known(value: str | list[str] | None, names: Mapping[str, Any]) -> tuple[str, ...]:
    given = tuple(_many(value))
    for name in given:
        if name not in names:
            raise GoldError(f"{name!r} is not in names.yaml")
    return given
