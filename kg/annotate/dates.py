"""A spaCy component: time expressions and the days that they mean.

The days count from the article's publication; where that is not known, from the latest day that the text names by
weekday and day of month, in the first year that fits after the years it names. Never from the clock.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from datetime import date
from itertools import pairwise, takewhile
from typing import Literal, cast

from spacy.language import Language
from spacy.tokens import Doc, Token
from spacy.tokens import Span as Spacy

from kg.annotate import layer
from kg.annotate.climb import upward
from kg.annotate.names import load_gazetteer
from kg.annotate.time_anchor import anchor
from kg.annotate.time_calendar import Period
from kg.annotate.time_holders import in_office
from kg.annotate.time_reader import ASIDE, read
from kg.annotate.time_rule import Direction
from kg.annotate.time_tense import tenses
from kg.annotate.time_words import words
from kg.records import Date, Span

Precision = Literal["day", "month", "year"]


#: How many of the periods told last a paragraph may go back to.
_TOLD = 20


@Language.factory("kg_dates", default_config={"gazetteer": None})
def make_dates(nlp: Language, name: str, gazetteer: str | None) -> Dates:
    """Registered as ``kg_dates``; ``gazetteer`` is the path of a user's own file."""
    return Dates(gazetteer)


class Dates:
    """Gives ``doc._.dates`` (in text order) and ``doc._.anchor``."""

    def __init__(self, gazetteer: str | None = None) -> None:
        """``gazetteer`` (a user's file, before the shipped one) is read only for articles that say no day of theirs."""
        self._gazetteer = gazetteer

    def __call__(self, doc: Doc) -> Doc:
        """Annotate ``doc`` in place."""
        spans = _paragraphs(doc)
        is_parsed = doc.has_annotation("DEP")
        day, precision = reference(doc, spans, self._gazetteer)
        found, told = [], list[Period]()
        for start, end in spans:
            tense = tenses(doc, start, is_parsed=is_parsed)
            for e in read(layer.text_of(doc)[start:end], day, precision, tense, tuple(told[-_TOLD:])):
                first, last = (None, None) if e.period is None else e.period.iso()
                found.append(Date(first, last, (start + e.start, start + e.end)))
                if e.period is not None and e.rule not in ASIDE:
                    told.append(e.period)
        doc._.dates = tuple(found)
        doc._.anchor = day if precision == "day" else None
        return doc


def _paragraphs(doc: Doc) -> list[Span]:
    return [(p.start_char, p.end_char) for p in layer.paragraphs(doc)]


def reference(doc: Doc, spans: list[Span], gazetteer: str | None = None) -> tuple[date | None, Precision]:
    """The day from which relative dates count, and how exactly it is known.

    A publication date that is only a month or a year is made a day by a day that the text names in it, by weekday and
    day of month; else "last month" can still be told from it, and "Friday" cannot.
    """
    published = doc._.article.published if doc._.article is not None else None
    if published and len(published) >= 10:
        return date.fromisoformat(published[:10]), "day"
    texts, is_parsed = [], doc.has_annotation("DEP")
    for start, end in spans:
        tense = tenses(doc, start, is_parsed=is_parsed)
        texts.append((layer.text_of(doc)[start:end], tense))
    holders = in_office((t for t, _ in texts), load_gazetteer(gazetteer))
    found = anchor(texts, published or "", holders) or anchor([*texts, *_labelled(doc)], published or "", holders)
    if found is not None or not published:
        return found, "day"
    year, _, month = published.partition("-")
    return date(int(year), int(month or 1), 1), "month" if month else "year"


_LABEL = re.compile(r"(?:published|updated|posted|issued|released)[ :|]{1,3}(?P<day>[^\n]{6,30})", re.IGNORECASE)


def _labelled(doc: Doc) -> Iterator[tuple[str, Callable[[int], Direction]]]:
    """What stands anywhere on the page as its day of publication: "Updated: Thursday, February 13"."""
    for m in _LABEL.finditer(layer.text_of(doc)):
        yield m["day"], lambda at: "past"


# ---------------------------------------------------------------- which date belongs to what

_CLAUSAL = frozenset({"ccomp", "xcomp", "advcl", "relcl", "acl", "csubj", "parataxis", "pcomp", "conj", "ROOT"})
_VERBAL = frozenset({"VERB", "AUX"})
#: What puts an event before, after or from a date on, and not at it: "since 2022", "said after talks on Friday".
_ASTRIDE = frozenset({"since", "before", "after", "until", "till", "by", "following", "despite", "pre", "post"})

#: What joins an event to the verb that speaks of it: "warned of an attack on Friday".
_ABOUT = frozenset({"of", "about", "on", "over", "for", "against", "from", "to", "as", "despite"})
#: What puts the verb into the time of the event: "voiced hope in talks on Friday".
_DURING = frozenset({"in", "during", "at", "amid"})


