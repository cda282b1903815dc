"""The date of what a verb or noun says: the one that its clause gives, else the one that is assumed."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from datetime import date
from itertools import pairwise, takewhile
from typing import cast

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Spacy

from kg.annotate import document
from kg.annotate.syntax import Role, role, upward
from kg.annotate.temporal.vocabulary import words
from kg.lexicon.words import word_list
from kg.records import Date

#: The days up to publication that are the article's own.
NEWS = 7

_UP_TO = word_list("extract.dates", "up_to")

# ---------------------------------------------------------------- which date belongs to what

_CLAUSAL = frozenset(
    {
        Role.COMPLEMENT,
        Role.OPEN_CLAUSE,
        Role.ADVERBIAL,
        Role.RELATIVE,
        Role.NOUN_CLAUSE,
        Role.CLAUSE_SUBJECT,
        Role.PARATAXIS,
        Role.PREP_CLAUSE,
        Role.CONJUNCT,
        Role.ROOT,
    }
)
_VERBAL = frozenset({"VERB", "AUX"})
#: What puts an event before, after or from a date on, and not at it: "since 2022", "said after talks on Friday".
_ASTRIDE = word_list("extract.dates", "astride")

#: What joins an event to the verb that speaks of it: "warned of an attack on Friday".
_ABOUT = word_list("extract.dates", "about")
#: What puts the verb into the time of the event: "voiced hope in talks on Friday".
_DURING = word_list("extract.dates", "during")


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


def news_week(doc: Doc) -> Date | None:
    """The ``NEWS`` days up to publication, marked as assumed; None where publication is not known to the day."""
    today: date | None = doc._.anchor
    if today is None:
        return None
    first = date.fromordinal(max(1, today.toordinal() - NEWS + 1))  # the calendar begins with the year 1
    return Date(first.isoformat(), today.isoformat(), None, assumed=True, basis="publication")


def assumed_date(doc: Doc, token: Token) -> Date | None:
    """For a statement or act of the main clause without a date: the week up to publication.

    Only where the verb is a plain past or present one: a pluperfect, a participle or a subordinate clause may lie any
    time back.
    """
    main = role(token) == Role.ROOT or (role(token) == Role.CONJUNCT and role(token.head) == Role.ROOT)
    have = any(role(c) in (Role.AUX, Role.PASSIVE_AUX) and c.lower_ in ("had", "'d", "’d") for c in token.children)
    if not main or have or token.tag_ not in ("VBD", "VBZ", "VBP", "VBN"):
        return None
    return news_week(doc)


def after_the_article(doc: Doc, when: Date) -> bool:
    """Whether ``when`` begins after the article's day: no day of what has happened. False where that is not known."""
    today = document.day(doc)
    return today is not None and (when.start or "") > today.isoformat()


def is_astride(day: Token) -> bool:
    """Whether what is told is before, after or from the day on that ``day`` heads, and not of it: "since 2022"."""
    return role(day) == Role.PREP_OBJECT and day.head.lower_ in _ASTRIDE


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
    return (
        during
        or role(noun) not in (Role.OBJECT, Role.PASSIVE_SUBJECT, "obj")
        or verb.lemma_.lower() in words()["occurring"]
    )


def _era(doc: Doc, start: int) -> bool:
    """Whether the date that starts there is part of an adjective: "its pre-2014 borders"."""
    return document.text_of(doc)[max(0, start - 5) : start].lower().endswith(("pre-", "post-"))


def _head(doc: Doc, d: Date) -> Token:
    assert d.text is not None
    return document.span_of(doc, *d.text).root


def bearers(token: Token) -> list[Token]:
    """The tokens whose date is the date of ``token``, best first."""
    at = _clause(token)
    out = [token, at] if at.i != token.i and at.pos_ in _VERBAL else [token]
    for below, above in pairwise(upward(at)):
        if role(below) not in (Role.CONJUNCT, Role.PASSIVE_AUX, Role.AUX) or above.pos_ not in _VERBAL:
            break
        out.append(above)
    return out + [c for c in at.children if at.pos_ in _VERBAL and _shares_day(c, at)]


def _shares_day(conjunct: Token, verb: Token) -> bool:
    """Whether the day of ``conjunct`` is that of ``verb``, too: "arrested and **charged** on Friday"."""
    own = any(role(c) in (Role.SUBJECT, Role.PASSIVE_SUBJECT, Role.AUX, Role.PASSIVE_AUX) for c in conjunct.children)
    return role(conjunct) == Role.CONJUNCT and conjunct.tag_ == verb.tag_ and not own


def _clause(token: Token) -> Token:
    """The verb of the clause that ``token`` stands in, else the top of it."""
    at = token
    for at in upward(token):
        if at.pos_ in _VERBAL or role(at) == Role.ROOT or role(at) in (Role.RELATIVE, Role.NOUN_CLAUSE):
            break
    return at


def steps_to(head: Token, wanted: Token) -> int | None:
    """How many arcs lead from ``head`` up to ``wanted`` without leaving a clause or
    passing a word that puts it before or after; None if there is no such way."""
    for steps, at in enumerate(upward(head)):
        if at.i == wanted.i:
            return steps
        if at.lower_ in _ASTRIDE or role(at) == Role.ROOT or (at.pos_ in _VERBAL and role(at) in _CLAUSAL):
            return None
    return None


def _with_end(doc: Doc, first: Date) -> Date:
    """``first``, or the range from it to the date that follows it in "from 2014 to 2016"."""
    assert first.text is not None
    start, end = first.text
    for d in doc._.dates[bisect_right(doc._.dates, start, key=_start) :]:
        if d.text is None or d.end is None or first.start is None:
            continue
        gap, lead = (
            document.text_of(doc)[end : d.text[0]].strip(),
            document.text_of(doc)[max(0, start - 9) : start].lower(),
        )
        if gap in ("-", "–") or gap in _UP_TO or (gap == "and" and lead.endswith("between ")):
            return Date(first.start, d.end, (start, d.text[1]))
        break
    return first


def ends_before(date: Date, other: Date) -> bool:
    """Whether ``date`` is over before ``other`` begins, as far as both say when."""
    return date.end is not None and other.start is not None and date.end[:10] < other.start[: len(date.end)]
