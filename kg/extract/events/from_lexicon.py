"""Events by the lexicon of frames, from the parse: who does what to whom, where, when, and whether it happened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from kg.annotate import document as layers
from kg.annotate.mention_index import MentionIndex
from kg.annotate.syntax import Role, role
from kg.extract.attribution.statement_index import Reports
from kg.extract.dates import after_the_article, assumed_date, date_of
from kg.extract.events.bystanders import MUTUAL, stands_by, undergoes
from kg.extract.events.clause import terms
from kg.extract.events.factuality import factuality, reported_in
from kg.extract.events.location import WHERE, places
from kg.extract.events.participants import Parties, parties
from kg.extract.events.party_choice import may_act
from kg.extract.events.phrase_participants import DIRECT
from kg.extract.events.quantities import quantities
from kg.extract.events.repeated_events import Before, Told, again, sides
from kg.extract.events.salience import salience
from kg.extract.events.triggers import Match, triggers
from kg.lexicon.frames import Frames
from kg.lexicon.words import word_list
from kg.records import PLACE_TYPES, Date, Event, Factuality, Mention, Span, Statement

_SEVERAL = word_list("extract.events.from_lexicon", "several")

#: Below this an event is more often wrong than right, and left out; so, at more, a deed of words that nobody receives.
_LEAST, _LEAST_ALONE = 0.3, 0.37
#: Between named persons these are words more often than blows.
_OF_WORDS = word_list("extract.events.from_lexicon", "of_words")
_NEEDY = frozenset({"AGREE", "CONSULT", "SUPPORT", "REQUEST", "ACCUSE", "THREATEN"})

#: Headline, and what follows it, up to this many paragraphs, are the lead.
_LEAD = 3


def events_by_lexicon(
    doc: Doc, index: MentionIndex, said: Sequence[Statement], frames: Frames, *, all_events: bool = False
) -> tuple[Event, ...]:
    """The events of ``doc`` that name at least one party, in text order, numbered."""
    reports = Reports(said)
    found = Before()
    for sentence in layers.sentences(doc):
        here = []
        for match in triggers(sentence, frames):
            source, target = parties(match, index)
            if not all_events:
                source, target = _trusted(match, source, target, index)
            if _told(match, source, target, index, all_events=all_events):
                here.append(Told(match, source, target, _event(match, (source, target), index, reports)))
        taken = [token for told in here for token in told.match.tokens]
        here += [
            new
            for match, old in again(sentence, found, frames, taken)
            if (new := _once_more(match, old, index, reports))
        ]
        for told in sorted(here, key=lambda told: told.match.token.i):
            found.add(told)
    return tuple(replace(told.event, id=f"v{n}") for n, told in enumerate(found.all, 1))


def _trusted(match: Match, source: Parties, target: Parties, index: MentionIndex) -> tuple[Parties, Parties]:
    """The parties that can be trusted: who stands in the slot itself and is somebody, or a place that stands for those
    in it. Who is only named in its phrase, or stands elsewhere, is more often not meant; where it happens is nobody to
    whom it is done; and whose arrest it is has arrested nobody."""
    doing, token = [], match.token
    undergoing = list(target.mentions) if target.certainty >= DIRECT else []
    for m in source.mentions if source.certainty >= DIRECT else ():
        head = layers.head(index.doc, m)
        if not undergoes(head, token):
            doing += [] if stands_by(head, token, match.frame.root) else [m]
        elif not target.mentions:
            undergoing.append(m)
    sides = [m for m in doing if may_act(m)], [m for m in undergoing if may_act(m) and not _is_where(m, index)]
    sure = source.certainty, target.certainty or source.certainty
    done, undergone = (Parties(tuple(ms), sure[n]) if ms else Parties() for n, ms in enumerate(sides))
    return done, undergone


def _is_where(mention: Mention, index: MentionIndex) -> bool:
    """Whether it only says where: "the attack in Oslo"."""
    head = layers.head(index.doc, mention)
    return mention.type in PLACE_TYPES and role(head) == Role.PREP_OBJECT and head.head.lower_ in WHERE


def _once_more(match: Match, old: Told, index: MentionIndex, reports: Reports) -> Told | None:
    """The event ``old`` as the bare noun of ``match`` speaks of it; None if that would make a fact of what is said."""
    source, target = sides(old)
    event = _event(match, (source, target), index, reports)
    if old.event.reported_in is not None and event.reported_in is None:
        return None
    sure = old.event.factuality if event.factuality == "actual" else event.factuality
    event = replace(event, factuality=sure, salience=salience(match.token, match.light, named=(False, False)))
    return Told(match, source, target, event)


def _told(match: Match, source: Parties, target: Parties, index: MentionIndex, *, all_events: bool) -> bool:
    """Whether enough parties are named; what is done together needs two, or one that is several."""
    alone = not target.mentions and match.frame.root in _NEEDY and not match.frame.joint
    least = _LEAST_ALONE if alone and factuality(match.token, match.light) == "actual" else _LEAST
    if (confidence(match, source, target) < least and not all_events) or (match.frame.modal and not target.mentions):
        return False
    if match.frame.lemma == "ask" and not source.mentions:
        return False  # "asked about the talks, she smiled"
    named = {m.id: m for m in (*source.mentions, *target.mentions)}
    if _in_words(match, source, target):
        return False
    if (match.frame.joint or match.frame.root in MUTUAL) and len(named) == 1:
        return any(_several(layers.head(index.doc, m)) or m.type == "Group" for m in named.values())
    return bool(named)


def _in_words(match: Match, source: Parties, target: Parties) -> bool:
    """Whether two politicians fight with words: "the senator's battle with Smith", "Jones attacked Smith"."""
    sides = [*source.mentions, *target.mentions]
    persons = all(m.type == "Person" and m.kind != "nominal" for m in sides)
    return match.frame.lemma in _OF_WORDS and match.frame.root == "ASSAULT" and persons and len(sides) > 1


def _not_yet(match: Match, date: Date | None, doc: Doc) -> Factuality | None:
    """Planned, where a present tense has a date after the article's day ("the ministers meet on Thursday")."""
    verb = match.light or match.token
    if date is None or date.start is None or doc._.article is None or verb.tag_ not in {"VBP", "VBZ"}:
        return None
    today = doc._.article.published or (doc._.anchor.isoformat() if doc._.anchor is not None else None)
    later = today is not None and len(date.start) == len(today) and date.start > today
    return "planned" if later and factuality(match.token, match.light) == "actual" else None