def date_of(doc: Doc, token: Token) -> Date | None:
    """The date of the event or statement that ``token`` heads; None if its clause gives none.

    It is the date that hangs on the token with no other clause between; else, for a noun, the one that hangs on the
    verb of its clause if what both tell is at one time ("held talks", not "condemned the attack"), and for a verb, on
    the verb with which it is coordinated. Never a date inside another clause.
    """
    dated = [(d, _head(doc, d)) for d in dates_in(doc, token.sent) if not _era(doc, _start(d))]
    for wanted in bearers(token):
        if wanted.i != token.i and token.pos_ not in _VERBAL and not _at_one_time(token, wanted):
            return None
        own = [(steps, d) for d, h in dated if (steps := steps_to(h, wanted)) is not None]
        if own:
            _, best = min(own, key=lambda o: (o[0], abs((o[1].text or (0, 0))[0] - token.idx)))
            return _with_end(doc, best)
    return None


def dates_in(doc: Doc, span: Spacy) -> tuple[Date, ...]:
    """The dates that begin in ``span``, in text order."""
    at = (bisect_left(doc._.dates, edge, key=_start) for edge in (span.start_char, span.end_char))
    return cast("tuple[Date, ...]", doc._.dates[slice(*at)])


def _start(d: Date) -> int:
    """Where ``d`` begins in the text; those that stand nowhere in it come first."""
    return d.text[0] if d.text is not None else -1


def assumed_date(doc: Doc, token: Token, days: int = 7) -> Date | None:
    """For a statement or act of the main clause without a date: the week up to publication, marked as assumed.

    Only where the publication is known to the day, and the verb is a plain past or present one: a pluperfect, a
    participle or a subordinate clause may lie any time back.
    """
    anchor_day = doc._.anchor
    main = token.dep_ == "ROOT" or (token.dep_ == "conj" and token.head.dep_ == "ROOT")
    have = any(c.dep_ in ("aux", "auxpass") and c.lower_ in ("had", "'d", "’d") for c in token.children)
    if anchor_day is None or not main or have or token.tag_ not in ("VBD", "VBZ", "VBP", "VBN"):
        return None
    start = date.fromordinal(max(1, anchor_day.toordinal() - days + 1))  # the calendar begins with the year 1
    return Date(start.isoformat(), anchor_day.isoformat(), None, assumed=True)


def _at_one_time(noun: Token, verb: Token) -> bool:
    """Whether the event of ``noun`` is at the time of ``verb``, or only spoken of in its clause."""
    if noun.pos_ in _VERBAL or not verb.is_ancestor(noun):
        return True
    during = False
    up = list(takewhile(lambda t: t.i != verb.i, upward(noun)))
    for above in up[1:]:
        during |= above.lower_ in _DURING
        series = above.lower_ == "of" and above.head.pos_ == "NOUN"  # "a series of attacks"
        if not series and above.lower_ in _ASTRIDE | _ABOUT:
            return False
    noun = up[-1]
    return during or noun.dep_ not in ("dobj", "nsubjpass", "obj") or verb.lemma_.lower() in words()["occurring"]


def _era(doc: Doc, start: int) -> bool:
    """Whether the date that starts there is part of an adjective: "its pre-2014 borders"."""
    return layer.text_of(doc)[max(0, start - 5) : start].lower().endswith(("pre-", "post-"))


def _head(doc: Doc, d: Date) -> Token:
    assert d.text is not None
    return layer.span_of(doc, *d.text).root


def bearers(token: Token) -> list[Token]:
    """The tokens whose date is the date of ``token``, best first."""
    at = _clause(token)
    out = [token, at] if at.i != token.i and at.pos_ in _VERBAL else [token]
    for below, above in pairwise(upward(at)):
        if below.dep_ not in ("conj", "auxpass", "aux") or above.pos_ not in _VERBAL:
            break
        out.append(above)
    return out


def _clause(token: Token) -> Token:
    """The verb of the clause that ``token`` stands in, else the top of it."""
    at = token
    for at in upward(token):
        if at.pos_ in _VERBAL or at.dep_ == "ROOT" or at.dep_ in ("relcl", "acl"):
            break
    return at


def steps_to(head: Token, wanted: Token) -> int | None:
    """How many arcs lead from ``head`` up to ``wanted`` without leaving a clause or
    passing a word that puts it before or after; None if there is no such way."""
    for steps, at in enumerate(upward(head)):
        if at.i == wanted.i:
            return steps
        if at.lower_ in _ASTRIDE or at.dep_ == "ROOT" or (at.pos_ in _VERBAL and at.dep_ in _CLAUSAL):
            return None
    return None


def _with_end(doc: Doc, first: Date) -> Date:
    """``first``, or the range from it to the date that follows it in "from 2014 to 2016"."""
    assert first.text is not None
    start, end = first.text
    for d in doc._.dates[bisect_right(doc._.dates, start, key=_start) :]:
        if d.text is None or d.end is None or first.start is None:
            continue
        gap, lead = layer.text_of(doc)[end : d.text[0]].strip(), layer.text_of(doc)[max(0, start - 9) : start].lower()
        if gap in ("to", "until", "till", "-", "–") or (gap == "and" and lead.endswith("between ")):
            return Date(first.start, d.end, (start, d.text[1]), first.assumed)
        break
    return first