def _several(head: Token) -> bool:
    return head.tag_ in {"NNS", "NNPS"} or head.lower_ in _SEVERAL


def _event(match: Match, who: tuple[Parties, Parties], index: MentionIndex, reports: Reports) -> Event:
    (source, target), doc = who, index.doc
    date = date_of(doc, match.light or match.token)
    sure = _not_yet(match, date, doc) or factuality(match.token, match.light)
    reporter = reported_in(match.token, reports.near(match.token.idx))
    if date is not None and sure == "actual" and after_the_article(doc, date):
        date = None
    if date is None and sure == "actual" and reporter is None:
        date = _of_the_lead(doc, match.light or match.token)
    return Event(
        id="",
        type=match.frame.root,
        cameo=match.frame.cameo,
        trigger=spans(match.tokens),
        source=source.ids,
        target=target.ids,
        place=places(match, index),
        date=date,
        factuality=sure,
        voice="article" if reporter is None else "reported",
        reported_in=reporter,
        confidence=confidence(match, source, target),
        salience=salience(match.token, match.light, named=(bool(source.mentions), bool(target.mentions))),
        quantities=quantities(doc, index, match.token),
        lemma=match.frame.words,
        terms=terms(match.token),
    )


def _of_the_lead(doc: Doc, token: Token) -> Date | None:
    """What the lead of a dated article tells without a date is news of the week; further down it may be history."""
    article = doc._.article
    if article is None or article.published is None or token.idx >= max(article.paragraphs[:_LEAD])[1]:
        return None
    return assumed_date(doc, token)


def spans(tokens: tuple[Token, ...]) -> tuple[Span, ...]:
    """Character spans of ``tokens``, neighbours joined."""
    out: list[tuple[int, int]] = []
    last = -2
    for token in tokens:
        if token.i == last + 1:
            out[-1] = (out[-1][0], token.idx + len(token))
        else:
            out.append((token.idx, token.idx + len(token)))
        last = token.i
    return tuple(out)


def confidence(match: Match, source: Parties, target: Parties) -> float:
    """How likely the event is right: how far the word means it, and how sure each slot is."""
    slots = (0.5 + 0.5 * source.certainty) * (0.6 + 0.4 * target.certainty)
    return round(match.frame.weight * slots, 2)
